import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  CLOSE_CODES,
  LIMITS,
  PodHealthError,
  TERMINAL_PROTOCOL,
} from 'backstage-plugin-pod-health-common';
import type { RequestHandler } from 'express';
import { WebSocketServer } from 'ws';
import type { DebugConfig } from '../config.types';
import type { SessionService } from '../sessions/types';
import { pause, type Clock } from '../time/clock';
import { refuseUpgrade } from './refuseUpgrade';
import { TerminalSocket } from './TerminalSocket';
import { isWebSocketUpgrade, readTerminalRequest } from './upgradeRequest';
import { UpgradeRouter } from './UpgradeRouter';

/** How long browsers may take to answer a close at shutdown. */
const GOODBYE_MS = 1_000;

/** What a gateway needs. */
export interface TerminalGatewayOptions {
  readonly sessions: Pick<SessionService, 'redeem'>;
  readonly config: Pick<DebugConfig, 'allowedOrigins'>;
  readonly logger: LoggerService;
  readonly clock: Clock;
}

/** The browser's way to its shell. */
export interface TerminalGateway {
  /** To mount at GET /sessions/:id/terminal, where neither sign-in nor cookies are asked for: the ticket is the key. */
  readonly handler: RequestHandler;
  /** Finds the process's HTTP servers by itself; see UpgradeRouter. */
  watchServers(): void;
  /** Takes one server in. */
  attach(server: Server): void;
  /** Terminals open now. */
  readonly open: number;
  /** Closes what is open with 1012 and leaves the servers: an HTTP server's close waits for its WebSockets. */
  close(): Promise<void>;
}

/** Makes a gateway; nothing is listened to before `watchServers` or `attach`. */
export function createTerminalGateway(
  options: TerminalGatewayOptions,
): TerminalGateway {
  const { clock } = options;
  const sockets = createSocketServer();
  const onUpgrade = (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void => {
    void upgrade(options, sockets, request, socket, head);
  };
  const router = new UpgradeRouter(onUpgrade, clock);
  return {
    handler(request, _response, next) {
      if (!isWebSocketUpgrade(request)) {
        next(new PodHealthError('invalid-request', 'not a WebSocket upgrade'));
        return;
      }
      // Express has cut the path it is mounted at.
      request.url = request.originalUrl;
      onUpgrade(request, request.socket, Buffer.alloc(0));
    },
    watchServers: () => router.watch(),
    attach: server => router.attach(server),
    get open() {
      return sockets.clients.size;
    },
    async close() {
      router.close();
      await closeAll(sockets, clock);
    },
  };
}

/** Speaks WebSocket on sockets that the upgrade hands it; listens to nothing itself. */
function createSocketServer(): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false,
    maxPayload: LIMITS.socketMessageBytes,
    // The default echoes the first protocol offered, which may be the ticket.
    handleProtocols: () => TERMINAL_PROTOCOL,
  });
}

/** Ticket first, then the shell, then the upgrade: a browser whose upgrade succeeded has its terminal. */
async function upgrade(
  { sessions, config, logger, clock }: TerminalGatewayOptions,
  sockets: WebSocketServer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  const onError = () => socket.destroy(); // before ws listens, an error would end the process
  socket.on('error', onError);
  try {
    const { sessionId, ticket } = readTerminalRequest(
      request,
      config.allowedOrigins,
    );
    const terminal = await sessions.redeem(sessionId, ticket);
    if (socket.destroyed) {
      terminal.onDetached();
      return;
    }
    socket.off('error', onError);
    // Without an upgrade listener Node's parser still reads this socket, and would take frames for a broken request.
    socket.removeAllListeners('data');
    socket.once('close', () => terminal.onDetached());
    sockets.handleUpgrade(request, socket, head, webSocket => {
      new TerminalSocket(webSocket, terminal, clock).open();
    });
  } catch (error) {
    if (!(error instanceof PodHealthError)) {
      logger.error(
        'A terminal could not be opened',
        error instanceof Error ? error : new Error(String(error)),
      );
    }
    refuseUpgrade(socket, error, clock);
  }
}

async function closeAll(sockets: WebSocketServer, clock: Clock): Promise<void> {
  const closed = [...sockets.clients].map(
    client =>
      new Promise<void>(resolve => {
        client.once('close', () => resolve());
        client.close(CLOSE_CODES.serverRestart, 'server-restart');
      }),
  );
  const over = new AbortController();
  await Promise.race([
    Promise.all(closed),
    pause(clock, GOODBYE_MS, over.signal),
  ]);
  over.abort();
  sockets.clients.forEach(client => client.terminate());
}
