import type { JsonObject, Tweak } from './objects';
import { ago, containerStatus, event, pod } from './objects';

/** What a readiness probe of these tests asks, when nothing else matters. */
export const READY_PROBE: JsonObject = {
  httpGet: { path: '/ready', port: 8080 },
};

/** The test pod, whose container runs and is not ready, with this readiness probe. */
export function unreadyPod(probe: JsonObject, ...tweaks: Tweak[]): JsonObject {
  return pod(
    ['status.conditions.2.status', 'False'],
    ['status.conditions.3.status', 'False'],
    ['spec.containers.0.readinessProbe', probe],
    ['status.containerStatuses.0', containerStatus(['ready', false])],
    ...tweaks,
  );
}

/** An event of its failing readiness probe. */
export function failedReadiness(said: string, ...tweaks: Tweak[]): JsonObject {
  return event(
    'Unhealthy',
    `Readiness probe failed: ${said}`,
    ['involvedObject.fieldPath', 'spec.containers{app}'],
    ...tweaks,
  );
}

/** What makes of a pod that a readiness probe keeps back one that no cause of readiness may speak of. */
export const notKeptBack: readonly (readonly [
  is: string,
  tweaks: readonly Tweak[],
])[] = [
  ['is ready', [['status.containerStatuses.0.ready', true]]],
  ['is on its way out', [['metadata.deletionTimestamp', ago(5)]]],
  [
    'has only just started',
    [['status.containerStatuses.0.state.running.startedAt', ago(20)]],
  ],
  [
    'has a long delay',
    [['spec.containers.0.readinessProbe.initialDelaySeconds', 3600]],
  ],
  [
    'started after the report',
    [['status.containerStatuses.0.state.running.startedAt', ago(55)]],
  ],
];
