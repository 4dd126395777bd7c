import type { KubeEvent, KubeNode, NamedKeys } from './objects';
import { projectConditions, projectMeta } from './projectMeta';
import type { Reader } from './read';
import {
  flag,
  isObject,
  listOf,
  number,
  own,
  quantities,
  shape,
  text,
  texts,
} from './read';

const readReference = shape({
  kind: text,
  namespace: text,
  name: text,
  uid: text,
  fieldPath: text,
});

/** The first that is a text and not empty. */
function first(...found: readonly unknown[]): string | undefined {
  for (const one of found)
    if (typeof one === 'string' && one !== '') return one;
  return undefined;
}

/** When an event was first and last seen, in the fields of either API. */
function readSeen(event: unknown) {
  const get = (name: string) => own(event, name);
  const seen = first(
    get('eventTime'),
    own(get('metadata'), 'creationTimestamp'),
  );
  return {
    firstSeen: first(
      get('firstSeen'),
      get('firstTimestamp'),
      get('deprecatedFirstTimestamp'),
      seen,
    ),
    lastSeen: first(
      get('lastSeen'),
      own(get('series'), 'lastObservedTime'),
      get('lastTimestamp'),
      get('deprecatedLastTimestamp'),
      seen,
    ),
  };
}

/** The component that reported an event. */
function readSource(event: unknown): string | undefined {
  const source = own(event, 'source');
  return first(
    source,
    own(source, 'component'),
    own(event, 'reportingComponent'),
    own(event, 'reportingController'),
    own(own(event, 'deprecatedSource'), 'component'),
  );
}

/**
 * Reads an event of core/v1 or events.k8s.io/v1 (`regarding`, `note`, `series`, `deprecated*`), or one read before.
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export function projectEvent(value: unknown): KubeEvent {
  const get = (name: string) => own(value, name);
  const type = text(get('type'));
  const reason = text(get('reason'));
  const message = first(get('message'), get('note'));
  const { firstSeen, lastSeen } = readSeen(value);
  const source = readSource(value);
  return {
    kind: 'Event',
    metadata: projectMeta(get('metadata')),
    involvedObject:
      readReference(get('involvedObject')) ??
      readReference(get('regarding')) ??
      {},
    count:
      number(own(get('series'), 'count')) ??
      number(get('count')) ??
      number(get('deprecatedCount')) ??
      1,
    ...(type !== undefined && { type }),
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
    ...(firstSeen !== undefined && { firstSeen }),
    ...(lastSeen !== undefined && { lastSeen }),
    ...(source !== undefined && { source }),
  };
}

/** Names of images: `[{ names: [...] }]` in the API, flat in a projected node. */
const readImages: Reader<string[]> = value =>
  Array.isArray(value)
    ? value.flatMap(image =>
        typeof image === 'string' ? [image] : texts(own(image, 'names')) ?? [],
      )
    : undefined;

const readNodeStatus = shape({
  capacity: quantities,
  allocatable: quantities,
  nodeInfo: shape({
    architecture: text,
    operatingSystem: text,
    kubeletVersion: text,
    containerRuntimeVersion: text,
  }),
  images: readImages,
  runtimeHandlers: listOf(shape({ name: text })),
});

const readTaints = listOf(
  shape({ key: text, value: text, effect: text, timeAdded: text }),
);

/** Reads a node. */
export function projectNode(value: unknown): KubeNode {
  const spec = own(value, 'spec');
  const status = own(value, 'status');
  const unschedulable = flag(own(spec, 'unschedulable'));
  return {
    kind: 'Node',
    metadata: projectMeta(own(value, 'metadata')),
    spec: {
      ...(unschedulable !== undefined && { unschedulable }),
      taints: readTaints(own(spec, 'taints')) ?? [],
    },
    status: {
      ...readNodeStatus(status),
      conditions: projectConditions(status),
    },
  };
}

/** Reads a config map: its name, its age and the names of its keys, never a value. */
export function projectConfigMap(value: unknown): NamedKeys {
  const metadata = own(value, 'metadata');
  const keysOf = (field: string) => {
    const data = own(value, field);
    return isObject(data) ? Object.keys(data) : [];
  };
  const of = (field: string) => text(own(metadata, field) ?? own(value, field));
  const namespace = of('namespace');
  const creationTimestamp = of('creationTimestamp');
  return {
    kind: 'ConfigMap',
    name: of('name') ?? '',
    ...(namespace !== undefined && { namespace }),
    ...(creationTimestamp !== undefined && { creationTimestamp }),
    keys: (
      texts(own(value, 'keys')) ?? [...keysOf('data'), ...keysOf('binaryData')]
    ).sort(),
  };
}
