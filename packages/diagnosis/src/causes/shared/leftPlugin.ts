import type { Quote } from '../../engine';
import { memo, quoteOf } from '../../engine';
import type { Pod } from '../../facts/objects';
import type { FactOfPods } from './networkAgent';
import { AGENTS, agentOn } from './networkAgent';

/** Stand beside a plugin that makes the network, and hand pods on to it. */
const BESIDE: ReadonlySet<string> = new Set([
  'Istio CNI',
  'Linkerd CNI',
  'Multus',
  'Whereabouts',
]);
/** Its program may work without a pod on the node, so that a missing one proves nothing. */
const WITHOUT_AGENT: ReadonlySet<string> = new Set(['Azure CNI']);

/** Whether a missing pod of the plugin would tell anything. */
export const hasAgent = (plugin: string): boolean =>
  !WITHOUT_AGENT.has(plugin) && AGENTS.some(([of]) => of === plugin);

/** Where the pods of a plugin are, of which the message on this node speaks. */
export interface Whereabouts {
  /** How many other nodes have one. */
  readonly elsewhere: number;
  /** Whether it stands beside another plugin. */
  readonly isBeside: boolean;
}

/** The plugin that does the work on the node, by its agent there. */
export interface InPlace {
  readonly plugin: string;
  readonly pod: string;
  /** Whether the plugin that is gone stood beside another. */
  readonly isBeside: boolean;
  /** Whether all pods of the cluster were searched for it. */
  readonly isWhole: boolean;
}

/** Nodes with a pod of each plugin that was asked for: pods of a sick node all ask the same of a hundred thousand others. */
const knownNodes = memo(
  (_all: readonly Pod[]) => new Map<string, ReadonlySet<string | undefined>>(),
);

/** The nodes that have a pod of a plugin, in whatever namespace it was installed. */
function nodesWith(all: readonly Pod[], plugin: string, name: RegExp) {
  const known = knownNodes(all);
  const nodes =
    known.get(plugin) ??
    new Set(
      all
        .filter(({ metadata }) => name.test(metadata.name ?? ''))
        .map(one => one.spec.nodeName),
    );
  known.set(plugin, nodes);
  return nodes;
}

/**
 * Where a plugin's pods are that has none on the pod's node; `undefined` when it has one there, needs none, or the pods of the cluster are
 * not known.
 */
export function missingAgent(
  { spec }: Pod,
  { status, value: all = [] }: FactOfPods,
  plugin: string | undefined,
): Whereabouts | undefined {
  const [, name] = AGENTS.find(([of]) => of === plugin) ?? [];
  if (status !== 'ok' || !plugin || !name || !hasAgent(plugin))
    return undefined;
  const nodes = nodesWith(all, plugin, name);
  return nodes.has(spec.nodeName)
    ? undefined
    : { elsewhere: nodes.size, isBeside: BESIDE.has(plugin) };
}

/** The pods among which a plugin's would be. */
interface Searched {
  readonly from: 'scheduledPods' | 'namespacePods';
  readonly all: readonly Pod[];
}

/** Whether pods of the namespace alone are enough: it is the one in which plugins live. */
export const isAtHome = ({ metadata }: Pod): boolean =>
  metadata.namespace === 'kube-system';

/** All pods of the cluster; else those of the namespace in which plugins live, when it is the pod's own. */
function searched(
  pod: Pod,
  scheduled: FactOfPods,
  near: FactOfPods,
): Searched | undefined {
  if (scheduled.status === 'ok')
    return { from: 'scheduledPods', all: scheduled.value ?? [] };
  return near.status === 'ok' && isAtHome(pod)
    ? { from: 'namespacePods', all: near.value ?? [] }
    : undefined;
}

const isReady = ({ status: { containerStatuses } }: Pod) =>
  containerStatuses.length > 0 && containerStatuses.every(one => one.ready);

/** The plugin whose agent is ready on the pod's node while none of the named one is anywhere: that one was removed. */
export function pluginInPlace(
  pod: Pod,
  scheduled: FactOfPods,
  near: FactOfPods,
  plugin: string | undefined,
): (InPlace & { readonly quotes: readonly Quote[] }) | undefined {
  const { from, all = [] } = searched(pod, scheduled, near) ?? {};
  const missing = missingAgent(pod, { status: 'ok', value: all }, plugin);
  if (!from || !missing || missing.elsewhere > 0) return undefined;
  const [ready] = AGENTS.flatMap(([of]) => {
    const agent =
      of === plugin || BESIDE.has(of)
        ? undefined
        : agentOn(pod.spec.nodeName, all, of);
    return agent && isReady(agent) ? [{ of, agent }] : [];
  });
  if (!ready) return undefined;
  const i = all.indexOf(ready.agent);
  return {
    plugin: ready.of,
    pod: `${ready.agent.metadata.namespace}/${ready.agent.metadata.name}`,
    isBeside: missing.isBeside,
    isWhole: from === 'scheduledPods',
    quotes: [
      ...quoteOf(from, all, `${i}.metadata.name`),
      ...quoteOf(from, all, `${i}.status.containerStatuses.0.ready`),
    ],
  };
}
