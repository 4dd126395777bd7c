import { PODS } from '../kube/kinds';
import { FakeClock } from '../testing/fakeClock';
import { WatchMonitor } from './watchMonitor';
import type { PooledWatch } from './watchPool';

type Watch = PooledWatch['watch'];

function watchOf(namespace: string) {
  return {
    selection: { kind: PODS, namespace },
    status: 'live' as string,
    problem: undefined as object | undefined,
    silentMs: 0,
  };
}

function monitored(count = 2) {
  const clock = new FakeClock();
  const lines: string[] = [];
  const logger = {
    warn: (line: string) => lines.push(`warn ${line}`),
    info: (line: string) => lines.push(`info ${line}`),
  };
  const watches = Array.from({ length: count }, (_, i) => watchOf(`ns-${i}`));
  const running = new Set(watches);
  const monitor = new WatchMonitor({
    clock,
    logger,
    pool: {
      watches: () =>
        [...running].map(watch => ({
          cluster: 'prod',
          watch: watch as unknown as Watch, // what is read of one
        })),
    },
  });
  const stick = (watch: (typeof watches)[number]) => {
    watch.status = 'stale';
    watch.problem = { code: 'cluster-unreachable', details: {} };
    watch.silentMs = 65_000;
  };
  const heal = (watch: (typeof watches)[number]) => {
    watch.status = 'live';
    watch.problem = undefined;
    watch.silentMs = 0;
  };
  return { clock, lines, watches, running, monitor, stick, heal };
}

it('tells once of a watch that is stuck, and once when it has recovered', async () => {
  const { clock, lines, watches, monitor, stick, heal } = monitored();
  await clock.advance(60_000);
  expect(lines).toEqual([]);
  stick(watches[0]);
  await clock.advance(3_600_000);
  expect(lines).toEqual([
    'warn Watches of cluster prod are stuck: pods in ns-0 (stale, cluster-unreachable, silent for 65 s)',
  ]);
  heal(watches[0]);
  await clock.advance(90_000);
  expect(lines).toHaveLength(1);
  await clock.advance(3_600_000);
  expect(lines.slice(1)).toEqual([
    'info Watches of cluster prod recovered: pods in ns-0 (live, silent for 0 s)',
  ]);
  monitor.close();
  expect(clock.timers).toBe(0);
});

it('does not repeat itself about a watch that comes and goes', async () => {
  const { clock, lines, watches, stick, heal } = monitored();
  for (let i = 0; i < 50; i++) {
    stick(watches[0]);
    await clock.advance(30_000);
    heal(watches[0]);
    await clock.advance(60_000);
  }
  expect(lines).toHaveLength(1);
});

it('says in one line that a whole cluster is away', async () => {
  const { clock, lines, watches, stick } = monitored(300);
  watches.forEach(stick);
  await clock.advance(60_000);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/pods in ns-4 \(.*\), and 295 more$/);
});

it('forgets a watch that was ended', async () => {
  const { clock, lines, watches, running, stick } = monitored();
  stick(watches[0]);
  await clock.advance(30_000);
  running.delete(watches[0]);
  await clock.advance(3_600_000);
  expect(lines).toHaveLength(1);
});
