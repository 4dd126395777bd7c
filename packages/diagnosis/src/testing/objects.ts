/**
 * Minimal valid Kubernetes objects, as the API gives them (unprojected), for tests. Each takes a list of tweaks, path and
 * value, applied in order: `pod(['status.phase', 'Pending'])`.
 */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}
export type Tweak = readonly [path: string, value: Json | undefined];

/** The moment of every test: 2026-01-15 12:00 UTC. */
export const NOW = '2026-01-15T12:00:00Z';
export const NAMESPACE = 'shop';

/** RFC 3339 time some seconds before {@link NOW}. */
export function ago(seconds: number): string {
  const time = new Date(Date.parse(NOW) - seconds * 1000);
  return time.toISOString().replace('.000', '');
}

/**
 * A copy of `object` with the value at a path of dots replaced; `undefined` deletes it. Missing objects on the way are made;
 * a number indexes a list (one past its end appends).
 */
export function tweak<T>(object: T, path: string, value: Json | undefined): T {
  const [head = '', ...rest] = path.split('.');
  const copy: unknown = Array.isArray(object) ? [...object] : { ...object };
  const fields = copy as Record<string, unknown>; // list or object: both are written by name
  if (rest.length === 0) {
    if (value === undefined && Array.isArray(copy))
      copy.splice(Number(head), 1);
    else if (value === undefined) delete fields[head];
    else fields[head] = value;
  } else {
    const inner = fields[head] ?? (/^\d+$/.test(rest[0] ?? '') ? [] : {});
    fields[head] = tweak(inner, rest.join('.'), value);
  }
  return copy as T; // same shape, one value changed
}

function tweaked(object: JsonObject, tweaks: readonly Tweak[]): JsonObject {
  return tweaks.reduce(
    (changed, [path, value]) => tweak(changed, path, value),
    object,
  );
}

const condition = (type: string, status = 'True'): JsonObject => ({
  type,
  status,
  lastTransitionTime: ago(3000),
});

/** A healthy pod `shop/web-1` of one container `app`, on node `worker`, 50 minutes old. */
export function pod(...tweaks: Tweak[]): JsonObject {
  const healthy: JsonObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'web-1',
      namespace: NAMESPACE,
      uid: 'pod-uid-1',
      creationTimestamp: ago(3000),
      labels: { app: 'web' },
    },
    spec: {
      nodeName: 'worker',
      restartPolicy: 'Always',
      containers: [{ name: 'app', image: 'registry.example/web:1.0' }],
    },
    status: {
      phase: 'Running',
      startTime: ago(3000),
      conditions: [
        'PodScheduled',
        'Initialized',
        'ContainersReady',
        'Ready',
      ].map(type => condition(type)),
      containerStatuses: [containerStatus()],
    },
  };
  return tweaked(healthy, tweaks);
}

/** Status of a container `app` that has run since the pod's start. */
export function containerStatus(...tweaks: Tweak[]): JsonObject {
  const running: JsonObject = {
    name: 'app',
    image: 'registry.example/web:1.0',
    imageID: 'registry.example/web@sha256:0001',
    containerID: 'containerd://0001',
    ready: true,
    started: true,
    restartCount: 0,
    state: { running: { startedAt: ago(2990) } },
    lastState: {},
  };
  return tweaked(running, tweaks);
}

/** The healthy pod before a node was found for it. */
export function unscheduledPod(
  message: string,
  ...tweaks: Tweak[]
): JsonObject {
  const scheduled: JsonObject = {
    ...condition('PodScheduled', 'False'),
    reason: 'Unschedulable',
    message,
  };
  return pod(
    ['spec.nodeName', undefined],
    ['status', { phase: 'Pending', conditions: [scheduled] }],
    ...tweaks,
  );
}

/** The healthy pod with its container waiting for a reason. */
export function waitingPod(
  reason: string,
  message?: string,
  ...tweaks: Tweak[]
): JsonObject {
  const waiting: JsonObject =
    message === undefined ? { reason } : { reason, message };
  return pod(
    ['status.phase', 'Pending'],
    ['status.conditions.2.status', 'False'],
    ['status.conditions.3.status', 'False'],
    [
      'status.containerStatuses.0',
      containerStatus(
        ['state', { waiting }],
        ['ready', false],
        ['started', false],
        ['containerID', undefined],
      ),
    ],
    ...tweaks,
  );
}

