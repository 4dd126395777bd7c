import { sentenceOf } from '../errors/problem';
import type { Say } from '../i18n/message';
import type { Lang } from '../text/time';
import { sizeText } from '../text/numbers';
import { visibleText } from '../text/visibleText';
import type { ShownMarker } from './logBuffer';

/** What a marker between log lines says, in words. */
export function markerWords(marker: ShownMarker, say: Say, lang: Lang): string {
  switch (marker.marker) {
    case 'restarted': {
      const how = howItEnded(marker, say);
      return how
        ? say('logs.marker.restartedBecause', { how })
        : say('logs.marker.restarted');
    }
    case 'waiting':
      return marker.reason
        ? say('logs.marker.waitingBecause', {
            reason: visibleText(marker.reason),
          })
        : say('logs.marker.waiting');
    case 'reconnecting':
      return say('logs.marker.reconnecting');
    case 'skipped':
      return marker.bytes === undefined
        ? say('logs.marker.skipped')
        : say('logs.marker.skippedBytes', {
            size: sizeText(marker.bytes, lang),
          });
    default:
      return endWords(marker, say);
  }
}

function endWords(
  marker: Extract<ShownMarker, { marker: 'ended' }>,
  say: Say,
): string {
  if (marker.problem) {
    return sentenceOf(marker.problem, say);
  }
  const how = howItEnded(marker, say);
  return marker.why === 'container-ended' && how
    ? say('logs.marker.containerEndedBecause', { how })
    : say(`logs.marker.${marker.why}`);
}

function howItEnded(
  end: { readonly exitCode?: number; readonly reason?: string },
  say: Say,
): string {
  return [
    ...(end.reason ? [visibleText(end.reason)] : []),
    ...(end.exitCode === undefined
      ? []
      : [say('containers.exit', { code: end.exitCode })]),
  ].join(', ');
}
