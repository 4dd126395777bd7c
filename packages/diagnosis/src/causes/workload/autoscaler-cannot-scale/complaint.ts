import type { Quote } from '../../../engine';
import { newestEvent, quoteOf, secondsSince } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Workload } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { conditionOf, quoteOwner } from '../../shared/workload';

/**
 * Why an autoscaler cannot do its work. `request`: the containers ask for no CPU or memory to reckon a share of. `metrics-api`: nothing
 * answers for metrics. `no-metrics`: it answers, and has none of these pods. `target`: what it should scale is not there. `selector`: its
 * pods cannot be told from those of another autoscaler. `limit`: it wants more than it may.
 */
export type Problem =
  | 'request'
  | 'metrics-api'
  | 'no-metrics'
  | 'target'
  | 'selector'
  | 'limit'
  | 'other';

export interface Complaint {
  readonly problem: Problem;
  readonly message: string;
  readonly quotes: readonly Quote[];
}

/** Asked in this order, of a condition's or an event's message. */
const TEXTS: readonly (readonly [RegExp, Problem])[] = [
  [/missing request for /, 'request'],
  [
    /(?:could not find the requested resource|unable to handle the request|no matches for kind|the server was unable to return|no custom metrics? API|metrics API|metrics\.k8s\.io)/,
    'metrics-api',
  ],
];
const NO_METRICS =
  /no metrics returned from|did not receive metrics for|no metrics known|unable to get metric .{0,300}no metrics|returned no metrics|could not find the metric/;
const WAITING_SECONDS = 180;
const RECENT_SECONDS = 900;

/** Reasons that say by themselves what is wrong; the others need their message. */
const REASONS: Readonly<Record<string, Problem>> = {
  FailedGetScale: 'target',
  AmbiguousSelector: 'selector',
  InvalidSelector: 'selector',
  SelectorRequired: 'selector',
  TooManyReplicas: 'limit',
};

function problemOf(reason: string, message: string): Problem {
  const text = message.slice(0, 4096);
  const known = REASONS[reason];
  if (known) return known;
  if (NO_METRICS.test(text)) return 'no-metrics';
  return TEXTS.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}

/** A condition that is as it should not be. A young autoscaler has no metrics yet, which is no fault. */
function inCondition(
  self: Workload,
  owners: FactValues['owners'],
  [type, bad]: readonly [string, string],
  now: number,
): Complaint | undefined {
  const condition = conditionOf(self, type);
  if (condition?.status !== bad) return undefined;
  const { i, reason = '', message = '', lastTransitionTime } = condition;
  if (reason === 'ScalingDisabled') return undefined;
  const problem = problemOf(reason, message);
  const since = secondsSince(lastTransitionTime, now) ?? Infinity;
  if (problem === 'no-metrics' && since < WAITING_SECONDS) return undefined;
  const at = `status.conditions.${i}`;
  return {
    problem,
    message,
    quotes: quoteOwner(owners, 0, `${at}.reason`, `${at}.message`),
  };
}

const EVENTS =
  /^(?:FailedGet\w{0,60}|FailedComputeMetricsReplicas|FailedRescale|FailedUpdateStatus|InvalidSelector|AmbiguousSelector|SelectorRequired|InvalidMetricSourceType)$/;

/** The newest complaint among the events, unless it was overcome: an autoscaler of the first version has no conditions. */
function inEvents(
  ownerEvents: Fact<FactValues['ownerEvents']>,
  now: number,
): Complaint | undefined {
  if (ownerEvents.status !== 'ok') return undefined;
  const events = ownerEvents.value;
  const i = newestEvent(
    events,
    ({ reason = '', lastSeen }) =>
      EVENTS.test(reason) &&
      (secondsSince(lastSeen, now) ?? Infinity) < RECENT_SECONDS,
  );
  const { reason = '', message = '' } = events[i ?? -1] ?? {};
  return i === undefined
    ? undefined
    : {
        problem: problemOf(reason, message),
        message,
        quotes: quoteOf('ownerEvents', events, `${i}.message`),
      };
}

/** What keeps an autoscaler from its work, the most basic first. */
export function complaintOf(
  self: Workload,
  owners: FactValues['owners'],
  ownerEvents: Fact<FactValues['ownerEvents']>,
  now: number,
): Complaint | undefined {
  const asked = [
    ['AbleToScale', 'False'],
    ['ScalingActive', 'False'],
  ] as const;
  for (const one of asked) {
    const found = inCondition(self, owners, one, now);
    if (found) return found;
  }
  if (self.status.conditions.length === 0) return inEvents(ownerEvents, now);
  const limited = inCondition(self, owners, ['ScalingLimited', 'True'], now);
  // At the least number it is limited too, which is as it should be.
  return limited?.problem === 'limit' ? limited : undefined;
}
