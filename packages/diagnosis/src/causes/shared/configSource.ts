import type { Quote } from '../../engine';
import { containersOf, newestEvent, quoteOf, secondsSince } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod, Volume } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { StartReading } from './containerStart';
import { startFailures } from './containerStart';

/** Where settings come from. */
export type SourceKind = 'configMap' | 'secret';

/** A config map or secret, or a key in one, that is not there. */
export interface MissingSource {
  /** Absent: a volume of the whole pod needs it. */
  readonly container?: string;
  /** Empty when only the key is named, and the volume has several sources. */
  readonly name: string;
  /** Absent: the whole object is missing. */
  readonly key?: string;
  readonly volume?: string;
  /** When the kubelet last said so, of a volume. */
  readonly lastSeen?: string;
  readonly quotes: readonly Quote[];
}

/** Kubelets before 1.20 wrote `configmaps "x" not found`. */
const PATTERNS = {
  configMap: {
    whole: /\bconfigmaps? "([^"]{1,253})" not found/,
    key: /couldn't find key (\S{1,253}) in ConfigMap [^/\s]{1,63}\/([^\s,\]]{1,253})/,
    item: /configmap references non-existent config key: ([^\s,\]]{1,253})/,
  },
  secret: {
    whole: /\bsecrets? "([^"]{1,253})" not found/,
    key: /couldn't find key (\S{1,253}) in Secret [^/\s]{1,63}\/([^\s,\]]{1,253})/,
    item: /references non-existent secret key: ([^\s,\]]{1,253})/,
  },
} as const;

const IN_VOLUME = /^MountVolume\.SetUp failed for volume "([^"]{1,253})"/;
const LONGEST = 8192;

/** Containers that wait because a variable comes from what is not there. */
export function missingInEnvironment(
  reading: StartReading,
  kind: SourceKind,
): MissingSource[] {
  const { whole, key } = PATTERNS[kind];
  const problem = kind === 'secret' ? 'secret-missing' : 'config-map-missing';
  return startFailures(reading).flatMap(failure => {
    if (failure.problem !== problem) return [];
    const message = failure.message.slice(0, LONGEST);
    const [, itsKey, ofKey] = key.exec(message) ?? [];
    return {
      container: failure.container.name,
      name: ofKey ?? whole.exec(message)?.[1] ?? '',
      ...(itsKey !== undefined && { key: itsKey }),
      quotes: failure.quotes,
    };
  });
}

/** The container that waits for the pod's volumes, if one does: all are filled before the first container is made. */
export function waitsForVolumes(pod: Pod) {
  const containers = containersOf(pod);
  const hasBegun = containers.some(
    ({ status: { state, lastState } }) =>
      state?.running ?? state?.terminated ?? lastState?.terminated,
  );
  if (hasBegun || pod.metadata.deletionTimestamp) return undefined;
  return containers.find(({ status: { state } }) => {
    const reason = state?.waiting?.reason;
    return reason === 'ContainerCreating' || reason === 'PodInitializing';
  });
}

/** A kubelet tries again within two minutes; what it does not see after this long, in seconds, it will not see by itself. */
const STALE_SECONDS = 300;

/** How long a config map has been there that a kubelet still calls missing, in seconds: its view of the cluster is stale. */
export function unseenSince(
  configMaps: Fact<FactValues['configMaps']>,
  { name, key, lastSeen }: MissingSource,
  now: number,
): number | undefined {
  if (configMaps.status !== 'ok' || key !== undefined) return undefined;
  const there = configMaps.value.find(one => one.name === name);
  const age = secondsSince(there?.creationTimestamp, now);
  if (age === undefined) return undefined;
  const quiet = lastSeen === undefined ? 0 : secondsSince(lastSeen, now) ?? 0;
  return age - quiet > STALE_SECONDS ? age : undefined;
}

/** Names of what a volume takes of one kind, and what must be there. */
function sourcesOf(volume: Volume, kind: SourceKind): string[] {
  const direct =
    kind === 'configMap' ? volume.configMap?.name : volume.secret?.secretName;
  const projected = (volume.projected?.sources ?? []).flatMap(
    source => source[kind]?.name ?? [],
  );
  return [...(direct === undefined ? [] : [direct]), ...projected];
}

/**
 * Whether any volume of the pod may take something of this kind that it cannot do without; of a pod that was given without its volumes
 * the events may tell.
 */
export function mayTake(
  pod: Pod,
  kind: SourceKind,
  events: Fact<FactValues['events']>,
): boolean {
  if (pod.spec.volumes.length === 0) return events.status === 'ok';
  return pod.spec.volumes.some(
    volume =>
      sourcesOf(volume, kind).length > 0 && volume[kind]?.optional !== true,
  );
}

/** The pod's volumes; of a pod that was given without them (a report seldom holds all) those that the kubelet names. */
function volumesOf(pod: Pod, events: FactValues['events']): readonly Volume[] {
  if (pod.spec.volumes.length > 0) return pod.spec.volumes;
  const names = events.flatMap(
    ({ reason, message = '' }) =>
      (reason === 'FailedMount' && IN_VOLUME.exec(message)?.[1]) || [],
  );
  return [...new Set(names)].map(name => ({ name }));
}

/** Volumes that cannot be filled, by the events. */
export function missingInVolumes(
  pod: Pod,
  events: FactValues['events'],
  kind: SourceKind,
): MissingSource[] {
  if (!waitsForVolumes(pod)) return [];
  const { whole, item } = PATTERNS[kind];
  return volumesOf(pod, events).flatMap(volume => {
    const i = newestEvent(
      events,
      ({ reason, message = '' }) =>
        reason === 'FailedMount' &&
        IN_VOLUME.exec(message)?.[1] === volume.name,
    );
    if (i === undefined) return [];
    const message = (events[i]?.message ?? '').slice(0, LONGEST);
    const [, named, ofKey] = PATTERNS[kind].key.exec(message) ?? [];
    const object = ofKey ?? whole.exec(message)?.[1];
    const key =
      named ?? (object === undefined ? item.exec(message)?.[1] : undefined);
    if (object === undefined && key === undefined) return [];
    const sources = sourcesOf(volume, kind);
    const [only = ''] = sources.length === 1 ? sources : [];
    return {
      name: object ?? only,
      ...(key !== undefined && { key }),
      volume: volume.name ?? '',
      ...(events[i]?.lastSeen !== undefined && {
        lastSeen: events[i]?.lastSeen,
      }),
      quotes: quoteOf('events', events, `${i}.message`),
    };
  });
}
