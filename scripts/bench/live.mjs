// `npm run bench:live [-- --seconds N] [--failures N] [--only double,cluster]`: what it costs to look at an entity, and how soon a failure is on the screen.
//
// On the double and, where KUBECONFIG names an administrator of one, on a real cluster: API requests per viewer-minute for 1, 10 and 50 viewers
// after the first paint, beside those of Backstage's existing Kubernetes plugin on the same entity in the same run; the time from a failure in the cluster
// to the headline of the page; bytes to the browser beside those of the raw objects; an entity of 10,000 pods in 20 namespaces; and whether a canary in the pods is
// found in any answer or log line. Fails when a limit is passed.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../toolchain.mjs';
import { doubleCluster, realCluster } from './live/clusters.mjs';
import {
  bytesOf,
  check,
  largeOf,
  overLimits,
  rivalOf,
  say,
  screenOf,
  viewersOf,
} from './live/measures.mjs';
import { CANARY } from './live/pods.mjs';
import { APP, NAMESPACE, portalOn } from './live/portal.mjs';
import { signIn } from './live/viewers.mjs';

const PODS = 200;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    failures: { type: 'string', default: String(PODS) },
    only: { type: 'string', default: 'double,cluster' },
  },
});
const windowMs = Number(values.seconds) * 1000;
const work = path.join(root, '.portal', 'bench-live');
async function benchOn(open) {
  const folder = path.join(work, open.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const cluster = await open(folder);
  say(`\n## ${cluster.name}\n`);
  const names = Array.from(
    { length: PODS },
    (_, i) => `web-${String(i).padStart(3, '0')}`,
  );
  let portal;
  try {
    await cluster.addPods(NAMESPACE, names, APP);
    portal = await portalOn(cluster, folder);
    const headers = await signIn(portal.url, 'ada');
    const failures = Number(values.failures);
    const world = { cluster, portal, headers, folder, names };
    let leaks = await bytesOf(world);
    leaks += await viewersOf({ ...world, windowMs });
    await rivalOf({ ...world, windowMs });
    leaks += await screenOf({ ...world, failures });
    // As many pods on the one small node of a real cluster would measure that.
    if (cluster.name === 'double') leaks += await largeOf(world);
    leaks +=
      readFileSync(path.join(folder, 'portal.log'), 'utf8').split(CANARY)
        .length - 1;
    say(`the canary was found ${leaks} times in answers and log lines`);
    check(leaks === 0, `the canary was found ${leaks} times`);
  } finally {
    await portal?.stop();
    await cluster.close();
  }
}

const wanted = values.only.split(',');
if (wanted.includes('double')) await benchOn(doubleCluster);
if (wanted.includes('cluster') && process.env.KUBECONFIG)
  await benchOn(realCluster);
const failed = overLimits();
say(
  failed.length === 0
    ? '\nall limits kept'
    : `\n${failed.length} limits passed: ${failed.join('; ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
