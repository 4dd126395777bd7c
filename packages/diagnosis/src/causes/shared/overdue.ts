import { findByName, parseTime } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { KubeNode, Pod } from '../../facts/objects';

/** Seconds since a deleted pod should have been gone; negative within its grace, `undefined` when it was not deleted. */
export function secondsOverdue(
  { metadata }: Pod,
  now: number,
): number | undefined {
  // deletionTimestamp already holds the grace period.
  const due = parseTime(metadata.deletionTimestamp);
  return due === undefined ? undefined : (now - due) / 1000;
}

/** Whether the pod's node is known to be gone or silent: then nobody is there to end anything. */
export function isNodeSilent(
  { spec, status }: Pod,
  nodes: Fact<readonly KubeNode[]>,
): boolean {
  // Until 1.20 the pod itself said so.
  if (status.reason === 'NodeLost') return true;
  if (nodes.status !== 'ok' || nodes.value.length === 0) return false;
  const node = findByName(nodes.value, spec.nodeName);
  const ready = node?.status.conditions.find(({ type }) => type === 'Ready');
  return node === undefined || ready?.status === 'Unknown';
}

/** Whether any container of the pod still runs, by its status. */
export function isAnyRunning({ status }: Pod): boolean {
  return [...status.containerStatuses, ...status.initContainerStatuses].some(
    ({ state }) => state?.running !== undefined,
  );
}
