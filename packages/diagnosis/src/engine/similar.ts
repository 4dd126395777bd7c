/** Longer names are not compared: nothing in Kubernetes is longer, and the work grows with the square. */
const MAX_LENGTH = 256;

/**
 * Number of letters to insert, delete, replace or swap with their neighbour to turn one text into the other (optimal string
 * alignment distance).
 */
export function editDistance(a: string, b: string): number {
  if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) return MAX_LENGTH;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const at = (list: readonly number[], k: number) => list[k] ?? Infinity;
      next[j] = Math.min(
        at(row, j) + 1,
        at(next, j - 1) + 1,
        at(row, j - 1) + (same ? 0 : 1),
        swapped ? at(before, j - 2) + 1 : Infinity,
      );
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? MAX_LENGTH;
}

/**
 * The candidate most like `name`, if it is like it at all: at most a third of its letters differ, upper and lower case count
 * as equal. Among equals the first by alphabet, so that the order of candidates does not matter.
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  // A third of one or two letters is nothing: every such name would be like every other.
  let distance = Math.floor(name.length / 3) + 1;
  for (const candidate of [...new Set(candidates)].sort()) {
    if (candidate === name) continue;
    if (Math.abs(candidate.length - name.length) >= distance) continue;
    const far = editDistance(wanted, candidate.toLowerCase());
    if (far < distance) {
      best = candidate;
      distance = far;
    }
  }
  return best;
}
