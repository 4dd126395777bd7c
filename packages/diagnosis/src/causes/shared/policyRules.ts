import type {
  LabelSelector,
  NetworkPolicy,
  Pod,
  PolicyPeer,
  PolicyPort,
  PolicyRule,
} from '../../facts/objects';
import { blockHolds } from './addressBlock';
import { selects } from './podRules';

/** Which way the traffic goes, seen from the pod that a policy selects. */
export type Direction = 'Egress' | 'Ingress';

/** The other end of the traffic, as far as it is known. */
export interface OtherEnd {
  /** A pod at hand. */
  readonly pod?: Pod;
  /** The namespace of the pods there; `undefined`: not known. */
  readonly namespace?: string;
  /** Labels of that namespace, where they are known. */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  /** It lies outside the cluster: no pod. */
  readonly isOutside?: true;
  /** Every address by which a policy may know it; none: not known. */
  readonly addresses: readonly string[];
}

/** The port that is reached, on the pod or host itself: a policy never counts the port of a Service. */
export interface ReachedPort {
  readonly protocol: 'TCP' | 'UDP';
  /** `undefined`: not known. */
  readonly port?: number;
  /** Where the port is not known: the one that was asked for. */
  readonly asked?: number;
  /** The pod whose port names count, where it is at hand. */
  readonly pod?: Pod;
}

const DNS_PORT = 53;
const NAME_LABEL = 'kubernetes.io/metadata.name';

/** The directions a policy is about. Source: SetDefaults_NetworkPolicy in pkg/apis/networking/v1/defaults.go. */
function isAbout({ spec }: NetworkPolicy, direction: Direction): boolean {
  const { policyTypes = [], egress = [] } = spec;
  if (policyTypes.length > 0) return policyTypes.includes(direction);
  return direction === 'Ingress' || egress.length > 0;
}

/** Places of the policies that select a pod of their namespace and are about this direction: only what they list may pass. */
export function isolating(
  policies: readonly NetworkPolicy[],
  { metadata }: Pod,
  direction: Direction,
): number[] {
  return policies.flatMap((policy, i) =>
    isAbout(policy, direction) &&
    selects(policy.spec.podSelector ?? {}, metadata.labels)
      ? [i]
      : [],
  );
}

/** The rules of a policy for one direction. */
export function rulesOf(
  { spec }: NetworkPolicy,
  direction: Direction,
): readonly PolicyRule[] {
  return (direction === 'Egress' ? spec.egress : spec.ingress) ?? [];
}

/** Numbers of the port that a pod's containers call by this name. */
export function namedPorts({ spec }: Pod, name: string): number[] {
  return [...spec.containers, ...spec.initContainers]
    .flatMap(({ ports = [] }) => ports)
    .flatMap(port =>
      port.name === name && port.containerPort !== undefined
        ? [port.containerPort]
        : [],
    );
}

/** Whether an entry could let the port through. */
function couldPort(entry: PolicyPort, reached: ReachedPort): boolean {
  const { protocol = 'TCP', port, endPort } = entry;
  if (protocol !== reached.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'string')
    return (
      reached.pod === undefined ||
      reached.port === undefined ||
      namedPorts(reached.pod, port).includes(reached.port)
    );
  if (reached.port !== undefined)
    return reached.port >= port && reached.port <= (endPort ?? port);
  // The port of the pods behind is not known, but nobody offers anything else on that of DNS.
  return port !== DNS_PORT || endPort !== undefined || reached.asked === port;
}

/** Whether a selector of namespaces could choose that of the other end. */
function couldNamespace(
  selector: LabelSelector,
  { namespace, namespaceLabels }: OtherEnd,
): boolean {
  if (namespace === undefined) return true;
  const byName = { [NAME_LABEL]: namespace };
  if (namespaceLabels)
    return selects(selector, { ...byName, ...namespaceLabels });
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const name = matchLabels[NAME_LABEL];
  const ofName = matchExpressions.filter(({ key }) => key === NAME_LABEL);
  return (
    (name === undefined || name === namespace) &&
    selects({ matchExpressions: ofName }, byName)
  );
}

/** Whether a peer could be the other end; `own` is the policy's namespace. What cannot be judged could be. */
function couldPeer(peer: PolicyPeer, own: string, other: OtherEnd): boolean {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (ipBlock) return blockHolds(ipBlock, other.addresses) ?? true;
  if (other.pod?.spec.hostNetwork) return true;
  const isChosen =
    !podSelector ||
    !other.pod ||
    selects(podSelector, other.pod.metadata.labels);
  if (namespaceSelector)
    return isChosen && couldNamespace(namespaceSelector, other);
  if (!podSelector) return true;
  const isNear = other.namespace === undefined || other.namespace === own;
  return !other.isOutside && isNear && isChosen;
}

/** Whether any rule of these policies could let the traffic pass. Policies add up. */
export function couldPass(
  policies: readonly NetworkPolicy[],
  direction: Direction,
  own: string,
  other: OtherEnd,
  reached: ReachedPort,
): boolean {
  return policies
    .flatMap(policy => rulesOf(policy, direction))
    .some(({ ports = [], from = [], to = [] }) => {
      const peers = direction === 'Egress' ? to : from;
      return (
        (ports.length === 0 || ports.some(one => couldPort(one, reached))) &&
        (peers.length === 0 || peers.some(one => couldPeer(one, own, other)))
      );
    });
}

/** The ports that rules name, as `TCP 443`; `undefined` for rules that let all ports through. */
export function portsListed(
  policies: readonly NetworkPolicy[],
  direction: Direction,
): (string | undefined)[] {
  const all = policies
    .flatMap(policy => rulesOf(policy, direction))
    .flatMap(({ ports = [] }) =>
      ports.length === 0
        ? [undefined]
        : ports.map(({ protocol = 'TCP', port, endPort }) => {
            if (port === undefined) return undefined;
            return `${protocol} ${port}${
              endPort === undefined ? '' : `–${endPort}`
            }`;
          }),
    );
  return [...new Set(all)];
}
