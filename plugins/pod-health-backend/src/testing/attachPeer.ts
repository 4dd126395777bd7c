import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { createKubeApi, type ClosableKubeApi } from '../kube/createKubeApi';
import { tokenCredentials } from '../kube/transport/credentials';
import type { AttachConnection } from '../kube/types';
import { FakeClock, settle } from './fakeClock';

/** What is attached to. */
export const ATTACHED = { namespace: 'shop', pod: 'ledger', container: 'sh' };

/**
 * A kubelet's end of attaches, byte by byte. The double in packages/demo-cluster keeps to the protocol; here the peer may
 * break it, fall silent and die.
 */
export class AttachPeer {
  readonly server: Server = createServer();
  readonly clock = new FakeClock();
  /** Upgraded sockets, in order. */
  readonly peers: WebSocket[] = [];
  /** The TCP sockets underneath, in order. */
  readonly raw: Socket[] = [];
  /** Path and query of each upgrade. */
  readonly urls: string[] = [];
  api!: ClosableKubeApi; // set by start, before anybody has a peer
  #protocol = 0;

  static async start(): Promise<AttachPeer> {
    const peer = new AttachPeer();
    await peer.#listen();
    return peer;
  }

  /** Attaches with the offered subprotocol of that index: 0 is v5, 1 is v4. */
  async attach(
    protocol: 0 | 1 = 0,
  ): Promise<{ connection: AttachConnection; peer: WebSocket }> {
    this.#protocol = protocol;
    const connection = await this.api.attach(ATTACHED);
    return { connection, peer: this.peers[this.peers.length - 1] };
  }

  async stop(): Promise<void> {
    await this.api.close();
    this.raw.forEach(socket => socket.destroy());
    this.server.close();
    await settle();
  }

  async #listen(): Promise<void> {
    const sockets = new WebSocketServer({
      noServer: true,
      autoPong: false,
      handleProtocols: offered => [...offered][this.#protocol] ?? false,
    });
    this.server.on('connection', socket => this.raw.push(socket));
    this.server.on('upgrade', (request, socket, head) => {
      this.urls.push(request.url ?? '');
      sockets.handleUpgrade(request, socket, head, peer =>
        this.peers.push(peer),
      );
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const { port } = this.server.address() as AddressInfo; // it listens on a port
    this.api = createKubeApi({
      cluster: 'demo',
      server: `http://127.0.0.1:${port}`,
      clock: this.clock,
      credentials: tokenCredentials({ token: 'canary' }),
    });
  }
}

/** A frame of a channel. */
export function frame(channel: number, text: string): Buffer {
  return Buffer.concat([Buffer.of(channel), Buffer.from(text)]);
}

/** Everything that comes out of an attach, once it has ended. */
export async function outputOf(connection: AttachConnection): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of connection.output) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
