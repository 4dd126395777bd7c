import type { ContainerView, UnknownField } from '../../engine';
import { containersOf, isCrashing } from '../../engine';
import type { Pod } from '../../facts/objects';
import { isObject, own } from '../../facts/read';

/** What the lack of a field of a container can bring about, by the field: causes, written as in `beats`. */
const BRINGS: Readonly<Record<string, readonly string[]>> = {
  command: ['crashing/*'],
  args: ['crashing/*'],
  env: ['crashing/*'],
  envFrom: ['crashing/*'],
  image: ['crashing/*'],
  volumeMounts: ['crashing/*'],
  volumeDevices: ['crashing/*'],
  workingDir: ['crashing/*'],
  resources: [
    'out-of-memory',
    'memory-limit-too-small-to-start',
    'node-out-of-memory',
    'killed-from-outside',
    'heap-exhausted',
  ],
  securityContext: [
    'runs-as-root-refused',
    'user-not-in-image',
    'permission-denied-on-file',
    'permission-denied-executable',
    'privilege-missing',
    'port-not-permitted',
    'user-not-accepted',
    'file-mode-too-open',
    'file-system-read-only',
    'forbidden-system-call',
  ],
  livenessProbe: ['liveness-probe-kills', 'probe-asks-wrongly'],
  startupProbe: [
    'startup-probe-kills',
    'liveness-probe-kills',
    'probe-asks-wrongly',
  ],
  readinessProbe: ['not-ready/*'],
};

/** A container that fails, and lacks what a field would have given it. */
export interface Lack {
  readonly field: UnknownField;
  readonly container: string;
  /** Causes that are then consequences. */
  readonly brings: readonly string[];
  readonly isReady: boolean;
}

/** The path from a container on, without brackets, of the field that was meant; `undefined` for one that is not a container's. */
function meantPath({ path, near, belongs }: UnknownField) {
  const meant =
    belongs ?? (near && `${path.slice(0, path.lastIndexOf('.') + 1)}${near}`);
  const [, list, rest] =
    /\.(c|initC)ontainers\[\]\.(.+)$/.exec(meant ?? '') ?? [];
  return rest
    ? { isInit: list === 'initC', names: rest.replace(/\[\]/g, '').split('.') }
    : undefined;
}

/** Whether a container, as it is kept, has the field; the text of an argument or a value is not kept, so that those may be there. */
function has(value: unknown, names: readonly string[]): boolean {
  const [name, ...rest] = names;
  if (name === undefined) return true;
  if (Array.isArray(value)) return value.some(item => has(item, names));
  if (!isObject(value)) return false;
  const inner = name === 'args' ? own(value, 'argsCount') : own(value, name);
  return inner !== undefined && has(inner, rest);
}

/** Whether the container ends again and again, or runs and is not ready. */
function isFailing(container: ContainerView, now: number): boolean {
  const { ready, state } = container.status;
  return isCrashing(container, now) || (!ready && state?.waiting === undefined);
}

/** The failing containers of a pod that lack a field which somebody meant to give them: the first of each. */
export function lacksOf(
  pod: Pod,
  fields: readonly UnknownField[],
  now: number,
): Lack[] {
  const { deletionTimestamp } = pod.metadata;
  if (deletionTimestamp || pod.status.phase === 'Succeeded') return [];
  return containersOf(pod).flatMap(container => {
    if (!isFailing(container, now)) return [];
    const lack = fields.flatMap(field => {
      const path = meantPath(field);
      const [name = ''] = path?.names ?? [];
      const brings = Object.hasOwn(BRINGS, name) ? BRINGS[name] : undefined;
      const isHere = path?.isInit === (container.kind !== 'app');
      return path && brings && isHere && !has(container.spec, path.names)
        ? {
            field,
            container: container.name,
            brings,
            isReady: container.status.ready === true,
          }
        : [];
    });
    return lack.slice(0, 1);
  });
}
