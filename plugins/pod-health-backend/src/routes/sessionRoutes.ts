import {
  PodHealthError,
  type PreflightRequest,
  type SessionRequest,
  type SessionState,
} from 'backstage-plugin-pod-health-common';
import type { Router } from 'express';
import type { SessionService } from '../sessions/types';
import { callerOf, entityRefOf } from './caller';
import type { RouterOptions } from './createRouter';

const ENTITY = '/entities/:kind/:namespace/:name';

/** Debug sessions. Where debug is disabled each answers why; the terminal's own socket is the gateway's. */
export function addSessionRoutes(router: Router, options: RouterOptions): void {
  const { httpAuth } = options;

  router.post(`${ENTITY}/preflight`, async (request, response) => {
    const credentials = await callerOf(httpAuth, request);
    const body: PreflightRequest = request.body;
    const debug = { entityRef: entityRefOf(request), ...body };
    response.json(await sessionsOf(options).preflight(credentials, debug));
  });

  router.get(`${ENTITY}/sessions`, async (request, response) => {
    const credentials = await callerOf(httpAuth, request);
    const entityRef = entityRefOf(request);
    const sessions = await sessionsOf(options).list(credentials, entityRef);
    response.json({ sessions });
  });

  router.post(`${ENTITY}/sessions`, async (request, response) => {
    const credentials = await callerOf(httpAuth, request);
    const body: SessionRequest = request.body;
    if (body.reason.trim().length === 0) {
      throw new PodHealthError('reason-required', 'the reason is blank');
    }
    const debug = { entityRef: entityRefOf(request), ...body };
    const session = await sessionsOf(options).create(credentials, debug);
    response.status(201).json(session);
  });

  router.get('/sessions/:id', async (request, response) => {
    const credentials = await callerOf(httpAuth, request);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const session = await sessionsOf(options).get(
      credentials,
      request.params.id,
      request.query.wait as SessionState | undefined, // one of the states: checked against openapi.yaml
      gone.signal,
    );
    response.set('Cache-Control', 'no-store').json(session);
  });

  router.delete('/sessions/:id', async (request, response) => {
    const credentials = await callerOf(httpAuth, request);
    const { id } = request.params;
    response.json(await sessionsOf(options).end(credentials, id));
  });

  router.post('/sessions/:id/ticket', async (request, response) => {
    const credentials = await callerOf(httpAuth, request);
    const { id } = request.params;
    const ticket = await sessionsOf(options).ticket(credentials, id);
    response.status(201).set('Cache-Control', 'no-store').json(ticket);
  });

  router.get('/sessions/:id/terminal', (request, response, next) => {
    if (options.terminal) {
      options.terminal(request, response, next);
    } else {
      next(disabled(options));
    }
  });
}

function sessionsOf(options: RouterOptions): SessionService {
  if (!options.sessions) {
    throw disabled(options);
  }
  return options.sessions;
}

function disabled({ config }: RouterOptions): PodHealthError {
  const refused = config.debug.refusedBecause;
  return new PodHealthError(
    refused?.code ?? 'debug-disabled',
    refused?.sentence ?? 'podHealth.debug.enabled is not true',
  );
}
