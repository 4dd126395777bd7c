/** JSON as it comes from a request. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [field: string]: Json;
}

/** Whether a value is a JSON object (no list, no null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The list of a pod's containers that a patch may name. Merged by `name`, as the API's schema says (patchMergeKey). */
function mergeByName(before: readonly Json[], patch: readonly Json[]): Json[] {
  const merged = [...before];
  for (const entry of patch) {
    if (!isObject(entry)) {
      continue;
    }
    const { $patch, ...fields } = entry;
    const at = merged.findIndex(m => isObject(m) && m.name === fields.name);
    const existing = at < 0 ? undefined : merged[at];
    if ($patch === 'delete') {
      merged.splice(at < 0 ? merged.length : at, 1);
    } else if (isObject(existing)) {
      merged[at] = mergeObjects(existing, fields);
    } else {
      merged.push(fields);
    }
  }
  return merged;
}

function mergeObjects(before: JsonObject, patch: JsonObject): JsonObject {
  const merged: JsonObject = { ...before };
  for (const [field, value] of Object.entries(patch)) {
    const old = merged[field];
    if (value === null) {
      delete merged[field];
    } else if (isObject(value)) {
      merged[field] = mergeObjects(isObject(old) ? old : {}, value);
    } else {
      merged[field] = value;
    }
  }
  return merged;
}

/**
 * The ephemeral containers of a pod after a strategic merge patch of it; the rest of the patch does not concern the
 * `ephemeralcontainers` subresource, which ignores it.
 * https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function mergeEphemeralContainers(
  before: readonly Json[],
  patch: JsonObject,
): Json[] {
  const spec = patch.spec;
  if (!isObject(spec) || !('ephemeralContainers' in spec)) {
    return [...before];
  }
  const asked = spec.ephemeralContainers;
  return Array.isArray(asked) ? mergeByName(before, asked) : [];
}
