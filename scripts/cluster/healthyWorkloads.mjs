// Workloads that are healthy or do nothing wrong, on a real cluster: the engine has to stay silent about each, all the time.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import path from 'node:path';
import { Scenario } from '../capture/Scenario.mjs';
import { loadTypeScript, root } from '../loadTypeScript.mjs';
import { diagnoseNamespaces } from './clusterView.mjs';

const FOLDER = path.join(root, 'e2e', 'cluster', 'healthy');
/** The slowest pull of the registry takes 90 s; everything is watched beyond its end. */
const WATCHED_MS = 150_000;
const POLL_MS = 2_000;
/** In a manifest: faults before a pod was ready, or had succeeded, belong to the story it tells (a restart that is over). */
const ONCE_WELL = 'pod-health.io/healthy-from: once-well';

const isWell = pod =>
  pod?.status.phase === 'Succeeded' ||
  pod?.status.conditions?.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );

/** Every manifest, ready to be applied. */
export function healthyScenarios() {
  return readdirSync(FOLDER)
    .filter(file => file.endsWith('.yaml') && !file.endsWith('-then.yaml'))
    .map(file => {
      const manifest = path.join(FOLDER, file);
      return {
        name: path.basename(file, '.yaml'),
        manifest,
        scenario: new Scenario(path.basename(file, '.yaml'), manifest),
      };
    });
}

function workloads() {
  return healthyScenarios().map(({ manifest, ...one }) => ({
    ...one,
    waits: readFileSync(manifest, 'utf8').includes(ONCE_WELL),
    alarms: new Map(),
    seen: 0,
  }));
}

/** Whether the story has come to its good end: a job has by its own count, which comes a moment after its pod's. */
function hasEndedWell(own) {
  const owners = own.filter(({ pod }) => !pod);
  return (
    own.some(({ pod }) => isWell(pod)) &&
    owners.every(({ diagnosis: { state } }) =>
      ['running', 'completed'].includes(state),
    )
  );
}

/** Notes what is said of a workload; before it was well nothing counts if it asks so. */
function note(workload, diagnoses) {
  const own = diagnoses.filter(
    ({ diagnosis }) =>
      diagnosis.subject.namespace === workload.scenario.namespace,
  );
  if (workload.waits && !hasEndedWell(own)) return;
  workload.waits = false;
  workload.seen += own.length;
  for (const { diagnosis } of own) {
    for (const finding of [...diagnosis.found, ...diagnosis.contributing]) {
      const { kind, name } = diagnosis.subject;
      const alarm = `${kind} ${name} (${diagnosis.state}): ${finding.cause}`;
      workload.alarms.set(alarm, `${alarm}: ${finding.what.en}`);
    }
  }
}

/** Runs all of them at once; resolves to how many stayed without a finding and how many did not. */
export async function healthyWorkloads(say) {
  const engine = await loadTypeScript('packages/diagnosis/src/index.ts');
  const all = workloads();
  const namespaces = all.map(({ scenario }) => scenario.namespace);
  try {
    for (const { scenario } of all) scenario.apply();
    const deadline = Date.now() + WATCHED_MS;
    while (Date.now() < deadline) {
      for (const { scenario } of all) await scenario.doThen();
      const diagnoses = await diagnoseNamespaces(engine, namespaces);
      for (const workload of all) note(workload, diagnoses);
      await wait(POLL_MS);
    }
  } finally {
    for (const { scenario } of all) scenario.remove();
  }
  const bad = all.filter(({ alarms, seen }) => alarms.size > 0 || seen === 0);
  const failures = bad.map(
    ({ name, alarms, seen }) =>
      `${name}: ${seen === 0 ? 'never seen' : [...alarms.values()].join('; ')}`,
  );
  failures.forEach(say);
  return { passed: all.length - bad.length, failed: bad.length, failures };
}
