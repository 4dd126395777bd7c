import { encodeMarker, LIMITS } from 'backstage-plugin-pod-health-common';
import type { Request, Router } from 'express';
import { openPodLog, type PodLogRequest } from '../logs/openPodLog';
import { accessSignal } from './accessSignal';
import { callerOf, entityRefOf } from './caller';
import type { RouterOptions } from './routerOptions';
import { sendStream } from './sendStream';

/** The log of one container, as text with markers (logRecords.ts). */
export function addLogRoutes(router: Router, options: RouterOptions): void {
  const { clock } = options.access;
  router.get(
    '/entities/:kind/:namespace/:name/logs',
    async (request, response) => {
      const credentials = await callerOf(options.httpAuth, request);
      const wanted = logRequestOf(request);
      const giveBack = options.streams.take(
        credentials.principal.userEntityRef,
      );
      const stream = accessSignal(
        response,
        { credentials, entityRef: wanted.entityRef, action: 'logs' },
        options.access,
      );
      try {
        await sendStream(
          response,
          await openPodLog(options.logs, credentials, wanted, stream.signal),
          {
            contentType: 'text/plain; charset=utf-8',
            clock,
            heartbeat: () =>
              encodeMarker({
                marker: 'heartbeat',
                now: new Date(clock.now()).toISOString(),
              }),
            gone: stream.gone,
          },
        );
      } finally {
        stream.release();
        giveBack();
      }
    },
  );
}

/** The request's parameters; their shapes were checked against openapi.yaml before. */
function logRequestOf(request: Request): PodLogRequest {
  const text = (name: string) => String(request.query[name] ?? '');
  const flag = (name: string) => text(name) === 'true';
  const { tailLines, sinceTime } = request.query;
  return {
    entityRef: entityRefOf(request),
    ref: {
      cluster: text('cluster'),
      namespace: text('podNamespace'),
      pod: text('pod'),
      uid: text('uid'),
    },
    container: text('container'),
    follow: flag('follow'),
    previous: flag('previous'),
    tailLines:
      tailLines === undefined ? LIMITS.logTailLines : Number(tailLines),
    ...(sinceTime !== undefined && { sinceTime: text('sinceTime') }),
  };
}
