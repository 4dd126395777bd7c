import type { Quote } from '../../engine';
import { memoLast, newestEvent, quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { FactValues } from '../../facts/snapshot';
import type { Pod } from '../../facts/objects';

/** How the cluster ended a pod, or refused it. Each leads to one cause; they exclude each other. */
export type FailureKind =
  | 'evicted-memory'
  | 'evicted-disk'
  | 'evicted-pids'
  | 'evicted-storage-limit'
  | 'evicted-by-taint'
  | 'evicted-by-api'
  | 'preempted'
  | 'node-shutdown'
  | 'node-removed'
  | 'node-pressure'
  | 'out-of-resources'
  | 'node-affinity'
  | 'node-ports'
  | 'taint'
  | 'kubelet-cannot-judge'
  | 'device'
  | 'numa'
  | 'platform'
  | 'sysctl'
  | 'apparmor'
  | 'feature'
  | 'volume-limit';

/** A pod that was ended or refused, with the cluster's own words. */
export interface PodFailure {
  readonly kind: FailureKind;
  readonly reason: string;
  /** The telling message, its first 8 KB; empty when there is none. */
  readonly message: string;
  readonly quotes: readonly Quote[];
}

/** Longer messages are cut: the telling words come first. */
const LONGEST = 8192;

type Rule = readonly [FailureKind, RegExp];

/**
 * Reasons that say it alone, by `pod.status.reason` or the reason of an event; names up to 1.17 among them (MatchNodeSelector,
 * PodFitsHostPorts, HostName).
 * Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/lifecycle/predicate.go
 */
const BY_REASON: readonly Rule[] = [
  ['preempted', /^(?:Preempting|Preempted)$/],
  [
    'node-affinity',
    /^(?:NodeAffinity|(?:Match)?NodeSelector(?:Mismatching)?)$/,
  ],
  ['node-ports', /^(?:NodePorts|PodFitsHostPorts|HostPortConflict)$/],
  ['taint', /^(?:TaintToleration|PodToleratesNode(?:NoExecute)?Taints)$/],
  ['sysctl', /^(?:SysctlForbidden|SysctlUnsupported)$/],
  ['apparmor', /^AppArmor$/],
  [
    'feature',
    /^(?:PodLevelResourcesNotSupported|PodFeatureUnsupported|SupplementalGroupsPolicyNotSupported|InitContainerRestartPolicyForbidden|NoNewPrivs)$/,
  ],
  ['platform', /^(?:PodOSNotSupported|PodOSSelectorNodeLabelDoesNotMatch)$/],
  ['node-shutdown', /^(?:NodeShutdown|Shutdown)$/],
  ['volume-limit', /^VolumeAttachmentLimitExceeded$/],
  [
    'numa',
    /^(?:TopologyAffinityError|SMTAlignmentError|EmptyPodSharedPoolError)$/,
  ],
  ['out-of-resources', /^(?:OutOf.+|CapacityExceeded)$/],
  ['evicted-by-taint', /^(?:TaintManagerEviction|DeviceTaintManagerEviction)$/],
  // Words of those who drain nodes: cluster-autoscaler, descheduler, vertical pod autoscaler.
  ['evicted-by-api', /^(?:ScaleDown|Descheduled|EvictedByVPA|EvictedPod)$/],
  [
    'kubelet-cannot-judge',
    /^(?:NodeName|HostName|InvalidNodeInfo|UnknownReason|UnexpectedPredicateFailureType)$/,
  ],
];

/** Reasons of the condition DisruptionTarget (1.25 and later). TerminationByKubelet is told apart by its message. */
const BY_DISRUPTION: Readonly<Record<string, FailureKind>> = {
  PreemptionByScheduler: 'preempted',
  PreemptionByKubeScheduler: 'preempted',
  DeletionByTaintManager: 'evicted-by-taint',
  DeletionByDeviceTaintManager: 'evicted-by-taint',
  EvictionByEvictionAPI: 'evicted-by-api',
  DeletionByPodGC: 'node-removed',
};

/**
 * Messages, for reasons that stand for many things (Evicted, UnexpectedAdmissionError, Terminated) or are missing. A more special
 * one stands before a more general one.
 */
const BY_MESSAGE: readonly Rule[] = [
  [
    'evicted-storage-limit',
    /usage of emptydir volume|exceeded its local ephemeral storage limit|ephemeral local storage usage exceeds/i,
  ],
  ['node-pressure', /the node had condition/i],
  ['evicted-pids', /low on resource: \[?(?:pids|PIDPressure)/i],
  [
    'evicted-disk',
    /low on resource: \[?(?:ephemeral-storage|inodes|nodefs|imagefs|containerfs|DiskPressure)|out of disk/i,
  ],
  ['evicted-memory', /low on resource: \[?(?:memory|allocatableMemory)/i],
  [
    'preempted',
    /in order to admit critical pod|preempted by kubelet|preempting to accommodate/i,
  ],
  [
    'node-shutdown',
    /node shutdown|node is (?:shutting|in progress of shutting)/i,
  ],
  [
    'out-of-resources',
    /didn't have enough resource|error finding a set of pods to preempt/i,
  ],
  [
    'numa',
    /topology locality|SMT Alignment|not enough (?:free )?(?:physical )?cpus|memorymanager|memory manager|NUMA/i,
  ],
  ['evicted-by-api', /^Evicted pod|eviction API/i],
  ['sysctl', /forbidden sysctl/i],
  ['apparmor', /cannot enforce AppArmor/i],
  ['platform', /failed to admit pod as the/i],
  ['volume-limit', /volume attachment limit/i],
  [
    'node-affinity',
    /node affinity\/selector|predicate (?:NodeAffinity|MatchNodeSelector)/i,
  ],
  [
    'node-ports',
    /free ports for the requested|predicate (?:NodePorts|PodFitsHostPorts)/i,
  ],
  ['taint', /taints that the pod didn't tolerate|predicate TaintToleration/i],
  [
    'device',
    /(?:allocate|update plugin resources) failed due to|unregistered device|unhealthy devices/i,
  ],
  ['kubelet-cannot-judge', /generalpredicates failed|cannot get node info/i],
];

/** Reasons that are told apart by their message; without a telling one they say nothing. */
const BY_MESSAGE_ONLY =
  /^(?:Evicted|Terminated|UnexpectedAdmissionError|TerminationByKubelet)$/;

const first = (rules: readonly Rule[], text: string) =>
  rules.find(([, pattern]) => pattern.test(text))?.[0];

/** What a reason and a message of the cluster say of a pod's end; `undefined` when it is none of the kinds. */
export function kindOf(
  reason: string,
  message: string,
): FailureKind | undefined {
  if (reason === '' || BY_MESSAGE_ONLY.test(reason)) {
    return first(BY_MESSAGE, message.slice(0, LONGEST));
  }
  return first(BY_REASON, reason);
}

/** Until 1.17 some reasons were written with blanks: `Topology Affinity Error`, `Unexpected Admission Error`. */
const unspaced = (reason: string) => reason.replace(/\s/g, '');

/** The event that tells the end of a pod that has ended or is being deleted; the API may hold nothing else of it. */
function inEvents(events: Fact<FactValues['events']>) {
  if (events.status !== 'ok') return undefined;
  const kind = ({ reason = '', message = '' }: FactValues['events'][number]) =>
    // A cancelled eviction is none.
    reason === '' || /^Cancelling/.test(message)
      ? undefined
      : kindOf(unspaced(reason), message);
  const i = newestEvent(events.value, event => kind(event) !== undefined);
  const event = i === undefined ? undefined : events.value[i];
  if (!event) return undefined;
  return {
    kind: kind(event),
    reason: event.reason ?? '',
    message: event.message ?? '',
    quotes: [
      ...quoteOf('events', events.value, `${i}.message`),
      ...quoteOf('events', events.value, `${i}.reason`),
    ],
  };
}

/** What the pod's own status says of its end: status.reason, else the condition DisruptionTarget. */
function inStatus(pod: Pod, isLeaving: boolean) {
  const { message = '', conditions, phase } = pod.status;
  const reason = unspaced(pod.status.reason ?? '');
  const own =
    reason !== '' || phase === 'Failed' ? kindOf(reason, message) : undefined;
  const d = conditions.findIndex(
    ({ type, status }) => type === 'DisruptionTarget' && status === 'True',
  );
  const why = d === -1 ? undefined : conditions[d];
  const at = `status.conditions.${d}`;
  if (own) {
    return {
      kind: own,
      reason,
      message,
      quotes: [
        ...quoteOf('pod', pod, 'status.message'),
        ...quoteOf('pod', pod, 'status.reason'),
        ...quoteOf('pod', pod, `${at}.reason`),
      ],
    };
  }
  // The condition stays when the deletion it announces fails; then the pod works on.
  if (!why || !isLeaving) return undefined;
  const said = why.message ?? '';
  return {
    kind: BY_DISRUPTION[why.reason ?? ''] ?? kindOf(why.reason ?? '', said),
    reason: why.reason ?? '',
    message: said,
    quotes: [
      ...quoteOf('pod', pod, `${at}.message`),
      ...quoteOf('pod', pod, `${at}.reason`),
    ],
  };
}

/** Some twenty causes ask the same of a pod. */
const failureIn = memoLast(
  (events: Fact<FactValues['events']>, pod: Pod): PodFailure | undefined => {
    const { phase } = pod.status;
    const reason =
      pod.status.reason === undefined ? undefined : unspaced(pod.status.reason);
    const isLeaving =
      phase === 'Failed' || pod.metadata.deletionTimestamp !== undefined;
    if (phase === 'Succeeded' || (!isLeaving && reason === undefined)) {
      return undefined;
    }
    const silent = isLeaving && (!reason || BY_MESSAGE_ONLY.test(reason));
    const found =
      inStatus(pod, isLeaving) ?? (silent ? inEvents(events) : undefined);
    if (!found?.kind) return undefined;
    const { kind, quotes } = found;
    const message = found.message.slice(0, LONGEST);
    return { kind, reason: found.reason, message, quotes };
  },
);

/**
 * How the cluster ended or refused a pod; `undefined` when it did not, for one that finished well, or when it says so in no
 * known words. The pod's own status decides; events are asked only where it is silent.
 */
export function podFailure(
  pod: Pod,
  events: Fact<FactValues['events']>,
): PodFailure | undefined {
  return failureIn(events, pod);
}

/** The failure, if it is of this kind. */
export function failureOf(
  kind: FailureKind,
  pod: Pod,
  events: Fact<FactValues['events']>,
): PodFailure | undefined {
  const failure = podFailure(pod, events);
  return failure?.kind === kind ? failure : undefined;
}

/** Folders whose causes are only consequences when the cluster itself ended or refused the pod. */
export const CONSEQUENCES = [
  'pending/*',
  'waiting/*',
  'crashing/*',
  'not-ready/*',
] as const;
