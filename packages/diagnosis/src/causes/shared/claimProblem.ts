import { findByName, parseTime, secondsSince } from '../../engine';
import type { PersistentVolume } from '../../facts/objects';
import type { Judged } from './claimSaying';
import { bySaying } from './claimSaying';
import type { ClaimReading, ClaimView } from './claimView';
import { ageOf, claimEvent, cut } from './claimView';

/** Provisioners that answer within this time are only at work, in seconds. */
const PATIENCE = 30;

/** Faults that the claim itself shows. */
function byState(
  { name, object, pod }: ClaimView,
  { claimEvents }: ClaimReading,
): Judged | undefined {
  if (!object) return undefined;
  const event = claimEvent(claimEvents, name, /^(?:ClaimLost|ClaimMisbound)$/);
  const isBound = object.status.phase === 'Bound';
  const isLost = object.status.phase === 'Lost';
  if (isLost || (event !== undefined && !isBound))
    return { problem: 'lost', ...(event !== undefined && { event }) };
  // A pod that has its node keeps the claim until it has ended.
  const isKept = isBound && pod?.spec.nodeName !== undefined;
  return object.metadata.deletionTimestamp && !isKept
    ? { problem: 'deleting' }
    : undefined;
}

function messageAt(
  { claimEvents }: ClaimReading,
  event: number | undefined,
): string {
  return event !== undefined && claimEvents.status === 'ok'
    ? cut(claimEvents.value[event]?.message)
    : '';
}

/** The volume a claim asks for by name, when it cannot have it. */
function byName(
  { name, object }: ClaimView,
  reading: ClaimReading,
): Judged | undefined {
  const { claimEvents, volumes, subject } = reading;
  const event =
    claimEvent(claimEvents, name, /^VolumeMismatch$/) ??
    claimEvent(
      claimEvents,
      name,
      /^FailedBinding$/,
      /already bound to a different claim/,
    );
  if (event !== undefined)
    return { problem: 'conflict', event, message: messageAt(reading, event) };
  const volume = object?.spec.volumeName;
  if (volume === undefined || volumes.status !== 'ok') return undefined;
  const there = findByName(volumes.value, volume);
  const isTaken = ({ spec: { claimRef } }: PersistentVolume) =>
    claimRef !== undefined &&
    (claimRef.name !== name || claimRef.namespace !== subject.namespace);
  return !there || isTaken(there) ? { problem: 'conflict' } : undefined;
}

