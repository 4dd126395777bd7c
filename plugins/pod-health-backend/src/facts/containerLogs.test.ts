import { PodHealthError } from 'backstage-plugin-pod-health-common';
import { projectPod, type Pod } from 'pod-diagnosis';
import { Readable } from 'node:stream';
import type { KubeApi, LogOptions } from '../kube/types';
import { FakeClock } from '../testing/fakeClock';
import { ContainerLogs } from './containerLogs';

const ended = { terminated: { exitCode: 1, reason: 'Error' } };

function pod(
  name: string,
  state: object,
  lastState: object = {},
  restartCount = 2,
  ready = false,
): Pod {
  const app = { name: 'app', restartCount, ready, state, lastState };
  return projectPod({
    kind: 'Pod',
    metadata: { name, namespace: 'n', uid: `u-${name}` },
    spec: { containers: [{ name: 'app' }] },
    status: { containerStatuses: [app] },
  });
}

const waiting = (name: string) =>
  pod(name, { waiting: { reason: 'CrashLoopBackOff' } }, ended);

function gatherer(
  answer: (options: LogOptions) => string | PodHealthError,
  mayRead: () => Promise<boolean> = async () => true,
) {
  const log = jest.fn(async (_ref: unknown, options: LogOptions) => {
    const text = answer(options);
    if (text instanceof Error) {
      throw text;
    }
    return Readable.from([Buffer.from(text)]);
  });
  const api = { cluster: 'one', log } as unknown as KubeApi; // only log() is reached from here
  const consent = jest.fn(mayRead);
  const clock = new FakeClock();
  const logs = new ContainerLogs({
    clock,
    redact: text => text.replaceAll('secret', '***'),
    redactors: [{ redact: line => line.replaceAll('4111', '****') }],
    mayRead: consent,
  });
  return {
    gather: (...sick: Pod[]) => logs.gather(api, { sick, awaited: [] }),
    hear: (awaited: Pod) => logs.gather(api, { sick: [], awaited: [awaited] }),
    log,
    consent,
    clock,
  };
}

const LINES =
  '2026-01-01T00:00:00.000000001Z a secret\n2026-01-01T00:00:01Z card 4111\n';

it('reads them once, without times, redacted', async () => {
  const { gather, log } = gatherer(() => LINES);
  const text = 'a ***\ncard ****\n';
  expect(await gather(waiting('a'))).toEqual(
    new Map([['u-a', { logs: { app: { current: text, previous: text } } }]]),
  );
  await gather(waiting('a'));
  expect(log).toHaveBeenCalledTimes(1);
  expect(log.mock.calls[0][1]).toMatchObject({
    previous: false,
    tailLines: 50,
    limitBytes: 65_536,
  });
});

it('reads one log for one end, whatever the container does next', async () => {
  const { gather, log } = gatherer(() => 'last words');
  const text = 'last words';
  expect(await gather(pod('a', ended, {}, 1))).toEqual(
    new Map([['u-a', { logs: { app: { current: text } } }]]),
  );
  await gather(pod('a', { waiting: {} }, ended, 2));
  expect(await gather(pod('a', { running: {} }, ended, 2, true))).toEqual(
    new Map([['u-a', { logs: { app: { previous: text } } }]]),
  );
  expect(log).toHaveBeenCalledTimes(1);
});

it('reads again when the way to end differs, else ever more seldom', async () => {
  const { gather, log } = gatherer(() => 'last words');
  for (let restarts = 1; restarts <= 100; restarts += 1) {
    await gather(pod('a', { waiting: {} }, ended, restarts));
  }
  expect(log).toHaveBeenCalledTimes(7); // the 1st, 2nd, 4th … 64th end
  const other = { terminated: { exitCode: 2, reason: 'Error' } };
  await gather(pod('a', { waiting: {} }, other, 101));
  expect(log).toHaveBeenCalledTimes(8);
});

it('reads what runs and does not get ready, at ever longer intervals', async () => {
  const { gather, log, clock } = gatherer(() => 'waits for db:5432');
  const startedAt = new Date(clock.now()).toISOString();
  const starting = pod('a', { running: { startedAt } });
  expect(await gather(starting)).toEqual(
    new Map([['u-a', { logs: { app: { current: 'waits for db:5432' } } }]]),
  );
  for (let seconds = 0; seconds < 3600; seconds += 5) {
    await clock.advance(5_000);
    await gather(starting);
  }
  expect(log).toHaveBeenCalledTimes(8); // at 0, 30 s, 1, 2, 4, 8, 16 and 32 minutes
});

it('keeps the last words beside the newest', async () => {
  const { gather } = gatherer(({ previous }) =>
    previous ? 'last words' : 'starts again',
  );
  expect(await gather(pod('a', { running: {} }, ended))).toEqual(
    new Map([
      [
        'u-a',
        { logs: { app: { current: 'starts again', previous: 'last words' } } },
      ],
    ]),
  );
});

it('hears a pod that is well and whose end is waited for', async () => {
  const { hear } = gatherer(() => 'psql: refused');
  const run = pod('a', { running: {} }, {}, 0, true);
  expect(await hear(run)).toEqual(
    new Map([['u-a', { logs: { app: { current: 'psql: refused' } } }]]),
  );
});

it('hears those that crashed before others', async () => {
  const { gather } = gatherer(() => LINES);
  const quiet = Array.from({ length: 10 }, (_, i) =>
    pod(`q${i}`, { running: {} }),
  );
  const heard = await gather(...quiet, waiting('crashed'));
  expect(heard.size).toBe(10);
  expect([...heard.keys()]).toContain('u-crashed');
});

it('asks again for a log that could not be read, after five minutes', async () => {
  let answer: string | PodHealthError = new PodHealthError(
    'node-unreachable',
    'no',
  );
  const { gather, log, clock } = gatherer(() => answer);
  await gather(waiting('a'));
  answer = 'last words';
  expect(await gather(waiting('a'))).toEqual(
    new Map([['u-a', { missing: 'timeout' }]]),
  );
  await clock.advance(300_000);
  expect((await gather(waiting('a'))).get('u-a')).toHaveProperty('logs');
  expect(log).toHaveBeenCalledTimes(2);
});

it('asks no log without consent, and for consent once', async () => {
  const { gather, log, consent } = gatherer(
    () => LINES,
    async () => false,
  );
  expect([...(await gather(waiting('a'), waiting('b'))).values()]).toEqual([
    { missing: 'notAsked' },
    { missing: 'notAsked' },
  ]);
  expect(consent).toHaveBeenCalledTimes(1);
  expect(log).not.toHaveBeenCalled();
});

it('reads the logs of ten pods at most', async () => {
  const { gather, log } = gatherer(() => LINES);
  await gather(
    ...Array.from({ length: 30 }, (_, index) => waiting(`p${index}`)),
  );
  expect(log).toHaveBeenCalledTimes(10);
});

it.each([
  ['log-lost', { logs: {} }],
  ['previous-log-not-found', { logs: {} }],
  ['cluster-forbidden', { missing: 'forbidden' }],
  ['cluster-unreachable', { missing: 'timeout' }],
  ['node-unreachable', { missing: 'timeout' }],
] as const)('%s: %j', async (code, expected) => {
  const { gather } = gatherer(() => new PodHealthError(code, 'x'));
  expect([...(await gather(waiting('a'))).values()]).toEqual([expected]);
});
