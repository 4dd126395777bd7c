import type { ContainerView, Failure, Quote } from '../../engine';
import {
  logLines,
  logOfEnd,
  quoteTellingLine,
  tellingMessage,
} from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import { understoodAt } from './lastWords';

/** Characters of a line that are shown. */
const LONGEST = 300;
/** A terminal's colour codes begin with the escape character. */
const COLOURS = new RegExp(
  `${String.fromCharCode(27)}\\[[0-9;?]{0,20}[A-Za-z]`,
  'g',
);
/** Ends that the kubelet makes up, with a message of its own that no program wrote. */
const MADE_UP = new Set(['ContainerStatusUnknown', 'Unknown', 'Evicted']);

/** As much of a line as a sentence bears; the quote holds all of it. */
function shown(line: string): string {
  const plain = line.replace(COLOURS, '').trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
}

/** Whether the last thing an ended instance said of any weight is an error, with no ordinary work after it. */
export function endsInComplaint(
  logs: Fact<FactValues['logs']>,
  { name }: ContainerView,
  end: Failure,
): boolean {
  const of = logs.status === 'ok' && logOfEnd(logs.value, name, end);
  const last = of && logLines(of.log).findLast(({ level }) => level);
  return last ? last.level === 'error' || last.level === 'fatal' : false;
}

/**
 * What an ended instance said that tells most: the line that is understood, else the one that looks most like a reason, of its
 * log, else of its termination message.
 */
export function saidAt(
  pod: Pod,
  logs: Fact<FactValues['logs']>,
  container: ContainerView,
  failure: Failure,
): { readonly line?: string; readonly quotes: readonly Quote[] } {
  const quotes = [
    ...understoodAt(logs, container.name, failure),
    ...quoteTellingLine(logs, container.name, failure),
  ].slice(0, 1);
  if (quotes[0]) return { line: shown(String(quotes[0].value)), quotes };
  if (MADE_UP.has(failure.terminated.reason ?? '')) return { quotes: [] };
  const noted = tellingMessage(pod, failure);
  return noted ? { ...noted, line: shown(noted.line) } : { quotes: [] };
}
