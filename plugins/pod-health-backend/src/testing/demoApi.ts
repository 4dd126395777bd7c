import {
  startDemoCluster,
  type DemoCluster,
  type DemoClusterOptions,
  type KubeObject,
  type RecordedRequest,
} from 'pod-health-demo-cluster';
import { createKubeApi, type ClosableKubeApi } from '../kube/createKubeApi';
import {
  tokenCredentials,
  type CredentialSource,
} from '../kube/transport/credentials';
import type { Metrics } from '../metrics/metrics';
import { FakeClock } from './fakeClock';

/** The real transport on a double of the Kubernetes API. */
export interface DemoConnection {
  readonly demo: DemoCluster;
  readonly api: ClosableKubeApi;
  /** The transport's clock: its deadlines pass only when a test moves it. The network itself is real. */
  readonly clock: FakeClock;
  /** What the double has seen since this connection was made. */
  requests(): readonly RecordedRequest[];
}

/** A double started for one connection. */
export interface DemoApi extends DemoConnection {
  close(): Promise<void>;
}

/** Connects as `admin`, who may do everything, unless another user or other credentials are given. */
export function connectDemo(
  demo: DemoCluster,
  options: {
    readonly user?: string;
    readonly credentials?: CredentialSource;
    readonly metrics?: Metrics;
  } = {},
): DemoConnection {
  const clock = new FakeClock();
  const before = demo.requests.length;
  const api = createKubeApi({
    cluster: 'demo',
    server: demo.url,
    clock,
    metrics: options.metrics,
    credentials:
      options.credentials ??
      tokenCredentials({
        token: demo.token(options.user ?? 'admin'),
        tls: { ca: demo.ca },
      }),
  });
  return { demo, api, clock, requests: () => demo.requests.slice(before) };
}

/** Starts a double, which takes two seconds, and connects to it: one for a file, not for each test. */
export async function startDemoApi(
  options: DemoClusterOptions & { readonly user?: string } = {},
): Promise<DemoApi> {
  const { user, ...demoOptions } = options;
  const demo = await startDemoCluster(demoOptions);
  const connection = connectDemo(demo, { user });
  return {
    ...connection,
    async close() {
      await connection.api.close();
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
