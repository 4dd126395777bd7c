import type {
  CauseCard,
  HealthReport,
} from 'backstage-plugin-pod-health-common';
import type { Connection } from '../api/keepStream';
import type { Tone } from '../diagnosis/verdict';
import { message, type Message, type MessageKey } from '../i18n/message';
import { stateOf, STATE_TONES } from '../overview/rowState';
import { podTone } from '../pods/podTone';

/** What the card of an entity says. */
export interface Card {
  readonly tone: Tone;
  readonly verdict: MessageKey;
  readonly lines: readonly Message[];
  /** The first cause. */
  readonly cause?: CauseCard;
  /** That there are more. */
  readonly more?: Message;
}

/** A report in a few lines. Pure. What is no longer updated does not look healthy, whatever it said last. */
export function cardOf(report: HealthReport, connection: Connection): Card {
  const [cause, ...others] = report.causes;
  const state = stateOf(report.verdict, cause);
  const isOver = connection === 'stopped';
  return {
    tone: isOver ? 'unknown' : STATE_TONES[state],
    verdict: `overview.state.${isOver ? 'unknown' : state}`,
    lines: [
      ...(report.podCount > 0 ? [wellOf(report)] : []),
      ...(report.verdict === 'unknown'
        ? [message('health.notHealthyForSure')]
        : []),
    ],
    cause,
    ...(others.length > 0 && {
      more: message('card.moreCauses', { count: others.length }),
    }),
  };
}

/** A report shows 500 pods, the sick ones first: those it does not show are well unless none of those it shows is. */
function wellOf({ pods, podCount }: HealthReport): Message {
  const sick = pods.filter(pod => podTone(pod) !== 'good').length;
  const isCut = podCount > pods.length && sick === pods.length;
  return isCut
    ? message('card.atLeastSick', { sick, total: podCount })
    : message('card.well', { well: podCount - sick, total: podCount });
}
