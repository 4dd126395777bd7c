/** What can keep a pod from a node, or from being placed at all, as the scheduler's words tell it. */
export type Obstacle =
  | 'resources'
  | 'device'
  | 'taint'
  /** A taint of nodes that are nobody's: control plane, virtual nodes, a pool kept for add-ons. */
  | 'background'
  | 'cordoned'
  /** Taints and words of a node that is not well. */
  | 'condition'
  | 'selector'
  | 'affinity'
  | 'anti-affinity'
  /** Older schedulers do not say which of the two. */
  | 'either-affinity'
  | 'spread'
  | 'host-port'
  | 'volume-zone'
  | 'volume-limit'
  | 'volume-in-use'
  /** Claims and volumes that are not there yet: their own causes. */
  | 'storage'
  | 'claim'
  | 'feature'
  | 'group'
  | 'fargate'
  | 'no-nodes'
  | 'error'
  | 'unknown';

/** Keys of taints that keep services off for good. */
const BACKGROUND =
  /^node-role\.kubernetes\.io\/(?:control-plane|controlplane|master|etcd)$|^CriticalAddonsOnly$|^eks\.amazonaws\.com\/compute-type$|^virtual-kubelet\.io\/|^node\.rancher\.io\/control/;
/** A node somebody took out of service, or an autoscaler is about to remove. */
const LEAVING =
  /^node\.kubernetes\.io\/unschedulable$|^ToBeDeletedByClusterAutoscaler$|^karpenter\.sh\/disrupt(?:ed|ion)$|^aws-node-termination-handler\/|^cloud\.google\.com\/(?:impending-node-termination|gke-quick-remove)$/;
/** Set by Kubernetes, the cloud or an agent of the node while it is not well or not complete. */
const UNWELL =
  /^node\.kubernetes\.io\/(?:not-ready|unreachable|(?:memory|disk|pid)-pressure|network-unavailable|out-of-(?:service|disk))$|^node\.alpha\.kubernetes\.io\/|^node\.cloudprovider\.kubernetes\.io\/|[/-](?:agent-)?not-?ready$|^karpenter\.sh\/unregistered$|\/uninitialized$/i;

/** What a taint says of its node, by its key. Source: https://kubernetes.io/docs/reference/labels-annotations-taints/ */
export function taintKind(key: string): Obstacle {
  if (BACKGROUND.test(key)) return 'background';
  if (LEAVING.test(key)) return 'cordoned';
  return UNWELL.test(key) ? 'condition' : 'taint';
}

/** Resources every node has; others are devices or the like that only some offer. */
const COMMON = new Set(['cpu', 'memory', 'ephemeral-storage', 'pods']);

/**
 * Words of the scheduler and its plugins, asked in this order. The names in CamelCase are of schedulers that list predicates.
 * Sources: pkg/scheduler/framework/plugins, pkg/scheduler/algorithm/predicates/error.go (to 1.17), volcano, coscheduling.
 */
