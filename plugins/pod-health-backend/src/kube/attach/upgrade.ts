import type { IncomingMessage } from 'node:http';
import { PodHealthError } from 'backstage-plugin-pod-health-common';
import WebSocket from 'ws';
import { SUBPROTOCOLS } from '../channels';
import {
  connectionError,
  isRedirect,
  redirectError,
  refusalError,
  requestError,
} from '../errors';
import type { ApiPath } from '../paths';
import type { RequestScope } from '../requestScope';
import { readText } from '../transport/body';
import type { ClusterCredential } from '../transport/credentials';
import type { Transport } from '../transport/transport';
import { AttachSocket } from './attachSocket';

/** From asking to the upgrade, connecting included. */
export const UPGRADE_MS = 10_000;
/** A frame of output is at most 32 KiB from today's kubelets; a larger one than this is no terminal's. */
const FRAME_BYTES = 1024 * 1024;
const ERROR_BODY_BYTES = 64 * 1024;

/** What an upgrade needs besides the transport. */
export interface UpgradeRequest {
  readonly path: ApiPath;
  readonly scope: RequestScope;
  readonly userAgent?: string;
  /** Gives the upgrade up; has no effect once it is done. */
  readonly signal?: AbortSignal;
}

/**
 * Upgrades to a WebSocket, renewing a refused credential once. A refusal's body is read, so the error says why; a
 * redirect is refused.
 */
export async function upgrade(
  transport: Transport,
  request: UpgradeRequest,
): Promise<AttachSocket> {
  const { scope, signal } = request;
  const send = (credential: ClusterCredential) =>
    transport.counted(
      scope,
      upgradeOnce(transport, request, credential),
      () => 101,
    );
  const credential = await transport.credentials.get(scope);
  try {
    return await send(credential);
  } catch (error) {
    if (
      !(error instanceof PodHealthError) ||
      error.code !== 'cluster-unauthorized'
    ) {
      throw error;
    }
    const renewed = await transport.credentials.renew(scope, credential);
    signal?.throwIfAborted();
    if (!renewed) {
      throw error;
    }
    return send(renewed);
  }
}

function upgradeOnce(
  transport: Transport,
  request: UpgradeRequest,
  credential: ClusterCredential,
): Promise<AttachSocket> {
  const { scope, signal } = request;
  signal?.throwIfAborted();
  const socket = connect(transport, request, credential);
  return new Promise((resolve, reject) => {
    const waiting = new AbortController();
    const fail = (error: unknown) => {
      waiting.abort();
      // The error that terminate causes is ours; the reason for it has been given.
      socket.removeAllListeners('error').on('error', () => {});
      socket.terminate();
      reject(error);
    };
    failWhenLate(transport, request, waiting.signal, fail);
    socket.on('error', error => fail(connectionError(scope, error)));
    socket.on('unexpected-response', (_, response) =>
      refusal(transport, scope, response).then(fail),
    );
    socket.on('open', () => {
      waiting.abort();
      socket.removeAllListeners('error');
      // In the same tick: the first frame may have come with the upgrade.
      resolve(new AttachSocket(socket, scope, transport.clock));
    });
  });
}

/** Fails when the deadline passes or the caller gives up, unless `over` comes first. */
function failWhenLate(
  transport: Transport,
  { scope, signal }: UpgradeRequest,
  over: AbortSignal,
  fail: (error: unknown) => void,
): void {
  const onAbort = () => fail(signal?.reason);
  const deadline = transport.clock.setTimer(UPGRADE_MS, () =>
    fail(
      requestError('cluster-timeout', scope, 'no upgrade in time', {
        reason: 'no answer',
      }),
    ),
  );
  signal?.addEventListener('abort', onAbort);
  over.addEventListener('abort', () => {
    deadline.cancel();
    signal?.removeEventListener('abort', onAbort);
  });
}

function connect(
  transport: Transport,
  request: UpgradeRequest,
  credential: ClusterCredential,
): WebSocket {
  const { origin, path } = transport.address(request.path);
  return new WebSocket(
    `${origin.replace(/^http/, 'ws')}${path}`,
    SUBPROTOCOLS,
    {
      ...credential.tls,
      // ws offers no ALPN, so the connection is HTTP/1.1: over h2 an upgrade would hang (facts.md).
      followRedirects: false,
      perMessageDeflate: false,
      maxPayload: FRAME_BYTES,
      headers: {
        ...credential.headers,
        'user-agent': request.userAgent ?? transport.userAgent,
      },
    },
  );
}

/** Why the upgrade was refused, from the answer's Status. */
async function refusal(
  transport: Transport,
  scope: RequestScope,
  response: IncomingMessage,
): Promise<PodHealthError> {
  const status = response.statusCode ?? 0;
  if (isRedirect(status)) {
    return redirectError(scope, status);
  }
  try {
    const text = await readText(response, {
      scope,
      clock: transport.clock,
      limit: ERROR_BODY_BYTES,
    });
    return refusalError(scope, status, text);
  } catch {
    return refusalError(scope, status, '');
  }
}
