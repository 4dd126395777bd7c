import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { KubeObject } from '../types';
import { ContractClient, soon, type Access } from './client';
import type {
  AccountRule,
  ContainerPlan,
  ContractTarget,
  PodPlan,
} from './target';

interface Kubeconfig {
  'current-context': string;
  contexts: { name: string; context: { cluster: string; user: string } }[];
  clusters: {
    name: string;
    cluster: { server: string; 'certificate-authority-data': string };
  }[];
  users: {
    name: string;
    user: {
      token?: string;
      'client-certificate-data'?: string;
      'client-key-data'?: string;
    };
  }[];
}

const decoded = (base64: string | undefined) =>
  base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString();

/** The current context of a kubeconfig with inline credentials. */
export function accessOf(file: string): Access {
  const config = parse(readFileSync(file, 'utf8')) as Kubeconfig; // kubectl's own format; a wrong one fails below
  const named = config.contexts.find(c => c.name === config['current-context']);
  const cluster = config.clusters.find(c => c.name === named?.context.cluster);
  const user = config.users.find(u => u.name === named?.context.user);
  if (!cluster || !user) {
    throw new Error(`${file} has no usable current context`);
  }
  return {
    url: cluster.cluster.server,
    ca: decoded(cluster.cluster['certificate-authority-data']) ?? '',
    token: user.user.token,
    cert: decoded(user.user['client-certificate-data']),
    key: decoded(user.user['client-key-data']),
  };
}

/** Images: any with busybox's shell will do. The defaults are those of the project's own test cluster. */
const APP_IMAGE =
  process.env.POD_HEALTH_CONTRACT_IMAGE ?? 'localhost:5000/demo/app:1';
const DEBUG_IMAGE =
  process.env.POD_HEALTH_CONTRACT_DEBUG_IMAGE ??
  'localhost:5000/debug/toolbox:1';

function scriptOf(plan: ContainerPlan): string {
  const lines = (plan.lines ?? []).map(line => `echo '${line}'`);
  const ticks = plan.ticks
    ? ['i=0; while true; do i=$((i+1)); echo "tick $i"; sleep 0.2; done']
    : [];
  const end =
    plan.exits === undefined ? ['sleep 100000'] : [`exit ${plan.exits}`];
  return [...lines, ...ticks, ...end].join('; ');
}

function podOf(namespace: string, plan: PodPlan): KubeObject {
  const restrictedContainer = {
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    },
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: plan.name,
      namespace,
      labels: plan.labels ?? {},
      // As a kubelet makes it. A kubelet removes mirrors of what it does not run, so this one names a node without any.
      ...(plan.static && {
        annotations: { 'kubernetes.io/config.mirror': 'contract' },
      }),
    },
    spec: {
      ...(plan.static && { nodeName: 'contract-none' }),
      terminationGracePeriodSeconds: 5,
      ...(plan.unschedulable && { nodeSelector: { 'contract/none': 'true' } }),
      ...(plan.restricted && {
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          seccompProfile: { type: 'RuntimeDefault' },
        },
      }),
      containers: plan.containers.map(c => ({
        name: c.name,
        image: plan.missingImage ? 'localhost:5000/demo/none:1' : APP_IMAGE,
        command: ['sh', '-c', scriptOf(c)],
        // Enough for the scheduler to pass by nodes that only pretend.
        resources: { requests: { memory: '80Mi' } },
        ...(plan.restricted && restrictedContainer),
      })),
    },
  };
}

/** Whether the pod has come to what the plan says. */
function isThere(pod: KubeObject, plan: PodPlan): boolean {
  const status = (pod.status ?? {}) as {
    containerStatuses?: {
      name: string;
      restartCount: number;
      state: Record<string, any>;
    }[];
  }; // from the real API
  if (plan.unschedulable || plan.static) {
    return true;
  }
  return plan.containers.every(c => {
    const now = status.containerStatuses?.find(s => s.name === c.name);
    if (plan.missingImage) {
      return now?.state.waiting?.reason === 'ErrImagePull';
    }
    return c.exits === undefined
      ? Boolean(now?.state.running)
      : Boolean(now && now.restartCount > 0 && now.state.terminated);
  });
}

const newName = () => `contract-${randomBytes(4).toString('hex')}`;

/** A real cluster. */
class ClusterTarget implements ContractTarget {
  readonly name: string;
  readonly debugImage = DEBUG_IMAGE;
  readonly admin: ContractClient;
  readonly #access: Access;
  /** Paths to delete at the end. */
  readonly #made: string[] = [];

  constructor(access: Access) {
    this.name = access.url;
    this.#access = access;
    this.admin = new ContractClient(access);
  }

