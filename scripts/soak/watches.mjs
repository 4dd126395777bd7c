// `npm run soak:watches [-- --seconds N] [--every N] [--seed N]`: a store of watches while its cluster changes and, every few seconds, something between them
// goes wrong. By default ten minutes with a fault every five seconds.
//
// After each fault the changes pause, and every watch has to come to hold what the cluster holds, each object once. In between no watch may be empty that was not, and
// at the end the store equals a fresh list. The store's clock goes twenty times as fast as ours, so that deadlines of minutes pass in seconds. Ends by itself;
// talks to this machine only.
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { random } from '../fuzz/random.mjs';
import { loadTypeScript } from '../loadTypeScript.mjs';
import { ClusterLife } from './ClusterLife.mjs';
import { FAULTS } from './watchFaults.mjs';

/** How much faster the store's clock goes. */
const HASTE = 20;
/** A watch that is not right by then is wrong: more than the longest back-off and deadline of the store. */
const PATIENCE_MS = 20_000;
/** Longer than any connection that fell silent is kept: events have no bookmarks, and theirs is found dead when its half hour is over. */
const patienceOf = ({ selection }) =>
  Math.max(PATIENCE_MS, world.longestSilenceMs(selection) / HASTE + 5_000);
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    every: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const seconds = Number(values.seconds);
const everyMs = Number(values.every) * 1000;
const draw = random(Number(values.seed));
const say = text => process.stdout.write(`${text}\n`);

const hastyClock = {
  now: () => Date.now(),
  monotonic: () => performance.now() * HASTE,
  setTimer(ms, callback) {
    const timer = setTimeout(callback, Math.min(ms / HASTE, 2 ** 31 - 1));
    return { cancel: () => clearTimeout(timer) };
  },
};

const world = await loadTypeScript(
  'plugins/pod-health-backend/src/testing/watchWorld.ts',
);
const demo = await world.startDemoCluster({ bookmarkMs: 2_000 });
const life = new ClusterLife(demo, draw);
const api = world.createKubeApi({
  cluster: 'demo',
  server: demo.url,
  clock: hastyClock,
  credentials: world.tokenCredentials({
    token: demo.token('admin'),
    tls: { ca: demo.ca },
  }),
});
const pool = new world.WatchPool({
  clusters: { names: () => ['demo'], cluster: () => api },
  clock: hastyClock,
  random: Math.random,
  redact: world.redactSecrets,
});
/** Every watch is cut after some events, so that each fault meets new requests. */
let cut;
function cutLater() {
  cut?.remove();
  cut = demo.fault({
    on: { verb: 'watch' },
    do: {
      kind: 'drop',
      afterBytes: 20_000 + draw.below(80_000),
      by: draw.one(['fin', 'rst']),
    },
  });
}

cutLater();
const selections = [
  ...life.namespaces.flatMap(namespace => [
    { kind: world.PODS, namespace },
    { kind: world.EVENTS, namespace },
  ]),
  { kind: world.PODS, labelSelector: 'app=web' },
  { kind: world.DEPLOYMENTS, namespace: life.namespaces[0] },
  { kind: world.NODES },
];
const watches = selections.map(
  selection => pool.acquire('demo', selection).watch,
);

const nameOf = ({ selection: { kind, namespace = '*', labelSelector = '' } }) =>
  `${kind.resource} of ${namespace} ${labelSelector}`.trim();

/** What a watch should hold: a fresh list, kept as the store keeps it. */
async function fresh({ selection }) {
  const { project } = world.listedKind(selection.kind.resource);
  const { apiVersion, items } = await life.list(selection);
  return items.map(item =>
    world.redactMessages(project({ apiVersion, ...item }), world.redactSecrets),
  );
}

const sorted = objects =>
  JSON.stringify(
    [...objects].sort((a, b) => (a.metadata.uid < b.metadata.uid ? -1 : 1)),
  );

const isRight = async watch =>
  // An account that may not watch is served by lists for a while.
  ['live', 'polled'].includes(watch.status) &&
  sorted(watch.objects) === sorted(await fresh(watch));

/** Since when each watch has not held what the cluster holds. */
const wrongSince = new Map();

