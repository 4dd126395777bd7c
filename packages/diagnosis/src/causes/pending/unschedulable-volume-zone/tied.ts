import type { Quote } from '../../../engine';
import { placeByName, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  PodSpec,
} from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';

/** A volume of the pod and the places it can be used in. */
export interface Tied {
  readonly claim: string;
  readonly volume: string;
  /** `topology.kubernetes.io/zone=a`. */
  readonly only: readonly string[];
  /** Whether it lies on one node's own disk. */
  readonly isLocal: boolean;
  /** The pod's own rule that points elsewhere: `topology.kubernetes.io/zone=b`. */
  readonly against?: string;
  /** Its storage class, when that makes disks before a node is chosen. */
  readonly eager?: string;
}

/** Labels of a volume made before node affinity. */
const ZONES = [
  'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/zone',
];

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

/** A key that means the same under an older name. Source: https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const modern = (key: string) =>
  key.replace('failure-domain.beta.kubernetes.io', 'topology.kubernetes.io');

/** What the pod asks of a node's labels without a choice: the node selector, and an affinity of one term. */
function rulesOf({ nodeSelector = {}, affinity }: PodSpec) {
  const terms =
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms ?? [];
  const [only] = terms;
  return [
    ...Object.entries(nodeSelector).map(([key, value]) => ({
      key,
      values: [value],
    })),
    ...(terms.length === 1 ? only?.matchExpressions ?? [] : [])
      .filter(({ operator }) => operator === 'In')
      .map(({ key = '', values = [] }) => ({ key, values })),
  ];
}

/** The rule of the pod that no place of the volume can meet. */
function ruleAgainst(
  spec: PodSpec,
  places: readonly string[],
): string | undefined {
  const rule = rulesOf(spec).find(({ key, values }) => {
    const there = places.flatMap(place => {
      const [of = '', list = ''] = place.split('=');
      return modern(of) === modern(key) ? list.split('|') : [];
    });
    return there.length > 0 && !values.some(value => there.includes(value));
  });
  return rule && `${rule.key}=${rule.values.join('|')}`;
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

/** The volumes of the pod that can be used in some places only. */
export function tiedVolumes(
  spec: PodSpec,
  claims: readonly PersistentVolumeClaim[],
  volumes: readonly PersistentVolume[],
  classes: Fact<FactValues['storageClasses']>,
): { one: Tied; quotes: Quote[] }[] {
  return claims.flatMap((claim, c) => {
    const { volumeName, storageClassName } = claim.spec;
    const v = volumeName ? placeByName(volumes, volumeName) : -1;
    const volume = volumes[v];
    const only = volume ? placesOf(volume) : [];
    if (!volume || only.length === 0) return [];
    const against = ruleAgainst(spec, only);
    const eager = storageClassName
      ? eagerClass(claim, classes)
      : { name: undefined, quotes: [] };
    const one = {
      claim: claim.metadata.name ?? '',
      volume: volumeName ?? '',
      only,
      isLocal:
        Boolean(volume.spec.local) ||
        only.every(at => at.startsWith('kubernetes.io/hostname')),
      ...(against !== undefined && { against }),
      ...(eager.name !== undefined && { eager: eager.name }),
    };
    const at = `${v}.spec.nodeAffinity.required.nodeSelectorTerms.0.matchExpressions.0`;
    return {
      one,
      quotes: [
        ...quoteOf('claims', claims, `${c}.spec.volumeName`),
        ...quoteOf('volumes', volumes, `${at}.values.0`),
        ...eager.quotes,
      ],
    };
  });
}
