// `npm run bench:diagnosis`: CPU time to diagnose clusters of 100 to 100,000 pods, beside what JSON.parse takes for the same bytes.
//
// "read" projects and indexes what the API gave (the backend does it once, on arrival); "judge" diagnoses every pod. The limit is for
// judge: 1 s for 10,000 pods. Linear: a pod costs no more in the largest cluster than twice what it does in the middle one.
import { loadTypeScript } from '../loadTypeScript.mjs';
import { clusterOf } from './cluster.mjs';

const SIZES = [100, 1_000, 10_000, 100_000];
const LIMIT = { pods: 10_000, ms: 1_000 };
const ROUNDS = 3;

function cpu(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}

function judgeAll(engine, index, now) {
  let found = 0;
  for (const subject of engine.subjectsOf(index)) {
    const snapshot = engine.snapshotOf(index, subject, {
      now,
      schema: engine.bundledSchema,
      asked: ['scheduledPods'],
    });
    found += engine.diagnose(snapshot).found.length > 0 ? 1 : 0;
  }
  return found;
}

/** The best of some rounds of each part, in CPU milliseconds. */
function measure(engine, size) {
  const { now, objects } = clusterOf(size);
  const text = JSON.stringify(objects);
  const best = { parse: Infinity, read: Infinity, judge: Infinity };
  let found = 0;
  for (let round = 0; round < (size > 20_000 ? 1 : ROUNDS); round += 1) {
    const parsed = cpu(() => JSON.parse(text));
    const read = cpu(() => engine.indexObjects(parsed.result));
    const judged = cpu(() => judgeAll(engine, read.result, now));
    found = judged.result;
    best.parse = Math.min(best.parse, parsed.ms);
    best.read = Math.min(best.read, read.ms);
    best.judge = Math.min(best.judge, judged.ms);
  }
  return { size, found, bytes: text.length, ...best };
}

const row = cells => `| ${cells.join(' | ')} |\n`;

function print({ size, found, bytes, parse, read, judge }) {
  process.stdout.write(
    row([
      size,
      found,
      `${(bytes / 1e6).toFixed(1)} MB`,
      `${parse.toFixed(0)} ms`,
      `${read.toFixed(0)} ms (${(read / parse).toFixed(1)} x)`,
      `${judge.toFixed(0)} ms (${(judge / parse).toFixed(1)} x)`,
      `${((1000 * judge) / size).toFixed(0)} µs`,
    ]),
  );
}

const engine = await loadTypeScript('packages/diagnosis/src/index.ts');
measure(engine, 1_000); // warm up
process.stdout.write(
  row(['pods', 'sick', 'JSON', 'JSON.parse', 'read', 'judge', 'judge a pod']),
);
process.stdout.write(row(Array(7).fill('---')));
const results = SIZES.map(size => {
  const result = measure(engine, size);
  print(result);
  return result;
});
const each = size => {
  const { judge } = results.find(result => result.size === size);
  return judge / size;
};
const share = (each(LIMIT.pods) * LIMIT.pods) / LIMIT.ms;
const growth = each(100_000) / each(10_000);
process.stdout.write(
  `\n10,000 pods: ${share.toFixed(
    2,
  )} of the limit of 1 s; a pod of 100,000 costs ${growth.toFixed(
    2,
  )} of one of 10,000\n`,
);
process.exitCode = share <= 1 && growth <= 2 ? 0 : 1;
