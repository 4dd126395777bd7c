import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { PODS } from '../kube/kinds';
import type { KubeApi, RawObject } from '../kube/types';

/** A pod of a test's own in a real cluster, in a namespace that admits only "restricted" pods. */
export interface ClusterPod {
  readonly namespace: string;
  readonly pod: string;
  readonly uid: string;
  /** Deletes the namespace with all that is in it; does not wait. */
  remove(): Promise<void>;
}

/** Creates a namespace and a running pod whose container `app` does nothing, and reaps nobody's children. */
export async function createClusterPod(
  api: KubeApi,
  namespace: string,
): Promise<ClusterPod> {
  const config = new KubeConfig();
  config.loadFromFile(process.env.KUBECONFIG ?? '');
  const core = config.makeApiClient(CoreV1Api);
  await core.createNamespace({
    body: {
      metadata: {
        name: namespace,
        labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
      },
    },
  });
  await core.createNamespacedPod({ namespace, body: idlePod() });
  const running = await podWhen(
    api,
    { namespace, pod: 'app' },
    pod => phaseOf(pod) === 'Running',
  );
  return {
    namespace,
    pod: 'app',
    uid: running.metadata?.uid ?? '',
    remove: async () => {
      await core.deleteNamespace({ name: namespace });
    },
  };
}

/** Follows a pod until it is as asked for; rejects after `timeoutMs`. */
export async function podWhen(
  api: KubeApi,
  { namespace, pod }: { readonly namespace: string; readonly pod: string },
  isSo: (pod: RawObject) => boolean,
  timeoutMs = 60_000,
): Promise<RawObject> {
  const signal = AbortSignal.timeout(timeoutMs);
  const selection = {
    kind: PODS,
    namespace,
    fieldSelector: `metadata.name=${pod}`,
  };
  const list = await api.list(selection, { signal });
  const now = list.items.find(isSo);
  if (now) {
    return now;
  }
  const { resourceVersion } = list;
  const changes = api.watch(selection, { resourceVersion, signal });
  for await (const { type, object } of changes) {
    if (type !== 'BOOKMARK' && isSo(object)) {
      return object;
    }
  }
  throw new Error(`${namespace}/${pod} did not become as expected in time`);
}

function phaseOf(pod: RawObject): unknown {
  const { status } = pod;
  return typeof status === 'object' && status !== null && 'phase' in status
    ? status.phase
    : undefined;
}

function idlePod() {
  return {
    metadata: { name: 'app', labels: { app: 'app' } },
    spec: {
      terminationGracePeriodSeconds: 0,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 1000,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'app',
          image:
            process.env.POD_HEALTH_TEST_IMAGE ?? 'localhost:5000/demo/app:1',
          command: ['sh', '-c', 'while :; do sleep 3600; done'],
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
          },
          // Keeps it off nodes that only pretend to have room.
          resources: { requests: { memory: '80Mi' } },
        },
      ],
    },
  };
}
