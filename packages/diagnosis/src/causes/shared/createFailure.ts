import type { Quote } from '../../engine';
import { memoLast, needed, quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Workload } from '../../facts/objects';
import type { FactValues, Subject } from '../../facts/snapshot';
import type { CreateProblem } from './createError';
import type { Lacking, Thing } from './lacking';
import type { Verb } from './makers';
import { hasOf, isOff, MAKERS, makersOf, wantsOf } from './makers';
import type { Refusal } from './refusals';
import {
  refusalsInConditions,
  refusalsInEvents,
  tellingRefusal,
} from './refusals';

/** What every cause of this layer may read; none is among `reads`, so that a pod with a missing fact is not called unchecked. */
export const CREATE_FACTS = ['owners', 'ownerEvents'] as const;

/** What a recogniser of this layer is given. */
export interface Given {
  readonly subject: Subject;
  readonly owners: Fact<FactValues['owners']>;
  readonly ownerEvents: Fact<FactValues['ownerEvents']>;
  readonly now: number;
}

/** An object that a controller cannot create now. */
export interface CreateFailure {
  readonly problem: CreateProblem;
  /** The API server's answer. */
  readonly answer: string;
  /** The workload that tries, as it stands in `owners`: a Deployment's ReplicaSet, say. */
  readonly maker: Workload;
  readonly who: Lacking;
  readonly quotes: readonly Quote[];
}

/** Made from volumeClaimTemplates before the pod; older controllers name only the pod at the beginning. */
const OF_CLAIM =
  /^(?:create|delete) Claim |failed to create PVC |persistentvolumeclaims? "[^"]{1,253}" is (?:invalid|forbidden)/i;

function thingOf(maker: Workload, message: string): Thing {
  if (maker.kind === 'CronJob') return 'job';
  if (OF_CLAIM.test(message)) return 'claim';
  return message.startsWith('Failed to create new replica set')
    ? 'replica set'
    : 'pod';
}

function lackingOf(
  { subject, now }: Pick<Given, 'subject' | 'now'>,
  owners: readonly Workload[],
  maker: Workload,
  since: number,
  thing: Thing,
): Lacking {
  const [self = maker] = owners;
  const older =
    self.kind === 'Deployment' && maker !== self
      ? (self.status.readyReplicas ?? 0) - (maker.status.readyReplicas ?? 0)
      : 0;
  const minutes = Math.floor((now - since) / 60_000);
  return {
    namespace: subject.namespace,
    kind: self.kind,
    name: subject.name,
    maker: `${maker.kind.toLowerCase()}/${maker.metadata.name ?? ''}`,
    thing,
    has: hasOf(maker),
    wants: wantsOf(maker),
    ...(older > 0 && { older }),
    ...(minutes > 0 && Number.isFinite(minutes) && { minutes }),
  };
}

/** What one workload cannot do now, or that only its events could tell. */
type Verdict = CreateFailure | 'needs events' | undefined;

function verdictOn(
  given: Omit<Given, 'owners'>,
  owners: readonly Workload[],
  i: number,
  verb: Verb,
): Verdict {
  const maker = owners[i];
  if (!maker) return undefined;
  const lasting = refusalsInConditions(owners, i, verb);
  if (lasting.length === 0 && !isOff(maker, verb)) return undefined;
  const { ownerEvents } = given;
  const events = ownerEvents.status === 'ok' ? ownerEvents.value : [];
  const told = refusalsInEvents(maker, events, verb);
  const best = tellingRefusal([...lasting, ...told]);
  if (!best) {
    // Between two runs a CronJob makes nothing: nothing then points at a fault.
    const isOpen = ownerEvents.status !== 'ok' && maker.kind !== 'CronJob';
    return isOpen ? 'needs events' : undefined;
  }
  const { answer, problem } = best;
  const same = (one: Refusal) => one.problem === problem;
  const newest = tellingRefusal(told.filter(same));
  const first = [...lasting, ...told].filter(same).map(one => one.first);
  const thing = thingOf(maker, best.message);
  return {
    problem,
    answer,
    maker,
    who: lackingOf(given, owners, maker, Math.min(...first), thing),
    quotes: [
      ...best.quotes,
      ...(newest && newest !== best ? newest.quotes : []),
    ],
  };
}

/** The verdict on each workload that makes things; remembered, because each cause of this layer asks for it. */
const verdictsOn = memoLast(
  (
    owners: readonly Workload[],
    ownerEvents: Given['ownerEvents'],
    subject: Subject,
    now: number,
    verb: Verb,
  ) =>
    makersOf(owners).map(i =>
      verdictOn({ ownerEvents, subject, now }, owners, i, verb),
    ),
);

/**
 * What a workload, or what it controls, cannot create (or delete) now, one for each problem. Empty for a pod, and when the
 * failure was overcome: the workload has what it wants, or succeeded later. A Deployment's own condition only copies its
 * ReplicaSet's, so it speaks when that one says nothing.
 */
export function failures(
  given: Given,
  verb: Verb = 'create',
): readonly CreateFailure[] {
  const { subject, ownerEvents, now } = given;
  if (!MAKERS.has(subject.kind)) return [];
  const owners = needed('owners', given.owners);
  const verdicts = verdictsOn(owners, ownerEvents, subject, now, verb);
  const known = (list: readonly Verdict[]) =>
    list.flatMap(one => (typeof one === 'object' ? [one] : []));
  const byChildren = known(verdicts.slice(1));
  const all = byChildren.length > 0 ? byChildren : known(verdicts.slice(0, 1));
  if (all.length === 0 && verdicts.includes('needs events')) {
    needed('ownerEvents', given.ownerEvents);
  }
  return all.filter(
    (one, i) => all.findIndex(({ problem }) => problem === one.problem) === i,
  );
}

/** The workloads that have fewer pods than they should, whatever the reason: places in `owners`, and who that is. */
export function lackers(
  given: Given,
): readonly { readonly i: number; readonly who: Lacking }[] {
  if (!MAKERS.has(given.subject.kind)) return [];
  const owners = needed('owners', given.owners);
  return makersOf(owners).flatMap(i => {
    const maker = owners[i];
    if (!maker || maker.kind === 'CronJob' || !isOff(maker, 'create'))
      return [];
    return { i, who: lackingOf(given, owners, maker, Infinity, 'pod') };
  });
}

/** {@link failures} to create, of one problem. */
export function createFailures(
  given: Given,
  problem: CreateProblem,
): readonly CreateFailure[] {
  return failures(given).filter(one => one.problem === problem);
}

/** Quotes from the workload that tries, by a path into it: `spec.template.spec.priorityClassName`. */
export function quoteMaker(
  { owners }: Given,
  maker: Workload,
  at: string,
): Quote[] {
  if (owners.status !== 'ok') return [];
  const i = owners.value.indexOf(maker);
  return quoteOf('owners', owners.value, `${i}.${at}`);
}
