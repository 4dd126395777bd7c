import type { Quote } from '../../engine';
import { podsOnNode, quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { ContainerStatus, Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';

/** The pod that does a network plugin's work on a node. */
export interface NetworkAgent {
  readonly namespace: string;
  readonly name: string;
  /** Whether all its containers are ready; absent when their status is not known. */
  readonly isReady?: boolean;
  /** What the first container that is not ready waits for or ended with. */
  readonly reason?: string;
  readonly restarts: number;
}

/** All pods on the nodes, if they are known. */
export interface FactOfPods {
  readonly status: Fact<FactValues['scheduledPods']>['status'];
  readonly value?: FactValues['scheduledPods'];
}

/** How the agents of the plugins are called, as their makers deliver them; a DaemonSet adds five letters. */
export const AGENTS: readonly (readonly [plugin: string, name: RegExp])[] = [
  ['Calico', /^(?:calico-node|canal|rke2-canal)-/],
  ['Cilium', /^(?:cilium|anetd)-[a-z0-9]{5}$/],
  ['AWS VPC CNI', /^aws-node-/],
  ['Flannel', /^(?:kube-flannel|canal|rke2-canal)/],
  ['Weave Net', /^weave-net-/],
  ['Azure CNI', /^azure-(?:cns|cni|npm)/],
  ['Antrea', /^antrea-agent-/],
  ['OVN-Kubernetes', /^ovnkube-node-/],
  ['OpenShift SDN', /^sdn-[a-z0-9]{5}$/],
  ['Kube-OVN', /^kube-ovn-cni-/],
  ['kube-router', /^kube-router-/],
  ['Terway', /^terway/],
  ['Istio CNI', /^istio-cni-node-/],
  ['Linkerd CNI', /^linkerd-cni-/],
  ['Multus', /^(?:kube-)?multus-/],
  ['Whereabouts', /^whereabouts-/],
];

/** Namespaces in which plugins live: a pod of the same name elsewhere is somebody's own. */
const HOMES =
  /^(?:kube-system|calico-system|kube-flannel|cilium|openshift-\S{1,60}|tigera-\S{1,60}|istio-\S{1,60}|linkerd\S{0,60}|ovn-kubernetes|weave)$/;

function trouble({ state, ready }: ContainerStatus): string | undefined {
  if (ready) return undefined;
  return state?.waiting?.reason ?? state?.terminated?.reason ?? '';
}

/** The first pod on the node, by name, that is called like the agent of the plugin; of any plugin when none is named. */
export function agentOn(
  node: string | undefined,
  pods: readonly Pod[],
  plugin: string | undefined,
): Pod | undefined {
  const names = AGENTS.filter(
    ([of]) => plugin === undefined || of === plugin,
  ).map(([, name]) => name);
  const [first] = podsOnNode(pods, node)
    .filter(
      ({ metadata: { name = '', namespace = '' } }) =>
        HOMES.test(namespace) && names.some(one => one.test(name)),
    )
    .sort((a, b) =>
      (a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1,
    );
  return first;
}

/**
 * The agent of a plugin on the pod's node, with what says how it fares. `undefined` when the pods of the cluster are not known or
 * none looks like one.
 */
export function networkAgent(
  { spec }: Pod,
  { status, value: all = [] }: FactOfPods,
  plugin: string | undefined,
  from: 'scheduledPods' | 'namespacePods' = 'scheduledPods',
): { agent: NetworkAgent; quotes: readonly Quote[] } | undefined {
  const pod = status === 'ok' && agentOn(spec.nodeName, all, plugin);
  if (!pod) return undefined;
  const statuses = pod.status.containerStatuses;
  const c = statuses.findIndex(({ ready }) => !ready);
  const reason = statuses[c] && trouble(statuses[c]);
  const i = all.indexOf(pod);
  const at = `${i}.status.containerStatuses.${Math.max(c, 0)}`;
  return {
    agent: {
      namespace: pod.metadata.namespace ?? '',
      name: pod.metadata.name ?? '',
      ...(statuses.length > 0 && { isReady: c === -1 }),
      ...(reason && { reason }),
      restarts: statuses.reduce((sum, one) => sum + (one.restartCount ?? 0), 0),
    },
    quotes: [
      ...quoteOf(from, all, `${i}.metadata.name`),
      ...quoteOf(from, all, `${at}.ready`),
      ...quoteOf(from, all, `${at}.state.waiting.reason`),
    ],
  };
}
