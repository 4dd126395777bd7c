import type { Fact } from '../facts/fact';
import type { FactValues } from '../facts/snapshot';
import type { Quote } from './cause';
import type { Failure } from './lifecycle';
import { quoteLog } from './quotes';

/** Only the end of a log is read, in characters: a program says why it stops just before it does. */
const TAIL = 32_768;
const LONGEST_LINE = 500;
const STRONG =
  /^\s*(?:panic:|fatal|caused by:|exception in thread)|\b(?:FATAL|CRITICAL|PANIC)\b|^[\w.]{1,100}(?:Error|Exception)\b/i;
const WEAK =
  /\b(?:error|exception|failed|failure|cannot|can't|unable|refused|denied|not found|no such|missing|invalid|killed)\b/i;
const STACK = /^\s+at |^\s+File "|^goroutine \d/;

/** The line of a log that most likely says why the program ended: the last of the strongest kind, else the last line. */
export function tellingLine(log: string): string | undefined {
  const lines = log
    .slice(-TAIL)
    .split(/\r?\n/)
    .slice(log.length > TAIL ? 1 : 0)
    .filter(line => line.trim() !== '' && line.length <= LONGEST_LINE);
  const last = (test: (line: string) => boolean) =>
    lines.filter(line => !STACK.test(line) && test(line)).pop();
  return (
    last(line => STRONG.test(line)) ??
    last(line => WEAK.test(line)) ??
    last(() => true)
  );
}

/** Quotes the telling line of the instance whose end is given; `[]` without a log of it. */
export function quoteTellingLine(
  logs: Fact<FactValues['logs']>,
  container: string,
  { at }: Failure,
): Quote[] {
  if (logs.status !== 'ok') return [];
  const ended = at.endsWith('.state.terminated') ? 'current' : 'previous';
  const log = Object.hasOwn(logs.value, container)
    ? logs.value[container]?.[ended]
    : undefined;
  const line = log && tellingLine(log);
  return line ? quoteLog(logs.value, container, ended, line) : [];
}
