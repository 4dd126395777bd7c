import type { JsonObject, Tweak } from './objects';
import { ago, deployment, event, replicaSet, tweak } from './objects';

/** An event about a workload made here, one minute old. */
export function eventAbout(
  { apiVersion, kind, metadata }: JsonObject,
  reason: string,
  message: string,
  ...tweaks: Tweak[]
): JsonObject {
  const {
    name = '',
    namespace = '',
    uid = '',
  } = metadata as Record<string, string>; // made here
  const about = { apiVersion, kind, name, namespace, uid } as JsonObject;
  return event(
    reason,
    message,
    ['metadata.name', `${name}.${reason}`],
    ['involvedObject', about],
    ['source', { component: 'controller' }],
    ...tweaks,
  );
}

const failed = (message: string): JsonObject => ({
  type: 'ReplicaFailure',
  status: 'True',
  reason: 'FailedCreate',
  message,
  lastTransitionTime: ago(600),
});

/** Deployment `web` and its ReplicaSet `web-5d`, which the API server refuses each pod with `answer`, for ten minutes. */
export function refusedDeployment(
  answer: string,
  ...tweaks: Tweak[]
): JsonObject[] {
  const set = replicaSet(['status.conditions', [failed(answer)]]);
  return [
    deployment(['status.conditions', [failed(answer)]]),
    tweaks.reduce((changed, [path, value]) => tweak(changed, path, value), set),
    eventAbout(set, 'FailedCreate', `Error creating: ${answer}`),
  ];
}

/** StatefulSet `db` of one replica, which has none. */
export function statefulSet(...tweaks: Tweak[]): JsonObject {
  return deployment(
    ['kind', 'StatefulSet'],
    ['metadata.name', 'db'],
    ['metadata.uid', 'statefulset-uid-1'],
    ['spec.serviceName', 'db'],
    ...tweaks,
  );
}

/** DaemonSet `agent` that should be on two nodes and is on none. */
export function daemonSet(...tweaks: Tweak[]): JsonObject {
  return deployment(
    ['kind', 'DaemonSet'],
    ['metadata.name', 'agent'],
    ['metadata.uid', 'daemonset-uid-1'],
    ['spec.replicas', undefined],
    [
      'status',
      { desiredNumberScheduled: 2, currentNumberScheduled: 0, numberReady: 0 },
    ],
    ...tweaks,
  );
}
