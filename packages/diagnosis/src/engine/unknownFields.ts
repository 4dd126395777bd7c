import { memo } from '../facts/memo';
import { editDistance, nearest } from './similar';
import { fieldMeaning } from './fieldMeaning';
import type { Text } from './text';
import { both } from './text';
import type { FieldSchema } from '../facts/snapshot';

/** A field the API does not know. */
export interface UnknownField {
  readonly path: string;
  /** The name that was probably meant, at the same place. */
  readonly near?: string;
  /** The nearest place where a field of this very name belongs. */
  readonly belongs?: string;
  /** What the field that was probably meant does. */
  readonly meaning?: Text;
}

/** A field's type, as in FieldSchema. */
type Type = string;

/** How many steps down from a place a misplaced field is looked for. */
const DEPTH = 3;

/** The fields of a type and theirs; `undefined` for a leaf or anything free-form. */
function fieldsOf(schema: FieldSchema, type: Type) {
  const name = type.replace(/^(?:\[\]|\{\})/, '');
  return Object.hasOwn(schema.types, name) ? schema.types[name] : undefined;
}

/** Type of the field `name` of a type; in a map every name is a key. */
function typeOf(schema: FieldSchema, type: Type, name: string) {
  if (type.startsWith('{}')) return type.slice(2);
  const fields = fieldsOf(schema, type);
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

const step = (path: string, name: string, type: Type) =>
  `${path === '' ? '' : `${path}.`}${name}${type.startsWith('[]') ? '[]' : ''}`;

/** Looks for a field of the name below a place, the shallowest first, then by alphabet. */
function below(
  schema: FieldSchema,
  from: { path: string; type: Type },
  name: string,
): string | undefined {
  let level = [from];
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const next: (typeof from)[] = [];
    for (const { path, type } of level) {
      const fields = fieldsOf(schema, type) ?? {};
      if (Object.hasOwn(fields, name)) return step(path, name, '');
      for (const [inner, innerType] of Object.entries(fields)) {
        next.push({ path: step(path, inner, innerType), type: innerType });
      }
    }
    level = next;
  }
  return undefined;
}

interface Place {
  readonly path: string;
  readonly type: Type;
}

/** The same letters in another case, or one or two letters off: then nothing else was meant. */
function slip(name: string, names: readonly string[]): string | undefined {
  const near = nearest(name, names);
  if (near === undefined) return undefined;
  const far = editDistance(name.toLowerCase(), near.toLowerCase());
  return far <= (name.length < 8 ? 1 : 2) ? near : undefined;
}

function explainField(
  schema: FieldSchema,
  places: readonly Place[],
  path: string,
  name: string,
): UnknownField | undefined {
  const here = places[places.length - 1];
  const names = Object.keys((here && fieldsOf(schema, here.type)) ?? {});
  const typo = slip(name, names);
  if (typo !== undefined) return { path, near: typo };
  // From this place outwards: a probe beside the containers belongs into one of them.
  for (const place of [...places].reverse()) {
    const belongs = below(schema, place, name);
    if (belongs !== undefined) return { path, belongs };
  }
  // The list that ships with this package may be older than the cluster: a name like no other may be a new field.
  if (schema.source === 'bundled') return undefined;
  const near = nearest(name, names);
  return near === undefined ? { path } : { path, near };
}

/** Adds what the field that was meant does, where that is known. */
function withMeaning(field: UnknownField, name: string): UnknownField {
  const meaning = fieldMeaning(field.near ?? (field.belongs ? name : ''));
  return meaning ? { ...field, meaning } : field;
}

/** The first unknown field on a path, if any: what stands below it cannot be known. */
function judge(
  schema: FieldSchema,
  root: Type,
  applied: string,
): UnknownField | undefined {
  const places: Place[] = [{ path: '', type: root }];
  let path = '';
  for (const segment of applied.split('.')) {
    const { type } = places[places.length - 1] ?? { type: '' };
    const isFree = !type.startsWith('{}') && !fieldsOf(schema, type);
    if (isFree) return undefined;
    const name = segment.replace(/(?:\[\])+$/, '');
    const inner = typeOf(schema, type, name);
    path = path === '' ? segment : `${path}.${segment}`;
    if (inner === undefined) {
      const at = path.replace(/(?:\[\])+$/, '');
      const unknown = explainField(schema, places, at, name);
      return unknown && withMeaning(unknown, name);
    }
    places.push({ path, type: inner });
  }
  return undefined;
}

/** So many paths are remembered; more are of no kind that many objects share. */
const MOST_KNOWN = 20_000;

/** What was found of a schema's paths: ten thousand pods of one template name the same fields. */
const knownOf = memo(
  (_schema: FieldSchema) => new Map<string, UnknownField | undefined>(),
);

function judgeOnce(schema: FieldSchema, root: Type, applied: string) {
  const known = knownOf(schema);
  const key = `${root} ${applied}`;
  if (!known.has(key)) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, judge(schema, root, applied));
  }
  return known.get(key);
}

/**
 * The applied fields that the API does not know, each once, by alphabet.
 *
 * @param kind - as in `FieldSchema.kinds`, such as `apps/v1/Deployment`
 */
export function unknownFields(
  schema: FieldSchema,
  kind: string,
  applied: readonly string[],
): UnknownField[] {
  const root = Object.hasOwn(schema.kinds, kind)
    ? schema.kinds[kind]
    : undefined;
  if (root === undefined) return [];
  const found = new Map<string, UnknownField>();
  for (const path of applied) {
    const unknown = judgeOnce(schema, root, path);
    if (unknown) found.set(unknown.path, unknown);
  }
  return [...found.keys()].sort().flatMap(path => found.get(path) ?? []);
}

/** Group and version when a list left them out: each of these kinds has only one. */
const VERSIONS: Readonly<Record<string, string>> = {
  Pod: 'v1',
  ReplicationController: 'v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
};

/** An object with the names of the fields that somebody applied. */
export interface AppliedObject {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly appliedFields?: readonly string[];
}

const unknownIn = memo((object: AppliedObject, schema: FieldSchema) => {
  const { apiVersion, kind, appliedFields = [] } = object;
  const version = apiVersion ?? VERSIONS[kind] ?? 'apps/v1';
  return unknownFields(schema, `${version}/${kind}`, appliedFields);
});

/** {@link unknownFields} of an object; the API group of the built-in kinds is known without being told. */
export function unknownFieldsOf(
  schema: FieldSchema,
  object: AppliedObject,
): readonly UnknownField[] {
  return object.appliedFields ? unknownIn(object, schema) : [];
}

/** "spec.x (did you mean y?)". */
export function fieldInWords({ path, near, belongs }: UnknownField): Text {
  if (near) {
    return both(
      `${path} (did you mean “${near}”?)`,
      `${path}（是否应为“${near}”？）`,
    );
  }
  return belongs
    ? both(
        `${path} (it belongs at ${belongs})`,
        `${path}（它应位于 ${belongs}）`,
      )
    : both(path, path);
}
