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
class DoubleTarget implements ContractTarget {
  readonly name = 'the double';
  readonly debugImage = 'debug/toolbox:1';
  readonly admin: ContractClient;
  readonly #timers = new Set<NodeJS.Timeout>();
  #count = 0;

  constructor(private readonly cluster: DemoCluster) {
    this.admin = this.#client('admin');
  }

  async namespace(labels = {}): Promise<string> {
    this.#count += 1;
    const name = `contract-${this.#count}`;
    const metadata = { name, labels };
    this.cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata });
    return name;
  }

  async pod(namespace: string, plan: PodPlan): Promise<KubeObject> {
    this.cluster.apply(podOf(namespace, plan));
    if (!plan.unschedulable && !plan.missingImage) {
      for (const container of plan.containers) {
        run(this.cluster, namespace, plan.name, container);
        if (container.ticks) {
          this.#tick(namespace, plan.name, container.name);
        }
      }
    }
    return found(this.cluster, namespace, plan.name);
  }

  async removePod(namespace: string, name: string): Promise<void> {
    this.cluster.remove({ apiVersion: 'v1', kind: 'Pod', namespace, name });
  }

  async terminatePod(namespace: string, name: string): Promise<void> {
    const pod = found(this.cluster, namespace, name);
    const deletionTimestamp = kubeTime(Date.now() + 30_000);
    const metadata = { ...pod.metadata, deletionTimestamp };
    this.cluster.apply({ ...pod, metadata });
  }

  async create(object: KubeObject): Promise<void> {
    this.cluster.apply(object);
  }

  async account(
    namespace: string,
    rules: readonly AccountRule[],
  ): Promise<ContractClient> {
    this.#count += 1;
    const name = `account-${this.#count}`;
    grant(this.cluster, namespace, name, rules);
    return this.#client(`system:serviceaccount:${namespace}:${name}`);
  }

  async expiredWatch(): Promise<string> {
    this.cluster.expireHistory();
    return '/api/v1/pods?watch=true&resourceVersion=1';
  }

  async close(): Promise<void> {
    this.#timers.forEach(timer => clearInterval(timer));
    await this.cluster.close();
  }

  #client(user: string): ContractClient {
    const { url, ca } = this.cluster;
    return new ContractClient({ url, ca, token: this.cluster.token(user) });
  }

  #tick(namespace: string, name: string, container: string): void {
    let n = 0;
    const id = { apiVersion: 'v1', kind: 'Pod', namespace, name };
    const timer = setInterval(() => {
      if (this.cluster.find(id)) {
        n += 1;
        this.cluster.appendLog(namespace, name, container, [`tick ${n}`]);
      }
    }, TICK_MS);
    this.#timers.add(timer);
  }
}

/** Starts the double as the target of the suite. */
export async function doubleTarget(): Promise<ContractTarget> {
  return new DoubleTarget(await startDemoCluster({ containerStartMs: 200 }));
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
