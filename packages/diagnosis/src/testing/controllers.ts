import type { Json, JsonObject, Tweak } from './objects';
import { ago, event, NAMESPACE, owner, pod, tweak } from './objects';

function workload(
  apiVersion: string,
  kind: string,
  spec: JsonObject,
  tweaks: readonly Tweak[],
): JsonObject {
  const object: JsonObject = {
    apiVersion,
    kind,
    metadata: {
      name: 'web',
      namespace: NAMESPACE,
      uid: `${kind.toLowerCase()}-uid-1`,
      creationTimestamp: ago(3010),
      generation: 1,
    },
    spec,
    status: { observedGeneration: 1 },
  };
  return tweaks.reduce(
    (changed, [path, value]) => tweak(changed, path, value),
    object,
  );
}

const template: JsonObject = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image: 'registry.example/web:1.0' }] },
};

/** StatefulSet `web` of three replicas, in one revision. */
export function webStatefulSet(...tweaks: Tweak[]): JsonObject {
  const spec = { replicas: 3, serviceName: 'web', template };
  return workload('apps/v1', 'StatefulSet', spec, tweaks);
}

/** DaemonSet `web` that wants one pod. */
export function webDaemonSet(...tweaks: Tweak[]): JsonObject {
  const wanted: Tweak = ['status.desiredNumberScheduled', 1];
  return workload('apps/v1', 'DaemonSet', { template }, [wanted, ...tweaks]);
}

/** CronJob `web` of every hour. */
export function cronJob(...tweaks: Tweak[]): JsonObject {
  const spec = { schedule: '0 * * * *', jobTemplate: { spec: { template } } };
  return workload('batch/v1', 'CronJob', spec, tweaks);
}

/** HorizontalPodAutoscaler `web` of Deployment `web` with the given conditions. */
export function autoscaler(conditions: Json, ...tweaks: Tweak[]): JsonObject {
  const scaleTargetRef = { kind: 'Deployment', name: 'web' };
  const given: Tweak = ['status.conditions', conditions];
  const spec = { scaleTargetRef, maxReplicas: 5 };
  return workload('autoscaling/v2', 'HorizontalPodAutoscaler', spec, [
    given,
    ...tweaks,
  ]);
}

/** Service `web` that selects `app=web` and leads to port 8080. */
export function service(...tweaks: Tweak[]): JsonObject {
  const ports = [{ port: 80, targetPort: 8080 }];
  return workload('v1', 'Service', { selector: { app: 'web' }, ports }, [
    ...tweaks,
  ]);
}

/** The healthy pod under a name, owned by a controller built here. */
export function podOf(
  [apiVersion, kind, name]: readonly [string, string, string],
  own: string,
  ...tweaks: Tweak[]
): JsonObject {
  return pod(
    ['metadata.name', own],
    ['metadata.uid', `${own}-uid`],
    ['metadata.ownerReferences', [owner(apiVersion, kind, name)]],
    ...tweaks,
  );
}

/** An event about a workload `web`, one minute old. */
export function eventOf(
  kind: string,
  reason: string,
  message: string,
  ...tweaks: Tweak[]
): JsonObject {
  const about = {
    kind,
    namespace: NAMESPACE,
    name: 'web',
    uid: `${kind.toLowerCase()}-uid-1`,
  };
  return event(reason, message, ['involvedObject', about], ...tweaks);
}

/** Tweaks that make the healthy pod wait for a reason. */
export function waits(reason: string): Tweak[] {
  return [
    ['status.conditions.2.status', 'False'],
    ['status.conditions.3.status', 'False'],
    ['status.containerStatuses.0.ready', false],
    ['status.containerStatuses.0.started', false],
    ['status.containerStatuses.0.state', { waiting: { reason } }],
  ];
}

/** Tweaks that make the healthy pod one that failed with an exit code. */
export function failedWith(
  exitCode: number,
  reason: string = 'Error',
): Tweak[] {
  return [
    ['status.phase', 'Failed'],
    ['status.conditions.2.status', 'False'],
    ['status.conditions.3.status', 'False'],
    ['status.containerStatuses.0.ready', false],
    [
      'status.containerStatuses.0.state',
      { terminated: { exitCode, reason, finishedAt: ago(60) } },
    ],
  ];
}
