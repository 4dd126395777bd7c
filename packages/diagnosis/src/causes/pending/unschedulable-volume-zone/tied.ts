import type { Quote } from '../../../engine';
import { placeByName, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type {
  NodeSelectorTerm,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  PodSpec,
} from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { areApart, clashOf } from './clash';
import type { Homes } from './homes';
import { homesOf } from './homes';

/** A volume of the pod and the places it can be used in. */
export interface Tied {
  readonly claim: string;
  readonly volume: string;
  /** `topology.kubernetes.io/zone=a`. */
  readonly only: readonly string[];
  /** Whether it lies on one node's own disk. */
  readonly isLocal: boolean;
  /** The pod's own rules that point elsewhere: `topology.kubernetes.io/zone=b`. */
  readonly against?: string;
  /** Another claim of the pod whose volume lies where this one's never is. */
  readonly rival?: string;
  /** The nodes that lie there; absent when the nodes are not known. */
  readonly homes?: Homes;
  /** Its storage class, when that makes disks before a node is chosen. */
  readonly eager?: string;
}

/** Labels of a volume made before node affinity. */
const ZONES = [
  'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/zone',
];

/** Where a volume can be used, as terms; older volumes have labels instead. */
function termsOf({ metadata, spec }: PersistentVolume): NodeSelectorTerm[] {
  const terms = spec.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const labels = ZONES.flatMap(key => {
    const zone = metadata.labels?.[key];
    // A regional volume's label lists its zones.
    return zone ? [{ key, operator: 'In', values: zone.split('__') }] : [];
  });
  if (terms.length > 0) return [...terms];
  return labels.length > 0 ? [{ matchExpressions: labels }] : [];
}

function placesOf({ metadata, spec }: PersistentVolume): string[] {
  const terms = spec.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const wanted = terms
    .flatMap(({ matchExpressions = [], matchFields = [] }) => [
      ...matchExpressions,
      ...matchFields,
    ])
    .map(({ key = '', values = [] }) => `${key}=${values.join('|')}`);
  const labels = ZONES.flatMap(key => {
    const zone = metadata.labels?.[key];
    // A regional volume's label lists its zones.
    return zone ? `${key}=${zone.replace(/__/g, '|')}` : [];
  });
  return [...new Set(wanted.length > 0 ? wanted : labels)];
}

/** The claim's storage class, when it makes the disk at once (volumeBindingMode Immediate, the default). */
function eagerClass(
  { spec }: PersistentVolumeClaim,
  classes: Fact<FactValues['storageClasses']>,
) {
  const list = classes.status === 'ok' ? classes.value : [];
  const i = placeByName(list, spec.storageClassName);
  const found = list[i];
  if ((found?.volumeBindingMode ?? 'Immediate') !== 'Immediate')
    return { name: undefined, quotes: [] };
  return {
    name: found?.metadata.name,
    quotes: quoteOf('storageClasses', list, `${i}.volumeBindingMode`),
  };
}

/** The rules of the pod that no place of the volume meets; of a node's own disk, what that very node lacks. */
function againstOf(
  spec: PodSpec,
  places: readonly NodeSelectorTerm[],
  homes: Homes | undefined,
): string | undefined {
  const rules = clashOf(spec, places);
  if (rules.length > 0) return rules.join(', ');
  const isShut = homes?.count && homes.unselected === homes.count;
  return isShut ? homes.labels.join(', ') || 'nodeAffinity' : undefined;
}

/** What tells where a claim's volume lies. */
interface Known {
  readonly claims: readonly PersistentVolumeClaim[];
  readonly volumes: readonly PersistentVolume[];
  readonly classes: Fact<FactValues['storageClasses']>;
  readonly nodes: Fact<FactValues['nodes']>;
}

/** One claim whose volume can be used in some places only. */
function tiedBy(spec: PodSpec, claim: PersistentVolumeClaim, known: Known) {
  const { claims, volumes, classes, nodes } = known;
  const { volumeName, storageClassName } = claim.spec;
  const v = volumeName ? placeByName(volumes, volumeName) : -1;
  const volume = volumes[v];
  const only = volume ? placesOf(volume) : [];
  if (!volume || only.length === 0) return [];
  const places = termsOf(volume);
  const isLocal =
    Boolean(volume.spec.local) ||
    only.every(at => at.startsWith('kubernetes.io/hostname'));
  const homes =
    nodes.status === 'ok' && nodes.value.length > 0
      ? homesOf(spec, places, nodes.value)
      : undefined;
  const against = againstOf(spec, places, isLocal ? homes : undefined);
  const eager = storageClassName
    ? eagerClass(claim, classes)
    : { name: undefined, quotes: [] };
  const one: Tied = {
    claim: claim.metadata.name ?? '',
    volume: volumeName ?? '',
    only,
    isLocal,
    ...(homes && { homes }),
    ...(against !== undefined && { against }),
    ...(eager.name !== undefined && { eager: eager.name }),
  };
  const at = `${v}.spec.nodeAffinity.required.nodeSelectorTerms.0.matchExpressions.0`;
  const quotes = [
    ...quoteOf('claims', claims, `${claims.indexOf(claim)}.spec.volumeName`),
    ...quoteOf('volumes', volumes, `${at}.values.0`),
    ...eager.quotes,
  ];
  return [{ one, places, quotes }];
}

/** The facts that tell where a pod's volumes lie. */
export interface StorageFacts {
  readonly claims: Fact<FactValues['claims']>;
  readonly volumes: Fact<FactValues['volumes']>;
  readonly storageClasses: Fact<FactValues['storageClasses']>;
  readonly nodes: Fact<FactValues['nodes']>;
}

/** The volumes of the pod that can be used in some places only; none where claims or volumes are not known. */
export function tiedOf(
  { spec }: Pod,
  { claims, volumes, storageClasses: classes, nodes }: StorageFacts,
) {
  return claims.status === 'ok' && volumes.status === 'ok'
    ? tiedVolumes(spec, {
        claims: claims.value,
        volumes: volumes.value,
        classes,
        nodes,
      })
    : [];
}

function tiedVolumes(
  spec: PodSpec,
  known: Known,
): { one: Tied; places: readonly NodeSelectorTerm[]; quotes: Quote[] }[] {
  const found = known.claims.flatMap(claim => tiedBy(spec, claim, known));
  return found.map(({ one, places, quotes }) => {
    const rival = found.find(other => areApart(places, other.places));
    return {
      one: { ...one, ...(rival && { rival: rival.one.claim }) },
      places,
      quotes,
    };
  });
}
