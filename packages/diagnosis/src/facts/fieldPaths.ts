import type { FieldPath } from './objects';

/** Far more than all objects of one API have; beyond it (hostile names) paths are made anew each time. */
const MOST_KEPT = 20_000;

/** Paths by the path above and what is added to it: one text for all objects, since ten thousand of a kind have the same few fields. */
const kept = new Map<FieldPath, Map<string, FieldPath>>();
let count = 0;

/** The path of a field under another: of `spec` and `containers`, `spec.containers`. */
export function fieldUnder(path: FieldPath, name: string): FieldPath {
  return joined(path, path === '' ? name : `.${name}`);
}

/** The path of a list's elements: of `spec.containers`, `spec.containers[]`. */
export function elementsOf(path: FieldPath): FieldPath {
  return joined(path, '[]');
}

function joined(path: FieldPath, added: string): FieldPath {
  const siblings = kept.get(path) ?? new Map<string, FieldPath>();
  const before = siblings.get(added);
  if (before !== undefined) return before;
  const made = `${path}${added}`;
  if (count < MOST_KEPT) {
    count += 1;
    kept.set(path, siblings.set(added, made));
  }
  return made;
}
