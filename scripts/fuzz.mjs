// `npm run fuzz [-- --runs N] [--seed N]`: hostile input for the engine, for ever different and repeatable by its seed.
//
// Takes recorded cases, changes something in them (a value of another type, a field gone, a message of a megabyte, 10,000 events, 300
// containers, times of another century, names of prototypes) and diagnoses them: nothing may throw, no cause may break, none may take over 50 ms of
// CPU. The same is done, with changes that mean nothing (order, unknown fields, a clock some minutes off), to healthy workloads: nothing
// may be found.
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import path from 'node:path';
import { causeFolders } from './generate/causeIndex.mjs';
import { benign, hostile } from './fuzz/mutations.mjs';
import { random } from './fuzz/random.mjs';
import { loadTypeScript, root } from './loadTypeScript.mjs';

const HEALTHY = 'packages/diagnosis/src/testing/fixtures/healthy';
const LIMIT_MS = 50;
/** Every so many runs one is told that it goes on. */
const TOLD = 20_000;
/** Of all runs so many are healthy workloads: one in five. */
const HEALTHY_SHARE = 5;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
const draw = random(seed);
const engine = await loadTypeScript('packages/diagnosis/src/index.ts');

const read = file => JSON.parse(readFileSync(file, 'utf8'));

function fixturesIn(folder) {
  return readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .map(file => read(path.join(folder, file)));
}

const sick = causeFolders().flatMap(({ folder }) =>
  fixturesIn(path.join(root, folder, 'fixtures')),
);
const healthy = fixturesIn(path.join(root, HEALTHY));

function diagnose({ now, objects, subject, asked, logs }) {
  const index = engine.indexObjects(objects);
  return engine.diagnose(
    engine.snapshotOf(index, subject, {
      now,
      asked,
      logs,
      schema: engine.bundledSchema,
    }),
  );
}

/** CPU of a diagnosis in milliseconds; what is slow is tried again, since a collection of garbage is not the engine's. */
function timed(mutant) {
  let best = Infinity;
  let answer;
  for (let round = 0; round < 5 && best > LIMIT_MS; round += 1) {
    const before = process.cpuUsage();
    answer = diagnose(mutant);
    best = Math.min(best, process.cpuUsage(before).user / 1000);
  }
  return { answer, ms: best };
}

const faults = new Map();
let slowest = 0;

function note(fault, run, what) {
  const list = faults.get(fault) ?? [];
  list.push(`run ${run}: ${what}`);
  faults.set(fault, list);
}

function tryOne(run) {
  const isHealthy = run % HEALTHY_SHARE === 0;
  const original = draw.one(isHealthy ? healthy : sick);
  const { mutant, what } = (isHealthy ? benign : hostile)(original, draw);
  try {
    const { answer, ms } = timed(mutant);
    // Projecting a megabyte of text is reading it; the rest is judging.
    slowest = Math.max(slowest, ms);
    for (const { cause, message } of answer.broken) {
      note('broken', run, `${cause}: ${message} (${what})`);
    }
    if (ms > LIMIT_MS) note('slow', run, `${ms.toFixed(0)} ms (${what})`);
    for (const { cause } of isHealthy ? answer.found : []) {
      note('alarm', run, `${cause} on ${original.subject.name} (${what})`);
    }
  } catch (error) {
    note('throws', run, `${error.message} (${what})`);
  }
}

process.stdout.write(
  `fuzz: seed ${seed}, ${runs} runs over ${sick.length} recorded cases and ${healthy.length} healthy subjects\n`,
);
for (let run = 1; run <= runs; run += 1) {
  tryOne(run);
  if (run % TOLD === 0) process.stdout.write(`fuzz: ${run} runs\n`);
}
for (const [fault, list] of faults) {
  process.stdout.write(`${fault}: ${list.length}\n`);
  for (const line of list.slice(0, 10)) process.stdout.write(`  ${line}\n`);
}
const failed = [...faults.values()].reduce((sum, list) => sum + list.length, 0);
process.stdout.write(
  `slowest: ${slowest.toFixed(1)} ms of CPU\n\n${
    runs - failed
  } passed, ${failed} failed\n`,
);
process.exitCode = failed > 0 ? 1 : 0;
