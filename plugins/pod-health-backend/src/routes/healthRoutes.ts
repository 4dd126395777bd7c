import { causeCatalogue } from 'pod-diagnosis';
import type {
  Abilities,
  Ability,
  Rows,
} from 'backstage-plugin-pod-health-common';
import type { Request, Response, Router } from 'express';
import type { EntityAction } from '../entity/types';
import { healthReport } from '../facts/healthReport';
import { problemOf } from '../facts/problem';
import { accessSignal } from './accessSignal';
import { callerOf, entityRefOf, langOf } from './caller';
import type { RouterOptions } from './routerOptions';
import { sendEvents } from './sendEvents';

const ENTITY = '/entities/:kind/:namespace/:name';

type Handler = (request: Request, response: Response) => Promise<void>;

/** Health of an entity, what the caller may do with its pods, and the catalogue of causes. */
export function addHealthRoutes(router: Router, options: RouterOptions): void {
  router.get(`${ENTITY}/health`, getHealth(options));
  router.get(`${ENTITY}/health/stream`, streamHealth(options));
  router.get(`${ENTITY}/abilities`, getAbilities(options));
  router.get('/causes', listCauses(options));
}

function getHealth(options: RouterOptions): Handler {
  return async (request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const { where, withLogs, lang, rows } = await viewOf(request, options);
    const judgement = await options.hub.once(where, withLogs, gone.signal);
    response
      .set('Cache-Control', 'no-store')
      .json(healthReport(judgement, lang, rows));
  };
}

function streamHealth(options: RouterOptions): Handler {
  return async (request, response) => {
    const { credentials, entityRef, ...view } = await viewOf(request, options);
    // Checked by the schema; an array when it was given twice, which is no cursor.
    const after =
      typeof request.query.after === 'string' ? request.query.after : undefined;
    const access = { credentials, entityRef, action: 'health' as const };
    const stream = accessSignal(response, access, options.access);
    const events = options.hub.read(view, after, stream.signal);
    await sendEvents(response, events, stream, options.access.clock);
  };
}

function getAbilities(options: RouterOptions): Handler {
  const { entities } = options.access;
  return async (request, response) => {
    const credentials = await callerOf(options.httpAuth, request);
    const entityRef = entityRefOf(request);
    await entities.open(credentials, entityRef, 'health');
    const ability = async (action: EntityAction): Promise<Ability> => {
      try {
        await entities.open(credentials, entityRef, action);
        return { allowed: true };
      } catch (error) {
        return { allowed: false, problem: problemOf(error) };
      }
    };
    const [logs, debug, target, admin] = await Promise.all(
      (['logs', 'debug', 'target', 'admin'] as const).map(ability),
    );
    const abilities: Abilities = {
      logs,
      debug,
      target: targetAbility(debug, target, options),
      admin,
    };
    response.json(abilities);
  };
}

function listCauses({ httpAuth }: RouterOptions): Handler {
  return async (request, response) => {
    await callerOf(httpAuth, request);
    const lang = langOf(request);
    response.json({
      causes: causeCatalogue.map(({ id, state, title, severity, since }) => ({
        id,
        state,
        title: title[lang],
        severity,
        since,
      })),
    });
  };
}

/** A target needs its own permission, the one to debug, and the setting. */
function targetAbility(
  debug: Ability,
  target: Ability,
  { config }: RouterOptions,
): Ability {
  if (!debug.allowed) {
    return debug;
  }
  return config.debug.allowTarget
    ? target
    : {
        allowed: false,
        problem: { code: 'target-not-allowed', details: { reason: 'setting' } },
      };
}

async function viewOf(request: Request, options: RouterOptions) {
  const credentials = await callerOf(options.httpAuth, request);
  const entityRef = entityRefOf(request);
  const { entities } = options.access;
  const where = await entities.open(credentials, entityRef, 'health');
  // A diagnosis quotes log lines only to those who may read the log.
  const withLogs = await entities.isAllowed(credentials, entityRef, 'logs');
  const rows: Rows = request.query.rows === 'all' ? 'all' : 'first';
  const lang = langOf(request);
  return { credentials, entityRef, where, withLogs, lang, rows };
}
