import { randomUUID, randomBytes } from 'node:crypto';
import { kubeTime } from '../clock';
import { findContainer, specOf } from '../store/pods';
import type { KubeObject } from '../types';

/** Events of a kubelet about one container of a pod. `at` in milliseconds. */
export function containerEvents(
  pod: KubeObject,
  container: string,
  told: readonly (readonly [type: string, reason: string, message: string])[],
  at: number,
): KubeObject[] {
  const { namespace, name, uid, resourceVersion } = pod.metadata;
  const list = findContainer(pod, container)?.list ?? 'ephemeralContainers';
  const time = kubeTime(at);
  const host = specOf(pod).nodeName;
  return told.map(([type, reason, message]) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${name}.${randomBytes(8).toString('hex')}`,
      namespace,
      uid: randomUUID(),
      creationTimestamp: time,
    },
    involvedObject: {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace,
      name,
      uid,
      resourceVersion,
      fieldPath: `spec.${list}{${container}}`,
    },
    type,
    reason,
    message,
    count: 1,
    firstTimestamp: time,
    lastTimestamp: time,
    eventTime: null,
    source: { component: 'kubelet', host },
    reportingComponent: 'kubelet',
    reportingInstance: host,
  }));
}