const TEXTS: readonly (readonly [RegExp, Obstacle])[] = [
  [
    /\bpod ?groups?\b|\bgang\b|\bminCount\b|\bminAvailable\b|sibling pods|can possibly be ass|placements? (?:are available|found)|candidate placements|plugin "?Coscheduling|with pgName/i,
    'group',
  ],
  [/no nodes available to schedule pods|no nodes in the cluster/i, 'no-nodes'],
  [
    /on Fargate\b|Fargate (?:profile|capacity|pods?\b)|Pod provisioning timed out/i,
    'fargate',
  ],
  [/resourceclaim|resource claim|device class|DeviceClass/i, 'claim'],
  [
    /cannot allocate all claims|extended resource claim|cannot fit resource|device binding|timed out trying to allocate devices|node-allocatable|asked by caller to stop allocating/i,
    'claim',
  ],
  [
    /ReadWriteOncePod|had no available disk|NoDiskConflict|disk conflict/i,
    'volume-in-use',
  ],
  [
    /didn't match PersistentVolume's node affinity|volume node affinity conflict|no available volume zone|NoVolumeZoneConflict|VolumeNodeAffinityConflict|NoVolumeNodeConflict|plugin\(s\) \[[^\]]{0,120}VolumeBinding|plugin VolumeBinding/,
    'volume-zone',
  ],
  [
    /max(?:imum)? volume count|MaxVolumeCount|Max\w{1,20}VolumeCount|CSI driver is not installed|volume (?:attachment )?limit/i,
    'volume-limit',
  ],
  [
    /unbound (?:immediate )?PersistentVolumeClaim|persistentvolumeclaim "[^"]{1,253}"|find available persistent volumes|enough free storage|non-existent pv|ephemeral volume controller|pod is not owner|no class for claim|storage ?class "|binding volumes|for PVC "|ClaimRef got reset|pv "[^"]{1,253}" node affinity/i,
    'storage',
  ],
  [
    /^(?:error while )?running |\bplugin "|with extender|Binding rejected|AssumePod failed|cannot be fulfilled|pods\/binding|rejected due to timeout|timed? ?out|context deadline exceeded|parsing pod|failed to (?:get|call|find)|connection refused|SchedulerError|internal error|etcdserver|webhook/i,
    'error',
  ],
  [/^(?:Insufficient|Too many) pods/i, 'resources'],
  [/resource fit failed|PodFitsResources/i, 'resources'],
  [/were unschedulable|NodeUnschedulable|unschedulable node/i, 'cordoned'],
  [
    /were not ready|(?:memory|disk|pid) pressure|out of disk|unavailable network|unknown condition|NodeNotReady|NodeUnder\w{1,20}Pressure|NodeOutOfDisk|NodeNetworkUnavailable|NodeUnknownCondition/i,
    'condition',
  ],
  [/untolerated taint|had taints? |PodToleratesNodeTaints|tainted/i, 'taint'],
  [/pod affinity\/anti-affinity|MatchInterPodAffinity/i, 'either-affinity'],
  [
    /pod anti-affinity|existing pods? anti-affinity|PodAntiAffinity|AntiAffinityRules/i,
    'anti-affinity',
  ],
  [/pod affinity rules|PodAffinityRules/i, 'affinity'],
  [/topology ?spread|EvenPodsSpread/i, 'spread'],
  [/free ports|PodFitsHostPorts/i, 'host-port'],
  [/scheduler-enforced node affinity/, 'unknown'],
  [/required features|SidecarContainers|declared features/i, 'feature'],
  [
    /node (?:selector|affinity)|node affinity\/selector|MatchNodeSelector|requested (?:hostname|node name)|\bHostName\b|affinity terms conflict|prefilter resul|satisfy plugin/i,
    'selector',
  ],
];

/** One reason, with what it names. */
export interface Recognised {
  readonly kind: Obstacle;
  readonly resource?: string;
  /** Key and value of the taint, where the scheduler still tells. */
  readonly taint?: { readonly key: string; readonly value: string };
}

/** Recognises one reason of the scheduler. */
export function recognise(text: string): Recognised {
  const [, resource] =
    /Insufficient ([\w./-]{0,252}\w)/i.exec(text.slice(0, 1024)) ?? [];
  if (resource) {
    const name = resource.toLowerCase();
    if (/^attachable-volumes-/.test(name)) return { kind: 'volume-limit' };
    // A quota of some other scheduler, not something that nodes have.
    if (/^quotas?$/.test(name)) return { kind: 'unknown' };
    return COMMON.has(name)
      ? { kind: 'resources', resource: name }
      : { kind: 'device', resource };
  }
  const [, key, value = ''] =
    /taint \{ ?([^:}]{1,317}): ?([^}]{0,63})\}/.exec(text.slice(0, 1024)) ?? [];
  if (key) return { kind: taintKind(key), taint: { key, value } };
  const kind = TEXTS.find(([words]) => words.test(text))?.[1] ?? 'unknown';
  return kind === 'resources' && /pods/i.test(text)
    ? { kind, resource: 'pods' }
    : { kind };
}
