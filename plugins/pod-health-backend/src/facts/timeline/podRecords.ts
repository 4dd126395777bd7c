import type {
  Condition,
  ContainerState,
  ContainerStateTerminated,
  ContainerStatus,
  Pod,
} from 'pod-diagnosis';
import { parseTime } from 'pod-diagnosis';
import {
  podSubject,
  recordOf,
  type PodSubject,
  type Said,
  type TimelineRecord,
} from './record';

/** A pod is not ready from its start on; only what comes later is news. The kubelet writes both within this. */
const START_MS = 2_000;

/** What a pod says of its own past. Pure. */
export function podRecords(cluster: string, pod: Pod): TimelineRecord[] {
  const { metadata, spec, status } = pod;
  const subject = podSubject(cluster, pod);
  const say = (said: Omit<Said, 'source'>) =>
    recordOf(subject, { source: 'object', ...said });
  const condition = (type: string, holds: string) =>
    status.conditions.find(each => each.type === type && each.status === holds);
  const { nodeName: node } = spec;
  return [
    ...say({ kind: 'created', at: metadata.creationTimestamp }),
    ...say({
      kind: 'scheduled',
      at: condition('PodScheduled', 'True')?.lastTransitionTime,
      ...(node !== undefined && { details: { node } }),
    }),
    ...readiness(subject, pod),
    ...say({
      kind: 'evicted',
      at: condition('DisruptionTarget', 'True')?.lastTransitionTime,
      details: reasonOf(condition('DisruptionTarget', 'True')),
    }),
    ...say({ kind: 'deleted', at: deletionAsked(pod) }),
    ...[...status.initContainerStatuses, ...status.containerStatuses].flatMap(
      each => containerRecords(subject, each, isOneOff(pod, each)),
    ),
    ...status.ephemeralContainerStatuses.flatMap(each =>
      say({
        kind: 'debugged',
        at: startOf(each.state),
        container: each.name,
        ...(each.image !== undefined && { details: { image: each.image } }),
      }),
    ),
  ];
}

function reasonOf(condition: Condition | undefined) {
  return condition?.reason ? { reason: condition.reason } : undefined;
}

/** When it was asked to go: `deletionTimestamp` is when it should be gone. */
function deletionAsked({ metadata }: Pod): number | undefined {
  const due = parseTime(metadata.deletionTimestamp);
  const grace = metadata.deletionGracePeriodSeconds ?? 0;
  return due === undefined ? undefined : due - grace * 1_000;
}

function readiness(subject: PodSubject, pod: Pod): TimelineRecord[] {
  const { metadata, status } = pod;
  const ready = status.conditions.find(({ type }) => type === 'Ready');
  const at = parseTime(ready?.lastTransitionTime);
  const start = parseTime(status.startTime ?? metadata.creationTimestamp);
  const say = (said: Pick<Said, 'kind' | 'details'>) =>
    recordOf(subject, { source: 'object', at, turn: `${at}`, ...said });
  if (ready?.status === 'True') {
    return say({ kind: 'ready' });
  }
  const isGoing = metadata.deletionTimestamp !== undefined;
  const isOver = ready?.reason === 'PodCompleted';
  const isNews = at !== undefined && start !== undefined;
  if (!ready || isGoing || isOver || !isNews || at <= start + START_MS) {
    return [];
  }
  return ready.reason === 'PodFailed'
    ? say({
        kind: 'failed',
        details: { reason: status.reason ?? ready.reason },
      })
    : say({ kind: 'not-ready' });
}

/** An init container that is no sidecar: that it ends well is how it should be. */
function isOneOff({ spec }: Pod, { name }: ContainerStatus): boolean {
  const init = spec.initContainers.find(each => each.name === name);
  return init !== undefined && init.restartPolicy !== 'Always';
}

function startOf(state: ContainerState | undefined): string | undefined {
  return state?.running?.startedAt ?? state?.terminated?.startedAt;
}

/** The runs that a container still knows: the present and the one before. */
function containerRecords(
  subject: PodSubject,
  { name, state, lastState, image, restartCount = 0 }: ContainerStatus,
  oneOff: boolean,
): TimelineRecord[] {
  const said = { source: 'object' as const, container: name };
  // While it waits to be started again, the last run is the newest.
  const newest = startOf(state) ?? lastState?.terminated?.startedAt;
  // Of later runs the first is forgotten; while it waits after one restart, too.
  const firstOfTwo =
    restartCount === 1 && startOf(state) !== undefined
      ? lastState?.terminated?.startedAt
      : undefined;
  const runs: readonly (ContainerStateTerminated | undefined)[] = [
    state?.terminated,
    lastState?.terminated,
  ];
  return [
    ...recordOf(subject, {
      ...said,
      kind: 'started',
      at: restartCount === 0 ? newest : firstOfTwo,
      ...(image !== undefined && { details: { image } }),
    }),
    ...(restartCount > 0
      ? recordOf(subject, {
          ...said,
          kind: 'restarted',
          at: newest,
          total: restartCount,
          turn: `${restartCount}`,
        })
      : []),
    ...runs.flatMap(run => (run ? endRecord(subject, name, run, oneOff) : [])),
  ];
}

function endRecord(
  subject: PodSubject,
  container: string | undefined,
  { exitCode, signal, reason, finishedAt }: ContainerStateTerminated,
  oneOff: boolean,
): TimelineRecord[] {
  const isWell = exitCode === 0 && (reason ?? 'Completed') === 'Completed';
  if (isWell && oneOff) {
    return [];
  }
  return recordOf(subject, {
    source: 'object',
    kind: isWell ? 'finished' : 'failed',
    at: finishedAt,
    container,
    of: isWell ? '' : `${exitCode ?? ''}.${reason ?? ''}`,
    turn: finishedAt,
    details: {
      ...(exitCode !== undefined && { exitCode }),
      ...(signal !== undefined && { signal }),
      ...(reason !== undefined && { reason }),
    },
  });
}
