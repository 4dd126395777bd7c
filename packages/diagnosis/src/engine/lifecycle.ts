import type {
  Container,
  ContainerStateTerminated,
  ContainerStatus,
  Pod,
} from '../facts/objects';
import { secondsSince } from '../facts/time';

/**
 * The kubelet forgets a container's back-off after it ran this long, in seconds (twice the longest back-off of 300 s). A
 * failure older than that is history, not a fault.
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
export const CRASH_MEMORY_SECONDS = 600;

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
}

/** A failed end of a container, and the path of it in the pod. */
export interface Failure {
  readonly terminated: ContainerStateTerminated;
  /** Such as `status.containerStatuses.0.lastState.terminated`. */
  readonly at: string;
}

function view(
  pod: Pod,
  status: ContainerStatus,
  at: string,
  isInit: boolean,
): ContainerView {
  const { containers, initContainers, restartPolicy = 'Always' } = pod.spec;
  const spec = (isInit ? initContainers : containers).find(
    ({ name }) => name === status.name,
  );
  const own = spec?.restartPolicy;
  // An init container of a pod that restarts always is itself only repeated until it succeeds.
  const inherited =
    isInit && restartPolicy === 'Always' ? 'OnFailure' : restartPolicy;
  const app = isInit ? 'init' : 'app';
  return {
    name: status.name ?? '',
    kind: isInit && own === 'Always' ? 'sidecar' : app,
    spec,
    status,
    at,
    restartPolicy: own ?? inherited,
  };
}

/** Every cause asks for the same views; a pod never changes. */
const seen = new WeakMap<Pod, readonly ContainerView[]>();

/**
 * The pod's init containers, then its containers, with their status. Ephemeral containers are left out: a debug shell that
 * ended is no fault of the pod.
 */
export function containersOf(pod: Pod): readonly ContainerView[] {
  const before = seen.get(pod);
  if (before) return before;
  const views = viewsOf(pod);
  seen.set(pod, views);
  return views;
}

function viewsOf(pod: Pod): ContainerView[] {
  const { initContainerStatuses, containerStatuses } = pod.status;
  return [
    ...initContainerStatuses.map((status, i) =>
      view(pod, status, `status.initContainerStatuses.${i}`, true),
    ),
    ...containerStatuses.map((status, i) =>
      view(pod, status, `status.containerStatuses.${i}`, false),
    ),
  ];
}

function failed({ exitCode, reason, signal }: ContainerStateTerminated) {
  return (
    (exitCode !== undefined && exitCode !== 0) ||
    (signal !== undefined && signal !== 0) ||
    (reason !== undefined && reason !== 'Completed')
  );
}

/** Whether a container that runs now crashed so lately that it may do so again: it runs less than the crash memory, and crashed more than once or is not ready. */
function isFlapping({ status }: ContainerView, now: number): boolean {
  const { state, restartCount = 0, ready } = status;
  const ran = secondsSince(state?.running?.startedAt, now);
  return (
    ran !== undefined &&
    ran < CRASH_MEMORY_SECONDS &&
    (restartCount >= 2 || ready !== true)
  );
}

/**
 * The end of a container that matters now, whatever its exit code: it has ended and not been started again, it waits to be
 * restarted, or it runs again so shortly that the end is no history yet. `undefined` otherwise. Between two starts the
 * kubelet shows `terminated` for up to a minute before `waiting: CrashLoopBackOff`; both are the same fault.
 */
export function currentEnd(
  container: ContainerView,
  now: number,
): Failure | undefined {
  const { state, lastState } = container.status;
  if (state?.terminated) {
    return {
      terminated: state.terminated,
      at: `${container.at}.state.terminated`,
    };
  }
  if (!lastState?.terminated) return undefined;
  const matters =
    (state?.waiting !== undefined &&
      state.waiting.reason !== 'PodInitializing') ||
    isFlapping(container, now);
  return matters
    ? {
        terminated: lastState.terminated,
        at: `${container.at}.lastState.terminated`,
      }
    : undefined;
}

/** {@link currentEnd}, when it was a failure: exit code or signal other than 0, or a reason other than `Completed`. */
export function currentFailure(
  container: ContainerView,
  now: number,
): Failure | undefined {
  const end = currentEnd(container, now);
  return end && failed(end.terminated) ? end : undefined;
}

/**
 * Whether the container keeps ending: a failure that will be or was restarted, a program that cannot be started, or one that
 * ends with success although it should run for ever, more than once.
 */
export function isCrashing(container: ContainerView, now: number): boolean {
  const { status, restartPolicy } = container;
  const waiting = status.state?.waiting?.reason;
  if (waiting === 'CrashLoopBackOff' || waiting === 'RunContainerError')
    return true;
  if (restartPolicy === 'Never') return false;
  if (currentFailure(container, now)) return true;
  const endedAgain =
    currentEnd(container, now) !== undefined && (status.restartCount ?? 0) > 0;
  return restartPolicy === 'Always' && endedAgain;
}