  async namespace(labels = {}): Promise<string> {
    const name = newName();
    await this.#post('/api/v1/namespaces', { metadata: { name, labels } });
    this.#made.push(`/api/v1/namespaces/${name}`);
    const accounts = `/api/v1/namespaces/${name}/serviceaccounts`;
    for await (const line of this.admin.lines(`${accounts}?watch=true`)) {
      if (JSON.parse(line).object.metadata.name === 'default') {
        break;
      }
    }
    return name;
  }

  async pod(namespace: string, plan: PodPlan): Promise<KubeObject> {
    const path = `/api/v1/namespaces/${namespace}/pods`;
    await this.#post(path, podOf(namespace, plan));
    return soon(`pod ${plan.name}`, this.#settled(path, plan));
  }

  async removePod(namespace: string, name: string): Promise<void> {
    const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
    await this.admin.request('DELETE', `${path}?gracePeriodSeconds=0`);
  }

  async terminatePod(namespace: string, name: string): Promise<void> {
    const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
    await this.admin.request('DELETE', path);
  }

  async create(object: KubeObject): Promise<void> {
    const { namespace } = object.metadata;
    const plural = `${object.kind.toLowerCase()}s`;
    await this.#post(`/api/v1/namespaces/${namespace}/${plural}`, object);
  }

  async account(
    namespace: string,
    rules: readonly AccountRule[],
  ): Promise<ContractClient> {
    const name = newName();
    const metadata = { name };
    const group = 'rbac.authorization.k8s.io';
    const rbac = `/apis/${group}/v1/namespaces/${namespace}`;
    const accounts = `/api/v1/namespaces/${namespace}/serviceaccounts`;
    await this.#post(accounts, { metadata });
    await this.#post(`${rbac}/roles`, {
      metadata,
      rules: rules.map(rule => ({ ...rule, apiGroups: [''] })),
    });
    await this.#post(`${rbac}/rolebindings`, {
      metadata,
      roleRef: { apiGroup: group, kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
    const spec = { expirationSeconds: 3600 };
    const { status } = await this.#post(`${accounts}/${name}/token`, { spec });
    const { url, ca } = this.#access;
    return new ContractClient({ url, ca, token: status.token });
  }

  expiredWatch(): Promise<string> {
    const post = (path: string, body: unknown) => this.#post(path, body);
    return expiredWatch(this.admin, post, this.#made, newName());
  }

  async close(): Promise<void> {
    for (const path of this.#made.reverse()) {
      await this.admin.request('DELETE', path);
    }
  }

  async #post(path: string, body: unknown): Promise<any> {
    const reply = await this.admin.request('POST', path, { body });
    if (reply.code >= 300) {
      throw new Error(`POST ${path}: ${reply.code} ${reply.text}`);
    }
    return reply.json();
  }

  async #settled(path: string, plan: PodPlan): Promise<KubeObject> {
    const field = encodeURIComponent(`metadata.name=${plan.name}`);
    const watch = `${path}?watch=true&fieldSelector=${field}`;
    for await (const line of this.admin.lines(watch)) {
      const { object } = JSON.parse(line);
      if (isThere(object, plan)) {
        return object;
      }
    }
    throw new Error(`the watch of ${plan.name} ended`);
  }
}

/** A real cluster as the target of the suite. */
export function clusterTarget(access: Access): ContractTarget {
  return new ClusterTarget(access);
}

/** A resource whose watch cache began just now knows no version 1: a new kind of object is the quick way to one. */
async function expiredWatch(
  admin: ContractClient,
  post: (path: string, body: unknown) => Promise<unknown>,
  cleanup: string[],
  made: string,
): Promise<string> {
  const group = `${made}.example.com`;
  const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  await post(definitions, definitionOf(group));
  cleanup.push(`${definitions}/things.${group}`);
  const field = encodeURIComponent(`metadata.name=things.${group}`);
  for await (const line of admin.lines(
    `${definitions}?watch=true&fieldSelector=${field}`,
  )) {
    const conditions = JSON.parse(line).object.status?.conditions ?? [];
    if (
      conditions.some(
        (c: any) => c.type === 'Established' && c.status === 'True',
      )
    ) {
      break;
    }
  }
  const path = `/apis/${group}/v1/things`;
  await soon('the new kind', served(admin, path));
  return `${path}?watch=true&resourceVersion=1`;
}

async function served(admin: ContractClient, path: string): Promise<void> {
  while ((await admin.get(path)).code !== 200) {
    // asked again at once: each round is a request, and the caller bounds them
  }
}

function definitionOf(group: string) {
  const schema = { openAPIV3Schema: { type: 'object' } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `things.${group}` },
    spec: {
      group,
      scope: 'Cluster',
      names: { plural: 'things', singular: 'thing', kind: 'Thing' },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  };
}
