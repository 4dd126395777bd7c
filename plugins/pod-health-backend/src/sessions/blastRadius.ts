import type { PreflightRow } from 'backstage-plugin-pod-health-common';
import type { EntityPod } from '../entity/types';
import { PODS } from '../kube/kinds';
import { isReady } from './podFacts';
import { isRecord, records } from './podState';

/** Restarts this recent will most likely happen again during a session. */
const RECENT_MS = 10 * 60_000;

/**
 * What a shell in this pod could hurt: whether it is the last ready replica, and whether it restarts just now. Warns, never
 * refuses; the pod that is worst off is often the one to look into.
 */
export async function blastRadius(
  { api, ref, pod, labelSelector }: EntityPod,
  now: number,
): Promise<PreflightRow> {
  if (restartedSince(pod.status, now - RECENT_MS)) {
    return warning('restarts-recently');
  }
  const { items } = await api.list({
    kind: PODS,
    namespace: ref.namespace,
    labelSelector,
  });
  const ready = items.filter(isReady);
  return ready.length === 1 && ready[0].metadata?.uid === ref.uid
    ? warning('last-ready-replica')
    : { check: 'blast-radius', status: 'good' };
}

function warning(note: string): PreflightRow {
  return { check: 'blast-radius', status: 'warning', note };
}

function restartedSince(status: unknown, since: number): boolean {
  const containers = isRecord(status) ? records(status.containerStatuses) : [];
  return containers.some(({ lastState }) => {
    const last = isRecord(lastState) ? lastState.terminated : undefined;
    const at = isRecord(last) ? last.finishedAt : undefined;
    return typeof at === 'string' && Date.parse(at) >= since;
  });
}
