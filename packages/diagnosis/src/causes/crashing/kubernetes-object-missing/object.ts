import type { Quote, Text } from '../../../engine';
import { both, nearest, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import type { LastWord } from '../../shared/lastWordSign';

/** An object that a program asked the API for. */
export interface Asked {
  /** Its kind as the API writes it: `configmaps`, `jobs.batch`. */
  readonly resource: string;
  readonly name: string;
  /** Its namespace, where the words tell. */
  readonly where: string | undefined;
}

/** What the snapshot knows of it. */
export interface Known {
  /** Whether it is there now, when the list was read; absent when nothing is known. */
  readonly isThere?: boolean;
  /** One of a like name. */
  readonly near?: string;
  readonly quotes: readonly Quote[];
}

/** What the words name. */
export const askedIn = ({
  resource,
  name,
  where,
}: LastWord['facts']): Asked => ({
  resource: (resource ?? '').toLowerCase().replace(/ /g, ''),
  name: name ?? '',
  where,
});

/** Kinds without a namespace. */
const OF_CLUSTER =
  /^(?:nodes?|namespaces?|persistentvolumes?|clusterrole\w{0,10}\.|storageclass|priorityclass|ingressclass)/;

export const isOfCluster = ({ resource }: Asked) => OF_CLUSTER.test(resource);

/** What kinds are called. */
const CALLED: readonly (readonly [RegExp, string, string])[] = [
  [/^configmap/, 'config map', 'ConfigMap'],
  [/^secrets?$/, 'secret', 'Secret'],
  [/^serviceaccounts?$/, 'service account', '服务账号'],
  [/^services?$/, 'service', 'Service '],
  [/^endpoints$/, 'endpoints', 'Endpoints '],
  [/^namespaces?$/, 'namespace', '命名空间'],
  [/^nodes?$/, 'node', '节点'],
  [/^pods?$/, 'pod', 'Pod '],
  [/^persistentvolumeclaims?$/, 'volume claim', '存储卷申领'],
  [/^persistentvolumes?$/, 'persistent volume', '持久卷'],
  [/^deployments?\b/, 'deployment', 'Deployment '],
  [/^statefulsets?\b/, 'stateful set', 'StatefulSet '],
  [/^jobs?\b/, 'job', 'Job '],
];

/** The object, by what its kind is called, else by how the API writes it. */
export function nameOf({ resource, name }: Asked): Text {
  const [, en, zh] = CALLED.find(([kind]) => kind.test(resource)) ?? [];
  return en === undefined
    ? both(`object “${name}” (${resource})`, `对象“${name}”（${resource}）`)
    : both(`${en} “${name}”`, `${zh}“${name}”`);
}

interface Facts {
  readonly configMaps: Fact<FactValues['configMaps']>;
  readonly services: Fact<FactValues['services']>;
  readonly serviceAccounts: Fact<FactValues['serviceAccounts']>;
}

/** The names of a kind that were read, each with where it stands. */
function namesOf(resource: string, facts: Facts) {
  const { configMaps, services, serviceAccounts } = facts;
  if (/^configmap/.test(resource) && configMaps.status === 'ok')
    return configMaps.value.map(({ name }, i) => ({
      name,
      quote: () => quoteOf('configMaps', configMaps.value, `${i}.name`),
    }));
  if (/^serviceaccount/.test(resource) && serviceAccounts.status === 'ok')
    return serviceAccounts.value.map(({ metadata }, i) => ({
      name: metadata.name,
      quote: () =>
        quoteOf('serviceAccounts', serviceAccounts.value, `${i}.metadata.name`),
    }));
  if (/^services?$/.test(resource) && services.status === 'ok')
    return services.value.map(({ metadata }, i) => ({
      name: metadata.name,
      quote: () => quoteOf('services', services.value, `${i}.metadata.name`),
    }));
  return undefined;
}

/** Looks the object up, where its kind was read and it is looked for in the pod's own namespace. */
export function known(asked: Asked, own: string, facts: Facts): Known {
  const { resource, name, where } = asked;
  if (where !== undefined && where !== own) return { quotes: [] };
  const names = namesOf(resource, facts);
  if (!names) return { quotes: [] };
  const found = names.find(one => one.name === name);
  if (found) return { isThere: true, quotes: found.quote() };
  const near = nearest(
    name,
    names.map(one => one.name ?? ''),
  );
  const like = names.find(one => near !== undefined && one.name === near);
  return {
    isThere: false,
    ...(like && near && { near }),
    quotes: like?.quote() ?? [],
  };
}
