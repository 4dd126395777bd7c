import { parseArgs } from 'node:util';
import type { Locale } from 'pod-diagnosis';
import { LOCALES, parseTime } from 'pod-diagnosis';
import { CliError } from './errors';

/** What `diagnose` was asked to do. */
export interface DiagnoseArguments {
  readonly files: readonly string[];
  readonly output: 'text' | 'json';
  readonly lang: Locale;
  /** RFC 3339; absent: the machine's clock. */
  readonly now?: string;
  readonly batch: boolean;
  /** Lists healthy pods too. */
  readonly all: boolean;
}

export type Arguments =
  | { readonly command: 'help' | 'version' }
  | { readonly command: 'diagnose'; readonly options: DiagnoseArguments };

export const USAGE = `Says why Kubernetes pods are not healthy, on what evidence, and what to do.

Usage
  kubectl get pods,events,nodes -A -o json | pod-health diagnose
  pod-health diagnose -f pods.yaml -f events.json
  pod-health diagnose --batch < cases.jsonl

Options
  -f, --file FILE    Kubernetes objects in JSON or YAML; may be repeated; - is standard input (the default)
  -o, --output KIND  text (default) or json
      --lang LANG    en (default) or zh
      --now TIME     the moment the objects were read (RFC 3339); default: now
      --all          list healthy pods too
      --batch        one JSON case a line in, one JSON answer a line out, in order
  -h, --help, --version

More objects, better answers: deployments, replicasets, jobs and configmaps may be given too.

Exit code
  0  healthy    1  something was found    2  could not tell: bad input, nothing to diagnose
  With --batch: 0 when each line has got its answer, be it an error for that line.
`;

const OPTIONS = {
  file: { type: 'string', short: 'f', multiple: true },
  output: { type: 'string', short: 'o', default: 'text' },
  lang: { type: 'string', default: 'en' },
  now: { type: 'string' },
  all: { type: 'boolean', default: false },
  batch: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: OPTIONS,
      allowPositionals: true,
    });
  } catch (error) {
    throw new CliError(
      'usage',
      error instanceof Error ? error.message : `${error}`,
    );
  }
}

function oneOf<T extends string>(
  name: string,
  value: string,
  allowed: readonly T[],
): T {
  const found = allowed.find(one => one === value);
  if (found !== undefined) return found;
  throw new CliError(
    'usage',
    `--${name} must be ${allowed.join(' or ')}, not ${value}`,
  );
}

/** Reads the command line. Throws a {@link CliError} `usage`. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  if (values.version) return { command: 'version' };
  const [command, ...others] = positionals;
  if (values.help || command === undefined) return { command: 'help' };
  if (command !== 'diagnose') {
    throw new CliError('usage', `unknown command ${command}`);
  }
  if (others.length > 0) {
    throw new CliError('usage', `unexpected ${others[0]}; name files with -f`);
  }
  const { now } = values;
  if (now !== undefined && parseTime(now) === undefined) {
    throw new CliError('usage', `--now must be an RFC 3339 time, not ${now}`);
  }
  return {
    command,
    options: {
      files: values.file ?? ['-'],
      output: oneOf('output', values.output, ['text', 'json'] as const),
      lang: oneOf('lang', values.lang, LOCALES),
      ...(now !== undefined && { now }),
      batch: values.batch,
      all: values.all,
    },
  };
}
