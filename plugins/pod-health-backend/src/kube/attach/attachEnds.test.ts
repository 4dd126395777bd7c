import { once } from 'node:events';
import {
  ATTACHED,
  AttachPeer,
  frame,
  outputOf,
} from '../../testing/attachPeer';
import { rejection } from '../../testing/rejection';
import { createKubeApi } from '../createKubeApi';
import { tokenCredentials } from '../transport/credentials';

let it_: AttachPeer;

beforeEach(async () => {
  it_ = await AttachPeer.start();
});

afterEach(() => it_.stop());

describe('our own close', () => {
  it('ends the output and tells the peer', async () => {
    const { connection, peer } = await it_.attach();
    const told = once(peer, 'close');
    connection.close();
    connection.close();
    connection.write(Buffer.from('too late'));
    await expect(connection.closed).resolves.toMatchObject({ success: false });
    await expect(outputOf(connection)).resolves.toBe('');
    expect((await told)[0]).toBe(1000);
  });

  it('does not wait for a peer that ignores it', async () => {
    const { connection } = await it_.attach();
    it_.raw[0].pause();
    connection.close();
    await connection.closed;
    await it_.clock.advance(2_000);
    it_.raw[0].resume();
    await once(it_.raw[0], 'close');
    expect(it_.clock.timers).toBe(0);
  });
});

describe('back-pressure (E11, R9)', () => {
  it('holds the cluster back while nobody reads, and loses nothing', async () => {
    const { connection, peer } = await it_.attach();
    const block = Buffer.alloc(32 * 1024, 'x');
    const blocks = 1_024;
    for (let i = 0; i < blocks; i++) {
      peer.send(Buffer.concat([Buffer.of(1), block]));
    }
    await once(connection.output, 'readable');
    await it_.clock.advance(0);
    // 32 MB sent: what is held is the stream's own limit, a frame, and what was in the parser's hands.
    expect(connection.output.readableLength).toBeLessThan(512 * 1024);
    expect(peer.bufferedAmount).toBeGreaterThan(16 * 1024 * 1024);
    peer.send(frame(3, '{"status":"Success"}'));
    await expect(outputOf(connection)).resolves.toHaveLength(
      blocks * block.length,
    );
  });

  it('is not taken for dead while it is held back', async () => {
    const { connection, peer } = await it_.attach();
    peer.send(Buffer.concat([Buffer.of(1), Buffer.alloc(200 * 1024)]));
    await once(connection.output, 'readable');
    await it_.clock.advance(600_000);
    peer.send(frame(3, '{"status":"Success"}'));
    connection.output.resume();
    await expect(connection.closed).resolves.toEqual({ success: true });
  });
});

describe('a refused upgrade (E10)', () => {
  function refuse(code: number, body: string, headers = '') {
    it_.server.removeAllListeners('upgrade');
    it_.server.on('upgrade', (_, socket) =>
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
    await expect(it_.api.attach(ATTACHED)).rejects.toMatchObject({
      code: 'cluster-forbidden',
      details: {
        verb: 'create',
        resource: 'pods/attach',
        message: expect.stringContaining('cannot create'),
      },
    });
    expect(it_.clock.timers).toBe(0);
  });

  it.each([301, 302, 307, 308])('follows no %i (T20)', async code => {
    refuse(code, '', 'Location: http://127.0.0.1:1/api\r\n');
    await expect(it_.api.attach(ATTACHED)).rejects.toMatchObject({
      code: 'redirected',
    });
  });

  it('reads no endless body', async () => {
    refuse(500, 'x'.repeat(1024 * 1024));
    await expect(it_.api.attach(ATTACHED)).rejects.toMatchObject({
      code: 'cluster-error',
    });
  });

  it('gives up after 10 s, and when nobody wants it', async () => {
    it_.server.removeAllListeners('upgrade');
    it_.server.on('upgrade', () => {});
    const late = rejection(it_.api.attach(ATTACHED));
    await it_.clock.waitForTimers(1);
    await it_.clock.advance(10_000);
    expect(await late).toMatchObject({ code: 'cluster-timeout' });
    const abort = new AbortController();
    const left = it_.api.attach(ATTACHED, { signal: abort.signal });
    await it_.clock.waitForTimers(1);
    abort.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect(it_.clock.timers).toBe(0);
  });
});

it('is refused for a cluster whose certificate is not checked (T20)', async () => {
  const insecure = createKubeApi({
    cluster: 'demo',
    server: 'https://127.0.0.1:1',
    clock: it_.clock,
    insecure: true,
    credentials: tokenCredentials({}),
  });
  const refused = { code: 'debug-disabled', details: { cluster: 'demo' } };
  await expect(insecure.attach(ATTACHED)).rejects.toMatchObject(refused);
  await expect(
    insecure.addEphemeralContainer(
      { namespace: 'shop', pod: 'ledger', uid: 'u' },
      {},
    ),
  ).rejects.toMatchObject(refused);
});
