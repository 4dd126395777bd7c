import {
  PodHealthError,
  type PodRef,
} from 'backstage-plugin-pod-health-common';
import type { Redactor } from 'backstage-plugin-pod-health-node';
import type { PodHealthConfig } from '../config.types';
import type { EntityAccess, EntityPod, UserCredentials } from '../entity/types';
import type { RawObject } from '../kube/types';
import type { Clock } from '../time/clock';
import { composeRedactors } from './composeRedactors';
import { instanceOf } from './containerLife';
import { openLogStream } from './followLog';

/** What {@link openPodLog} needs. */
export interface PodLogOptions {
  readonly entities: EntityAccess;
  readonly config: PodHealthConfig;
  readonly redactors: readonly Redactor[];
  readonly clock: Clock;
  readonly random: () => number;
}

/** Which log, of which of an entity's pods. */
export interface PodLogRequest {
  readonly entityRef: string;
  readonly ref: PodRef;
  readonly container: string;
  readonly follow: boolean;
  readonly previous: boolean;
  readonly tailLines: number;
  readonly sinceTime?: string;
}

/**
 * The log of a container of an entity's pod, as a log stream. Nothing is asked of the cluster's logs before permission,
 * membership and, unless configured otherwise, the namespace's consent are sure. Throws their refusals, `container-not-found`,
 * and what the cluster says to the first request.
 */
export async function openPodLog(
  options: PodLogOptions,
  credentials: UserCredentials,
  request: PodLogRequest,
  signal: AbortSignal,
): Promise<AsyncGenerator<string | Buffer, void>> {
  const { entities, config, redactors, clock, random } = options;
  const { entityRef, ref, container } = request;
  const found = await entities.openPod(credentials, entityRef, ref, 'logs');
  if (config.logs.requireConsent) {
    await entities.requireConsent(found, 'logs');
  }
  requireContainer(found, container);
  const { cluster, namespace, pod, uid } = ref;
  const redact = composeRedactors(redactors, {
    cluster,
    namespace,
    pod,
    container,
  });
  return openLogStream(
    {
      api: found.api,
      namespace,
      pod,
      uid,
      container,
      instance: instanceOf(found.pod, container),
      // What is over cannot be followed.
      follow: request.follow && !request.previous,
      previous: request.previous,
      tailLines: request.tailLines,
      ...(request.sinceTime !== undefined && { sinceTime: request.sinceTime }),
    },
    { clock, random, signal, ...(redact && { redact }) },
  );
}

function requireContainer({ pod, ref }: EntityPod, container: string): void {
  if (!containerNames(pod).includes(container)) {
    throw new PodHealthError(
      'container-not-found',
      `${ref.namespace}/${ref.pod} has no container ${container}`,
      { pod: ref.pod, namespace: ref.namespace, container },
    );
  }
}

function containerNames(pod: RawObject): unknown[] {
  const spec: unknown = pod.spec;
  if (typeof spec !== 'object' || spec === null) {
    return [];
  }
  const lists: Readonly<Record<string, unknown>> = { ...spec };
  return ['containers', 'initContainers', 'ephemeralContainers']
    .map(name => lists[name])
    .flatMap(list => (Array.isArray(list) ? list : []))
    .map(each => each?.name);
}
