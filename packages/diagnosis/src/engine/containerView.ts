import type {
  Container,
  ContainerStateTerminated,
  ContainerStatus,
} from '../facts/objects';

/** A container with what its status list says of it, and the path of that status in the pod. */
export interface ContainerView {
  readonly name: string;
  readonly kind: 'init' | 'sidecar' | 'app';
  readonly spec: Container | undefined;
  readonly status: ContainerStatus;
  /** Such as `status.containerStatuses.0`. */
  readonly at: string;
  /** `Always`, `OnFailure` or `Never`: the container's own policy if it has one. */
  readonly restartPolicy: string;
  /** When the kubelet took on the pod. */
  readonly podStarted: string | undefined;
}

/** A failed end of a container, and the path of it in the pod. */
export interface Failure {
  readonly terminated: ContainerStateTerminated;
  /** Such as `status.containerStatuses.0.lastState.terminated`. */
  readonly at: string;
}
