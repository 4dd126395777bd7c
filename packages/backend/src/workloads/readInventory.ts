import {
  ApiException,
  AppsV1Api,
  BatchV1Api,
  CoreV1Api,
  type KubeConfig,
  type V1ObjectMeta,
  type V1PodTemplateSpec,
} from '@kubernetes/client-node';
import type {
  Inventory,
  LabelSelector,
  Workload,
  WorkloadKind,
} from './inventory';

/** Objects a page; a cluster with more answers in several. */
const PAGE = 500;

interface Page {
  readonly metadata?: { readonly _continue?: string };
  readonly items: readonly Item[];
}

interface Item {
  readonly metadata?: V1ObjectMeta;
  readonly spec?: {
    readonly selector?: LabelSelector;
    readonly template?: V1PodTemplateSpec;
    readonly jobTemplate?: { readonly spec?: { template: V1PodTemplateSpec } };
  };
}

type List = (page: { limit: number; _continue?: string }) => Promise<Page>;

/**
 * Reads a cluster's workloads and their namespaces, with list (and get of namespaces) rights only. A kind the account may not
 * list is named in `forbidden`; any other failure rejects, so that a cluster that is away never looks empty.
 */
export async function readInventory(config: KubeConfig): Promise<Inventory> {
  const workloads: Workload[] = [];
  const forbidden: WorkloadKind[] = [];
  for (const [kind, list] of listsOf(config)) {
    const items = await allPages(list);
    if (!items) {
      forbidden.push(kind);
    }
    workloads.push(...(items ?? []).flatMap(item => workloadOf(kind, item)));
  }
  const names = new Set(workloads.map(workload => workload.namespace));
  return {
    workloads,
    forbidden,
    namespaces: await readNamespaces(config, names),
  };
}

function listsOf(config: KubeConfig): [WorkloadKind, List][] {
  const apps = config.makeApiClient(AppsV1Api);
  const batch = config.makeApiClient(BatchV1Api);
  const core = config.makeApiClient(CoreV1Api);
  return [
    ['Deployment', page => apps.listDeploymentForAllNamespaces(page)],
    ['StatefulSet', page => apps.listStatefulSetForAllNamespaces(page)],
    ['DaemonSet', page => apps.listDaemonSetForAllNamespaces(page)],
    ['CronJob', page => batch.listCronJobForAllNamespaces(page)],
    ['Job', page => batch.listJobForAllNamespaces(page)],
    // a pod's `spec.selector` does not exist; the type is only wider than what is read of it
    ['Pod', page => core.listPodForAllNamespaces(page) as Promise<Page>],
  ];
}

async function allPages(list: List): Promise<Item[] | undefined> {
  const items: Item[] = [];
  let _continue: string | undefined;
  do {
    const page = await unlessForbidden(list({ limit: PAGE, _continue }));
    if (!page) {
      return undefined;
    }
    items.push(...page.items);
    _continue = page.metadata?._continue;
  } while (_continue);
  return items;
}

function workloadOf(kind: WorkloadKind, item: Item): Workload[] {
  const { metadata, spec } = item;
  const controlled = metadata?.ownerReferences?.some(owner => owner.controller);
  if (!metadata?.name || !metadata.namespace || controlled) {
    return [];
  }
  const template = spec?.template ?? spec?.jobTemplate?.spec?.template;
  const labels = metadata.labels ?? {};
  return [
    {
      kind,
      namespace: metadata.namespace,
      name: metadata.name,
      labels,
      annotations: metadata.annotations ?? {},
      podLabels: kind === 'Pod' ? labels : template?.metadata?.labels ?? {},
      selector: spec?.selector,
    },
  ];
}

async function readNamespaces(config: KubeConfig, names: Iterable<string>) {
  const core = config.makeApiClient(CoreV1Api);
  const found: [
    string,
    { labels: Record<string, string>; annotations: Record<string, string> },
  ][] = [];
  for (const name of names) {
    const namespace = await unlessForbidden(core.readNamespace({ name }));
    found.push([
      name,
      {
        labels: namespace?.metadata?.labels ?? {},
        annotations: namespace?.metadata?.annotations ?? {},
      },
    ]);
  }
  return new Map(found);
}

/** The answer, or undefined when the account may not ask, or the object is gone meanwhile. */
async function unlessForbidden<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (
      error instanceof ApiException &&
      (error.code === 403 || error.code === 404)
    ) {
      return undefined;
    }
    throw error;
  }
}
