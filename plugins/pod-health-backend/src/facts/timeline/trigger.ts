import type { TimelineTrigger } from 'backstage-plugin-pod-health-common';
import { isTrouble, podUid, SKEW_MS, type Happening } from './happening';
import { subjectKey } from './record';
import type { Told } from './together';

/** A change longer ago than this is not told as what came before. */
const BEFORE_MS = 60 * 60_000;
/** Signs of one trouble are not further apart than this: a container that crashes waits five minutes at most to be started again. */
const SAME_TROUBLE_MS = 30 * 60_000;
const CHANGES: ReadonlySet<Happening['kind']> = new Set([
  'rolled-out',
  'scaled',
  'node',
  'replaced',
]);

/** What is not well now. */
export interface Trouble {
  /** Uids of pods and workloads. */
  readonly sick: ReadonlySet<string>;
  /** Until when all was well for a good while, as far as that was watched; milliseconds since the epoch. */
  readonly wellUntil?: number;
  /** From the uid of a workload to that of what controls it. */
  readonly parents: ReadonlyMap<string, string>;
}

/** The last change before the first sign of the present trouble; `undefined` when there is no trouble, or no change. Pure. */
export function triggerOf(
  all: readonly Happening[],
  trouble: Trouble,
  { entryOf }: Told,
): TimelineTrigger | undefined {
  const sign = firstSign(all, trouble);
  const change =
    sign &&
    all
      .filter(each => CHANGES.has(each.kind))
      .filter(
        each => isBefore(each, sign, all) && concerns(each, sign, trouble),
      )
      .at(-1);
  const told = change && entryOf.get(change);
  const signTold = sign && entryOf.get(sign);
  return told && signTold
    ? {
        change: told.id,
        changedAt: new Date(change.at).toISOString(),
        sign: signTold.id,
        failedAt: new Date(sign.at).toISOString(),
      }
    : undefined;
}

/** The first of the signs of trouble that lead to the newest one without a long break. */
function firstSign(
  all: readonly Happening[],
  { sick, wellUntil = -Infinity, parents }: Trouble,
): Happening | undefined {
  const signs = all.filter(
    each =>
      isTrouble(each) &&
      each.at > wellUntil - SKEW_MS &&
      ownersOf(subjectKey(each.subject), parents).some(uid => sick.has(uid)),
  );
  let first = signs.at(-1);
  for (const each of [...signs].reverse()) {
    first = first && first.at - each.last <= SAME_TROUBLE_MS ? each : first;
  }
  return first;
}

function isBefore(
  change: Happening,
  sign: Happening,
  all: readonly Happening[],
): boolean {
  const gone = sign.at - change.at;
  if (change === sign || gone < -SKEW_MS) {
    return false;
  }
  return gone <= BEFORE_MS || madeIt(change, sign, all);
}

/** However long ago: the rollout that made a pod which never was ready since. */
function madeIt(
  change: Happening,
  sign: Happening,
  all: readonly Happening[],
): boolean {
  const uid = podUid(sign);
  const own = all.filter(each => uid !== undefined && podUid(each) === uid);
  const wasReady = own.some(
    ({ kind }) => kind === 'ready' || kind === 'not-ready',
  );
  const created = own.find(({ kind }) => kind === 'created');
  return (
    change.kind === 'rolled-out' &&
    created !== undefined &&
    !wasReady &&
    created.at - change.at <= BEFORE_MS
  );
}

/** Whether a change is one of what showed the sign: its workload, its node, or the pod that it came instead of. */
function concerns(
  { subject, successor }: Happening,
  sign: Happening,
  { parents }: Trouble,
): boolean {
  const of = sign.subject;
  const owner = 'pod' in of ? of.controller?.uid : subjectKey(of);
  if ('workload' in subject) {
    return (
      owner !== undefined && ownersOf(owner, parents).includes(subject.uid)
    );
  }
  if ('node' in subject) {
    return 'pod' in of && of.nodeName === subject.node.name;
  }
  return 'pod' in of && successor?.pod.uid === of.pod.uid;
}

/** A uid and those of what controls it, upwards. */
function ownersOf(uid: string, parents: ReadonlyMap<string, string>): string[] {
  const chain = [uid];
  let next = parents.get(uid);
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next);
    next = parents.get(next);
  }
  return chain;
}
