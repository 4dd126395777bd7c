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
import { isHealthy, localise } from './localise';
import { parseObjects } from './objects';
import { textReport } from './textReport';

/** The world outside, so that tests can give another. */
export interface Io {
  /** Standard input, opened only when it is read. */
  stdin(): AsyncIterable<Uint8Array | string>;
  /** Reads a file. */
  open(file: string): AsyncIterable<Uint8Array | string>;
  /** Resolves when more may be written: a slow reader holds the command back. */
  write(text: string): Promise<void>;
  writeError(text: string): void;
  /** The moment, RFC 3339. */
  clock(): string;
  readonly version: string;
}

/** Exit codes; see USAGE. */
export const EXIT = { healthy: 0, found: 1, couldNot: 2 } as const;

function source(io: Io, file: string) {
  return file === '-' ? io.stdin() : io.open(file);
}

async function readText(io: Io, file: string): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of source(io, file)) chunks.push(Buffer.from(chunk));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CliError('invalid-input', `cannot read ${file}: ${message}`);
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\ufeff/, '');
}

async function diagnoseAll(
  options: DiagnoseArguments,
  io: Io,
): Promise<readonly Diagnosis[]> {
  const objects: unknown[] = [];
  for (const file of options.files) {
    const name = file === '-' ? 'standard input' : file;
    // Not push(...): a list of ten thousands overflows the stack.
    for (const one of parseObjects(await readText(io, file), name))
      objects.push(one);
  }
  const index = indexObjects(objects);
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
