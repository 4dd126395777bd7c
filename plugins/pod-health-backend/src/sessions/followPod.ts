import type { PodRef } from 'backstage-plugin-pod-health-common';
import { PODS } from '../kube/kinds';
import type { KubeApi, RawObject } from '../kube/types';
import { backoffMs } from '../time/backoff';
import { pause, type Clock } from '../time/clock';

/** What {@link followPod} needs. */
export interface FollowPodOptions {
  readonly api: KubeApi;
  readonly ref: Pick<PodRef, 'namespace' | 'pod'>;
  readonly clock: Clock;
  /** From 0 to 1; for back-off. */
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Called with each state of the pod of this name, and with nothing when there is none. */
  readonly onPod: (pod: RawObject | undefined) => void;
  /** Called when the cluster could not be asked; following goes on. */
  readonly onTrouble: (error: unknown) => void;
}

/** Follows one pod by list and watch until the signal aborts; a broken watch begins again, with back-off. Never rejects. */
export async function followPod(options: FollowPodOptions): Promise<void> {
  const { signal, clock, random, onTrouble } = options;
  let failures = 0;
  const onAnswer = () => {
    failures = 0;
  };
  while (!signal.aborted) {
    try {
      await followOnce(options, onAnswer);
    } catch (error) {
      if (!signal.aborted) {
        failures += 1;
        onTrouble(error);
      }
    }
    if (failures > 0) {
      await pause(clock, backoffMs(failures, random), signal);
    }
  }
}

async function followOnce(
  { api, ref, signal, onPod }: FollowPodOptions,
  onAnswer: () => void,
): Promise<void> {
  const selection = {
    kind: PODS,
    namespace: ref.namespace,
    fieldSelector: `metadata.name=${ref.pod}`,
  };
  const { items, resourceVersion } = await api.list(selection, { signal });
  onAnswer();
  onPod(items[0]);
  const changes = api.watch(selection, { resourceVersion, signal });
  for await (const { type, object } of changes) {
    if (type !== 'BOOKMARK') {
      onPod(type === 'DELETED' ? undefined : object);
    }
  }
}
