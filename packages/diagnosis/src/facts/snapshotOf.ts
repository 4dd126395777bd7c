import { missing } from './fact';
import { Gatherer } from './Gatherer';
import type { ObjectIndex } from './indexObjects';
import { nameKey } from './indexObjects';
import type { Pod } from './objects';
import type { SnapshotOptions } from './snapshotOptions';
import type { Snapshot, Subject } from './snapshot';

/** The options for one of a workload's pods: all its own but the logs, which are that pod's. */
function optionsFor(pod: Pod, options: SnapshotOptions): SnapshotOptions {
  const { logsOf, ...rest } = options;
  const logs = logsOf?.(pod);
  if (!logs) return rest;
  return logs.status === 'ok'
    ? { ...rest, logs: logs.value }
    : { ...rest, missing: { ...rest.missing, logs: logs.status } };
}

/** How the pods of a subject that is none itself are come by. */
function podsOfSubject(
  index: ObjectIndex,
  { kind, namespace }: Subject,
  options: SnapshotOptions,
): Pick<Snapshot, 'podNamed'> {
  if (kind === 'Pod') return {};
  return {
    podNamed: name => {
      const pod = index.podsByName.get(nameKey('Pod', namespace, name));
      const subject = { kind: 'Pod', namespace, name };
      return pod && snapshotOf(index, subject, optionsFor(pod, options));
    },
  };
}

/**
 * What is known about a subject, out of an index. A fact is `notAsked` when no object of its kind was given and `asked` does
 * not say otherwise: missing never looks like empty. Does not throw; a subject that is not in the index has no `pod`.
 * Constant time per subject, apart from what it returns; large facts are shared between snapshots.
 */
export function snapshotOf(
  index: ObjectIndex,
  subject: Subject,
  options: SnapshotOptions,
): Snapshot {
  const facts = new Gatherer(index, subject, options).all();
  const pods = podsOfSubject(index, subject, options);
  const about = { now: options.now, subject, ...pods };
  if (!options.missing) return { ...about, facts };
  const gone = Object.entries(options.missing).map(([name, status]) => [
    name,
    missing(status),
  ]);
  return { ...about, facts: { ...facts, ...Object.fromEntries(gone) } };
}
