// `npm run mutants [-- --only TEXT]`: replaces each guard by its permissive twin and demands that the named test goes red.
// Lists: {plugins,packages}/*/mutants*.json, entries { file, function, replaceWith, test, name }, paths relative to that package.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readLists } from './mutants/lists.mjs';
import { mutated } from './mutants/mutate.mjs';
import { isClean, withFile } from './mutants/workingFile.mjs';
import { runNamedTest } from './mutants/runNamedTest.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' } } });

/** Whether the test is green as things stand: a test that is red anyway, or not there, proves nothing. */
async function baseline(mutant) {
  const before = await runNamedTest(mutant);
  if (before.matched === 0) return `no test is called ${mutant.name}`;
  return before.failed > 0
    ? 'the test is red without the mutant too'
    : undefined;
}

async function verdictOf(mutant) {
  const file = path.join(mutant.package, mutant.file);
  if (!isClean(file))
    return { good: false, said: 'uncommitted changes in the file: refused' };
  const problem = await baseline(mutant);
  if (problem) return { good: false, said: problem };
  const text = mutated(readFileSync(file, 'utf8'), mutant);
  const after = await withFile(file, text, () => runNamedTest(mutant));
  if (after.failed > 0) return { good: true, said: 'red, as it must be' };
  return {
    good: false,
    said: after.crashed ?? 'SURVIVED: the test stays green',
  };
}

const mutants = readLists().filter(
  each =>
    !values.only ||
    `${each.file} ${each.function} ${each.name}`.includes(values.only),
);
let bad = 0;
for (const mutant of mutants) {
  const { good, said } = await verdictOf(mutant).catch(error => ({
    good: false,
    said: error.message,
  }));
  if (!good) bad += 1;
  const title = `${path.basename(mutant.package)}/${mutant.file} ${
    mutant.function
  }`;
  process.stdout.write(
    `${good ? 'ok  ' : 'FAIL'} ${title.padEnd(80)} ${said}\n`,
  );
}
process.stdout.write(
  `mutants: ${mutants.length - bad} passed, ${bad} failed\n`,
);
process.exitCode = bad > 0 || mutants.length === 0 ? 1 : 0;
