import {
  isObject,
  mergeEphemeralContainers,
  type Json,
  type JsonObject,
} from '../api/merge';
import { ApiError, badRequest, failure, invalid } from '../api/status';
import { specOf, type ContainerSpec } from '../store/pods';
import type { KubeObject } from '../types';
import { podSecurityRefusal } from './podSecurity';
import { ephemeralCauses, isStatic } from './validate';

/** The pod as it would be, and what is new in it. */
export interface Patched {
  readonly pod: KubeObject;
  readonly added: readonly ContainerSpec[];
}

/** Reads the body of a patch, with Go's words for what is no JSON object. */
export function parsePatch(
  contentType: string | undefined,
  body: string,
): JsonObject {
  if (!/^application\/strategic-merge-patch\+json\b/.test(contentType ?? '')) {
    throw new ApiError(
      failure(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {}),
    );
  }
  let patch: Json;
  try {
    patch = JSON.parse(body);
  } catch (error) {
    throw badRequest(
      body.trim() === '' ||
        /end of JSON|Unterminated|Expected/.test(String(error))
        ? 'unexpected end of JSON input'
        : `invalid character in JSON input`,
    );
  }
  if (!isObject(patch)) {
    const what = Array.isArray(patch) ? 'array' : typeof patch;
    throw badRequest(
      `json: cannot unmarshal ${what} into Go value of type map[string]interface {}`,
    );
  }
  return patch;
}

/** `dryRun` of the query. Throws the API's 422 for anything but All. */
export function dryRunOf(query: URLSearchParams): boolean {
  const asked = query.getAll('dryRun');
  if (asked.some(value => value !== 'All')) {
    const message = `Unsupported value: ${JSON.stringify(
      asked,
    )}: supported values: "All"`;
    const causes = [
      { reason: 'FieldValueNotSupported', message, field: 'dryRun' },
    ];
    throw invalid('PatchOptions', '', causes, 'meta.k8s.io');
  }
  return asked.length > 0;
}

/** The fields the API fills in. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ */
function withDefaults(container: JsonObject): JsonObject {
  const image = typeof container.image === 'string' ? container.image : '';
  const latest = !/[:@][^/]+$/.test(image) || image.endsWith(':latest');
  return {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: latest ? 'Always' : 'IfNotPresent',
    ...container,
  };
}

function conflict(pod: KubeObject): ApiError {
  const { name } = pod.metadata;
  return new ApiError(
    failure(
      409,
      'Conflict',
      `Operation cannot be fulfilled on pods "${name}": the object has been modified; please apply your changes to the latest version and try again`,
      { name, kind: 'pods' },
    ),
  );
}

function forbidden(pod: KubeObject, message: string): ApiError {
  const { name } = pod.metadata;
  return new ApiError(
    failure(403, 'Forbidden', `pods "${name}" is forbidden: ${message}`, {
      name,
      kind: 'pods',
    }),
  );
}

function checkIdentity(pod: KubeObject, patch: JsonObject): string | undefined {
  const metadata = isObject(patch.metadata) ? patch.metadata : {};
  const { resourceVersion, uid } = metadata;
  if (
    typeof resourceVersion === 'string' &&
    resourceVersion !== pod.metadata.resourceVersion
  ) {
    throw conflict(pod);
  }
  return typeof uid === 'string' ? uid : undefined;
}

/**
 * Applies a strategic merge patch to `pods/NAME/ephemeralcontainers`: validation first, then Pod Security admission, as the
 * API does. Throws its 409, 422 and 403. A pod that is terminating or on no node is accepted, as by the API.
 */
export function patchEphemeral(
  pod: KubeObject,
  namespace: KubeObject | undefined,
  patch: JsonObject,
): Patched {
  const name = pod.metadata.name;
  const uid = checkIdentity(pod, patch);
  const before = specOf(pod).ephemeralContainers ?? [];
  const merged = mergeEphemeralContainers(before as Json[], patch) // what is stored came as JSON
    .filter(isObject)
    .map(withDefaults) as ContainerSpec[]; // each field is checked below before it is used
  const causes = ephemeralCauses(pod, uid, merged);
  if (isStatic(pod) && merged.length > before.length) {
    const message =
      'Forbidden: static pods do not support ephemeral containers';
    causes.push({ reason: 'FieldValueForbidden', message, field: '[]' });
  }
  if (causes.length > 0) {
    throw invalid('Pod', name, causes);
  }
  const added = merged.filter(c => !before.some(b => b.name === c.name));
  const refusal = podSecurityRefusal(namespace, pod, added);
  if (refusal !== undefined && added.length > 0) {
    throw forbidden(pod, refusal);
  }
  if (added.length === 0) {
    return { pod, added };
  }
  const generation = Number(pod.metadata.generation ?? 1) + 1;
  return {
    pod: {
      ...pod,
      metadata: { ...pod.metadata, generation },
      spec: { ...specOf(pod), ephemeralContainers: merged },
    },
    added,
  };
}
