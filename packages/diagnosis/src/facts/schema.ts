import { isObject, own } from './read';
import type { FieldSchema } from './snapshot';

/** Paths under `/openapi/v3/` of the groups whose kinds make pods. Any account may read them. */
export const SCHEMA_GROUPS = [
  'api/v1',
  'apis/apps/v1',
  'apis/batch/v1',
] as const;

/** Kinds that make pods, with their group and version. */
const KINDS: ReadonlySet<string> = new Set([
  'v1/Pod',
  'v1/ReplicationController',
  'apps/v1/Deployment',
  'apps/v1/ReplicaSet',
  'apps/v1/StatefulSet',
  'apps/v1/DaemonSet',
  'batch/v1/Job',
  'batch/v1/CronJob',
]);

const REFERENCE = '#/components/schemas/';

/** `io.k8s.api.core.v1.PodSpec` is `PodSpec`; no two types below the kinds above share the short name. */
const shortName = (name: string) => name.slice(name.lastIndexOf('.') + 1);

/** The schema a property stands for: a reference may be wrapped in `allOf` to carry a default. */
function referenceOf(schema: unknown): string | undefined {
  const direct = own(schema, '$ref');
  if (typeof direct === 'string') return direct.slice(REFERENCE.length);
  const all = own(schema, 'allOf');
  return Array.isArray(all) && all.length === 1
    ? referenceOf(all[0])
    : undefined;
}

class Reducer {
  readonly types: Record<string, Record<string, string>> = {};

  constructor(private readonly schemas: ReadonlyMap<string, unknown>) {}

  /** Name of the type with its fields, or `''` for one without: free-form, a quantity, a time. */
  named(full: string): string {
    const properties = own(this.schemas.get(full), 'properties');
    if (!isObject(properties)) return '';
    const short = shortName(full);
    if (Object.hasOwn(this.types, short)) return short;
    const fields: Record<string, string> = {};
    this.types[short] = fields;
    for (const name of Object.keys(properties).sort()) {
      // What the cluster writes itself is nobody's spelling mistake.
      fields[name] = name === 'status' ? '' : this.field(properties[name]);
    }
    return short;
  }

  private field(schema: unknown): string {
    const reference = referenceOf(schema);
    if (reference !== undefined) return this.named(reference);
    const item = referenceOf(own(schema, 'items'));
    if (item !== undefined) return this.prefixed('[]', item);
    const value = referenceOf(own(schema, 'additionalProperties'));
    return value === undefined ? '' : this.prefixed('{}', value);
  }

  private prefixed(prefix: string, reference: string): string {
    const name = this.named(reference);
    return name && `${prefix}${name}`;
  }
}

/**
 * The graph of field names out of the cluster's own OpenAPI v3 documents ({@link SCHEMA_GROUPS}), for the kinds that make pods.
 * Total: what is no such document adds nothing.
 *
 * @param version - the cluster's version, such as `v1.35.4`
 */
export function reduceSchema(
  documents: readonly unknown[],
  version: string,
): FieldSchema {
  const schemas = new Map<string, unknown>();
  for (const document of documents) {
    const all = own(own(document, 'components'), 'schemas');
    if (isObject(all)) {
      for (const name of Object.keys(all)) schemas.set(name, all[name]);
    }
  }
  const reducer = new Reducer(schemas);
  const kinds: Record<string, string> = {};
  for (const name of schemas.keys()) {
    const match = /^io\.k8s\.api\.(\w+)\.(\w+)\.(\w+)$/.exec(name);
    if (!match) continue;
    const [, group, groupVersion, kind] = match;
    const prefix = group === 'core' ? '' : `${group}/`;
    const id = `${prefix}${groupVersion}/${kind}`;
    if (KINDS.has(id)) kinds[id] = reducer.named(name);
  }
  return { version, source: 'cluster', kinds, types: reducer.types };
}