async function lookAt(watch) {
  if (await isRight(watch)) wrongSince.delete(watch);
  else if (!wrongSince.has(watch)) wrongSince.set(watch, Date.now());
}

/**
 * Watches that do not come to hold what the cluster holds, while nothing changes. Those that may be silent for longer are not waited for, unless
 * it is the end.
 */
async function wrongWatches({ isEnd = false } = {}) {
  const isLate = watch =>
    Date.now() - wrongSince.get(watch) > patienceOf(watch);
  const isAwaited = watch => isEnd || patienceOf(watch) === PATIENCE_MS;
  for (;;) {
    await Promise.all(watches.map(lookAt));
    const wrong = [...wrongSince.keys()];
    if (wrong.filter(isAwaited).every(isLate)) return wrong.filter(isLate);
    await wait(50);
  }
}

/** What a watch lacks, holds too much, and holds otherwise than the cluster, by name. */
async function difference(watch) {
  const byName = objects =>
    new Map(objects.map(one => [one.metadata.name, JSON.stringify(one)]));
  const [held, wanted] = [byName(watch.objects), byName(await fresh(watch))];
  const lacks = [...wanted.keys()].filter(name => !held.has(name));
  const extra = [...held.keys()].filter(name => !wanted.has(name));
  const other = [...wanted].filter(
    ([name, text]) => held.has(name) && held.get(name) !== text,
  );
  const first = other[0] ? `: ${held.get(other[0][0])} for ${other[0][1]}` : '';
  return `lacks ${lacks.slice(0, 5).join(' ')} (${lacks.length}), has ${extra
    .slice(0, 5)
    .join(' ')} (${extra.length}), differs in ${other.length}${first}`;
}

const failures = [];
function fail(what) {
  failures.push(what);
  say(`wrong: ${what}`);
}

/** Nothing that was there may vanish as a whole: a list is put in place whole. */
const seen = new Set();
for (const watch of watches) {
  watch.subscribe(() => {
    if (watch.objects.length > 0) seen.add(watch);
    else if (seen.has(watch) && !nameOf(watch).startsWith('events')) {
      fail(`${nameOf(watch)} was shown empty`);
    }
  });
}

async function oneFault() {
  const [name, scripts] = draw.one(FAULTS);
  const handles = scripts.map(script => demo.fault(script));
  cutLater(); // of two faults the older one hits
  await life.changeFor(everyMs / 2);
  const hits = handles.reduce((sum, handle) => sum + handle.hits, 0);
  handles.forEach(handle => handle.remove());
  const began = Date.now();
  const wrong = await wrongWatches();
  for (const watch of wrong) {
    fail(
      `${nameOf(watch)} after "${name}": ${watch.status}, ${
        watch.objects.length
      } objects; ${await difference(watch)}`,
    );
  }
  await life.changeFor(Math.max(0, everyMs / 2 - (Date.now() - began)));
  return { name, hits, ms: Date.now() - began };
}

say(`seed ${values.seed}`);
if ((await wrongWatches({ isEnd: true })).length > 0)
  fail('not right at the start');
const heapBefore = process.memoryUsage().heapUsed;
const began = Date.now();
const counts = new Map();
while (Date.now() - began < seconds * 1000) {
  const { name, hits } = await oneFault();
  const known = counts.get(name) ?? { times: 0, hits: 0 };
  counts.set(name, { times: known.times + 1, hits: known.hits + hits });
}
const wrong = await wrongWatches({ isEnd: true });
for (const watch of wrong)
  fail(`${nameOf(watch)} at the end; ${await difference(watch)}`);
for (const [name, { times, hits }] of [...counts].sort()) {
  say(`${name}: ${times} times, ${hits} requests`);
}
const lists = watches.reduce((sum, watch) => sum + watch.lists, 0);
const heap = process.memoryUsage().heapUsed / heapBefore;
say(
  `${life.changes} changes, ${
    demo.requests.length
  } requests, ${lists} lists by ${watches.length} watches; heap ${heap.toFixed(
    1,
  )} times that at the start (the double's history included)`,
);
const total = [...counts.values()].reduce((sum, { times }) => sum + times, 0);
say(`${total - failures.length} passed, ${failures.length} failed`);
pool.close();
await api.close();
await demo.close();
process.exit(failures.length === 0 ? 0 : 1);
