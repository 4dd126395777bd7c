import type {
  ContainerSummary,
  PodRef,
  PodSummary,
} from 'backstage-plugin-pod-health-common';
import type { Container, ContainerStatus, Pod } from 'pod-diagnosis';
import type { JudgedPod } from './factIndex';

/** Names the container kubectl takes when none is given. https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** The names that identify a judged pod on the wire. */
export function podRefOf({ cluster, pod }: JudgedPod): PodRef {
  const { namespace = '', name = '', uid = '' } = pod.metadata;
  return { cluster, namespace, pod: name, uid };
}

/** A pod as a row of the page. Pure. `now` (RFC 3339) stands in for a creation time the cluster did not give. */
export function podSummary(judged: JudgedPod, now: string): PodSummary {
  const { pod, diagnosis } = judged;
  const containers = containersOf(pod);
  const counted = containers.filter(
    ({ kind }) => kind === 'app' || kind === 'sidecar',
  );
  const owner = pod.metadata.ownerReferences?.find(each => each.controller);
  const causes = [...diagnosis.found, ...diagnosis.contributing];
  return {
    ref: podRefOf(judged),
    state: diagnosis.state,
    ...(pod.spec.nodeName !== undefined && { node: pod.spec.nodeName }),
    ...(owner && { owner: `${owner.kind}/${owner.name}` }),
    ready: counted.filter(({ ready }) => ready).length,
    total: counted.length,
    restarts: containers.reduce((sum, { restarts }) => sum + restarts, 0),
    createdAt: pod.metadata.creationTimestamp ?? now,
    containers,
    causes: [...new Set(causes.map(({ cause }) => cause))],
    defaultContainer: defaultContainer(pod),
  };
}

function defaultContainer({ metadata, spec }: Pod): string {
  const named = metadata.annotations?.[DEFAULT_CONTAINER];
  const found = spec.containers.find(({ name }) => name === named);
  return (found ?? spec.containers[0])?.name ?? '';
}

function containersOf({ spec, status }: Pod): ContainerSummary[] {
  const row =
    (kind: ContainerSummary['kind'], statuses: readonly ContainerStatus[]) =>
    (container: Container) =>
      containerSummary(
        container,
        // A sidecar is an init container that goes on running.
        kind === 'init' && container.restartPolicy === 'Always'
          ? 'sidecar'
          : kind,
        statuses.find(({ name }) => name === container.name),
      );
  return [
    ...spec.initContainers.map(row('init', status.initContainerStatuses)),
    ...spec.containers.map(row('app', status.containerStatuses)),
    ...spec.ephemeralContainers.map(
      row('ephemeral', status.ephemeralContainerStatuses),
    ),
  ];
}

function containerSummary(
  container: Container,
  kind: ContainerSummary['kind'],
  status: ContainerStatus | undefined,
): ContainerSummary {
  const { waiting, running, terminated } = status?.state ?? {};
  const before = status?.lastState?.terminated;
  const reason = waiting?.reason ?? terminated?.reason;
  return {
    name: container.name ?? '',
    kind,
    ...(container.image !== undefined && { image: container.image }),
    state:
      (waiting && 'waiting') ||
      (running && 'running') ||
      (terminated && 'terminated') ||
      'unknown',
    ...(reason !== undefined && { reason }),
    ...(terminated?.exitCode !== undefined && {
      exitCode: terminated.exitCode,
    }),
    ready: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    ...(before?.finishedAt !== undefined && {
      lastRestartAt: before.finishedAt,
    }),
    hasPrevious: before !== undefined,
  };
}
