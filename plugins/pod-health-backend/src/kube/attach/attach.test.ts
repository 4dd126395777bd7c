import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import { FakeClock, settle } from '../../testing/fakeClock';
import { rejection } from '../../testing/rejection';
import { createKubeApi, type ClosableKubeApi } from '../createKubeApi';
import { tokenCredentials } from '../transport/credentials';
import type { AttachConnection } from '../types';

/**
 * A kubelet's end of an attach, byte by byte. The double in packages/demo-cluster keeps to the protocol; here the peer
 * breaks it, falls silent and dies.
 */
let server: Server;
let sockets: WebSocketServer;
let peers: WebSocket[];
let urls: string[];
let offered: string[];
let raw: Socket[];
let clock: FakeClock;
let api: ClosableKubeApi;

const container = { namespace: 'shop', pod: 'ledger', container: 'sh' };

beforeEach(async () => {
  peers = [];
  urls = [];
  raw = [];
  offered = [];
  clock = new FakeClock();
  server = createServer();
  server.on('connection', socket => raw.push(socket));
  sockets = new WebSocketServer({
    noServer: true,
    autoPong: false,
    handleProtocols: protocols => [...protocols].at(-offered.length) ?? false,
  });
  server.on('upgrade', (request, socket, head) => {
    urls.push(request.url ?? '');
    sockets.handleUpgrade(request, socket, head, peer => peers.push(peer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  api = createKubeApi({
    cluster: 'demo',
    server: `http://127.0.0.1:${port}`,
    clock,
    credentials: tokenCredentials({ token: 'canary' }),
  });
});

afterEach(async () => {
  await api.close();
  raw.forEach(socket => socket.destroy());
  server.close();
  await settle();
});

/** Attaches; `protocol` 1 is the first offered (v5), 2 the last (v4). */
async function attach(protocol: 1 | 2 = 1) {
  offered = Array.from({ length: 3 - protocol }, () => '');
  const connection = await api.attach(container);
  return { connection, peer: peers[0] };
}

/** Everything that comes out, once it has ended. */
async function outputOf(connection: AttachConnection): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of connection.output) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const frame = (channel: number, text: string) =>
  Buffer.concat([Buffer.of(channel), Buffer.from(text)]);

describe.each([
  ['v5.channel.k8s.io', 1],
  ['v4.channel.k8s.io', 2],
] as const)('%s', (name, protocol) => {
  it('moves bytes both ways, resizes, and ends with the status', async () => {
    const { connection, peer } = await attach(protocol);
    expect(peer.protocol).toBe(name);
    expect(urls).toEqual([
      '/api/v1/namespaces/shop/pods/ledger/attach?container=sh&stdin=true&stdout=true&tty=true',
    ]);
    const received: Buffer[] = [];
    const two = new Promise<void>(resolve =>
      peer.on('message', data => {
        received.push(data as Buffer);
        if (received.length === 2) {
          resolve();
        }
      }),
    );
    connection.resize(101, 37);
    connection.write(Buffer.from('ls\r'));
    await two;
    expect(received.map(String)).toEqual([
      '\u0004{"Width":101,"Height":37}',
      '\u0000ls\r',
    ]);
    peer.send(frame(1, ''));
    peer.send(frame(1, 'hällo '));
    peer.send(frame(2, 'wörld'));
    peer.send(frame(3, '{"status":"Failure","message":"exit 3"}'));
    await expect(outputOf(connection)).resolves.toBe('hällo wörld');
    await expect(connection.closed).resolves.toEqual({
      success: false,
      message: 'exit 3',
    });
  });
});

describe('a peer that breaks the protocol (E7, T19)', () => {
  it.each([
    ['a frame on channel 9', frame(9, 'x')],
    ['a frame without a channel', Buffer.alloc(0)],
    ['a close of no known channel', Buffer.of(255, 77)],
    ['a status that is none', frame(3, 'not json')],
    ['a frame on our own channel', frame(0, 'x')],
    ['a text frame', 'hello'],
    ['a frame over 1 MiB', Buffer.alloc(1024 * 1024 + 1, 1)],
  ])('%s ends that connection, and no other', async (_, bad) => {
    const { connection: other, peer: otherPeer } = await attach();
    const connection = await api.attach(container);
    peers[1].send(frame(1, 'before'));
    peers[1].send(bad);
    await expect(connection.closed).rejects.toMatchObject({
      code: 'protocol-error',
    });
    await expect(outputOf(connection)).resolves.toBe('before');
    const typed = once(otherPeer, 'message');
    other.write(Buffer.from('still here'));
    expect(String((await typed)[0])).toContain('still here');
    other.close();
  });

  it('a WebSocket frame with reserved bits ends that connection', async () => {
    const { connection } = await attach();
    raw[0].write(Buffer.of(0xf2, 0x01, 0x01));
    await expect(connection.closed).rejects.toMatchObject({
      code: 'protocol-error',
    });
  });

  it('a v4 peer may not close a channel', async () => {
    const { connection, peer } = await attach(2);
    peer.send(Buffer.of(255, 1));
    await expect(connection.closed).rejects.toMatchObject({
      code: 'protocol-error',
    });
  });
});

describe('a peer that goes away (E9, R2)', () => {
  it.each([
    ['resets', () => raw[0].resetAndDestroy()],
    ['closes its socket', () => raw[0].end()],
    ['closes with 1011', () => peers[0].close(1011)],
  ])('%s: says so and ends the output', async (_, die) => {
    const { connection, peer } = await attach();
    peer.send(frame(1, 'last words'));
    const [first] = await once(connection.output, 'data');
    expect(String(first)).toBe('last words');
    die();
    await expect(connection.closed).rejects.toMatchObject({
      code: 'cluster-unreachable',
    });
    await finished(connection.output.resume());
    await settle();
    expect(clock.timers).toBe(0);
  });

  it('black hole: noticed by the pings within 60 s, with none of it left', async () => {
    const { connection } = await attach();
    const lost = rejection(connection.closed);
    const gone = once(raw[0], 'close');
    await clock.advance(59_000);
    expect(raw[0].destroyed).toBe(false);
    await clock.advance(1_000);
    expect(await lost).toMatchObject({
      code: 'cluster-unreachable',
      details: { reason: 'silent' },
    });
    await gone;
    expect(clock.timers).toBe(0);
  });

  it('a quiet peer that answers pings stays for hours', async () => {
    const { connection, peer } = await attach();
    const pings: number[] = [];
    peer.on('ping', data => {
      pings.push(clock.monotonic());
      peer.pong(data);
    });
    for (let i = 1; i <= 30; i++) {
      await clock.advance(20_000);
      while (pings.length < i) {
        await settle();
      }
      await settle();
    }
    peer.send(frame(1, 'still here'));
    const [bytes] = await once(connection.output, 'data');
    expect(String(bytes)).toBe('still here');
    connection.close();
  });

  it('closing without a status says so', async () => {
    const { connection, peer } = await attach();
    peer.close(1000);
    await expect(connection.closed).resolves.toEqual({
      success: false,
      message: 'ended without a status',
    });
  });

  it('a status with the socket left open ends it all the same (E8)', async () => {
    const { connection, peer } = await attach();
    peer.send(frame(3, '{"status":"Success"}'));
    await expect(connection.closed).resolves.toEqual({ success: true });
    await expect(outputOf(connection)).resolves.toBe('');
    await once(peer, 'close');
  });
});

describe('our own close', () => {
  it('ends the output and tells the peer', async () => {
    const { connection, peer } = await attach();
    const told = once(peer, 'close');
    connection.close();
    connection.close();
    connection.write(Buffer.from('too late'));
    await expect(connection.closed).resolves.toMatchObject({ success: false });
    await expect(outputOf(connection)).resolves.toBe('');
    expect((await told)[0]).toBe(1000);
  });

  it('does not wait for a peer that ignores it', async () => {
    const { connection } = await attach();
    raw[0].pause();
    connection.close();
    await connection.closed;
    await clock.advance(2_000);
    raw[0].resume();
    await once(raw[0], 'close');
    expect(clock.timers).toBe(0);
  });
});

describe('back-pressure (E11, R9)', () => {
  it('holds the cluster back while nobody reads, and loses nothing', async () => {
    const { connection, peer } = await attach();
    const block = Buffer.alloc(32 * 1024, 'x');
    const blocks = 1_024;
    for (let i = 0; i < blocks; i++) {
      peer.send(Buffer.concat([Buffer.of(1), block]));
    }
    await once(connection.output, 'readable');
    await clock.advance(0);
    // 32 MB sent: what is held is the stream's own limit, a frame, and what was in the parser's hands.
    expect(connection.output.readableLength).toBeLessThan(512 * 1024);
    expect(peer.bufferedAmount).toBeGreaterThan(16 * 1024 * 1024);
    peer.send(frame(3, '{"status":"Success"}'));
    await expect(outputOf(connection)).resolves.toHaveLength(
      blocks * block.length,
    );
  });

  it('is not taken for dead while it is held back', async () => {
    const { connection, peer } = await attach();
    peer.send(Buffer.concat([Buffer.of(1), Buffer.alloc(200 * 1024)]));
    await once(connection.output, 'readable');
    await clock.advance(600_000);
    peer.send(frame(3, '{"status":"Success"}'));
    connection.output.resume();
    await expect(connection.closed).resolves.toEqual({ success: true });
  });
});

describe('a refused upgrade (E10)', () => {
  function refuse(code: number, body: string, headers = '') {
    server.removeAllListeners('upgrade');
    server.on('upgrade', (_, socket) =>
      socket.end(
        `HTTP/1.1 ${code} No\r\nConnection: close\r\n${headers}Content-Length: ${Buffer.byteLength(
          body,
        )}\r\n\r\n${body}`,
      ),
    );
  }

  it('says why, in the words of the Status', async () => {
    refuse(
      403,
      '{"kind":"Status","code":403,"message":"pods \\"ledger\\" is forbidden: User \\"u\\" cannot create resource \\"pods/attach\\""}',
    );
    await expect(api.attach(container)).rejects.toMatchObject({
      code: 'cluster-forbidden',
      details: {
        verb: 'create',
        resource: 'pods/attach',
        message: expect.stringContaining('cannot create'),
      },
    });
    expect(clock.timers).toBe(0);
  });

  it.each([301, 302, 307, 308])('follows no %i (T20)', async code => {
    refuse(code, '', 'Location: http://127.0.0.1:1/api\r\n');
    await expect(api.attach(container)).rejects.toMatchObject({
      code: 'redirected',
    });
  });

  it('reads no endless body', async () => {
    refuse(500, 'x'.repeat(1024 * 1024));
    await expect(api.attach(container)).rejects.toMatchObject({
      code: 'cluster-error',
    });
  });

  it('gives up after 10 s, and when nobody wants it', async () => {
    server.removeAllListeners('upgrade');
    server.on('upgrade', () => {});
    const late = rejection(api.attach(container));
    await clock.waitForTimers(1);
    await clock.advance(10_000);
    expect(await late).toMatchObject({ code: 'cluster-timeout' });
    const abort = new AbortController();
    const left = api.attach(container, { signal: abort.signal });
    await clock.waitForTimers(1);
    abort.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect(clock.timers).toBe(0);
  });
});

it('is refused for a cluster whose certificate is not checked (T20)', async () => {
  const insecure = createKubeApi({
    cluster: 'demo',
    server: 'https://127.0.0.1:1',
    clock,
    insecure: true,
    credentials: tokenCredentials({}),
  });
  const refused = { code: 'debug-disabled', details: { cluster: 'demo' } };
  await expect(insecure.attach(container)).rejects.toMatchObject(refused);
  await expect(
    insecure.addEphemeralContainer(
      { namespace: 'shop', pod: 'ledger', uid: 'u' },
      {},
    ),
  ).rejects.toMatchObject(refused);
});
