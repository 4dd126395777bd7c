import { appliedOf, fieldPathsOf } from './facts/appliedFields';
import { own, text } from './facts/read';
import type { FieldSchema } from './facts/snapshot';
import type { UnknownField } from './engine/unknownFields';
import { unknownFieldsOf } from './engine/unknownFields';

/** What is wrong with the fields of one object of a manifest. */
export interface LintResult {
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Whether the schema knows the kind at all; otherwise nothing was checked. */
  readonly checked: boolean;
  readonly unknown: readonly UnknownField[];
}

/** A manifest has its fields itself; an object read from a cluster keeps those that were applied in an annotation. */
function fieldsOf(object: unknown): readonly string[] {
  return appliedOf(object)?.appliedFields ?? fieldPathsOf(object);
}

/**
 * Checks the fields of a manifest (or of an object read from a cluster: of what was applied) against what the API knows, as
 * `kubectl apply --validate=strict` would, without a cluster. Values are not looked at. Total: anything else than an object of a
 * known kind is not `checked`.
 */
export function lintObject(object: unknown, schema: FieldSchema): LintResult {
  const kind = text(own(object, 'kind')) ?? '';
  const apiVersion = text(own(object, 'apiVersion')) ?? '';
  const metadata = own(object, 'metadata');
  const namespace = text(own(metadata, 'namespace'));
  const name =
    text(own(metadata, 'name')) ?? text(own(metadata, 'generateName'));
  const checked = Object.hasOwn(schema.kinds, `${apiVersion}/${kind}`);
  const applied = { apiVersion, kind, appliedFields: fieldsOf(object) };
  return {
    kind,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    checked,
    unknown: checked ? unknownFieldsOf(schema, applied) : [],
  };
}
