import { kubeTime } from '../clock';
import { newContainerId } from '../runtime/Containers';
import { startDemoCluster } from '../startDemoCluster';
import type { DemoCluster, KubeObject } from '../types';
import { ContractClient } from './client';
import type {
  AccountRule,
  ContainerPlan,
  ContractTarget,
  PodPlan,
} from './target';

/** Between two ticks of a ticking container. */
const TICK_MS = 200;

function runningStatus(plan: ContainerPlan): Record<string, unknown> {
  return {
    name: plan.name,
    state: { running: { startedAt: kubeTime(Date.now()) } },
    lastState: {},
    ready: true,
    restartCount: 0,
    containerID: newContainerId(),
  };
}

function podOf(namespace: string, plan: PodPlan): KubeObject {
  const scheduled = !plan.unschedulable;
  const waiting = (c: ContainerPlan) => ({
    name: c.name,
    state: { waiting: { reason: 'ErrImagePull' } },
    lastState: {},
  });
  const statuses = plan.containers.map(c =>
    plan.missingImage ? waiting(c) : runningStatus(c),
  );
  const annotations = plan.static
    ? { 'kubernetes.io/config.mirror': 'x' }
    : undefined;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: plan.name,
      namespace,
      generation: 1,
      labels: plan.labels ?? {},
      ...(annotations && { annotations }),
    },
    spec: {
      ...(scheduled && { nodeName: 'worker' }),
      ...(plan.restricted && {
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          seccompProfile: { type: 'RuntimeDefault' },
        },
      }),
      containers: plan.containers.map(c => ({
        name: c.name,
        image: 'demo/app:1',
        command: ['sh', '-c', 'sleep 100000'],
      })),
    },
    status: {
      phase: scheduled && !plan.missingImage ? 'Running' : 'Pending',
      ...(scheduled && { containerStatuses: statuses }),
    },
  };
}

/** The double, set up by its own scripting interface. */
export async function doubleTarget(): Promise<ContractTarget> {
  const cluster = await startDemoCluster({ containerStartMs: 200 });
  const timers = new Set<NodeJS.Timeout>();
  let count = 0;

  const tick = (namespace: string, pod: string, container: string) => {
    let n = 0;
    const timer = setInterval(() => {
      if (
        cluster.find({ apiVersion: 'v1', kind: 'Pod', namespace, name: pod })
      ) {
        cluster.appendLog(namespace, pod, container, [`tick ${++n}`]);
      }
    }, TICK_MS);
    timers.add(timer);
  };

  return {
    name: 'the double',
    admin: new ContractClient({
      url: cluster.url,
      ca: cluster.ca,
      token: cluster.token('admin'),
    }),
    debugImage: 'debug/toolbox:1',
    async namespace(labels = {}) {
      const name = `contract-${++count}`;
      cluster.apply({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels },
      });
      return name;
    },
    async pod(namespace, plan) {
      cluster.apply(podOf(namespace, plan));
      if (!plan.unschedulable && !plan.missingImage) {
        plan.containers.forEach(c => {
          run(cluster, namespace, plan.name, c);
          if (c.ticks) {
            tick(namespace, plan.name, c.name);
          }
        });
      }
      return found(cluster, namespace, plan.name);
    },
    async removePod(namespace, name) {
      cluster.remove({ apiVersion: 'v1', kind: 'Pod', namespace, name });
    },
    async terminatePod(namespace, name) {
      const pod = found(cluster, namespace, name);
      const deletionTimestamp = kubeTime(Date.now() + 30_000);
      cluster.apply({
        ...pod,
        metadata: { ...pod.metadata, deletionTimestamp },
      });
    },
    async create(object) {
      cluster.apply(object);
    },
    async account(namespace, rules) {
      const name = `account-${++count}`;
      grant(cluster, namespace, name, rules);
      const token = cluster.token(`system:serviceaccount:${namespace}:${name}`);
      return new ContractClient({ url: cluster.url, ca: cluster.ca, token });
    },
    async expiredWatch() {
      cluster.expireHistory();
      return '/api/v1/pods?watch=true&resourceVersion=1';
    },
    async close() {
      timers.forEach(timer => clearInterval(timer));
      await cluster.close();
    },
  };
}

function found(
  cluster: DemoCluster,
  namespace: string,
  name: string,
): KubeObject {
  const pod = cluster.find({ apiVersion: 'v1', kind: 'Pod', namespace, name });
  if (!pod) {
    throw new Error(`no pod ${namespace}/${name}`);
  }
  return pod;
}

/** Writes the lines; a container that exits does so twice, with the first run as `previous`. */
function run(
  cluster: DemoCluster,
  namespace: string,
  pod: string,
  plan: ContainerPlan,
): void {
  cluster.appendLog(namespace, pod, plan.name, plan.lines ?? []);
  if (plan.exits === undefined) {
    return;
  }
  cluster.endContainer(namespace, pod, plan.name, plan.exits);
  cluster.restartContainer(namespace, pod, plan.name);
  cluster.appendLog(namespace, pod, plan.name, plan.lines ?? []);
  cluster.endContainer(namespace, pod, plan.name, plan.exits);
}

function grant(
  cluster: DemoCluster,
  namespace: string,
  name: string,
  rules: readonly AccountRule[],
): void {
  const rbac = 'rbac.authorization.k8s.io';
  cluster.apply({
    apiVersion: `${rbac}/v1`,
    kind: 'Role',
    metadata: { name, namespace },
    rules: rules.map(rule => ({ ...rule, apiGroups: [''] })),
  });
  cluster.apply({
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: { name, namespace },
    roleRef: { apiGroup: rbac, kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
}
