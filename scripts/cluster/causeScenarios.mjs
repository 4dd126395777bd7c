// Each cause's own scenario.yaml, made true on a real cluster: the engine has to name that cause first.
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import path from 'node:path';
import { Scenario } from '../capture/Scenario.mjs';
import { causeFolders } from '../generate/causeIndex.mjs';
import { loadTypeScript, root } from '../loadTypeScript.mjs';
import { diagnoseNamespaces } from './clusterView.mjs';

/** Scenarios that stand at the same time: what one small node runs without getting slow. */
const AT_ONCE = 24;
/** A crash loop needs some rounds, an unreachable registry half a minute. */
const PATIENCE_MS = 240_000;
const POLL_MS = 2_000;

/** Every cause that ships a scenario; those that disturb the others, last and by themselves. */
function scenarios() {
  const all = causeFolders()
    .map(({ id, folder }) => ({
      id,
      manifest: path.join(root, folder, 'scenario.yaml'),
    }))
    .filter(({ manifest }) => existsSync(manifest))
    .map(({ id, manifest }) => ({ id, scenario: new Scenario(id, manifest) }));
  const quiet = all.filter(({ scenario }) => !scenario.disturbs);
  const batches = [];
  for (let i = 0; i < quiet.length; i += AT_ONCE) {
    batches.push(quiet.slice(i, i + AT_ONCE));
  }
  const disturbing = kind =>
    all.filter(({ scenario }) => scenario.disturbs === kind);
  return [
    ...batches,
    disturbing('nodes'),
    ...disturbing('node').map(one => [one]),
  ];
}

const firstOf = (diagnoses, { scenario }) =>
  diagnoses
    .filter(
      ({ diagnosis }) => diagnosis.subject.namespace === scenario.namespace,
    )
    .map(({ diagnosis }) => diagnosis.found[0]?.cause ?? diagnosis.state);

const seconds = since => Math.round((Date.now() - since) / 1000);

/** Applies a batch and watches it until each cause was named first, or patience ends. */
async function tryBatch(engine, batch, say) {
  const open = new Set(batch);
  let said = new Map();
  try {
    for (const { scenario } of batch) scenario.apply();
    const deadline = Date.now() + PATIENCE_MS;
    while (open.size > 0 && Date.now() < deadline) {
      await wait(POLL_MS);
      for (const { scenario } of open) await scenario.doThen();
      const namespaces = [...open].map(({ scenario }) => scenario.namespace);
      const diagnoses = await diagnoseNamespaces(engine, namespaces);
      said = new Map([...open].map(one => [one, firstOf(diagnoses, one)]));
      for (const one of [...open]) {
        if (said.get(one).includes(one.id)) open.delete(one);
      }
    }
  } finally {
    for (const { scenario } of batch) scenario.remove();
  }
  for (const one of open) {
    say(`${one.id} was not named first: ${said.get(one)?.join(', ')}`);
  }
  return { passed: batch.length - open.size, failed: open.size };
}

/** Runs all scenarios; resolves to how many causes were named first and how many were not. */
export async function causeScenarios(say, only) {
  const engine = await loadTypeScript('packages/diagnosis/src/index.ts');
  const total = { passed: 0, failed: 0 };
  for (const batch of scenarios()) {
    const chosen = only ? batch.filter(({ id }) => only.includes(id)) : batch;
    if (chosen.length === 0) continue;
    const started = Date.now();
    const { passed, failed } = await tryBatch(engine, chosen, say);
    total.passed += passed;
    total.failed += failed;
    const tried = total.passed + total.failed;
    say(
      `causes named first: ${total.passed} of ${tried} (${seconds(started)} s)`,
    );
  }
  return total;
}
