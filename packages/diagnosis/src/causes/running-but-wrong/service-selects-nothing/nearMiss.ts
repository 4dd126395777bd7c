import { editDistance, nearest } from '../../../engine';
import type { Pod } from '../../../facts/objects';

/** One label of the selector that a pod does not carry so. */
export interface Difference {
  readonly key: string;
  readonly wanted: string;
  /** What the pod has under the key; absent: it has no such label. */
  readonly has?: string;
  /** Another label of the pod with the wanted value, whose key is much alike. */
  readonly likeKey?: string;
  /** Other labels of the pod with the wanted value, whose keys are not alike. */
  readonly otherKeys?: readonly string[];
}

/** The pod that comes nearest to a selector. */
export interface NearMiss {
  readonly i: number;
  readonly pod: string;
  readonly matching: number;
  readonly differences: readonly Difference[];
  /** Whether it most likely is what was meant: at least one label fits, or the one that does not is nearly right. */
  readonly isMeant: boolean;
}

/** Values that mean nothing by themselves: a label that shares one is no hint. */
const SAYS_NOTHING = /^(?:|true|false|yes|no|enabled|disabled|v?\d{1,9})$/i;
const MOST_KEYS = 3;

/** Where the pod has the wanted value instead: under a key much alike, else under any others. */
function elsewhere(
  key: string,
  wanted: string,
  keys: readonly string[],
  has: string | undefined,
) {
  if (has !== undefined && nearest(wanted, [has])) return {};
  const likeKey = has === undefined ? nearest(key, keys) : undefined;
  if (likeKey !== undefined) return { likeKey };
  if (keys.length === 0 || SAYS_NOTHING.test(wanted)) return {};
  return { otherKeys: [...keys].sort().slice(0, MOST_KEYS) };
}

function differencesOf(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): Difference[] {
  return Object.entries(selector)
    .filter(([key, value]) => labels[key] !== value)
    .map(([key, wanted]) => {
      const has = labels[key];
      const keys = Object.keys(labels).filter(one => labels[one] === wanted);
      return {
        key,
        wanted,
        ...(has !== undefined && { has }),
        ...elsewhere(key, wanted, keys, has),
      };
    });
}

const isTypo = ({ wanted, has, likeKey, otherKeys }: Difference) =>
  likeKey !== undefined ||
  otherKeys !== undefined ||
  (has !== undefined && nearest(wanted, [has]) !== undefined);

/** How far a pod is off: labels that differ first, then letters. */
function distanceOf(differences: readonly Difference[]): number {
  const letters = differences.reduce(
    (sum, { wanted, has, likeKey, otherKeys }) =>
      sum +
      (likeKey || otherKeys
        ? 1
        : Math.min(99, editDistance(wanted, has ?? ''))),
    0,
  );
  return differences.length * 1000 + letters;
}

/** Work is bounded: a namespace may hold thousands of pods, which are alike by the dozen. */
const LABEL_SETS = 200;

/** The nearest pod by labels, the first by name of several; `undefined` without pods. */
export function nearMiss(
  selector: Readonly<Record<string, string>>,
  pods: readonly { readonly pod: Pod; readonly i: number }[],
): NearMiss | undefined {
  const seen = new Map<string, { pod: Pod; i: number }>();
  const name = (pod: Pod) => pod.metadata.name ?? '';
  for (const one of pods) {
    const { labels = {} } = one.pod.metadata;
    const key = JSON.stringify(Object.entries(labels).sort());
    const before = seen.get(key);
    if (before ? name(one.pod) < name(before.pod) : seen.size < LABEL_SETS)
      seen.set(key, one);
  }
  const [best] = [...seen.values()]
    .map(({ pod, i }) => {
      const differences = differencesOf(selector, pod.metadata.labels ?? {});
      return { i, pod: name(pod), differences };
    })
    .sort(
      (a, b) =>
        distanceOf(a.differences) - distanceOf(b.differences) ||
        (a.pod < b.pod ? -1 : 1),
    );
  if (!best) return undefined;
  const matching = Object.keys(selector).length - best.differences.length;
  const isMeant = matching > 0 || best.differences.every(isTypo);
  return { ...best, matching, isMeant };
}