/** The healthy pod with its container in CrashLoopBackOff after the given end. */
export function crashingPod(
  terminated: JsonObject,
  ...tweaks: Tweak[]
): JsonObject {
  const message =
    'back-off 2m40s restarting failed container=app pod=web-1_shop(pod-uid-1)';
  const status = containerStatus(
    ['ready', false],
    ['started', false],
    ['restartCount', 5],
    ['state', { waiting: { reason: 'CrashLoopBackOff', message } }],
    [
      'lastState',
      {
        terminated: { startedAt: ago(70), finishedAt: ago(60), ...terminated },
      },
    ],
  );
  return pod(
    ['status.conditions.2.status', 'False'],
    ['status.conditions.3.status', 'False'],
    ['status.containerStatuses.0', status],
    ...tweaks,
  );
}

/** An event about the pod of {@link pod}, one minute old. */
export function event(
  reason: string,
  message: string,
  ...tweaks: Tweak[]
): JsonObject {
  const about: JsonObject = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `web-1.${reason}`, namespace: NAMESPACE },
    involvedObject: {
      kind: 'Pod',
      namespace: NAMESPACE,
      name: 'web-1',
      uid: 'pod-uid-1',
    },
    type: 'Warning',
    reason,
    message,
    count: 1,
    firstTimestamp: ago(60),
    lastTimestamp: ago(60),
    source: { component: 'kubelet', host: 'worker' },
  };
  return tweaked(about, tweaks);
}

/** A ready node `worker` of 4 CPU and 8 GiB. */
export function node(...tweaks: Tweak[]): JsonObject {
  const ready: JsonObject = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: 'worker',
      uid: 'node-uid-1',
      creationTimestamp: ago(90000),
      labels: {
        'kubernetes.io/hostname': 'worker',
        'kubernetes.io/os': 'linux',
      },
    },
    spec: {},
    status: {
      capacity: { cpu: '4', memory: '8Gi', pods: '110' },
      allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
      conditions: [condition('Ready')],
      nodeInfo: {
        architecture: 'amd64',
        operatingSystem: 'linux',
        kubeletVersion: 'v1.35.4',
        containerRuntimeVersion: 'containerd://1.6.20',
      },
    },
  };
  return tweaked(ready, tweaks);
}

function workload(
  apiVersion: string,
  kind: string,
  name: string,
  spec: JsonObject,
  tweaks: readonly Tweak[],
): JsonObject {
  const labels = { app: 'web' };
  const object: JsonObject = {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: NAMESPACE,
      uid: `${kind.toLowerCase()}-uid-1`,
      creationTimestamp: ago(3010),
    },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name: 'app', image: 'registry.example/web:1.0' }],
        },
      },
      ...spec,
    },
    status: {},
  };
  return tweaked(object, tweaks);
}

/** Deployment `web` of one replica. */
export function deployment(...tweaks: Tweak[]): JsonObject {
  return workload('apps/v1', 'Deployment', 'web', { replicas: 1 }, tweaks);
}

/** ReplicaSet `web-5d` of Deployment `web`. */
export function replicaSet(...tweaks: Tweak[]): JsonObject {
  const owned: Tweak = [
    'metadata.ownerReferences',
    [owner('apps/v1', 'Deployment', 'web')],
  ];
  const spec = { replicas: 1 };
  return workload('apps/v1', 'ReplicaSet', 'web-5d', spec, [owned, ...tweaks]);
}

/** Job `web` of one pod. */
export function job(...tweaks: Tweak[]): JsonObject {
  const spec = { parallelism: 1, completions: 1, backoffLimit: 6 };
  return workload('batch/v1', 'Job', 'web', spec, tweaks);
}

/** A reference to a controller built here, for `metadata.ownerReferences`. */
export function owner(
  apiVersion: string,
  kind: string,
  name: string,
): JsonObject {
  const uid = `${kind.toLowerCase()}-uid-1`;
  return { apiVersion, kind, name, uid, controller: true };
}

/** Config map with the given keys; values are never read. */
export function configMap(name: string, ...keys: string[]): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: NAMESPACE },
    data: Object.fromEntries(keys.map(key => [key, 'value'])),
  };
}
