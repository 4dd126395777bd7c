// `npm run bench:memory`: what 1,000 pods cost the backend in memory, held by its own store, beside the same pods as the API gives them.
//
// The store is the backend's WatchPool: each namespace a list and a watch, objects projected on arrival. "parsed" is what keeping the API's
// objects would cost. Held memory must be linear, and less than half of that.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadTypeScript } from '../loadTypeScript.mjs';
import { apiPod } from './apiPod.mjs';
import { clusterOf } from './cluster.mjs';

const SIZES = [1_000, 10_000];
const MOST_OF_PARSED = 0.5;
/** Much more for each pod of many than for each of few is not linear. */
const GROWTH = 1.2;
const backend = 'plugins/pod-health-backend/src';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');

/** Bytes in use once all garbage is gone. */
async function inUse() {
  for (let i = 0; i < 3; i += 1) {
    await new Promise(resolve => setImmediate(resolve));
    gc();
  }
  return process.memoryUsage().heapUsed;
}

/** Pods as answers to lists, by namespace; bytes outside the heap, as they come from a socket. */
function answersOf(size) {
  const byNamespace = new Map();
  clusterOf(size)
    .objects.filter(({ kind }) => kind === 'Pod')
    .forEach((pod, i) => {
      const { namespace } = pod.metadata;
      const pods = byNamespace.get(namespace) ?? [];
      byNamespace.set(namespace, [...pods, JSON.stringify(apiPod(pod, i))]);
    });
  return new Map(
    [...byNamespace].map(([namespace, pods]) => [
      namespace,
      Buffer.from(`[${pods.join(',')}]`),
    ]),
  );
}

function poolOf({ WatchPool }, { systemClock }, { redactSecrets }, answers) {
  const api = {
    listProjected: async ({ namespace }, project) => ({
      items: JSON.parse(answers.get(namespace).toString()).map(project),
      resourceVersion: '1',
    }),
    // eslint-disable-next-line require-yield -- a watch that tells nothing until it is given up
    watch: async function* watch(_, { signal }) {
      await new Promise(resolve => {
        signal.addEventListener('abort', resolve);
      });
    },
  };
  return new WatchPool({
    clusters: { names: () => ['bench'], cluster: () => api },
    clock: systemClock,
    random: () => 1,
    redact: redactSecrets,
  });
}

const PODS = { group: '', version: 'v1', resource: 'pods' };

async function measure(modules, size) {
  const answers = answersOf(size);
  const bytes = [...answers.values()].reduce((sum, b) => sum + b.length, 0);
  const before = await inUse();
  let parsed = [...answers.values()].map(text => JSON.parse(text.toString()));
  const raw = (await inUse()) - before;
  if (parsed.flat().length !== size) throw new Error('pods are missing');
  parsed = undefined;
  const start = await inUse();
  const pool = poolOf(...modules, answers);
  const leases = [...answers.keys()].map(namespace =>
    pool.acquire('bench', { kind: PODS, namespace }),
  );
  await Promise.all(leases.map(({ watch }) => watch.settled));
  const held = (await inUse()) - start;
  const count = leases.reduce(
    (sum, { watch }) => sum + watch.objects.length,
    0,
  );
  pool.close();
  if (count !== size) throw new Error(`${count} pods are held, not ${size}`);
  return { size, bytes, raw, held };
}

const row = cells => process.stdout.write(`| ${cells.join(' | ')} |\n`);
const each = (bytes, size) => `${(bytes / size / 1_000).toFixed(1)} MB`;

const modules = await Promise.all(
  ['facts/watchPool', 'time/clock', 'facts/redactSecrets'].map(name =>
    loadTypeScript(`${backend}/${name}.ts`),
  ),
);
await measure(modules, 200); // warm up: code is compiled once
process.stdout.write('For each 1,000 pods:\n\n');
row(['pods', 'JSON', 'parsed', 'held', 'held of parsed', 'held of JSON']);
row(Array(6).fill('---'));
const results = [];
for (const size of SIZES) {
  const result = await measure(modules, size);
  const { bytes, raw, held } = result;
  results.push(result);
  row([
    size,
    each(bytes, size),
    each(raw, size),
    each(held, size),
    (held / raw).toFixed(2),
    (held / bytes).toFixed(2),
  ]);
}
const [few, many] = results;
const growth = many.held / many.size / (few.held / few.size);
const share = many.held / many.raw;
process.stdout.write(
  `\na pod of 10,000 takes ${growth.toFixed(
    2,
  )} of one of 1,000; ${share.toFixed(2)} of what the API's objects would\n`,
);
process.exitCode = growth <= GROWTH && share <= MOST_OF_PARSED ? 0 : 1;
