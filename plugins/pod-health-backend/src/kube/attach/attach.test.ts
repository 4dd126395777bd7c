import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import {
  ATTACHED,
  AttachPeer,
  frame,
  outputOf,
} from '../../testing/attachPeer';
import { settle } from '../../testing/fakeClock';
import { rejection } from '../../testing/rejection';

let it_: AttachPeer;

beforeEach(async () => {
  it_ = await AttachPeer.start();
});

afterEach(() => it_.stop());

describe.each([
  ['v5.channel.k8s.io', 0],
  ['v4.channel.k8s.io', 1],
] as const)('%s', (name, protocol) => {
  it('moves bytes both ways, resizes, and ends with the status', async () => {
    const { connection, peer } = await it_.attach(protocol);
    expect(peer.protocol).toBe(name);
    expect(it_.urls).toEqual([
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
    const { connection: other, peer: otherPeer } = await it_.attach();
    const connection = await it_.api.attach(ATTACHED);
    it_.peers[1].send(frame(1, 'before'));
    it_.peers[1].send(bad);
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
    const { connection } = await it_.attach();
    it_.raw[0].write(Buffer.of(0xf2, 0x01, 0x01));
    await expect(connection.closed).rejects.toMatchObject({
      code: 'protocol-error',
    });
  });

  it('a v4 peer may not close a channel', async () => {
    const { connection, peer } = await it_.attach(1);
    peer.send(Buffer.of(255, 1));
    await expect(connection.closed).rejects.toMatchObject({
      code: 'protocol-error',
    });
  });
});

describe('a peer that goes away (E9, R2)', () => {
  it.each([
    ['resets', () => it_.raw[0].resetAndDestroy()],
    ['closes its socket', () => it_.raw[0].end()],
    ['closes with 1011', () => it_.peers[0].close(1011)],
  ])('%s: says so and ends the output', async (_, die) => {
    const { connection, peer } = await it_.attach();
    peer.send(frame(1, 'last words'));
    const [first] = await once(connection.output, 'data');
    expect(String(first)).toBe('last words');
    die();
    await expect(connection.closed).rejects.toMatchObject({
      code: 'cluster-unreachable',
    });
    await finished(connection.output.resume());
    await settle();
    expect(it_.clock.timers).toBe(0);
  });

  it('black hole: noticed by the pings within 60 s, with none of it left', async () => {
    const { connection } = await it_.attach();
    const lost = rejection(connection.closed);
    const gone = once(it_.raw[0], 'close');
    await it_.clock.advance(59_000);
    expect(it_.raw[0].destroyed).toBe(false);
    await it_.clock.advance(1_000);
    expect(await lost).toMatchObject({
      code: 'cluster-unreachable',
      details: { reason: 'silent' },
    });
    await gone;
    expect(it_.clock.timers).toBe(0);
  });

  it('a quiet peer that answers pings stays for hours', async () => {
    const { connection, peer } = await it_.attach();
    const pings: number[] = [];
    peer.on('ping', data => {
      pings.push(it_.clock.monotonic());
      peer.pong(data);
    });
    for (let i = 1; i <= 30; i++) {
      await it_.clock.advance(20_000);
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
    const { connection, peer } = await it_.attach();
    peer.close(1000);
    await expect(connection.closed).resolves.toEqual({
      success: false,
      message: 'ended without a status',
    });
  });

  it('a status with the socket left open ends it all the same (E8)', async () => {
    const { connection, peer } = await it_.attach();
    peer.send(frame(3, '{"status":"Success"}'));
    await expect(connection.closed).resolves.toEqual({ success: true });
    await expect(outputOf(connection)).resolves.toBe('');
    await once(peer, 'close');
  });
});