const CLASS_MISSING =
  /storageclass(?:es)?\.storage\.k8s\.io "([^"]{1,253})" not found|(?:no class for claim|failed to find storage class) "([^"]{1,253})"/;
const BY_HAND = /no volume plugin matched[^]{0,80}no-provisioner/;

/** Whether the driver was asked after this event: what was missing then has come. */
function isOvertaken(
  event: number | undefined,
  name: string,
  { claimEvents }: ClaimReading,
): boolean {
  if (event === undefined || claimEvents.status !== 'ok') return false;
  const next = claimEvent(claimEvents, name, /^(?:External)?Provisioning$/);
  const time = (i: number | undefined) =>
    i === undefined ? undefined : parseTime(claimEvents.value[i]?.lastSeen);
  return (time(next) ?? -Infinity) > (time(event) ?? Infinity);
}

/** Whether there are volumes that only such a claim may take: somebody makes them by hand. */
function hasVolumes(
  wanted: string | undefined,
  { volumes }: ClaimReading,
): boolean {
  return (
    volumes.status === 'ok' &&
    volumes.value.some(
      ({ spec, status }) =>
        (spec.storageClassName ?? '') === (wanted ?? '') &&
        (wanted ? true : status.phase === 'Available'),
    )
  );
}

/** A claim whose class is not there, that has none, or whose volumes are made by hand. */
function byClass(view: ClaimView, reading: ClaimReading): Judged | undefined {
  const { storageClasses, claimEvents } = reading;
  const own = view.object?.spec.storageClassName;
  const event = claimEvent(
    claimEvents,
    view.name,
    /^(?:ProvisioningFailed|FailedBinding)$/,
    /storageclass|no storage class is set|no-provisioner/i,
  );
  if (isOvertaken(event, view.name, reading)) return undefined;
  const message = messageAt(reading, event) || (view.verdict?.message ?? '');
  const found = event === undefined ? {} : { event };
  const [, a, b] = CLASS_MISSING.exec(message) ?? [];
  const wanted = own || a || b;
  const about = wanted ? { storageClass: wanted } : {};
  const isThere =
    storageClasses.status === 'ok' &&
    findByName(storageClasses.value, wanted) !== undefined;
  const isAbsent = storageClasses.status === 'ok' ? !isThere : Boolean(a || b);
  if (wanted && isAbsent) {
    const isByHand = hasVolumes(wanted, reading);
    return {
      problem: isByHand ? 'unmatched' : 'class-missing',
      ...found,
      ...about,
    };
  }
  if (/no storage class is set/.test(message) && !own) {
    const isByHand = own === '' || hasVolumes(own, reading);
    return { problem: isByHand ? 'unmatched' : 'no-class', ...found };
  }
  return BY_HAND.test(message)
    ? { problem: 'unmatched', ...found, ...about }
    : undefined;
}

/** What the driver of the class answered, or that it did not. */
function byProvisioner(
  view: ClaimView,
  reading: ClaimReading,
): Judged | undefined {
  const { claimEvents, now } = reading;
  if (claimEvents.status !== 'ok') return undefined;
  const { name, object } = view;
  const own = object?.spec.storageClassName;
  const about = own ? { storageClass: own } : {};
  const failed = claimEvent(claimEvents, name, /^ProvisioningFailed$/);
  if (failed !== undefined) {
    const message = messageAt(reading, failed);
    return { problem: 'provisioning-failed', event: failed, ...about, message };
  }
  const waits = claimEvent(claimEvents, name, /^ExternalProvisioning$/);
  const begun = claimEvent(claimEvents, name, /^Provisioning$/);
  const event = begun ?? waits;
  if (event === undefined) return undefined;
  const { firstSeen } = claimEvents.value[event] ?? {};
  const since = secondsSince(firstSeen, now) ?? ageOf(object, now) ?? Infinity;
  const problem = since >= PATIENCE ? 'provisioner-absent' : 'at-work';
  return { problem, event, ...about, message: messageAt(reading, waits) };
}

/** Whether a class makes volumes on demand, but not everywhere: of such a one the scheduler finds nothing else amiss. */
function makesElsewhere(
  name: string | undefined,
  { storageClasses }: ClaimReading,
): boolean {
  if (storageClasses.status !== 'ok') return false;
  const { provisioner = '', allowedTopologies = [] } =
    findByName(storageClasses.value, name) ?? {};
  return (
    allowedTopologies.length > 0 &&
    provisioner !== '' &&
    provisioner !== 'kubernetes.io/no-provisioner'
  );
}

const UNBOUND =
  /unbound (?:immediate )?PersistentVolumeClaim|is not bound|binding volumes|provisioning failed for PVC|error processing PVC/i;

/** What the scheduler says of all claims of the pod together, and what the class lets expect. */
function bySum(view: ClaimView, reading: ClaimReading): Judged | undefined {
  const { message = '' } = view.verdict ?? {};
  const own = view.object?.spec.storageClassName;
  const about = own ? { storageClass: own } : {};
  if (/did not have enough free storage/.test(message))
    return { problem: 'no-room', message, ...about };
  if (/didn't find available persistent volumes to bind/.test(message)) {
    const problem = makesElsewhere(own, reading) ? 'elsewhere' : 'unmatched';
    return { problem, message, ...about };
  }
  if (UNBOUND.test(message)) return { problem: 'unbound', message, ...about };
  if (!view.object) return undefined;
  const { storageClasses } = reading;
  const mode =
    storageClasses.status === 'ok'
      ? findByName(storageClasses.value, own)?.volumeBindingMode
      : undefined;
  const event = claimEvent(
    reading.claimEvents,
    view.name,
    /^WaitFor(?:FirstConsumer|PodScheduled)$/,
  );
  const waits = event !== undefined || mode === 'WaitForFirstConsumer';
  return {
    problem: waits ? 'waits-for-consumer' : 'unbound',
    ...(event !== undefined && { event }),
    ...about,
  };
}

/** The one reason why a claim is of no use yet; `undefined` for a claim that is well. */
export function judgeClaim(
  view: ClaimView,
  reading: ClaimReading,
): Judged | undefined {
  const certain = byState(view, reading) ?? bySaying(view);
  if (certain || view.object?.status.phase === 'Bound') return certain;
  // Not gathered, and nobody speaks of it.
  if (!view.object && !view.verdict) return undefined;
  return (
    byName(view, reading) ??
    byClass(view, reading) ??
    byProvisioner(view, reading) ??
    bySum(view, reading)
  );
}
