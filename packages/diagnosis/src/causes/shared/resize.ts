import type { Quote } from '../../engine';
import { newestEvent, parseTime, quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { KubeEvent, Pod } from '../../facts/objects';

/** How a change of a running pod's resources stands. */
export type ResizeProblem = 'Deferred' | 'Infeasible' | 'Error';

/** What the kubelet says of it. */
export interface Resize {
  /** Its words, if any. */
  readonly message: string;
  readonly since: number | undefined;
  readonly quotes: readonly Quote[];
}

const LONGEST = 500;

/** Events tell more than the old status field; they are true only as long as the status says so. */
const REASONS: Readonly<Record<ResizeProblem, string>> = {
  Deferred: 'ResizeDeferred',
  Infeasible: 'ResizeInfeasible',
  Error: 'ResizeError',
};

/** The kubelet's error out of an event's JSON: `Pod resize Deferred: {…,"error":"Node didn't have …"}`. */
function errorIn(message: string): string {
  const error = /"error":"((?:[^"\\]|\\.){1,1000})"/.exec(
    message.slice(0, 8192),
  );
  return error?.[1] ?? message;
}

/**
 * A resize in place that does not get on: by condition (1.33 and later) or by `status.resize` (1.27 to 1.32).
 * Source: https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
 */
export function resizeProblem(
  pod: Pod,
  events: Fact<readonly KubeEvent[]>,
  problem: ResizeProblem,
): Resize | undefined {
  if (pod.metadata.deletionTimestamp) return undefined;
  const type = problem === 'Error' ? 'PodResizeInProgress' : 'PodResizePending';
  const { conditions, resize } = pod.status;
  const i = conditions.findIndex(
    one => one.type === type && one.status === 'True' && one.reason === problem,
  );
  const condition = conditions[i];
  if (!condition && resize !== problem) return undefined;
  const told = events.status === 'ok' ? events.value : [];
  const e = newestEvent(told, ({ reason }) => reason === REASONS[problem]);
  const event = e === undefined ? undefined : told[e];
  const message = condition?.message || errorIn(event?.message ?? '');
  return {
    message: message.slice(0, LONGEST).trim(),
    since: parseTime(condition?.lastTransitionTime),
    quotes: [
      ...quoteOf('pod', pod, `status.conditions.${i}.reason`),
      ...quoteOf('pod', pod, `status.conditions.${i}.message`),
      ...(condition ? [] : quoteOf('pod', pod, 'status.resize')),
      ...quoteOf('events', told, `${e}.message`),
    ],
  };
}
