import {
  PodHealthError,
  type PreflightRequest,
  type SessionRequest,
  type SessionState,
} from 'backstage-plugin-pod-health-common';
import type { Request, Response, Router } from 'express';
import { isReasonGiven } from '../guards/isReasonGiven';
import type { SessionService } from '../sessions/types';
import { callerOf, entityRefOf } from './caller';
import type { RouterOptions } from './routerOptions';

const ENTITY = '/entities/:kind/:namespace/:name';

type Handler = (request: Request, response: Response) => Promise<void>;

/** Debug sessions. Where debug is disabled each answers why; the terminal's own socket is the gateway's. */
export function addSessionRoutes(router: Router, options: RouterOptions): void {
  router.post(`${ENTITY}/preflight`, preflight(options));
  router.get(`${ENTITY}/sessions`, listSessions(options));
  router.post(`${ENTITY}/sessions`, createSession(options));
  router.get('/sessions/:id', getSession(options));
  router.delete('/sessions/:id', endSession(options));
  router.post('/sessions/:id/ticket', createTicket(options));
  router.get('/sessions/:id/terminal', (request, response, next) => {
    if (options.terminal) {
      options.terminal(request, response, next);
    } else {
      next(disabled(options));
    }
  });
}

function preflight(options: RouterOptions): Handler {
  return async (request, response) => {
    const credentials = await callerOf(options.httpAuth, request);
    const body: PreflightRequest = request.body;
    const debug = { entityRef: entityRefOf(request), ...body };
    response.json(await sessionsOf(options).preflight(credentials, debug));
  };
}

function listSessions(options: RouterOptions): Handler {
  return async (request, response) => {
    const credentials = await callerOf(options.httpAuth, request);
    const entityRef = entityRefOf(request);
    const sessions = await sessionsOf(options).list(credentials, entityRef);
    response.json({ sessions });
  };
}

function createSession(options: RouterOptions): Handler {
  return async (request, response) => {
    const credentials = await callerOf(options.httpAuth, request);
    const body: SessionRequest = request.body;
    if (!isReasonGiven(body.reason)) {
      throw new PodHealthError('reason-required', 'the reason says nothing');
    }
    const debug = { entityRef: entityRefOf(request), ...body };
    const session = await sessionsOf(options).create(credentials, debug);
    response.status(201).json(session);
  };
}

function getSession(options: RouterOptions): Handler {
  return async (request, response) => {
    const credentials = await callerOf(options.httpAuth, request);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const session = await sessionsOf(options).get(
      credentials,
      request.params.id,
      request.query.wait as SessionState | undefined, // one of the states: checked against openapi.yaml
      gone.signal,
    );
    response.set('Cache-Control', 'no-store').json(session);
  };
}

function endSession(options: RouterOptions): Handler {
  return async (request, response) => {
    const credentials = await callerOf(options.httpAuth, request);
    const { id } = request.params;
    response.json(await sessionsOf(options).end(credentials, id));
  };
}

function createTicket(options: RouterOptions): Handler {
  return async (request, response) => {
    const credentials = await callerOf(options.httpAuth, request);
    const { id } = request.params;
    const takeOver = String(request.query.takeOver) === 'true';
    const ticket = await sessionsOf(options).ticket(credentials, id, {
      takeOver,
    });
    response.status(201).set('Cache-Control', 'no-store').json(ticket);
  };
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
