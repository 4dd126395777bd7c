import {
  parseTime,
  projectEvent,
  projectNode,
  projectPod,
  projectWorkload,
  type KubeEvent,
  type KubeNode,
  type Pod,
  type Workload,
} from 'pod-diagnosis';
import type { Seen } from '../facts/timeline/ClusterTimeline';

/** A time of the day on which these tests play. */
export const at = (time: string) => `2026-03-02T${time}Z`;
/** The same as milliseconds since the epoch. */
export const msAt = (time: string) => parseTime(at(time)) ?? NaN;

const owner = (kind: string, name: string) => [
  { kind, name, uid: `uid-${name}`, controller: true },
];

/** A pod of ReplicaSet `web-1`, made at 10:00:00 and ready 5 s later, with changes to its metadata and status. */
export function podAt(
  name: string,
  {
    status = {} as object,
    metadata = {} as object,
    spec = {} as object,
    set = 'web-1',
  } = {},
): Pod {
  return projectPod({
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-${name}`,
      creationTimestamp: at('10:00:00'),
      ownerReferences: owner('ReplicaSet', set),
      ...metadata,
    },
    spec: { nodeName: 'n1', containers: [{ name: 'app' }], ...spec },
    status: {
      phase: 'Running',
      startTime: at('10:00:01'),
      conditions: [
        condition('PodScheduled', 'True', '10:00:01'),
        condition('Ready', 'True', '10:00:05'),
      ],
      containerStatuses: [
        container({ running: { startedAt: at('10:00:03') } }),
      ],
      ...status,
    },
  });
}

/** A condition as the API writes it. */
export function condition(
  type: string,
  status: string,
  time: string,
  reason?: string,
) {
  return { type, status, lastTransitionTime: at(time), reason };
}

/** A container's status. */
export function container(state: object, more: object = {}) {
  return { name: 'app', image: 'web:1', restartCount: 0, state, ...more };
}

/** A run that ended with code 1. */
export function ended(startedAt: string, finishedAt: string, exitCode = 1) {
  return {
    terminated: {
      exitCode,
      reason: exitCode === 0 ? 'Completed' : 'Error',
      startedAt: at(startedAt),
      finishedAt: at(finishedAt),
    },
  };
}

/** An event about a pod, or about what `about` says. */
export function eventAt(
  time: string,
  reason: string,
  { about = {} as object, pod = 'web-1-aaaaa', ...more } = {} as {
    about?: object;
    pod?: string;
    [field: string]: unknown;
  },
): KubeEvent {
  return projectEvent({
    metadata: { name: `${reason}-${time}`, uid: `uid-${reason}-${time}` },
    involvedObject: {
      kind: 'Pod',
      namespace: 'shop',
      name: pod,
      uid: `uid-${pod}`,
      ...about,
    },
    type: 'Warning',
    reason,
    firstTimestamp: at(time),
    lastTimestamp: at(time),
    ...more,
  });
}

/** Deployment `web`. */
export function deployment(spec: object = { replicas: 1 }): Workload {
  return projectWorkload({
    kind: 'Deployment',
    metadata: {
      name: 'web',
      namespace: 'shop',
      uid: 'uid-web',
      creationTimestamp: at('09:00:00'),
    },
    spec,
  });
}

/** A revision of Deployment `web`. */
export function replicaSet(
  revision: number,
  time: string,
  { image = `web:${revision}`, annotations = {} as object } = {},
): Workload {
  return projectWorkload({
    kind: 'ReplicaSet',
    metadata: {
      name: `web-${revision}`,
      namespace: 'shop',
      uid: `uid-web-${revision}`,
      creationTimestamp: at(time),
      ownerReferences: owner('Deployment', 'web'),
      annotations: {
        'deployment.kubernetes.io/revision': `${revision}`,
        ...annotations,
      },
    },
    spec: {
      replicas: 1,
      template: {
        spec: {
          containers: [
            { name: 'app', image, env: [{ name: 'KEY', value: 'canary' }] },
          ],
        },
      },
    },
  });
}

/** A node with one condition. */
export function nodeAt(
  type: string,
  status: string,
  time: string,
  name = 'n1',
): KubeNode {
  return projectNode({
    metadata: { name },
    status: { conditions: [condition(type, status, time)] },
  });
}

/** What is known at a time: nothing besides what is given. */
export function seenAt(time: string, more: Partial<Seen> = {}): Seen {
  return {
    now: msAt(time),
    podsAsOf: msAt(time),
    isLive: true,
    pods: [],
    workloads: [],
    events: [],
    areEventsRead: true,
    nodes: [],
    ...more,
  };
}
