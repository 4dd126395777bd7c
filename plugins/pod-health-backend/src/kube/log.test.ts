import { once } from 'node:events';
import type { Readable } from 'node:stream';
import {
  startDemoCluster,
  type DemoCluster,
  type FaultAction,
  type FaultHandle,
} from 'pod-health-demo-cluster';
import {
  connectDemo,
  runningPod,
  type DemoConnection,
} from '../testing/demoApi';
import { settle } from '../testing/fakeClock';

let demo: DemoCluster;
let at: DemoConnection;
let fault: FaultHandle | undefined;

const ledger = { namespace: 'shop', pod: 'ledger', container: 'app' };

beforeAll(async () => {
  const { spec, status, ...unscheduled } = runningPod('unscheduled');
  demo = await startDemoCluster({
    objects: [
      runningPod('ledger'),
      {
        ...unscheduled,
        spec: { containers: [{ name: 'app', image: 'demo/app:1' }] },
        status: { phase: 'Pending' },
      },
    ],
  });
  demo.appendLog('shop', 'ledger', 'app', ['one', 'two', 'three']);
});

beforeEach(() => {
  at = connectDemo(demo);
});

afterEach(async () => {
  fault?.remove();
  fault = undefined;
  await at.api.close();
});

afterAll(() => demo.close());

function script(action: FaultAction): void {
  fault = demo.fault({ on: { verb: 'log' }, do: action });
}

async function text(log: Readable): Promise<string> {
  let read = '';
  for await (const chunk of log) {
    read += chunk;
  }
  return read;
}

const query = () =>
  Object.fromEntries(
    new URL(at.requests()[0].path, demo.url).searchParams.entries(),
  );

describe('what is asked for', () => {
  it.each([
    [{}, { tailLines: '1000' }],
    [
      { follow: true, tailLines: 5 },
      { tailLines: '5', follow: 'true' },
    ],
    [{ tailLines: 0 }, { tailLines: '0' }],
    [{ limitBytes: 9 }, { limitBytes: '9' }],
    [
      { sinceTime: '2026-01-01T00:00:00Z' },
      { sinceTime: '2026-01-01T00:00:00Z' },
    ],
  ])('%j', async (options, asked) => {
    const abort = new AbortController();
    const log = await at.api.log(ledger, { ...options, signal: abort.signal });
    expect(query()).toEqual({ container: 'app', timestamps: 'true', ...asked });
    log.destroy();
  });

  it('a limit of 0 bytes is nothing, never everything (E3)', async () => {
    const log = await at.api.log(ledger, { limitBytes: 0, tailLines: 0 });
    expect(await text(log)).toBe('');
    expect(at.requests()).toEqual([]);
  });

  it.each([
    { tailLines: -1 },
    { tailLines: 1.5 },
    { tailLines: NaN },
    { limitBytes: -1 },
    { sinceTime: 'yesterday' },
    { sinceTime: '2026-01-01T00:00:00Z&follow=true' },
  ])('refuses %j', async options => {
    await expect(at.api.log(ledger, options)).rejects.toMatchObject({
      code: 'invalid-request',
    });
    expect(at.requests()).toEqual([]);
  });
});

describe('what comes', () => {
  it('the lines, with their times', async () => {
    const lines = (await text(await at.api.log(ledger, {}))).split('\n');
    expect(lines.map(line => line.replace(/^\S+Z /, ''))).toEqual([
      'one',
      'two',
      'three',
      '',
    ]);
  });

  it.each([
    ['container-not-found', { container: 'none' }, {}],
    ['pod-not-found', { pod: 'none' }, {}],
    ['previous-log-not-found', {}, { previous: true }],
    ['pod-not-scheduled', { pod: 'unscheduled' }, {}],
  ])('%s', async (code, which, options) => {
    await expect(
      at.api.log({ ...ledger, ...which }, options),
    ).rejects.toMatchObject({ code, details: { resource: 'pods/log' } });
  });

  it('a lost log is no line (facts.md)', async () => {
    script({
      kind: 'bytes',
      bytes: 'unable to retrieve container logs for containerd://0123',
    });
    const log = await at.api.log(ledger, {});
    await expect(text(log)).rejects.toMatchObject({ code: 'log-lost' });
  });

  it('a log that only begins alike is passed on whole', async () => {
    script({ kind: 'bytes', bytes: 'unable to' });
    expect(await text(await at.api.log(ledger, {}))).toBe('unable to');
  });

  it('bytes unchanged, whatever they are (R12)', async () => {
    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, i) => i % 256));
    script({ kind: 'bytes', bytes });
    const chunks: Buffer[] = [];
    for await (const chunk of await at.api.log(ledger, {})) {
      chunks.push(chunk);
    }
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
  });
});

describe('following', () => {
  it('gives new lines, and closes without an error when aborted (E2)', async () => {
    const abort = new AbortController();
    const log = await at.api.log(ledger, {
      follow: true,
      tailLines: 0,
      signal: abort.signal,
    });
    const errors: unknown[] = [];
    log.on('error', error => errors.push(error));
    const line = once(log, 'data');
    demo.appendLog('shop', 'ledger', 'app', ['four']);
    expect(String((await line)[0])).toMatch(/ four\n$/);
    const closed = once(log, 'close');
    abort.abort();
    await closed;
    expect(errors).toEqual([]);
  });

  it.each(['rst', 'fin'] as const)(
    'says that the server dropped it (%s, E1)',
    async by => {
      script({ kind: 'drop', afterBytes: 10, by });
      const log = await at.api.log(ledger, { follow: true });
      await expect(text(log)).rejects.toMatchObject({
        code: 'cluster-unreachable',
      });
    },
  );

  it('ends nobody when a drop finds no reader (E1)', async () => {
    script({ kind: 'drop', afterBytes: 10, by: 'rst' });
    const log = await at.api.log(ledger, { follow: true });
    await new Promise(resolve => log.resume().once('close', resolve));
    expect(log.errored).toMatchObject({ code: 'cluster-unreachable' });
  });

  it('lets the connection go when the reader leaves', async () => {
    const before = demo.connections;
    const log = await at.api.log(ledger, { follow: true });
    log.destroy();
    await at.api.close();
    while (demo.connections > before) {
      await settle();
    }
    expect(demo.connections).toBe(before);
  });
});

it('holds the kubelet back while nobody reads (E12, R10)', async () => {
  const size = 64 * 1024 * 1024;
  script({ kind: 'bigLog', bytes: size });
  const log = await at.api.log(ledger, {});
  await once(log, 'readable');
  let before = -1;
  // Until nothing moves any longer.
  while (before !== at.requests()[0].bytes) {
    before = at.requests()[0].bytes;
    for (let i = 0; i < 200; i++) {
      await settle();
    }
  }
  expect(before).toBeLessThan(size / 4);
  expect(log.readableLength).toBeLessThan(1024 * 1024);
  let read = 0;
  for await (const chunk of log) {
    read += chunk.length;
  }
  expect(read).toBeGreaterThanOrEqual(size);
});
