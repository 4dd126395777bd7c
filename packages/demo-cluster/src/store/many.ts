import { kubeTime } from '../clock';
import type { KubeObject } from '../types';

/** `count` pods like the template, named `NAME-0` and on. */
export function manyPods(count: number, template: KubeObject): KubeObject[] {
  const { uid, ...metadata } = template.metadata;
  return Array.from({ length: count }, (_, i) => ({
    ...template,
    metadata: { ...metadata, name: `${metadata.name}-${i}` },
  }));
}

/** `count` events about an object, one second apart, the last at `now` (milliseconds). */
export function manyEvents(
  count: number,
  about: KubeObject,
  now: number,
): KubeObject[] {
  const { apiVersion, kind, metadata } = about;
  const { namespace, name, uid } = metadata;
  return Array.from({ length: count }, (_, i) => {
    const time = kubeTime(now - (count - 1 - i) * 1000);
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: `${name}.${i.toString(16).padStart(16, '0')}`,
        namespace,
        creationTimestamp: time,
      },
      involvedObject: { apiVersion, kind, namespace, name, uid },
      type: 'Warning',
      reason: 'BackOff',
      message: `Back-off restarting failed container app in pod ${name}, ${i}`,
      count: 1,
      firstTimestamp: time,
      lastTimestamp: time,
      source: { component: 'kubelet', host: 'worker' },
    };
  });
}
