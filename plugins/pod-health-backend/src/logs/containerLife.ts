import type { RawObject } from '../kube/types';

/** How a container ended, as far as its status says. */
export interface Ending {
  readonly exitCode?: number;
  readonly reason?: string;
  readonly at?: string;
}

/**
 * What has become of the instance whose log was read. `same`: it still runs. `next`: another has been started since.
 * `waiting`: it is over, another may come. `finished`: it will not run again. `gone`: the pod is no more.
 */
export type Life =
  | { readonly is: 'same' }
  | { readonly is: 'next'; readonly instance: string; readonly ending: Ending }
  | { readonly is: 'waiting'; readonly reason?: string }
  | { readonly is: 'finished'; readonly ending: Ending }
  | { readonly is: 'gone' };

interface Status {
  readonly name?: unknown;
  readonly containerID?: unknown;
  readonly state?: Partial<Record<string, Record<string, unknown>>>;
  readonly lastState?: Partial<Record<string, Record<string, unknown>>>;
}

interface PodParts {
  readonly spec?: {
    readonly restartPolicy?: string;
    readonly initContainers?: readonly {
      name?: string;
      restartPolicy?: string;
    }[];
    readonly ephemeralContainers?: readonly { name?: string }[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly [statuses: string]: unknown;
  };
}

/** Id of the newest instance of a container; `''` when it has never run. Kept by the kubelet while it waits, too. */
export function instanceOf(pod: RawObject, container: string): string {
  const id = statusOf(pod, container)?.containerID;
  return typeof id === 'string' ? id : '';
}

/** Judges a pod, as read just now, against the instance whose log was read. Pure; total on whatever the cluster sends. */
export function lifeOf(
  pod: RawObject | undefined,
  uid: string,
  container: string,
  instance: string,
): Life {
  if (pod?.metadata?.uid !== uid) {
    return { is: 'gone' };
  }
  const status = statusOf(pod, container);
  const newest = instanceOf(pod, container);
  if (newest !== '' && newest !== instance) {
    return {
      is: 'next',
      instance: newest,
      ending: endingOf(status?.lastState?.terminated),
    };
  }
  if (status?.state?.running) {
    return { is: 'same' };
  }
  const terminated = status?.state?.terminated;
  if (!mayRunAgain(pod, container, terminated)) {
    return { is: 'finished', ending: endingOf(terminated) };
  }
  const reason =
    status?.state?.waiting?.reason ?? terminated?.reason ?? undefined;
  return {
    is: 'waiting',
    ...(typeof reason === 'string' && { reason }),
  };
}

function mayRunAgain(
  pod: RawObject & PodParts,
  container: string,
  terminated: Record<string, unknown> | undefined,
): boolean {
  const { spec, status } = pod;
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') {
    return false;
  }
  const named = ({ name }: { name?: string }) => name === container;
  if (!terminated) {
    return true;
  }
  if (spec?.ephemeralContainers?.some(named)) {
    return false;
  }
  const init = spec?.initContainers?.find(named);
  const failed = terminated.exitCode !== 0;
  if (init && init.restartPolicy !== 'Always') {
    return failed && spec?.restartPolicy !== 'Never';
  }
  const policy = init?.restartPolicy ?? spec?.restartPolicy ?? 'Always';
  return policy === 'Always' || (policy === 'OnFailure' && failed);
}

function endingOf(terminated: Record<string, unknown> | undefined): Ending {
  const { exitCode, reason, finishedAt } = terminated ?? {};
  return {
    ...(typeof exitCode === 'number' && { exitCode }),
    ...(typeof reason === 'string' && { reason }),
    ...(typeof finishedAt === 'string' && { at: finishedAt }),
  };
}

function statusOf(
  { status }: RawObject & PodParts,
  container: string,
): Status | undefined {
  return [
    status?.containerStatuses,
    status?.initContainerStatuses,
    status?.ephemeralContainerStatuses,
  ]
    .flatMap(list => (Array.isArray(list) ? (list as Status[]) : [])) // every field is checked where it is read
    .find(each => each?.name === container);
}
