import type { FieldPath } from './objects';
import { elementsOf, fieldUnder } from './fieldPaths';
import { isObject, own } from './read';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** Deeper than any Kubernetes object; bounds the stack against hostile input. */
const MAX_DEPTH = 64;

/** What somebody applied, by the names of the fields. */
export interface Applied {
  readonly appliedFields: readonly FieldPath[];
  /** Those under `spec` that are not in the object as the cluster holds it. */
  readonly droppedFields?: readonly FieldPath[];
}

const texts = (value: unknown): FieldPath[] | undefined =>
  Array.isArray(value)
    ? value.filter(path => typeof path === 'string')
    : undefined;

/** kubectl's last-applied configuration; `undefined` when there is none. */
function lastApplied(object: unknown): unknown {
  const annotations = own(own(object, 'metadata'), 'annotations');
  const applied = own(annotations, LAST_APPLIED);
  if (typeof applied !== 'string') return undefined;
  try {
    return JSON.parse(applied) as unknown;
  } catch {
    return undefined; // the annotation is user input: not JSON means not known
  }
}

/** What server-side appliers own; an unknown field never gets that far, a switched-off one does. */
function managedFields(object: unknown): FieldPath[] {
  const managed = own(own(object, 'metadata'), 'managedFields');
  const paths = new Set<FieldPath>();
  for (const entry of Array.isArray(managed) ? managed : []) {
    const isApplier =
      own(entry, 'operation') === 'Apply' && !own(entry, 'subresource');
    if (isApplier) collectManaged(own(entry, 'fieldsV1'), '', paths, 0);
  }
  return [...paths].sort();
}

/**
 * Field paths of what was applied, sorted, each once, inner nodes among them: `spec`, `spec.containers[]`,
 * `spec.containers[].image`. Names only, never a value. Names with a dot or slash are left out: no API field has one, so they are
 * keys of a map (labels, annotations). From kubectl's last-applied configuration, else from the managed fields of server-side
 * apply; `undefined` when there is neither. An object that was already projected keeps what it has.
 * Source: https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/
 */
export function appliedOf(object: unknown): Applied | undefined {
  const before = texts(own(object, 'appliedFields'));
  if (before) {
    const dropped = texts(own(object, 'droppedFields'));
    return {
      appliedFields: before,
      ...(dropped && { droppedFields: dropped }),
    };
  }
  const { appliedFields, meant } = namedBy(object);
  if (appliedFields.length === 0) return undefined;
  const live = new Set<FieldPath>();
  collect(own(object, 'spec'), 'spec', live, 0);
  const droppedFields = meant.filter(
    path => path.startsWith('spec.') && !live.has(path),
  );
  return { appliedFields, ...(droppedFields.length > 0 && { droppedFields }) };
}

/** The fields that were applied, and those of them that say anything: the API leaves out null, false, 0, empty texts, lists and objects. */
function namedBy(object: unknown): {
  readonly appliedFields: readonly FieldPath[];
  readonly meant: readonly FieldPath[];
} {
  const applied = lastApplied(object);
  if (!applied) {
    const appliedFields = managedFields(object);
    return { appliedFields, meant: appliedFields };
  }
  const paths = new Set<FieldPath>();
  const empty = new Set<FieldPath>();
  collect(applied, '', paths, 0, empty);
  const appliedFields = [...paths].sort();
  return { appliedFields, meant: appliedFields.filter(one => !empty.has(one)) };
}

/** Field paths of any object; see {@link appliedOf}. */
export function fieldPathsOf(object: unknown): FieldPath[] {
  const paths = new Set<FieldPath>();
  collect(object, '', paths, 0);
  return [...paths].sort();
}

/** Adds the paths of a value; those under which nothing is said go to `empty` too. Says whether anything is. */
function collect(
  value: unknown,
  path: string,
  paths: Set<FieldPath>,
  depth: number,
  empty: Set<FieldPath> = new Set(),
): boolean {
  if (depth > MAX_DEPTH) return true;
  let says = false;
  const add = (inner: FieldPath, innerValue: unknown) => {
    paths.add(inner);
    if (collect(innerValue, inner, paths, depth + 1, empty)) says = true;
    else empty.add(inner);
  };
  if (Array.isArray(value)) {
    for (const item of value) {
      if (isObject(item)) add(elementsOf(path), item);
      else says ||= Boolean(item);
    }
    return says;
  }
  if (!isObject(value)) return Boolean(value);
  for (const name of Object.keys(value)) {
    // A key of a map is no field, but it says something.
    if (name.includes('.') || name.includes('/')) says = true;
    else add(fieldUnder(path, name), value[name]);
  }
  return says;
}

/** The names of managed fields: `f:NAME` is a field, `k:…` an element of a list; values of sets (`v:…`) are left out. */
function collectManaged(
  value: unknown,
  path: string,
  paths: Set<FieldPath>,
  depth: number,
): void {
  if (depth > MAX_DEPTH || !isObject(value)) return;
  for (const key of Object.keys(value)) {
    const name = key.slice(2);
    if (key.startsWith('k:')) {
      const inner = elementsOf(path);
      paths.add(inner);
      collectManaged(value[key], inner, paths, depth + 1);
    } else if (key.startsWith('f:') && !/[./]/.test(name)) {
      const inner = fieldUnder(path, name);
      paths.add(inner);
      collectManaged(value[key], inner, paths, depth + 1);
    }
  }
}
