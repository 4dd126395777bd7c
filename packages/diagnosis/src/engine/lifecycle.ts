import type { ContainerStatus, Pod, Probe } from '../facts/objects';
import { memoLast } from '../facts/memo';
import { secondsSince } from '../facts/time';
import type { ContainerView, Failure } from './containerView';
import { failed, isFlapping } from './recurrence';

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
    podStarted: pod.status.startTime ?? pod.metadata.creationTimestamp,
  };
}

/**
 * The pod's init containers, then its containers, with their status. Ephemeral containers are left out: a debug shell that
 * ended is no fault of the pod.
 */
export const containersOf = memoLast((pod: Pod): readonly ContainerView[] => {
  const { initContainerStatuses, containerStatuses } = pod.status;
  return [
    ...initContainerStatuses.map((status, i) =>
      view(pod, status, `status.initContainerStatuses.${i}`, true),
    ),
    ...containerStatuses.map((status, i) =>
      view(pod, status, `status.containerStatuses.${i}`, false),
    ),
  ];
});

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

/** Times of a probe in seconds, with the API's defaults. */
export interface ProbeTimes {
  readonly delay: number;
  readonly period: number;
  readonly timeout: number;
  readonly failures: number;
  /** From the start of the container to the last answer that counts. */
  readonly patience: number;
}

/**
 * Times of a probe, with the API's defaults.
 * Source: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export function probeTimes(probe: Probe | undefined): ProbeTimes {
  const {
    initialDelaySeconds: delay = 0,
    periodSeconds: period = 10,
    timeoutSeconds: timeout = 1,
    failureThreshold: failures = 3,
  } = probe ?? {};
  return {
    delay,
    period,
    timeout,
    failures,
    // Probes do not overlap: one that waits longer than the period delays the next.
    patience: delay + Math.max(period, timeout) * failures,
  };
}

/** A container that its startup probe condemned is gone this long after, in seconds, unless its grace period is longer. */
const START_SLACK_SECONDS = 60;

/** Whether a container runs, is not ready, and its probes have not yet had the time they ask for. */
export function isWarmingUp(
  { spec, status }: ContainerView,
  now: number,
): boolean {
  const { running } = status.state ?? {};
  if (status.ready || !running) return false;
  const ran = secondsSince(running.startedAt, now);
  if (spec?.startupProbe && status.started === false) {
    // After its patience the kubelet restarts the container, unless the probe cannot be carried out at all.
    const { patience } = probeTimes(spec.startupProbe);
    return ran === undefined || ran <= patience + START_SLACK_SECONDS;
  }
  if (!spec?.readinessProbe || ran === undefined) return false;
  return ran <= probeTimes(spec.readinessProbe).patience;
}
