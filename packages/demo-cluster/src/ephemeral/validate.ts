import { isDeepStrictEqual } from 'node:util';
import type { StatusCause } from '../api/status';
import { findContainer, specOf, type ContainerSpec } from '../store/pods';
import type { KubeObject } from '../types';

type Cause = Required<StatusCause>;

/** Fields that an ephemeral container has in the schema but may not set, in the order the API checks them. */
const FORBIDDEN_FIELDS = [
  'ports',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'resources',
  'lifecycle',
] as const;

const LABEL_WORDS =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

function isSet(value: unknown): boolean {
  const empty =
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0;
  return value !== undefined && value !== null && !empty;
}

const cause = (reason: string, field: string, message: string): Cause => ({
  reason: `FieldValue${reason}`,
  message,
  field,
});

function nameCauses(
  pod: KubeObject,
  name: string | undefined,
  at: string,
): Cause[] {
  if (!name) {
    return [cause('Required', `${at}.name`, 'Required value')];
  }
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
    return [
      cause(
        'Invalid',
        `${at}.name`,
        `Invalid value: ${JSON.stringify(name)}: ${LABEL_WORDS}`,
      ),
    ];
  }
  const other = findContainer(pod, name);
  return other && other.list !== 'ephemeralContainers'
    ? [
        cause(
          'Duplicate',
          `${at}.name`,
          `Duplicate value: ${JSON.stringify(name)}`,
        ),
      ]
    : [];
}

function imageCauses({ image }: ContainerSpec, at: string): Cause[] {
  return image ? [] : [cause('Required', `${at}.image`, 'Required value')];
}

function forbiddenCauses(container: ContainerSpec, at: string): Cause[] {
  return FORBIDDEN_FIELDS.filter(field => isSet(container[field])).map(field =>
    cause(
      'Forbidden',
      `${at}.${field}`,
      'Forbidden: cannot be set for an Ephemeral Container',
    ),
  );
}

function targetCauses(
  pod: KubeObject,
  { targetContainerName: target }: ContainerSpec,
  at: string,
): Cause[] {
  return target && !specOf(pod).containers?.some(c => c.name === target)
    ? [
        cause(
          'NotFound',
          `${at}.targetContainerName`,
          `Not found: ${JSON.stringify(target)}`,
        ),
      ]
    : [];
}

function mountCauses(
  pod: KubeObject,
  { volumeMounts }: ContainerSpec,
  at: string,
): Cause[] {
  const mounts = Array.isArray(volumeMounts) ? volumeMounts : [];
  return mounts.flatMap((mount: { name?: string }, i) =>
    specOf(pod).volumes?.some(v => v.name === mount?.name)
      ? []
      : [
          cause(
            'NotFound',
            `${at}.volumeMounts[${i}].name`,
            `Not found: ${JSON.stringify(mount?.name ?? '')}`,
          ),
        ],
  );
}

/** What is wrong with one ephemeral container, in the order the API says it. */
function containerCauses(
  pod: KubeObject,
  container: ContainerSpec,
  at: string,
): Cause[] {
  return [
    ...nameCauses(pod, container.name, at),
    ...imageCauses(container, at),
    ...forbiddenCauses(container, at),
    ...targetCauses(pod, container, at),
    ...mountCauses(pod, container, at),
  ];
}

function changedCauses(
  before: readonly ContainerSpec[],
  after: readonly ContainerSpec[],
): Cause[] {
  const field = 'spec.ephemeralContainers';
  const causes: Cause[] = [];
  for (const old of before) {
    const now = after.find(c => c.name === old.name);
    const what = `Forbidden: existing ephemeral containers "${old.name}" may not be`;
    if (!now) {
      causes.push(cause('Forbidden', field, `${what} removed\n`));
    } else if (!isDeepStrictEqual(old, now)) {
      causes.push(
        cause('Forbidden', field, `${what} changed\n${difference(old, now)}`),
      );
    }
  }
  return causes;
}

/** The changed fields, one a line. The API prints a context diff here, whose layout is not promised by anything. */
function difference(old: ContainerSpec, now: ContainerSpec): string {
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return fields
    .filter(field => !isDeepStrictEqual(old[field], now[field]))
    .map(
      field =>
        `- ${JSON.stringify(old[field])}\n+ ${JSON.stringify(now[field])}\n`,
    )
    .join('');
}

/** Whether the pod is a static one, mirrored by its kubelet. */
export function isStatic(pod: KubeObject): boolean {
  return 'kubernetes.io/config.mirror' in (pod.metadata.annotations ?? {});
}

/** Everything the API's validation says against the new list of ephemeral containers; empty when it is good. */
export function ephemeralCauses(
  pod: KubeObject,
  patchUid: string | undefined,
  after: readonly ContainerSpec[],
): Cause[] {
  const causes: Cause[] = [];
  if (patchUid !== undefined && patchUid !== pod.metadata.uid) {
    const message = `Invalid value: ${JSON.stringify(
      patchUid,
    )}: field is immutable`;
    const wrong = cause('Invalid', 'metadata.uid', message);
    causes.push(wrong, wrong); // the API checks it twice, and says so twice
  }
  after.forEach((container, i) => {
    causes.push(
      ...containerCauses(pod, container, `spec.ephemeralContainers[${i}]`),
    );
  });
  causes.push(...changedCauses(specOf(pod).ephemeralContainers ?? [], after));
  return causes;
}
