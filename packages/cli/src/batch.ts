import type {
  ContainerLog,
  Diagnosis,
  Finding,
  Snapshot,
  Subject,
} from 'pod-diagnosis';
import {
  bundledSchema,
  diagnose,
  indexObjects,
  parseTime,
  snapshotOf,
  subjectsOf,
} from 'pod-diagnosis';
import { CliError } from './errors';

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string): CliError {
  return new CliError('invalid-input', message);
}

function parseLine(line: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw invalid(
      `not JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
  if (!isFields(value)) throw invalid('a case is a JSON object');
  return value;
}

function readNow(value: unknown, clock: () => string): string {
  if (value === undefined || value === null) return clock();
  if (typeof value === 'string' && parseTime(value) !== undefined) return value;
  throw invalid('now must be an RFC 3339 time');
}

function readLogs(value: unknown): Record<string, ContainerLog> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isFields(value)) throw invalid('logs must be an object by container');
  const text = (one: unknown) => (typeof one === 'string' ? one : undefined);
  return Object.fromEntries(
    Object.entries(value).map(([name, log]) => {
      const current = text(isFields(log) ? log.current : undefined);
      const previous = text(isFields(log) ? log.previous : undefined);
      return [
        name,
        {
          ...(current !== undefined && { current }),
          ...(previous !== undefined && { previous }),
        },
      ];
    }),
  );
}

function readSubject(value: unknown, candidates: readonly Subject[]): Subject {
  if (value === undefined || value === null) {
    const pods = candidates.filter(({ kind }) => kind === 'Pod');
    const [only, ...others] = pods.length > 0 ? pods : candidates;
    if (only && others.length === 0) return only;
    throw invalid(
      `subject is missing and ${candidates.length} objects could be meant`,
    );
  }
  const {
    kind = 'Pod',
    namespace = 'default',
    name,
  } = isFields(value) ? value : {};
  if (
    typeof kind !== 'string' ||
    typeof namespace !== 'string' ||
    typeof name !== 'string'
  ) {
    throw invalid('subject must be { kind, namespace, name }');
  }
  return { kind, namespace, name };
}

/** Lists of names: only texts count, and the engine ignores names of no fact. */
function readNames(value: unknown): never[] {
  const names = Array.isArray(value)
    ? value.filter(one => typeof one === 'string')
    : [];
  return names as never[]; // any text is safe here: snapshotOf only asks whether a fact's name is among them
}

function toFinding(finding: Finding) {
  const { cause, container, severity, title, what, why, quotes } = finding;
  return {
    cause,
    container: container ?? null,
    severity,
    title: title.en,
    explanation: `${what.en} ${why.en}`,
    quotes: quotes.map(({ from, at, value, pod }) => ({
      value: String(value),
      from,
      at,
      ...(pod !== undefined && { pod }),
    })),
  };
}

/** Whether the subject is among the objects. */
function isGathered({ subject, facts }: Snapshot): boolean {
  const { pod, owners, services, claims } = facts;
  if (subject.kind === 'Pod') return pod.status === 'ok';
  const named = [services, claims].some(
    fact =>
      fact.status === 'ok' &&
      fact.value.some(
        ({ kind, metadata }) =>
          kind === subject.kind && metadata.name === subject.name,
      ),
  );
  return named || (owners.status === 'ok' && owners.value.length > 0);
}

function diagnoseCase(line: string, clock: () => string): Diagnosis {
  const input = parseLine(line);
  const now = readNow(input.now, clock);
  if (!Array.isArray(input.objects)) throw invalid('objects must be a list');
  const logs = readLogs(input.logs);
  const index = indexObjects(input.objects);
  const subject = readSubject(input.subject, subjectsOf(index));
  const snapshot = snapshotOf(index, subject, {
    now,
    logs,
    schema: bundledSchema,
    asked: readNames(input.asked),
  });
  if (!isGathered(snapshot)) {
    const { kind, namespace, name } = subject;
    throw new CliError(
      'subject-not-found',
      `no ${kind} ${namespace}/${name} among the objects`,
    );
  }
  return diagnose(snapshot);
}

/**
 * Answers one line of `--batch` with one line: `{ state, findings }`, root causes first, then their consequences; or
 * `{ error: { code, message } }`. Never throws.
 */
export function answerLine(line: string, clock: () => string): string {
  try {
    const { state, found, contributing } = diagnoseCase(line, clock);
    const findings = [...found, ...contributing].map(toFinding);
    return JSON.stringify({ state, findings });
  } catch (error) {
    const code = error instanceof CliError ? error.code : 'internal';
    const message = error instanceof Error ? error.message : String(error);
    return JSON.stringify({ error: { code, message } });
  }
}
