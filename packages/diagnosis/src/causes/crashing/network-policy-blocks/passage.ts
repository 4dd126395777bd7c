import type { Quote } from '../../../engine';
import { parseTime, quoteOf } from '../../../engine';
import type { NetworkPolicy, Pod } from '../../../facts/objects';
import type {
  Direction,
  OtherEnd,
  ReachedPort,
} from '../../shared/policyRules';
import { couldPass, isolating, portsListed } from '../../shared/policyRules';
import type { Complaint } from './complaint';
import type { Known, Way } from './ways';
import { waysTo } from './ways';

/** What the policies forbid, for the words. */
export interface Forbidden {
  readonly direction: Direction;
  /** Names of the policies that select the pod, or those behind the Service. */
  readonly policies: readonly string[];
  readonly protocol: 'TCP' | 'UDP';
  /** The port on the pod or host that is reached, where it is known. */
  readonly port?: number;
  /** Ports that the policies let through, as `TCP 443`, and whether there are rules for all ports. */
  readonly ports: readonly string[];
  readonly hasAllPorts: boolean;
  readonly service?: string;
  readonly quotes: readonly Quote[];
}

/** The policies that were there at a moment; a later one has forbidden nothing then. */
function thereAt({ metadata }: NetworkPolicy, at: number): boolean {
  return (parseTime(metadata.creationTimestamp) ?? at) <= at;
}

/** The port of a name server is known whatever its pods listen on. */
const reachedDns = ({ protocol, asked }: ReachedPort) =>
  protocol === 'UDP' && asked !== undefined ? [asked] : [];

/** What stands in the way in one direction: the pods that are kept apart, and by which policies. */
function forbiddenIn(
  direction: Direction,
  policies: readonly NetworkPolicy[],
  blocked: readonly { readonly way: Way; readonly by: readonly number[] }[],
): Forbidden {
  const by = [...new Set(blocked.flatMap(one => one.by))].sort((a, b) => a - b);
  const chosen = by.flatMap(i => policies[i] ?? []);
  const listed = portsListed(chosen, direction);
  // Pods behind one Service may call different ports by one name: any of them will do, and always the same.
  const [known] = blocked
    .flatMap(({ way: { reached } }) => reached.port ?? reachedDns(reached))
    .sort((a, b) => a - b);
  const protocol = blocked[0]?.way.reached.protocol ?? 'TCP';
  return {
    direction,
    policies: chosen.flatMap(({ metadata }) => metadata.name ?? []).sort(),
    protocol,
    ...(known !== undefined && { port: known }),
    ports: listed.flatMap(one => one ?? []).sort(),
    hasAllPorts: listed.includes(undefined),
    quotes: by.flatMap(i => [
      ...quoteOf('networkPolicies', policies, `${i}.metadata.name`),
      ...quoteOf('networkPolicies', policies, `${i}.spec.policyTypes.0`),
    ]),
  };
}

/** One way in one direction: the policies that forbid it; `undefined`: none, or that is not certain. */
function blockedBy(
  direction: Direction,
  policies: readonly NetworkPolicy[],
  {
    selected,
    other,
    reached,
    at,
  }: {
    readonly selected: Pod;
    readonly other: OtherEnd;
    readonly reached: ReachedPort;
    readonly at: number;
  },
): readonly number[] | undefined {
  const all = isolating(policies, selected, direction);
  const own = selected.metadata.namespace ?? '';
  const chosen = all.flatMap(i => policies[i] ?? []);
  const by = all.filter(i => {
    const policy = policies[i];
    return policy !== undefined && thereAt(policy, at);
  });
  return by.length > 0 && !couldPass(chosen, direction, own, other, reached)
    ? by
    : undefined;
}

/** Whether policies certainly forbid what the pod complains of. */
export function forbiddenFor(
  complaint: Complaint,
  pod: Pod,
  policies: readonly NetworkPolicy[],
  known: Known,
): Forbidden | undefined {
  if (pod.spec.hostNetwork || policies.length === 0) return undefined;
  const { ways, service } = waysTo(complaint, pod, known);
  const { at } = complaint;
  const name = service?.metadata.name;
  const directions: readonly Direction[] = service
    ? ['Egress', 'Ingress']
    : ['Egress'];
  for (const direction of directions) {
    const blocked = ways.flatMap(way => {
      const asked =
        direction === 'Egress'
          ? { selected: pod, other: way.other }
          : { selected: way.other.pod ?? pod, other: asOther(pod, known) };
      const { reached } = way;
      const isHost = direction === 'Ingress' && way.other.pod?.spec.hostNetwork;
      const by = isHost
        ? undefined
        : blockedBy(direction, policies, { ...asked, reached, at });
      return by ? [{ way, by }] : [];
    });
    if (ways.length === 0 || blocked.length < ways.length) continue;
    const found = forbiddenIn(direction, policies, blocked);
    return { ...found, ...(name !== undefined && { service: name }) };
  }
  return undefined;
}

/** The pod itself, as those see it that it wants to reach. */
function asOther(pod: Pod, { namespace, labels }: Known): OtherEnd {
  const { podIP } = pod.status;
  return {
    pod,
    namespace,
    ...(labels && { namespaceLabels: labels }),
    addresses: podIP ? [podIP] : [],
  };
}
