import { podPath } from './paths';
import type { Transport } from './transport/transport';
import type { KubeApi, RawObject } from './types';

/**
 * Adds one container to a running pod. The uid in the body makes the API refuse another pod of the same name (422,
 * facts.md), so a swapped pod cannot be hit by mistake. A PATCH is sent once: only a 401 or 429, which did nothing, are
 * answered with a second one.
 */
export async function patchEphemeralContainer(
  transport: Transport,
  cluster: string,
  pod: Parameters<KubeApi['addEphemeralContainer']>[0],
  container: Parameters<KubeApi['addEphemeralContainer']>[1],
  options: Parameters<KubeApi['addEphemeralContainer']>[2] = {},
): Promise<RawObject> {
  return transport.json({
    method: 'PATCH',
    path: podPath(pod.namespace, pod.pod, 'ephemeralcontainers', {
      fieldManager: 'pod-health',
      dryRun: options.dryRun ? 'All' : undefined,
    }),
    scope: {
      cluster,
      verb: 'patch',
      resource: 'pods/ephemeralcontainers',
      namespace: pod.namespace,
      name: pod.pod,
    },
    body: {
      type: 'application/strategic-merge-patch+json',
      text: JSON.stringify({
        metadata: { uid: pod.uid },
        spec: { ephemeralContainers: [container] },
      }),
    },
    userAgent: options.userAgent,
    signal: options.signal,
  });
}
