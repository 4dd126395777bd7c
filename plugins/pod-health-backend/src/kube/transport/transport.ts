import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { PodHealthError } from 'backstage-plugin-pod-health-common';
import { NO_METRICS, type Metrics } from '../../metrics/metrics';
import { pause, type Clock } from '../../time/clock';
import {
  connectionError,
  isRecord,
  isRedirect,
  parseJson,
  redirectError,
  refusalError,
  requestError,
} from '../errors';
import type { ApiPath } from '../paths';
import type { RequestScope } from '../requestScope';
import { AgentHolder } from './agents';
import { readText } from './body';
import {
  CredentialHolder,
  type ClusterCredential,
  type CredentialSource,
} from './credentials';
import { retryAfterMs, retryAfterSeconds } from './retryAfter';

/** From asking to the answer's headers, connecting included. */
export const HEADERS_MS = 10_000;
/** A Status is some hundred bytes; more of an error answer is not read. */
const ERROR_BODY_BYTES = 64 * 1024;
/** 500 pods of 100 KB each; more in one answer is not a page of ours. */
const JSON_BODY_BYTES = 64 * 1024 * 1024;

/** One request to the cluster's API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: ApiPath;
  readonly scope: RequestScope;
  readonly body?: { readonly type: string; readonly text: string };
  readonly userAgent?: string;
  readonly signal?: AbortSignal;
}

/** A 2xx answer whose body is still to be read. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: Readable;
}

/** What a transport needs to know of its cluster. */
export interface TransportOptions {
  /** Base address; may have a path of its own, as behind Rancher. */
  readonly server: URL;
  readonly credentials: CredentialSource;
  readonly clock: Clock;
  /** Sent unless a request names its own. */
  readonly userAgent: string;
  readonly metrics?: Metrics;
}

/**
 * HTTP/1.1 to one cluster: never follows a redirect, renews a refused credential once, waits once when told to slow
 * down, keeps a deadline, and turns every failure into a PodHealthError. An abort by the caller rejects with its reason.
 */
export class Transport {
  readonly server: URL;
  readonly clock: Clock;
  readonly credentials: CredentialHolder;
  readonly userAgent: string;
  readonly #agents = new AgentHolder();
  readonly #metrics: Metrics;

  constructor(options: TransportOptions) {
    this.server = options.server;
    this.clock = options.clock;
    this.userAgent = options.userAgent;
    this.#metrics = options.metrics ?? NO_METRICS;
    this.credentials = new CredentialHolder(options.credentials, options.clock);
  }

  /** Sends and reads a JSON object. */
  async json(request: ApiRequest): Promise<Record<string, unknown>> {
    const { scope, signal } = request;
    const { body } = await this.open(request);
    try {
      const text = await readText(body, {
        scope,
        clock: this.clock,
        limit: JSON_BODY_BYTES,
      });
      const value = parseJson(text);
      if (!isRecord(value)) {
        throw requestError('cluster-error', scope, 'answered without JSON');
      }
      return value;
    } catch (error) {
      signal?.throwIfAborted();
      throw connectionError(scope, error);
    }
  }

  /**
   * Sends and gives the body of a 2xx answer as it arrives; reading slowly holds the server back. Failures of the body
   * are the HTTP library's: the reader maps them with connectionError.
   */
  async open(request: ApiRequest): Promise<ApiAnswer> {
    const { scope } = request;
    let credential = await this.credentials.get(scope);
    let renewed = false;
    let waited = false;
    for (;;) {
      const response = await this.counted(
        scope,
        this.#exchange(request, credential),
        ({ statusCode }) => statusCode,
      );
      const { statusCode: status } = response;
      if (status >= 200 && status < 300) {
        return { status, body: response.body };
      }
      const next =
        status === 401 && !renewed
          ? await this.credentials.renew(scope, credential)
          : undefined;
      const wait = waited ? undefined : retryAfterMs(response);
      if (!next && wait === undefined) {
        throw await this.#refusal(request, response);
      }
      await discard(response.body);
      if (next) {
        credential = next;
        renewed = true;
      } else {
        waited = true;
        await pause(this.clock, wait ?? 0, request.signal);
        request.signal?.throwIfAborted();
      }
    }
  }

  /** The one place where requests are counted: each that was sent, by its status, or what failed, or `cancelled` by us. */
  async counted<T>(
    { cluster, verb, resource }: RequestScope,
    sent: Promise<T>,
    statusOf: (answer: T) => number,
  ): Promise<T> {
    const count = (code: string) =>
      this.#metrics.count('pod_health.kubernetes.requests', {
        cluster,
        verb,
        resource,
        code,
      });
    try {
      const answer = await sent;
      count(String(statusOf(answer)));
      return answer;
    } catch (error) {
      count(codeOfFailure(error));
      throw error;
    }
  }

  /** Full address of a path, behind the server's own path if it has one. */
  address(path: ApiPath): { readonly origin: string; readonly path: string } {
    const prefix = this.server.pathname.replace(/\/+$/, '');
    return { origin: this.server.origin, path: `${prefix}${path}` };
  }

  /** Breaks every connection. */
  close(): Promise<void> {
    return this.#agents.close();
  }

  async #exchange(
    request: ApiRequest,
    credential: ClusterCredential,
  ): Promise<Dispatcher.ResponseData> {
    const { scope, signal, method, body } = request;
    signal?.throwIfAborted();
    const late = new AbortController();
    const deadline = this.clock.setTimer(HEADERS_MS, () => late.abort());
    try {
      const response = await this.#agents.for(credential.tls).request({
        ...this.address(request.path),
        method,
        body: body?.text,
        headers: {
          ...credential.headers,
          accept: 'application/json',
          'user-agent': request.userAgent ?? this.userAgent,
          ...(body && { 'content-type': body.type }),
        },
        signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
      });
      response.body.on('error', () => {}); // a reader sees the error too; with none reading, it must not end the process
      return response;
    } catch (error) {
      signal?.throwIfAborted();
      throw late.signal.aborted
        ? requestError('cluster-timeout', scope, 'no answer in time', {
            reason: 'no answer',
          })
        : connectionError(scope, error);
    } finally {
      deadline.cancel();
    }
  }

  async #refusal(
    request: ApiRequest,
    { statusCode, headers, body }: Dispatcher.ResponseData,
  ): Promise<Error> {
    const { scope } = request;
    if (isRedirect(statusCode)) {
      await discard(body);
      return redirectError(scope, statusCode);
    }
    try {
      const text = await readText(body, {
        scope,
        clock: this.clock,
        limit: ERROR_BODY_BYTES,
      });
      const retryAfter = retryAfterSeconds(headers['retry-after']);
      return refusalError(scope, statusCode, text, {
        ...(retryAfter !== undefined && { retryAfterSeconds: retryAfter }),
      });
    } catch {
      request.signal?.throwIfAborted();
      return refusalError(scope, statusCode, '');
    }
  }
}

/** A refusal has its status; an answer that never came, the code of what happened instead. */
function codeOfFailure(error: unknown): string {
  if (!(error instanceof PodHealthError)) {
    return 'cancelled';
  }
  const { status } = error.details;
  return status === undefined ? error.code : String(status);
}

/** Throws an answer's body away, without reading all of a large one. */
async function discard(body: Dispatcher.ResponseData['body']): Promise<void> {
  await body.dump({ limit: ERROR_BODY_BYTES }).catch(() => {}); // its status has been judged; the rest does not matter
}
