import type { Diagnosis } from 'pod-diagnosis';
import {
  bundledSchema,
  diagnose,
  indexObjects,
  snapshotOf,
  subjectsOf,
} from 'pod-diagnosis';
import type { DiagnoseArguments } from './arguments';
import { parseArguments, USAGE } from './arguments';
import { answerLine } from './batch';
import { CliError } from './errors';
import { linesOf } from './lines';
import { EXIT } from './exit';
import { isHealthy, localise } from './localise';
import type { Io } from './io';
import { readObjects, source } from './io';
import { runLint } from './lint';
import { textReport } from './textReport';

async function diagnoseAll(
  options: DiagnoseArguments,
  io: Io,
): Promise<readonly Diagnosis[]> {
  const index = indexObjects(await readObjects(io, options.files));
  const now = options.now ?? io.clock();
  return subjectsOf(index).map(subject =>
    diagnose(snapshotOf(index, subject, { now, schema: bundledSchema })),
  );
}

async function runOnce(options: DiagnoseArguments, io: Io): Promise<number> {
  const diagnoses = await diagnoseAll(options, io);
  if (diagnoses.length === 0) {
    throw new CliError(
      'subject-not-found',
      'no pod in the input, and no workload that should have one; try: kubectl get pods,events,nodes -A -o json',
    );
  }
  const { output, lang, all } = options;
  await io.write(
    output === 'json'
      ? `${JSON.stringify(
          diagnoses.map(one => localise(one, lang)),
          null,
          2,
        )}\n`
      : textReport(diagnoses, lang, all),
  );
  return diagnoses.every(isHealthy) ? EXIT.healthy : EXIT.found;
}

async function runBatch(options: DiagnoseArguments, io: Io): Promise<number> {
  const clock = () => options.now ?? io.clock();
  for (const file of options.files) {
    for await (const line of linesOf(source(io, file))) {
      const answer =
        'text' in line
          ? answerLine(line.text, clock)
          : JSON.stringify({
              error: { code: 'line-too-long', message: 'line too long' },
            });
      await io.write(`${answer}\n`);
    }
  }
  return EXIT.healthy;
}

/** Runs the command line and gives the exit code. Never throws: a failure is one sentence on the error stream, code 2. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const parsed = parseArguments(argv);
    if (parsed.command === 'diagnose') {
      const run = parsed.options.batch ? runBatch : runOnce;
      return await run(parsed.options, io);
    }
    if (parsed.command === 'lint') return await runLint(parsed.options, io);
    await io.write(parsed.command === 'help' ? USAGE : `${io.version}\n`);
    return EXIT.healthy;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const hint =
      error instanceof CliError && error.code === 'usage'
        ? ' (pod-health --help)'
        : '';
    io.writeError(`pod-health: ${message}${hint}\n`);
    return EXIT.couldNot;
  }
}
