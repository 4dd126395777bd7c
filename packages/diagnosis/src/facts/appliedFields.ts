import type { FieldPath } from './objects';
import { isObject, own } from './read';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** Deeper than any Kubernetes object; bounds the stack against hostile input. */
const MAX_DEPTH = 64;

/**
 * Field paths of kubectl's last-applied configuration, sorted, each once, inner nodes among them:
 * `spec`, `spec.containers[]`, `spec.containers[].image`. Names only, never a value. Names with a dot or slash are left out:
 * no API field has one, so they are keys of a map (labels, annotations). `undefined` when there is no such annotation or it
 * is not JSON. An object that was already projected keeps its `appliedFields`.
 * Source: https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/
 */
export function appliedFieldsOf(object: unknown): FieldPath[] | undefined {
  const before = own(object, 'appliedFields');
  if (Array.isArray(before)) {
    return before.filter(path => typeof path === 'string');
  }
  const annotations = own(own(object, 'metadata'), 'annotations');
  const applied = own(annotations, LAST_APPLIED);
  if (typeof applied !== 'string') return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(applied);
  } catch {
    return undefined; // the annotation is user input: not JSON means not known
  }
  const paths = new Set<FieldPath>();
  collect(parsed, '', paths, 0);
  return [...paths].sort();
}

function collect(
  value: unknown,
  path: string,
  paths: Set<FieldPath>,
  depth: number,
): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const item of value) {
      if (!isObject(item)) continue;
      paths.add(`${path}[]`);
      collect(item, `${path}[]`, paths, depth + 1);
    }
  } else if (isObject(value)) {
    for (const name of Object.keys(value)) {
      if (/[./]/.test(name)) continue;
      const inner = path === '' ? name : `${path}.${name}`;
      paths.add(inner);
      collect(value[name], inner, paths, depth + 1);
    }
  }
}
