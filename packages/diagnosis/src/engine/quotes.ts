import type { FactName, FactValues, Snapshot } from '../facts/snapshot';
import type { Quote } from './cause';

type Primitive = string | number | boolean;

function isPrimitive(value: unknown): value is Primitive {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/**
 * The value at a path of dots. A name may itself hold dots (annotations, labels): each own property that the rest of the
 * path begins with is tried, shortest first. `undefined` when the path leads nowhere.
 */
export function valueAt(root: unknown, at: string): unknown {
  if (at === '') return root;
  if (typeof root !== 'object' || root === null) return undefined;
  for (let end = at.indexOf('.'); ; end = at.indexOf('.', end + 1)) {
    const name = end === -1 ? at : at.slice(0, end);
    if (Object.hasOwn(root, name)) {
      // Own property of an object of unknown shape.
      const inner = (root as Record<string, unknown>)[name];
      const found = end === -1 ? inner : valueAt(inner, at.slice(end + 1));
      if (found !== undefined) return found;
    }
    if (end === -1) return undefined;
  }
}

/**
 * Quotes what stands at `at` in a fact, so that value and path cannot disagree. `[]` when nothing primitive stands there:
 * spread the result. Empty texts say nothing and are not quoted.
 */
export function quoteOf<N extends FactName>(
  from: N,
  fact: FactValues[N],
  at: string,
): Quote[] {
  const value = valueAt(fact, at);
  return isPrimitive(value) && value !== '' ? [{ from, at, value }] : [];
}

/** Quotes the first given path that resolves. */
export function firstQuoteOf<N extends FactName>(
  from: N,
  fact: FactValues[N],
  ...paths: readonly string[]
): Quote[] {
  for (const at of paths) {
    const quotes = quoteOf(from, fact, at);
    if (quotes.length > 0) return quotes;
  }
  return [];
}

/** Quotes a line of a container's log. `[]` when the log has no such line. */
export function quoteLog(
  logs: FactValues['logs'],
  container: string,
  which: 'current' | 'previous',
  line: string,
): Quote[] {
  const at = `${container}.${which}`;
  return logHolds(logs, at, line) ? [{ from: 'logs', at, value: line }] : [];
}

function logHolds(
  logs: FactValues['logs'],
  at: string,
  value: Primitive,
): boolean {
  const log = valueAt(logs, at);
  const line = String(value);
  if (typeof log !== 'string' || line === '' || /[\r\n]/.test(line))
    return false;
  // From the end: what is quoted stands there, and logs are long.
  for (
    let i = log.lastIndexOf(line);
    i !== -1;
    i = i === 0 ? -1 : log.lastIndexOf(line, i - 1)
  ) {
    const after = log.slice(i + line.length, i + line.length + 2);
    const begins = i === 0 || log[i - 1] === '\n';
    if (begins && (after === '' || /^\r?\n/.test(after))) return true;
  }
  return false;
}

/** The snapshot in whose facts a quote stands: of the subject, or of the workload's pod that it names. */
export function snapshotQuoted(
  snapshot: Snapshot,
  { pod }: Quote,
): Snapshot | undefined {
  return pod === undefined ? snapshot : snapshot.podNamed?.(pod);
}

/** Whether a quote holds: its path resolves in the snapshot to exactly its value, or its value is a line of that log. */
export function resolveQuote(snapshot: Snapshot, quote: Quote): boolean {
  const fact = snapshotQuoted(snapshot, quote)?.facts[quote.from];
  if (fact?.status !== 'ok') return false;
  return quote.from === 'logs'
    ? logHolds(fact.value as FactValues['logs'], quote.at, quote.value) // `from` names the fact
    : valueAt(fact.value, quote.at) === quote.value;
}
