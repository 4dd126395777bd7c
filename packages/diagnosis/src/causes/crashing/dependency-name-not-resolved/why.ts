import type { ContainerView, Quote } from '../../../engine';
import { parseTime, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import type { FarEnd } from '../../shared/lastWordsService';

/** Why a name of the cluster has no address, where the cluster's own data tells. */
export type Why =
  /** The pod asks the name servers of its node, which know no services. */
  | 'asks-node'
  /** A name of one pod, of a service that has an address of its own: only headless ones name their pods. */
  | 'not-headless'
  /** The pod's own name, which is published only once it is ready. */
  | 'own-not-ready'
  /** The name of another pod that is not ready. */
  | 'peer-not-ready'
  /** The name of another pod that was not seen. */
  | 'peer-unseen'
  /** A headless service without a ready pod. */
  | 'none-ready'
  /** The service is only another name for a host outside. */
  | 'alias'
  /** The service was there before the program began. */
  | 'was-there'
  /** The service was made after the program began. */
  | 'came-later';

/** What was found out, for the words. */
export interface Known {
  readonly why?: Why;
  /** Seconds the service exists. */
  readonly age?: number;
  /** Seconds since the program began. */
  readonly began?: number;
  /** The host an alias stands for. */
  readonly alias?: string;
  /** The pod's dnsPolicy, and whether it is on the network of its node. */
  readonly policy?: string;
  readonly onHost?: true;
  /** Pods of the cluster DNS, and how many of them are ready. */
  readonly dnsPods?: { readonly all: number; readonly ready: number };
}

interface Asked {
  readonly pod: Pod;
  readonly container: ContainerView;
  readonly far: Omit<FarEnd, 'quotes'>;
  readonly services: Fact<FactValues['services']>;
  readonly namespacePods: Fact<FactValues['namespacePods']>;
  readonly scheduledPods: Fact<FactValues['scheduledPods']>;
  readonly now: number;
}

interface Answer {
  readonly known: Known;
  readonly quotes: readonly Quote[];
}

/** CoreDNS caches that a name is missing for half a minute at most. */
const CACHED_SECONDS = 30;

const isReady = ({ status }: Pod) =>
  status.conditions.some(
    ({ type, status: is }) => type === 'Ready' && is === 'True',
  );

/** Whether the pod asks its node's name servers: by its policy, or because it is on the node's network with the default one. */
function nodeDns({ spec }: Pod): Known | undefined {
  const { dnsPolicy = 'ClusterFirst', hostNetwork } = spec;
  if (dnsPolicy === 'Default') return { why: 'asks-node', policy: dnsPolicy };
  return hostNetwork && dnsPolicy === 'ClusterFirst'
    ? { why: 'asks-node', policy: dnsPolicy, onHost: true }
    : undefined;
}

/** Labels by which distributions know the pods of their DNS. */
const isOfDns = ({ metadata: { labels = {} } }: Pod) =>
  labels['k8s-app'] === 'kube-dns' ||
  labels['k8s-app'] === 'coredns' ||
  labels['app.kubernetes.io/name'] === 'coredns' ||
  labels['dns.operator.openshift.io/daemonset-dns'] === 'default';

/** How the cluster DNS itself does. */
function dnsPodsOf(pods: Fact<FactValues['scheduledPods']>): Known {
  if (pods.status !== 'ok') return {};
  const all = pods.value.filter(isOfDns);
  const ready = all.filter(isReady).length;
  return all.length === 0 ? {} : { dnsPods: { all: all.length, ready } };
}

/** Of the name of one pod behind a service. */
function ofMember({ pod, far, namespacePods }: Asked): Why | undefined {
  const { hostname } = pod.spec;
  if (far.member === (hostname ?? pod.metadata.name))
    return isReady(pod) ? undefined : 'own-not-ready';
  if (namespacePods.status !== 'ok') return undefined;
  const peer = namespacePods.value.find(
    ({ metadata }) => metadata.name === far.member,
  );
  if (!peer) return 'peer-unseen';
  return isReady(peer) ? undefined : 'peer-not-ready';
}

/** By when the service was made, and when the program began. */
function byTime(
  made: string | undefined,
  { container, now }: Asked,
): Known | undefined {
  const { lastState, state } = container.status;
  const run = state?.terminated ?? state?.running ?? lastState?.terminated;
  const [born, began] = [parseTime(made), parseTime(run?.startedAt)];
  if (born === undefined || began === undefined) return undefined;
  const times = { age: (now - born) / 1000, began: (now - began) / 1000 };
  if (born > began) return { why: 'came-later', ...times };
  return (began - born) / 1000 > CACHED_SECONDS
    ? { why: 'was-there', ...times }
    : undefined;
}

/** What the service that the name means tells. */
function ofService(asked: Asked): Answer | undefined {
  const { far, services } = asked;
  if (services.status !== 'ok' || far.index === undefined) return undefined;
  const { metadata, spec } = services.value[far.index] ?? {};
  if (!metadata || !spec) return undefined;
  const at = (path: string) =>
    quoteOf('services', services.value, `${far.index}.${path}`);
  if (spec.externalName)
    return {
      known: { why: 'alias', alias: spec.externalName },
      quotes: at('spec.externalName'),
    };
  const isHeadless = spec.clusterIP === 'None';
  if (far.member !== undefined && spec.clusterIP && !isHeadless)
    return { known: { why: 'not-headless' }, quotes: at('spec.clusterIP') };
  const isHidden = isHeadless && !spec.publishNotReadyAddresses;
  const ofAll = far.ready === 0 ? ('none-ready' as const) : undefined; // one of Why
  const hidden = far.member === undefined ? ofAll : ofMember(asked);
  if (hidden && (isHidden || hidden === 'peer-unseen'))
    return {
      known: { why: hidden },
      quotes: [...at('spec.clusterIP'), ...at('spec.publishNotReadyAddresses')],
    };
  // Whether it had a ready pod then is not known.
  if (isHidden && far.ready === undefined) return undefined;
  const timed = byTime(metadata.creationTimestamp, asked);
  return timed && { known: timed, quotes: at('metadata.creationTimestamp') };
}

/** Why the name of a service, or of a pod behind one, has no address; nothing for names that no service of the namespace bears. */
export function whyNoAddress(asked: Asked): Answer {
  const { pod, far, scheduledPods } = asked;
  const dns = dnsPodsOf(scheduledPods);
  const node = far.service === undefined ? undefined : nodeDns(pod);
  if (node) {
    const field = node.onHost ? 'hostNetwork' : 'dnsPolicy';
    return { known: node, quotes: quoteOf('pod', pod, `spec.${field}`) };
  }
  const { known, quotes } = ofService(asked) ?? { known: {}, quotes: [] };
  return { known: { ...dns, ...known }, quotes };
}
