import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Answer } from '../api/Answer';
import { parseRequest, type RequestInfo } from '../api/request';
import { ApiError, failure, unauthorized } from '../api/status';
import { AttachServer } from '../attach/AttachServer';
import { refuseUpgrade, refuseWithStatus } from '../attach/upgrade';
import { answerWithFault, breakOf } from '../faults/apply';
import type { FaultAction } from '../faults/types';
import type { User } from '../auth/rbac';
import type { ServerCertificate } from '../tls/certificate';
import type { RecordedRequest } from '../types';
import type { ServerContext } from './context';
import { RawSockets } from './RawSockets';
import { handle } from './handle';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Opened {
  readonly request: RequestInfo;
  readonly user: User | undefined;
  readonly fault: FaultAction | undefined;
  readonly record: Writable<RecordedRequest>;
}

/** The HTTPS and WebSocket side: records each request, applies faults, hands the rest to the handlers. */
export class DemoServer {
  readonly requests: Writable<RecordedRequest>[] = [];
  readonly #server: Server;
  readonly #sockets = new RawSockets();
  readonly #attach: AttachServer;

  constructor(
    private readonly context: ServerContext,
    certificate: ServerCertificate,
  ) {
    this.#attach = new AttachServer(context, this.#sockets);
    // HTTP/1.1 only: an upgrade does not exist in HTTP/2.
    this.#server = createServer({
      cert: certificate.cert,
      key: certificate.key,
      ALPNProtocols: ['http/1.1'],
    });
    this.#server.requestTimeout = 0;
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
    });
    this.#server.on('request', (message, response) => {
      this.#answer(message, response);
    });
    this.#server.on('upgrade', (message, socket, head) => {
      this.#upgrade(message, socket, head);
    });
  }

  get connections(): number {
    return this.#sockets.count;
  }

  /** Starts to listen; resolves with the port. */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
    const address = this.#server.address() as AddressInfo; // it listens on TCP
    return address.port;
  }

  async close(): Promise<void> {
    this.#attach.close();
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.#sockets.destroyAll();
    await closed;
  }

  #open(message: IncomingMessage): Opened {
    const target = message.url ?? '/';
    const request = parseRequest(message.method ?? 'GET', target);
    const user = this.context.tokens.identify(message.headers.authorization);
    const record = {
      verb: request.verb,
      method: request.method,
      path: target,
      user: user?.name ?? 'system:anonymous',
      userAgent: message.headers['user-agent'] ?? '',
      code: 0,
      bytes: 0,
    };
    this.requests.push(record);
    const fault = this.context.faults.take(request, target, record.user);
    return { request, user, fault, record };
  }

  async #answer(
    message: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { request, user, fault, record } = this.#open(message);
    const answer = new Answer(response, record, this.#sockets, breakOf(fault));
    response.on('error', () => response.destroy());
    try {
      if (await answerWithFault(fault, answer)) {
        return;
      }
      if (!user) {
        throw unauthorized();
      }
      await handle(this.context, { message, request, user, answer, fault });
    } catch (error) {
      await this.#fail(answer, error);
    }
  }

  async #fail(answer: Answer, error: unknown): Promise<void> {
    if (answer.response.headersSent) {
      answer.response.destroy();
    } else if (error instanceof ApiError) {
      await answer.fail(error);
    } else {
      const message = `Internal error occurred: ${error}`;
      await answer.status(failure(500, 'InternalError', message));
    }
  }

  #upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { request, user, fault, record } = this.#open(message);
    socket.on('error', () => socket.destroy());
    const { resource, subresource } = request.resource ?? {};
    if (!user) {
      record.code = 401;
      refuseWithStatus(socket, unauthorized());
    } else if (resource !== 'pods' || subresource !== 'attach') {
      record.code = 404;
      refuseUpgrade(socket, 404);
    } else {
      this.#attach.handle(
        { request, user, record, ...(fault && { fault }) },
        message,
        socket,
        head,
      );
    }
  }
}
