import {
  startDemoCluster,
  type DemoCluster,
  type DemoClusterOptions,
  type KubeObject,
} from 'pod-health-demo-cluster';
import { createKubeApi, type ClosableKubeApi } from '../kube/createKubeApi';
import { tokenCredentials } from '../kube/transport/credentials';
import { FakeClock } from './fakeClock';

/** A double of the Kubernetes API, and the real transport on it. */
export interface DemoApi {
  readonly demo: DemoCluster;
  readonly api: ClosableKubeApi;
  /** The transport's clock: its deadlines pass only when a test moves it. The network itself is real. */
  readonly clock: FakeClock;
  close(): Promise<void>;
}

/** Starts a double and connects to it as `admin`, who may do everything, unless another user is named. */
export async function startDemoApi(
  options: DemoClusterOptions & { readonly user?: string } = {},
): Promise<DemoApi> {
  const { user = 'admin', ...demoOptions } = options;
  const demo = await startDemoCluster(demoOptions);
  const clock = new FakeClock();
  const api = createKubeApi({
    cluster: 'demo',
    server: demo.url,
    clock,
    credentials: tokenCredentials({
      token: demo.token(user),
      tls: { ca: demo.ca },
    }),
  });
  return {
    demo,
    api,
    clock,
    async close() {
      await api.close();
      await demo.close();
    },
  };
}

/** A running pod of one container, `app`, as a kubelet reports it. */
export function runningPod(name: string, namespace = 'shop'): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      nodeName: 'worker',
      containers: [{ name: 'app', image: 'demo/app:1' }],
    },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'app',
          ready: true,
          restartCount: 0,
          image: 'demo/app:1',
          containerID: `containerd://${name}`,
          state: { running: { startedAt: '2026-01-01T00:00:00Z' } },
        },
      ],
    },
  };
}
