import type { RawObject } from '../kube/types';

/** What a pod's own status says of one container: the only truth about how a shell ended (facts.md). */
export type ContainerState =
  /** The kubelet has not said anything of it yet. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'waiting';
      readonly reason?: string;
      readonly message?: string;
    }
  | { readonly kind: 'running' }
  | {
      readonly kind: 'terminated';
      readonly exitCode?: number;
      readonly reason?: string;
      readonly message?: string;
    };

const STATUS_LISTS = [
  'ephemeralContainerStatuses',
  'containerStatuses',
  'initContainerStatuses',
] as const;

/** State of a container of any kind. Total: whatever the object holds, it answers. */
export function containerState(pod: RawObject, name: string): ContainerState {
  const status = isRecord(pod.status) ? pod.status : {};
  const entry = STATUS_LISTS.flatMap(list => records(status[list])).find(
    candidate => candidate.name === name,
  );
  const state = isRecord(entry?.state) ? entry.state : {};
  if (isRecord(state.terminated)) {
    const { exitCode } = state.terminated;
    return {
      kind: 'terminated',
      ...(typeof exitCode === 'number' && { exitCode }),
      ...words(state.terminated),
    };
  }
  if (isRecord(state.running)) {
    return { kind: 'running' };
  }
  return isRecord(state.waiting)
    ? { kind: 'waiting', ...words(state.waiting) }
    : { kind: 'none' };
}

/** Objects of a list in a cluster's answer; anything else counts as an empty list. */
export function records(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function words({ reason, message }: Record<string, unknown>) {
  return {
    ...(typeof reason === 'string' && { reason }),
    ...(typeof message === 'string' && { message }),
  };
}

/** Whether a value is a JSON object, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
