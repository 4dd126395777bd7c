// `npm run capture -- CAUSE [--as found-NAME]`: makes a real cluster (KUBECONFIG) produce a cause and records it as a fixture.
//
// Applies the cause's scenario.yaml in a namespace of its own, asks diagnose() until it names the cause, writes
// fixtures/found-NAME.json (default: found-scenario) and removes the namespace. A near miss is recorded with
// `--as absent-NAME --manifest FILE --after SECONDS`: applied, left alone so long, and refused if the cause is found.
// Needs kubectl. Objects are recorded as pod-diagnosis projects them: no environment value, argument or secret can pass.
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Scenario } from './capture/Scenario.mjs';
import { recordCase } from './capture/record.mjs';
import { causeFolders } from './generate/causeIndex.mjs';
import { loadTypeScript, root } from './loadTypeScript.mjs';

const USAGE =
  'usage: npm run capture -- CAUSE [--as found-NAME] [--manifest FILE] [--after SECONDS] [--timeout SECONDS] [--dry-run]';
const POLL_MS = 2000;

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      as: { type: 'string', default: 'found-scenario' },
      manifest: { type: 'string' },
      after: { type: 'string', default: '0' },
      timeout: { type: 'string', default: '240' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const cause = causeFolders().find(({ id }) => id === positionals[0]);
  if (!cause || !/^(found|absent)-[a-z0-9-]+$/.test(values.as)) {
    throw new Error(USAGE);
  }
  const manifest =
    values.manifest ?? path.join(root, cause.folder, 'scenario.yaml');
  if (!existsSync(manifest)) throw new Error(`no manifest ${manifest}`);
  return {
    cause,
    name: values.as,
    manifest,
    after: Number(values.after),
    timeout: Number(values.timeout),
    dryRun: values['dry-run'],
  };
}

const shows = (diagnosis, id) =>
  [...diagnosis.found, ...diagnosis.contributing].some(
    ({ cause }) => cause === id,
  );

/** The first case that names the cause (or, for a near miss, the case after the wait). */
async function waitForCase(engine, scenario, { cause, name, after, timeout }) {
  const wanted = name.startsWith('found-');
  await wait(after * 1000);
  const deadline = Date.now() + timeout * 1000;
  for (;;) {
    await scenario.doThen();
    const cases = recordCase(engine, scenario, cause.id);
    const hit = cases.find(({ diagnosis }) => shows(diagnosis, cause.id));
    if (wanted && hit) return hit;
    if (!wanted && cases.length > 0) {
      if (hit) throw new Error(`${cause.id} is found: this is no near miss`);
      return cases[0];
    }
    if (Date.now() > deadline) {
      const states = cases.map(({ diagnosis }) => diagnosis.state).join(', ');
      throw new Error(
        `${cause.id} was not found within ${timeout} s (states: ${states})`,
      );
    }
    await wait(POLL_MS);
  }
}

async function capture(options) {
  const engine = await loadTypeScript('packages/diagnosis/src/index.ts');
  const scenario = new Scenario(options.cause.id, options.manifest);
  try {
    scenario.apply();
    const { fixture, diagnosis } = await waitForCase(engine, scenario, options);
    const file = path.join(
      options.cause.folder,
      'fixtures',
      `${options.name}.json`,
    );
    if (!options.dryRun) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      const text = `${JSON.stringify(fixture, null, 1)}\n`;
      writeFileSync(path.join(root, file), text);
    }
    const found = fixture.expect.found.join(', ') || 'nothing';
    process.stdout.write(`${file}: ${diagnosis.state}, ${found}\n`);
  } finally {
    scenario.remove();
  }
}

try {
  await capture(readArguments());
} catch (error) {
  process.stderr.write(`capture: ${error.message}\n`);
  process.exitCode = 1;
}
