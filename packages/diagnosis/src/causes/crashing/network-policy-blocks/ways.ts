import type { Fact } from '../../../facts/fact';
import type { Pod, Service } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { isAddress, isPublic } from '../../shared/addressBlock';
import { farEnd } from '../../shared/lastWordsService';
import type { OtherEnd, ReachedPort } from '../../shared/policyRules';
import { namedPorts } from '../../shared/policyRules';
import type { Complaint } from './complaint';

/** What the namespace knows. */
export interface Known {
  readonly namespace: string;
  readonly services: Fact<FactValues['services']>;
  readonly namespacePods: Fact<FactValues['namespacePods']>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** One way to a far end: who is reached, and on which port. */
export interface Way {
  readonly other: OtherEnd;
  readonly reached: ReachedPort;
}

/** Where a cluster keeps its name servers; in any other namespace a rule about own pods does not reach them. */
const OF_DNS = /dns|^kube-system$/;
/** A name of the internet: neither a Service, nor one of those that offices and clusters use among themselves. */
const OUTSIDE =
  /^(?:[\w-]{1,63}\.){1,9}(?:com|org|net|io|dev|cloud|cn|de|eu|uk|fr|jp|in|ru|br|app|ai|co|me|info|biz|example)$|^(?:[\w-]{1,63}\.){2,9}(?!local$|svc$|internal$|intranet$|lan$|corp$|home$|localdomain$|cluster$)[a-z]{2,24}$/i;

const ok = <T>(fact: Fact<readonly T[]>) =>
  fact.status === 'ok' ? fact.value : [];

const isReady = ({ status }: Pod) =>
  status.conditions.some(
    ({ type, status: is }) => type === 'Ready' && is === 'True',
  );

/** To the cluster's name servers: the pods behind may listen on any port, so any rule for UDP could let it pass. */
function toDns({ spec }: Pod, { namespace }: Known): Way[] {
  const { dnsPolicy = 'ClusterFirst' } = spec;
  const isOfCluster = dnsPolicy.startsWith('ClusterFirst');
  const isHere = OF_DNS.test(namespace) || !isOfCluster;
  return [
    {
      other: { addresses: [], ...(!isHere && { isOutside: true as const }) }, // literal type
      reached: { protocol: 'UDP', asked: 53 },
    },
  ];
}

/** The port on a pod behind a Service; `undefined`: not known. */
function behind(
  { spec }: Service,
  pod: Pod,
  asked: number | undefined,
): number | undefined {
  if (spec.clusterIP === 'None') return asked;
  const ports = spec.ports ?? [];
  const one =
    asked === undefined && ports.length === 1
      ? ports[0]
      : ports.find(({ port }) => port === asked);
  const { targetPort = one?.port } = one ?? {};
  return typeof targetPort === 'string'
    ? namedPorts(pod, targetPort)[0]
    : targetPort;
}

/** To each ready pod behind a Service of the namespace. */
function toService(
  service: Service,
  asked: number | undefined,
  { namespace, namespacePods, labels }: Known,
): Way[] {
  const { selector = {}, clusterIP } = service.spec;
  const pods = ok(namespacePods).filter(
    pod =>
      isReady(pod) &&
      pod.metadata.namespace === namespace &&
      Object.entries(selector).every(
        ([name, value]) => pod.metadata.labels?.[name] === value,
      ),
  );
  return pods.map(pod => {
    const port = behind(service, pod, asked);
    const known = [pod.status.podIP, clusterIP === 'None' ? '' : clusterIP];
    const addresses = known.flatMap(one => one || []);
    return {
      other: {
        pod,
        namespace,
        ...(labels && { namespaceLabels: labels }),
        addresses: pod.status.podIP ? addresses : [],
      },
      reached: {
        protocol: 'TCP',
        pod,
        ...(port !== undefined && { port }),
        ...(asked !== undefined && { asked }),
      },
    };
  });
}

/** To anything else: outside the cluster its port is the one asked for, inside it may be another. */
function toOther(
  host: string | undefined,
  asked: number | undefined,
  space: string | undefined,
): Way {
  const isOutside =
    host !== undefined &&
    space === undefined &&
    (isAddress(host) ? isPublic(host) : OUTSIDE.test(host));
  return {
    other: {
      addresses: isOutside && isAddress(host) ? [host] : [],
      ...(space !== undefined && { namespace: space }),
      ...(isOutside && { isOutside: true as const }), // literal type
    },
    reached: {
      protocol: 'TCP',
      ...(isOutside && asked !== undefined && { port: asked }),
      ...(asked !== undefined && { asked }),
    },
  };
}

/** Every way on which the far end may be reached, and the Service it is; none: nothing certain is known of it. */
export function waysTo(
  { isDns, host, port, isSaid }: Complaint,
  pod: Pod,
  known: Known,
): { ways: readonly Way[]; service?: Service } {
  if (isDns) return { ways: toDns(pod, known) };
  const { namespace, services, namespacePods } = known;
  const far = farEnd(
    { ...(host && { host }), ...(port && { port: String(port) }) },
    namespace,
    services,
    namespacePods,
  );
  if (far.isLocal || far.otherPorts || far.exists === false)
    return { ways: [] };
  const service = ok(services)[far.index ?? -1];
  const isOwn = far.serviceNamespace === namespace;
  if (isOwn && service?.spec.selector)
    return { ways: toService(service, port, known), service };
  // Of a Service that is not known, or that only stands for another host, nothing is certain.
  if (isOwn || !isSaid) return { ways: [] };
  return { ways: [toOther(host, port, far.serviceNamespace)] };
}
