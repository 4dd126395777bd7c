import type { Quote, Text } from '../../engine';
import { both, memoLast, needed, quoteOf } from '../../engine';
import type { PersistentVolumeClaim, Pod } from '../../facts/objects';
import type { Subject } from '../../facts/snapshot';
import { judgeClaim } from './claimProblem';
import type { Judged } from './claimSaying';
import { verdictOf } from './claimVerdict';
import type { ClaimProblem, ClaimReading, ClaimView } from './claimView';
import { waitsForVolumes } from './volumeFailure';

/** A claim that is in trouble. */
export interface ClaimTrouble extends Judged {
  readonly claim: string;
  /** The pod that waits; absent when the claim itself is looked at. */
  readonly pod?: string;
  readonly object?: PersistentVolumeClaim;
  readonly quotes: readonly Quote[];
}

/** Where the trouble is: what every explanation and command needs. */
export interface ClaimPlace {
  readonly namespace: string;
  readonly claim: string;
  readonly pod?: string;
}

/** Place of a claim. */
export function placeOfClaim(
  { namespace }: Subject,
  { claim, pod }: ClaimTrouble,
): ClaimPlace {
  return { namespace, claim, ...(pod !== undefined && { pod }) };
}

/** "The claim", or what the pod waits for: the beginning of a sentence. */
export function whoseClaim({ pod, claim }: ClaimPlace): Text {
  return pod === undefined
    ? both(`The claim “${claim}”`, `存储声明“${claim}”`)
    : both(
        `The pod cannot start: its claim “${claim}”`,
        `Pod 无法启动：其存储声明“${claim}”`,
      );
}

/** Names of the claims a pod mounts, and whether the pod's own template makes them. */
function namesOf(pod: Pod): { name: string; isEphemeral: boolean }[] {
  const seen = new Map<string, boolean>();
  for (const { name, ephemeral, persistentVolumeClaim } of pod.spec.volumes) {
    if (ephemeral) seen.set(`${pod.metadata.name}-${name}`, true);
    const claim = persistentVolumeClaim?.claimName;
    if (claim !== undefined) seen.set(claim, false);
  }
  return [...seen].map(([name, isEphemeral]) => ({ name, isEphemeral }));
}

/** Whether the pod has not come past its claims: no node yet, or waiting for volumes on one. */
function waitsForClaims(pod: Pod): boolean {
  const { phase } = pod.status;
  if (pod.metadata.deletionTimestamp || phase === 'Failed') return false;
  if (phase === 'Succeeded' || pod.spec.schedulingGates?.length) return false;
  return pod.spec.nodeName === undefined || waitsForVolumes(pod);
}

function viewsOf(reading: ClaimReading): ClaimView[] {
  const { subject, claims } = reading;
  const known = claims.status === 'ok' ? claims.value : [];
  const view = (name: string) => {
    const index = known.findIndex(({ metadata }) => metadata.name === name);
    const object = known[index];
    return { name, index, ...(object && { object }) };
  };
  if (subject.kind === 'PersistentVolumeClaim') {
    needed('claims', claims);
    const one = view(subject.name);
    return one.object ? [{ ...one, isEphemeral: false }] : [];
  }
  if (subject.kind !== 'Pod') return [];
  const pod = needed('pod', reading.pod);
  if (!waitsForClaims(pod)) return [];
  const names = namesOf(pod);
  const verdict = names.length > 0 ? verdictOf(pod, reading.events) : undefined;
  return names.map(({ name, isEphemeral }) => ({
    ...view(name),
    isEphemeral,
    pod,
    ...(verdict && { verdict }),
  }));
}

/** A dozen causes read the same facts and so are given the same reading. */
const troublesOf = memoLast(
  (reading: ClaimReading): readonly ClaimTrouble[] => {
    const { claims, claimEvents } = reading;
    return viewsOf(reading).flatMap(view => {
      const judged = judgeClaim(view, reading);
      if (!judged) return [];
      const quotes = [
        ...(judged.event !== undefined && claimEvents.status === 'ok'
          ? quoteOf('claimEvents', claimEvents.value, `${judged.event}.message`)
          : []),
        ...(view.verdict?.quotes ?? []),
        ...(view.object && claims.status === 'ok'
          ? quoteOf('claims', claims.value, `${view.index}.status.phase`)
          : []),
      ];
      if (quotes.length === 0) return [];
      return {
        ...judged,
        claim: view.name,
        ...(view.pod?.metadata.name && { pod: view.pod.metadata.name }),
        ...(view.object && { object: view.object }),
        quotes,
      };
    });
  },
);

/** Facts that might have told another problem, most telling first. */
const TELLING = [
  'claimEvents',
  'claims',
  'volumes',
  'storageClasses',
  'events',
] as const;
/** Told for sure: no other fact changes it. */
const CERTAIN: ReadonlySet<ClaimProblem> = new Set([
  'missing',
  'lost',
  'deleting',
  'ephemeral',
  'provisioning-failed',
]);
/** What the kubelet alone may tell of a pod that has its node. */
const BY_KUBELET: ReadonlySet<ClaimProblem> = new Set([
  'missing',
  'lost',
  'deleting',
  'unbound',
]);

/** Whether the missing fact could have made this trouble the wanted one. */
function couldBe(
  wanted: ClaimProblem,
  { problem }: ClaimTrouble,
  fact: (typeof TELLING)[number],
): boolean {
  if (CERTAIN.has(problem)) return false;
  if (fact === 'claimEvents') return true;
  if (wanted === 'elsewhere' && problem === 'unmatched')
    return fact === 'claims' || fact === 'storageClasses';
  // A class without an object may still name volumes made by hand.
  return fact === 'volumes'
    ? wanted === 'unmatched' || wanted === 'conflict'
    : problem === 'unbound' || problem === 'waits-for-consumer';
}

/** A pod that waits on its node tells of its claims by its events. */
function askForEvents(reading: ClaimReading): void {
  const { claims, events, subject } = reading;
  if (subject.kind !== 'Pod') return;
  const pod = needed('pod', reading.pod);
  const known = claims.status === 'ok' ? claims.value : [];
  const isWell = ({ name }: { name: string }) =>
    known.some(
      ({ metadata, status }) =>
        metadata.name === name && status.phase === 'Bound',
    );
  const names = waitsForClaims(pod) ? namesOf(pod) : [];
  if (!names.every(isWell)) needed('events', events);
}

/**
 * The subject's claims that are in trouble for this reason: those of a pod that has not come past them, or the claim that is
 * looked at itself. Each claim has one reason. When a fact is missing that could tell another, the cause ends unchecked.
 */
export function claimTroubles(
  reading: ClaimReading,
  wanted: ClaimProblem,
): ClaimTrouble[] {
  const all = troublesOf(reading);
  const found = all.filter(({ problem }) => problem === wanted);
  if (found.length > 0) return found;
  for (const fact of TELLING) {
    if (all.some(one => couldBe(wanted, one, fact)))
      needed<unknown>(fact, reading[fact]);
  }
  if (all.length === 0 && BY_KUBELET.has(wanted)) askForEvents(reading);
  return [];
}
