import type { ContainerView, Quote } from '../../../engine';
import { parseTime, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import type { LastWords } from '../../shared/lastWords';
import { pathIn } from '../../shared/lastWordsAddress';
import { PROBE_CONSEQUENCES } from '../../shared/lastWordsProbe';
import { newestFailure } from '../../shared/probeFailure';
import { restartsAt } from '../../shared/restarts';
import { unreadyContainers } from '../../shared/unready';

const NO_SPACE =
  /^.{0,300}(?:no space left on device|\bENOSPC\b|disk quota exceeded|\bEDQUOT\b|database or disk is full|\bdisk (?:is )?full\b|out of disk space)/im;
/** As much of an answer is read. */
const LONGEST = 8192;

interface Answer {
  readonly container: ContainerView;
  readonly whose: LastWords['whose'];
  readonly data: LastWords['data'];
  readonly path?: string;
  readonly quotes: readonly Quote[];
}

/** Containers that run and do not pass their probe, where the probe or the program itself answers that there is no space. */
export function answersFull(
  pod: Pod,
  events: Fact<FactValues['events']>,
  now: number,
): Answer[] {
  if (events.status !== 'ok') return [];
  const told = events.value;
  return unreadyContainers(pod, now).flatMap(({ container }) => {
    const { name, at, status } = container;
    const started = parseTime(status.state?.running?.startedAt) ?? 0;
    for (const kind of ['readiness', 'liveness', 'startup'] as const) {
      const failure = newestFailure(told, pod, container, kind);
      if (!failure || failure.lastSeen < started) continue;
      const message = told[failure.event]?.message ?? '';
      const [words] = NO_SPACE.exec(message.slice(0, LONGEST)) ?? [];
      if (words === undefined) continue;
      const path = pathIn(words);
      return {
        container,
        whose: { container: name, beats: PROBE_CONSEQUENCES },
        data: {
          container: name,
          isInit: false,
          restarts: restartsAt(container, now),
          action: 'logs' as const, // literal type
          byProbe: true as const, // literal type
        },
        ...(path !== undefined && { path }),
        quotes: [
          ...quoteOf('events', told, `${failure.event}.message`),
          ...quoteOf('pod', pod, `${at}.ready`),
        ],
      };
    }
    return [];
  });
}
