import type { Quote } from '../../engine';
import { nearest, quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { FactValues } from '../../facts/snapshot';
import type { Worst } from './worstBehind';
import { worstOf } from './worstBehind';

/** What the namespace knows of a host that a program wanted to reach. */
export interface FarEnd {
  /** The host is the pod itself. */
  readonly isLocal: boolean;
  /** Name and namespace of the service the host means, by its form; the service need not exist. */
  readonly service?: string;
  readonly serviceNamespace?: string;
  /** Of a name of one pod behind the service: the pod. */
  readonly member?: string;
  /** The service's place among those read. */
  readonly index?: number;
  /** Whether that service stands among the services read; `undefined` when they were not. */
  readonly exists?: boolean;
  /** A service of this namespace with a like name. */
  readonly near?: string;
  /** Ports of the service, for when the wanted one is none of them. */
  readonly otherPorts?: readonly number[];
  /** Pods behind the service, and how many are ready. */
  readonly pods?: number;
  readonly ready?: number;
  /** The worst off of them, when none is ready. */
  readonly worst?: Worst;
  readonly quotes: readonly Quote[];
}

type Services = FactValues['services'];

const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|0\.0\.0\.0)$/;
const IP = /^\d{1,3}(?:\.\d{1,3}){3}$|:/;

/**
 * `db`, `db.shop`, `db.shop.svc…`: which service of which namespace a host means; `db-0.db`, `db-0.db.shop`, `db-0.db.shop.svc…`: which
 * pod behind it.
 */
function serviceNamed(host: string, own: string, names: readonly string[]) {
  const parts = host.replace(/\.$/, '').split('.');
  const svc = parts.indexOf('svc');
  const [first = '', second = '', third] = parts;
  if (svc >= 2)
    return {
      service: parts[svc - 2],
      serviceNamespace: parts[svc - 1],
      ...(svc > 2 && { member: parts[svc - 3] }),
    };
  if (parts.length === 1) return { service: first, serviceNamespace: own };
  if (parts.length === 2 && second === own)
    return { service: first, serviceNamespace: own };
  const isMember =
    names.includes(second) &&
    (parts.length === 2 || (parts.length === 3 && third === own));
  return isMember
    ? { service: second, serviceNamespace: own, member: first }
    : undefined;
}

function podsBehind(
  { metadata, spec }: Services[number],
  pods: Fact<FactValues['namespacePods']>,
  self: string | undefined,
) {
  const { selector } = spec;
  if (pods.status !== 'ok' || !selector || Object.keys(selector).length === 0)
    return { quotes: [] };
  const behind = pods.value.filter(
    pod =>
      pod.metadata.namespace === metadata.namespace &&
      Object.entries(selector).every(
        ([name, value]) => pod.metadata.labels?.[name] === value,
      ),
  );
  const ready = behind.filter(({ status }) =>
    status.conditions.some(
      ({ type, status: is }) => type === 'Ready' && is === 'True',
    ),
  );
  const seen = { pods: behind.length, ready: ready.length };
  return ready.length === 0
    ? { ...seen, ...worstOf(pods.value, new Set(behind), self) }
    : { ...seen, quotes: [] };
}

/** What is known of the service at index `i`. */
function known(
  services: Services,
  i: number,
  port: string | undefined,
  pods: Fact<FactValues['namespacePods']>,
  self: string | undefined,
) {
  const service = services[i];
  if (!service) return { exists: false, quotes: [] };
  const ports = (service.spec.ports ?? []).flatMap(one => one.port ?? []);
  const isOther =
    port !== undefined && ports.length > 0 && !ports.includes(Number(port));
  const { quotes, ...behind } = podsBehind(service, pods, self);
  return {
    exists: true,
    index: i,
    ...(isOther && { otherPorts: ports }),
    ...behind,
    quotes: [
      ...quoteOf('services', services, `${i}.metadata.name`),
      ...(isOther
        ? quoteOf('services', services, `${i}.spec.ports.0.port`)
        : quotes),
    ],
  };
}

/** The service that has an address as its own. */
function byAddress(
  address: string,
  serviceNamespace: string,
  services: Services,
  look: (i: number) => ReturnType<typeof known>,
): FarEnd {
  const i = services.findIndex(({ spec }) => spec.clusterIP === address);
  const service = services[i]?.metadata.name;
  return service === undefined
    ? { isLocal: false, quotes: [] }
    : { isLocal: false, service, serviceNamespace, ...look(i) };
}

/** Looks a host up among the services of the pod's namespace; `self` is the pod that asks. */
export function farEnd(
  { host, port }: { readonly host?: string; readonly port?: string },
  own: string,
  services: Fact<Services>,
  pods: Fact<FactValues['namespacePods']>,
  self?: string,
): FarEnd {
  if (host === undefined) return { isLocal: false, quotes: [] };
  if (LOCAL.test(host)) return { isLocal: true, quotes: [] };
  if (services.status !== 'ok') {
    const named = IP.test(host) ? undefined : serviceNamed(host, own, []);
    return { isLocal: false, ...named, quotes: [] };
  }
  const { value } = services;
  const look = (i: number) => known(value, i, port, pods, self);
  if (IP.test(host)) return byAddress(host, own, value, look);
  const names = value.map(({ metadata }) => metadata.name ?? '');
  const named = serviceNamed(host, own, names);
  if (!named || named.serviceNamespace !== own)
    return { isLocal: false, ...named, quotes: [] };
  const near = nearest(named.service ?? '', names);
  const found = look(names.indexOf(named.service ?? ''));
  return {
    isLocal: false,
    ...named,
    ...(near !== undefined && !found.exists && { near }),
    ...found,
  };
}
