import {
  snapshotQuoted,
  type Diagnosis,
  type FactName,
  type Quote,
  type Snapshot,
} from 'pod-diagnosis';

/** Facts whose paths lead through nothing with a name of its own. */
const NAMELESS: readonly FactName[] = [
  'events',
  'ownerEvents',
  'podEvents',
  'logs',
  'schema',
];

/**
 * The names of what a diagnosis quotes: of the container, condition, volume, node, owner or pod that a quote's path leads through
 * first. A path holds positions only ("containers.1"), and a reader knows names. Looks them up at once, so that the snapshot is not
 * kept.
 */
export function quotedNames(
  snapshot: Snapshot,
  diagnosis: Diagnosis,
): (quote: Quote) => string | undefined {
  const names = new Map<string, string>();
  for (const finding of [...diagnosis.found, ...diagnosis.contributing]) {
    for (const quote of [...finding.quotes, ...finding.contradictions]) {
      const name = quotedName(snapshot, quote);
      if (name !== undefined) {
        names.set(keyOf(quote), name);
      }
    }
  }
  return quote => names.get(keyOf(quote));
}

/** Name of the first list element on a quote's path. Total: a path that leads nowhere has none. */
export function quotedName(
  snapshot: Snapshot,
  quote: Quote,
): string | undefined {
  const fact = snapshotQuoted(snapshot, quote)?.facts[quote.from];
  if (fact?.status !== 'ok' || NAMELESS.includes(quote.from)) {
    return undefined;
  }
  let here: unknown = fact.value;
  for (const part of quote.at.split('.')) {
    if (!isRecord(here) || !Object.hasOwn(here, part)) {
      return undefined;
    }
    const isList = Array.isArray(here);
    here = here[part];
    if (isList) {
      return nameOf(here);
    }
  }
  return undefined;
}

function nameOf(element: unknown): string | undefined {
  if (!isRecord(element)) {
    return undefined;
  }
  const { metadata, name, type } = element;
  const names = [isRecord(metadata) ? metadata.name : undefined, name, type];
  return names.find(each => typeof each === 'string');
}

function keyOf({ from, at, pod = '' }: Quote): string {
  return `${pod} ${from} ${at}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
