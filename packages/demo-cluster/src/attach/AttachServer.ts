import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { flag } from '../api/parameters';
import type { RequestInfo } from '../api/request';
import { ApiError, badRequest, failure, notFound } from '../api/status';
import type { User } from '../auth/rbac';
import { breakOf } from '../faults/apply';
import type { FaultAction } from '../faults/types';
import type { ServerContext } from '../server/context';
import type { RawSockets } from '../server/RawSockets';
import { authorize } from '../server/authorize';
import { PODS } from '../store/resources';
import { chosenContainer, specOf } from '../store/pods';
import type { KubeObject } from '../types';
import { AttachSession } from './AttachSession';
import { refuseUpgrade, refuseWithStatus } from './upgrade';

/** Subprotocols served, the preferred one first. The real server also knows base64 and older ones, which no client of today asks for. */
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** One upgrade request. */
export interface UpgradeRequest {
  readonly request: RequestInfo;
  readonly user: User;
  readonly fault?: FaultAction;
  readonly record: { code: number; bytes: number };
}

function offered(message: IncomingMessage): string[] {
  return String(message.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
}

/** Serves `pods/attach` over WebSocket: the remote command protocol v5 and v4. */
export class AttachServer {
  readonly #sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    autoPong: false,
    handleProtocols: names => PROTOCOLS.find(name => names.has(name)) ?? false,
  });

  constructor(
    private readonly context: ServerContext,
    private readonly sockets: RawSockets,
  ) {}

  /** Answers an upgrade request: refuses it as the API does, or begins to attach. */
  handle(
    upgrade: UpgradeRequest,
    message: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void {
    const { fault, record } = upgrade;
    if (fault?.kind === 'blackhole') {
      return;
    }
    const refusal = refusalOf(fault) ?? this.#refusal(upgrade);
    if (refusal) {
      record.code = refusal.code;
      refuseWithStatus(socket, refusal);
      return;
    }
    if (fault?.kind === 'redirect') {
      record.code = fault.code ?? 302;
      refuseUpgrade(socket, record.code, '', { Location: fault.location });
      return;
    }
    if (!offered(message).some(name => PROTOCOLS.includes(name))) {
      record.code = 403;
      refuseUpgrade(socket, 403);
      return;
    }
    record.code = 101;
    this.#sockets.handleUpgrade(message, socket, head, ws =>
      this.#attach(upgrade, ws),
    );
  }

  /** Ends every attach. */
  close(): void {
    this.#sockets.clients.forEach(client => client.terminate());
    this.#sockets.close();
  }

  #refusal({ request, user }: UpgradeRequest): ApiError | undefined {
    try {
      authorize(this.context.authorizer, user, request);
      this.#checkCreate(request, user);
      const pod = this.#pod(request);
      chosenContainer(pod, request.query.get('container'), badRequest);
      if (!specOf(pod).nodeName) {
        return badRequest(
          `pod ${pod.metadata.name} does not have a host assigned`,
        );
      }
      return undefined;
    } catch (error) {
      if (error instanceof ApiError) {
        return error;
      }
      throw error;
    }
  }

  /** Since 1.35 an upgrade by GET needs `create` too; the API gives no reason for the refusal. KEP-4006. */
  #checkCreate({ resource }: RequestInfo, user: User): void {
    if (
      resource &&
      !this.context.authorizer.decide(user, { ...resource, verb: 'create' })
        .allowed
    ) {
      const { name = '', resource: kind } = resource;
      throw new ApiError(
        failure(403, 'Forbidden', `${kind} "${name}" is forbidden: `, {
          name,
          kind,
        }),
      );
    }
  }

  #pod({ resource }: RequestInfo): KubeObject {
    const { namespace, name = '' } = resource ?? {};
    const pod = this.context.store.get(PODS, namespace, name);
    if (!pod) {
      throw notFound('', 'pods', name);
    }
    return pod;
  }

  #attach({ request, fault, record }: UpgradeRequest, socket: WebSocket): void {
    const pod = this.#pod(request);
    const { name, namespace } = pod.metadata;
    const container = chosenContainer(
      pod,
      request.query.get('container'),
      badRequest,
    );
    const breakAfter = breakOf(fault);
    const session = new AttachSession({
      socket,
      terminal: this.context.containers.terminal(pod, container),
      absence: `container ${container} not found in pod ${name}_${namespace}`,
      streams: {
        stdin: flag(request.query, 'stdin'),
        stdout: flag(request.query, 'stdout') || flag(request.query, 'stderr'),
      },
      frames: fault?.kind === 'frames' ? fault.frames : [],
      ...(breakAfter && { breakAfter }),
      reset: tcp => this.sockets.reset(tcp),
      onBytes: bytes => {
        record.bytes += bytes;
      },
    });
    session.run().catch(() => socket.terminate());
  }
}

function refusalOf(fault: FaultAction | undefined): ApiError | undefined {
  if (fault?.kind !== 'refuseUpgrade' && fault?.kind !== 'status') {
    return undefined;
  }
  const reason = fault.kind === 'status' ? fault.reason : undefined;
  return new ApiError(
    failure(fault.code, reason, fault.message ?? 'scripted refusal'),
  );
}
