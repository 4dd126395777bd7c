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

/** What `lint` was asked to do. */
export interface LintArguments {
  readonly files: readonly string[];
  /** OpenAPI v3 documents of the cluster; none: the fields that ship with the command. */
  readonly openapi: readonly string[];
  readonly output: 'text' | 'json';
  readonly lang: Locale;
}

export type Arguments =
  | { readonly command: 'help' | 'version' }
  | { readonly command: 'diagnose'; readonly options: DiagnoseArguments }
  | { readonly command: 'lint'; readonly options: LintArguments };

export const USAGE = `Says why Kubernetes pods are not healthy, on what evidence, and what to do.

Usage
  kubectl get pods,events,nodes -A -o json | pod-health diagnose
  pod-health diagnose -f pods.yaml -f events.json
  pod-health diagnose --batch < cases.jsonl
  pod-health lint -f deployment.yaml

diagnose: why pods are not healthy. lint: which fields of a manifest Kubernetes does not know and would drop without a word.

Options
  -f, --file FILE    Kubernetes objects in JSON or YAML; may be repeated; - is standard input (the default)
  -o, --output KIND  text (default) or json
      --lang LANG    en (default) or zh
      --now TIME     the moment the objects were read (RFC 3339); default: now
      --all          list healthy pods too
      --openapi FILE lint: what the cluster's API knows, from kubectl get --raw /openapi/v3/apis/apps/v1 (api/v1,
                     apis/batch/v1); may be repeated; default: the fields of a recent Kubernetes
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
  openapi: { type: 'string', multiple: true },
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

type Values = ReturnType<typeof parse>['values'];

/** What all commands understand. */
function shared(values: Values) {
  return {
    files: values.file ?? ['-'],
    output: oneOf('output', values.output, ['text', 'json'] as const),
    lang: oneOf('lang', values.lang, LOCALES),
  };
}

function diagnoseArguments(values: Values): DiagnoseArguments {
  const { now, batch, all, openapi } = values;
  if (openapi) throw new CliError('usage', '--openapi belongs to lint');
  if (now !== undefined && parseTime(now) === undefined) {
    throw new CliError('usage', `--now must be an RFC 3339 time, not ${now}`);
  }
  return { ...shared(values), ...(now !== undefined && { now }), batch, all };
}

function lintArguments(values: Values): LintArguments {
  const { now, batch, all, openapi = [] } = values;
  if (now !== undefined || batch || all) {
    throw new CliError('usage', '--now, --batch and --all belong to diagnose');
  }
  return { ...shared(values), openapi };
}

/** Reads the command line. Throws a {@link CliError} `usage`. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  if (values.version) return { command: 'version' };
  const [command, ...others] = positionals;
  if (values.help || command === undefined) return { command: 'help' };
  if (others.length > 0) {
    throw new CliError('usage', `unexpected ${others[0]}; name files with -f`);
  }
  switch (command) {
    case 'diagnose':
      return { command, options: diagnoseArguments(values) };
    case 'lint':
      return { command, options: lintArguments(values) };
    default:
      throw new CliError('usage', `unknown command ${command}`);
  }
}
