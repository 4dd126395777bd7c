// `node scripts/captureHealthy.mjs`: runs e2e/cluster/healthy on the cluster of KUBECONFIG and records each subject as a case in
// packages/diagnosis/src/testing/fixtures/healthy, as pod-diagnosis projects it. Refuses what has a finding: that is a bug, not a recording.
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import path from 'node:path';
import { recordCase } from './capture/record.mjs';
import { healthyScenarios } from './cluster/healthyWorkloads.mjs';
import { loadTypeScript, root } from './loadTypeScript.mjs';

const FOLDER = path.join(
  root,
  'packages/diagnosis/src/testing/fixtures/healthy',
);
/** Long enough that each manifest shows what it is about. */
const RECORD_AFTER_MS = 45_000;
const POLL_MS = 3_000;
/** No cause of it counts room on nodes, so pods of other namespaces are left out. */
const ANY_CAUSE = 'misspelt-field';

const engine = await loadTypeScript('packages/diagnosis/src/index.ts');
const all = healthyScenarios();
mkdirSync(FOLDER, { recursive: true });
try {
  for (const { scenario } of all) scenario.apply();
  const deadline = Date.now() + RECORD_AFTER_MS;
  while (Date.now() < deadline) {
    for (const { scenario } of all) await scenario.doThen();
    await wait(POLL_MS);
  }
  for (const { name, scenario } of all) {
    const cases = recordCase(engine, scenario, ANY_CAUSE);
    const kinds = new Set();
    for (const { fixture } of cases) {
      const { kind } = fixture.subject;
      if (kinds.has(kind)) continue; // one of each kind is enough
      kinds.add(kind);
      const found = fixture.expect.found.join(', ');
      const file = `${name}-${kind.toLowerCase()}.json`;
      if (found) process.stderr.write(`${file}: not healthy: ${found}\n`);
      else {
        writeFileSync(
          path.join(FOLDER, file),
          `${JSON.stringify(fixture, null, 1)}\n`,
        );
      }
    }
  }
} finally {
  for (const { scenario } of all) scenario.remove();
}
