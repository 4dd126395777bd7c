import type {
  TimelineDetails,
  TimelineKind,
} from 'backstage-plugin-pod-health-common';
import type { KubeEvent } from 'pod-diagnosis';
import {
  cut,
  recordOf,
  type TimelineRecord,
  type TimelineSubject,
} from './record';

/** Normal events that tell what nothing else does, and warnings that have a kind of their own. */
const KINDS: Readonly<Record<string, TimelineKind>> = {
  Scheduled: 'scheduled',
  Pulled: 'pulled',
  Started: 'started',
  Unhealthy: 'probe-failed',
  Evicted: 'evicted',
  Preempted: 'evicted',
  TaintManagerEviction: 'evicted',
  NodeNotReady: 'node',
  ScalingReplicaSet: 'scaled',
};

/** Says again what the container's own state, or the warning before it, says better. */
const ECHOES =
  /^(?:Back-off |Error: (?:ErrImagePull|ImagePullBackOff)|Cancelling deletion)/;

const CONTAINER = /^spec\.(?:initContainers|containers)\{([^}]{1,63})\}$/;
const IMAGE = /image "([^"]{1,512})"/;
const PROBE = /^(Liveness|Readiness|Startup) probe/;
const SCALED =
  /^Scaled (?:up|down) replica set \S{1,253} (?:from (\d{1,9}) to (\d{1,9})|to (\d{1,9}) from (\d{1,9}))/;

/** What an event says happened to its subject. Pure. */
export function eventRecords(
  event: KubeEvent,
  subject: TimelineSubject,
): TimelineRecord[] {
  const { type, reason = '', message = '', count } = event;
  const known = Object.hasOwn(KINDS, reason) ? KINDS[reason] : undefined;
  const kind = known ?? (type === 'Warning' ? 'warning' : undefined);
  if (!kind || ECHOES.test(message)) {
    return [];
  }
  const details = detailsOf(kind, event);
  if (kind === 'scaled' && details.to === undefined) {
    return [];
  }
  return recordOf(of(kind, subject), {
    source: 'event',
    kind,
    at: event.firstSeen,
    until: event.lastSeen,
    count: Math.max(1, count),
    container: CONTAINER.exec(event.involvedObject.fieldPath ?? '')?.[1],
    of: foldOf(kind, details),
    turn: event.metadata.uid ?? event.metadata.name,
    ...(Object.keys(details).length > 0 && { details }),
  });
}

/** "Node is not ready" is said of each of its pods. */
function of(kind: TimelineKind, subject: TimelineSubject): TimelineSubject {
  return kind === 'node' && 'pod' in subject && subject.nodeName !== undefined
    ? { node: { cluster: subject.pod.cluster, name: subject.nodeName } }
    : subject;
}

/** What tells entries of a kind apart; the same as in podRecords.ts and workloadRecords.ts, where these say the same. */
function foldOf(kind: TimelineKind, details: TimelineDetails): string {
  switch (kind) {
    case 'warning':
    case 'node':
      return details.reason ?? '';
    case 'probe-failed':
      return details.probe ?? '';
    case 'scaled':
      return scaleFold(details.from, details.to);
    default:
      return '';
  }
}

/** Names a change of size. */
export function scaleFold(from: number | undefined, to: number | undefined) {
  return `${from ?? ''}-${to ?? ''}`;
}

function detailsOf(
  kind: TimelineKind,
  { reason, message = '' }: KubeEvent,
): TimelineDetails {
  switch (kind) {
    case 'pulled': {
      const image = IMAGE.exec(message)?.[1];
      return image === undefined ? {} : { image };
    }
    case 'probe-failed': {
      const probe = PROBE.exec(message)?.[1].toLowerCase();
      return {
        ...(isProbe(probe) && { probe }),
        message: cut(message),
      };
    }
    case 'scaled': {
      const [, from, to, newTo, newFrom] = SCALED.exec(message) ?? [];
      const [before, after] = [from ?? newFrom, to ?? newTo];
      return before === undefined
        ? {}
        : { from: Number(before), to: Number(after) };
    }
    case 'node':
      return { reason: 'NotReady' };
    case 'started':
    case 'scheduled':
      return {};
    default:
      return {
        ...(reason !== undefined && { reason }),
        ...(message !== '' && { message: cut(message) }),
      };
  }
}

function isProbe(
  name: string | undefined,
): name is NonNullable<TimelineDetails['probe']> {
  return name === 'liveness' || name === 'readiness' || name === 'startup';
}
