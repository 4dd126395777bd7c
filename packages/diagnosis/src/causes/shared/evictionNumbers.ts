import { parseQuantity } from '../../engine';

/** What one container (or the pod) took of a resource the node ran out of, in base units. */
export interface Usage {
  readonly name: string;
  readonly used: number;
  readonly request: number;
}

/** The numbers in a kubelet's words on an eviction. */
export interface EvictionNumbers {
  /** What the node wanted to keep free, and what was left. */
  readonly threshold?: number;
  readonly available?: number;
  /** Who used more than asked for, the most above its request first. */
  readonly usages: readonly Usage[];
}

const THRESHOLD =
  /Threshold quantity: ([\d.]{1,24}[A-Za-z]{0,2}), available: ([\d.]{1,24}[A-Za-z]{0,2})/;
/** Up to 1.25 "which exceeds its request of", later "request is". */
const USAGE =
  /(?:Container|Pod) ([a-z0-9.-]{1,253}) was using ([\d.]{1,24}[A-Za-z]{0,2}), (?:which exceeds its request of|request is) ([\d.]{1,24}[A-Za-z]{0,2})/g;

/** A quantity at the end of a sentence has taken the full stop along. */
const amount = (text: string | undefined) =>
  parseQuantity(text?.replace(/\.$/, ''));

/**
 * Reads the numbers of a message such as "The node was low on resource: memory. Threshold quantity: 100Mi, available: 41Mi.
 * Container app was using 1800Mi, request is 256Mi, has larger consumption of memory."
 * Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/eviction/helpers.go
 */
export function evictionNumbers(message: string): EvictionNumbers {
  const [, least, left] = THRESHOLD.exec(message) ?? [];
  const threshold = amount(least);
  const available = amount(left);
  const usages = [...message.matchAll(USAGE)].map(
    ([, name = '', used, request]) => ({
      name,
      used: amount(used) ?? 0,
      request: amount(request) ?? 0,
    }),
  );
  const above = ({ used, request }: Usage) => used - request;
  return {
    ...(threshold !== undefined && { threshold }),
    ...(available !== undefined && { available }),
    usages: usages.sort(
      (a, b) => above(b) - above(a) || (a.name < b.name ? -1 : 1),
    ),
  };
}
