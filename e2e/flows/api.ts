import {
  expect,
  type APIRequestContext,
  type APIResponse,
} from '@playwright/test';
import type {
  HealthReport,
  Session,
  Ticket,
} from 'backstage-plugin-pod-health-common';
import type { Person, Service } from './portal';

/** Calls Pod Health's API as a demo person, past the page: what the page hides the backend has to refuse. */
export class Api {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly authorization: string,
  ) {}

  static async as(request: APIRequestContext, person: Person): Promise<Api> {
    const answer = await request.get('/api/auth/demo/refresh', {
      headers: {
        'x-demo-person': `user:default/${person.toLowerCase()}`,
        'x-requested-with': 'XMLHttpRequest',
      },
    });
    expect(answer.status()).toBe(200);
    const { backstageIdentity } = await answer.json();
    return new Api(request, `Bearer ${backstageIdentity.token}`);
  }

  /** GET of a path under the service, such as `/health`. */
  get(
    service: Service,
    path: string,
    params?: Record<string, string>,
  ): Promise<APIResponse> {
    return this.request.get(this.url(service, path), {
      headers: { authorization: this.authorization },
      params,
    });
  }

  /** POST of a JSON body to a path under the service. */
  post(service: Service, path: string, data: unknown): Promise<APIResponse> {
    return this.request.post(this.url(service, path), {
      headers: { authorization: this.authorization },
      data,
    });
  }

  async health(service: Service): Promise<HealthReport> {
    const answer = await this.get(service, '/health');
    expect(answer.status()).toBe(200);
    return answer.json();
  }

  /** A session, as soon as its state differs from one. */
  async session(id: string, differsFrom: string): Promise<Session> {
    const answer = await this.request.get(`/api/pod-health/sessions/${id}`, {
      headers: { authorization: this.authorization },
      params: { wait: differsFrom },
      timeout: 40_000,
    });
    expect(answer.status()).toBe(200);
    return answer.json();
  }

  /** A ticket for a session's terminal. */
  async ticket(id: string): Promise<Ticket> {
    const answer = await this.request.post(
      `/api/pod-health/sessions/${id}/ticket`,
      { headers: { authorization: this.authorization } },
    );
    expect(answer.status()).toBe(201);
    return answer.json();
  }

  private url({ name, namespace = 'default' }: Service, path: string): string {
    return `/api/pod-health/entities/component/${namespace}/${name}${path}`;
  }
}

/** Expects a refusal with one of our codes. */
export async function expectRefused(
  answer: APIResponse,
  status: number,
  code: string,
) {
  expect(answer.status()).toBe(status);
  expect((await answer.json()).error.code).toBe(code);
}
