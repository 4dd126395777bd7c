import type { Text } from '../../engine';
import { both } from '../../engine';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time as part of a sentence: `45 s`, `12 min`, `5 h`, `3 days`. */
export function durationOf(seconds: number): Text {
  const of = (unit: number) => Math.round(seconds / unit);
  if (seconds < 2 * MINUTE) return both(`${of(1)} s`, `${of(1)} 秒`);
  if (seconds < 2 * HOUR)
    return both(`${of(MINUTE)} min`, `${of(MINUTE)} 分钟`);
  if (seconds < 2 * DAY) return both(`${of(HOUR)} h`, `${of(HOUR)} 小时`);
  return both(`${of(DAY)} days`, `${of(DAY)} 天`);
}
