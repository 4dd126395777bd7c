import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createKubeApi, type ClosableKubeApi } from '../kube/createKubeApi';
import { tokenCredentials } from '../kube/transport/credentials';
import { systemClock } from '../time/clock';

/** An image with a shell that the cluster can pull. */
export const CHECK_IMAGE =
  process.env.POD_HEALTH_IMAGE ?? 'localhost:5000/demo/app:1';

/** A namespace on a real cluster with a running pod, `app`, and the transport with exactly the rights of rbac/*.yaml. */
export interface ClusterCheck {
  readonly namespace: string;
  readonly api: ClosableKubeApi;
  /** Of the pod `app`. */
  readonly uid: string;
  /** Removes all that {@link startClusterCheck} made. */
  stop(): Promise<void>;
}

/** Runs kubectl on the cluster of KUBECONFIG. Throws when it fails. */
export function kubectl(args: readonly string[], input?: string): string {
  return execFileSync('kubectl', args, { input, encoding: 'utf8' });
}

/** Applies a pod of one container, `app`, that counts aloud, with some of its spec replaced. */
export function applyPod(
  namespace: string,
  name: string,
  spec: object = {},
): void {
  const count = 'i=0; while true; do i=$((i+1)); echo line $i; sleep 0.2; done';
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [
        { name: 'app', image: CHECK_IMAGE, command: ['sh', '-c', count] },
      ],
      ...spec,
    },
  };
  kubectl(['apply', '-f', '-'], JSON.stringify(pod));
}

/** Waits for a pod, as `kubectl wait --for` says it. */
export function waitForPod(
  namespace: string,
  name: string,
  condition: string,
): void {
  kubectl([
    '-n',
    namespace,
    'wait',
    `pod/${name}`,
    `--for=${condition}`,
    '--timeout=60s',
  ]);
}

/** Makes the namespace, the roles under its name, and the pod. Needs kubectl and KUBECONFIG. */
export async function startClusterCheck(
  namespace: string,
): Promise<ClusterCheck> {
  if (!process.env.KUBECONFIG) {
    throw new Error('KUBECONFIG must name a cluster for these tests');
  }
  kubectl(['apply', '-f', '-'], shippedRoles(namespace));
  applyPod(namespace, 'app');
  waitForPod(namespace, 'app', 'condition=Ready');
  const view = JSON.parse(
    kubectl(['config', 'view', '--raw', '--minify', '-o', 'json']),
  );
  const { server, 'certificate-authority-data': ca } = view.clusters[0].cluster;
  const token = ['-n', namespace, 'create', 'token', namespace];
  const api = createKubeApi({
    cluster: 'real',
    server,
    clock: systemClock,
    credentials: tokenCredentials({
      token: kubectl(token).trim(),
      tls: { ca: Buffer.from(ca, 'base64') },
    }),
  });
  const uid = [
    '-n',
    namespace,
    'get',
    'pod',
    'app',
    '-o',
    'jsonpath={.metadata.uid}',
  ];
  return {
    namespace,
    api,
    uid: kubectl(uid),
    async stop() {
      await api.close();
      kubectl(['delete', 'ns', namespace, '--wait=false']);
      for (const role of ['read', 'debug']) {
        for (const kind of ['clusterrole', 'clusterrolebinding']) {
          kubectl(['delete', kind, `${namespace}-${role}`]);
        }
      }
    },
  };
}

/** The shipped manifests, with the names changed so that the real ones are not touched. */
function shippedRoles(name: string): string {
  return ['read.yaml', 'debug.yaml']
    .map(file =>
      readFileSync(
        resolvePackagePath('backstage-plugin-pod-health-backend', 'rbac', file),
        'utf8',
      ).replaceAll(/(name(?:space)?: )pod-health/g, `$1${name}`),
    )
    .join('\n---\n');
}

/** Reads until the text holds `wanted`, and leaves the stream open. */
export async function readUntil(
  stream: Readable,
  wanted: string,
): Promise<string> {
  let text = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += chunk.toString('utf8');
    if (text.includes(wanted)) {
      return text;
    }
  }
  throw new Error(`ended without ${wanted}: ${text}`);
}
