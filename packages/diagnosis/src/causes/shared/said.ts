import type { ContainerView, Failure, Quote } from '../../engine';
import {
  endsInError,
  logOfEnd,
  quoteLog,
  quoteTellingLine,
  sentenceOf,
  tellingMessage,
} from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import { understoodAt } from './lastWords';

/** Characters of a line that are shown. */
const LONGEST = 600;
/** A terminal's colour codes begin with the escape character. */
const COLOURS = new RegExp(
  `${String.fromCharCode(27)}\\[[0-9;?]{0,20}[A-Za-z]`,
  'g',
);
/** Ends that the kubelet makes up, with a message of its own that no program wrote. */
const MADE_UP = new Set(['ContainerStatusUnknown', 'Unknown', 'Evicted']);

/** As much of the lines of a sentence as an explanation bears; the quotes hold all of it. */
function shown(...lines: readonly string[]): string {
  const plain = lines.map(line => line.replace(COLOURS, '').trim()).join(' ');
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
}

/** Whether the last thing an ended instance said of any weight is an error, with no ordinary work after it. */
export function endsInComplaint(
  logs: Fact<FactValues['logs']>,
  { name }: ContainerView,
  end: Failure,
): boolean {
  const of = logs.status === 'ok' && logOfEnd(logs.value, name, end);
  return of ? endsInError(of.log) : false;
}

/** The line that is understood, else the one that looks most like a reason, with those over which its sentence is wrapped. */
function quotedAt(
  logs: Fact<FactValues['logs']>,
  { name }: ContainerView,
  failure: Failure,
): readonly Quote[] {
  const of = logs.status === 'ok' && logOfEnd(logs.value, name, failure);
  const [first] = [
    ...understoodAt(logs, name, failure),
    ...quoteTellingLine(logs, name, failure),
  ];
  if (!first || !of || logs.status !== 'ok') return [];
  return sentenceOf(of.log, String(first.value)).flatMap(line =>
    quoteLog(logs.value, name, of.which, line),
  );
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
  const quotes = quotedAt(logs, container, failure);
  if (quotes.length > 0)
    return { line: shown(...quotes.map(({ value }) => String(value))), quotes };
  if (MADE_UP.has(failure.terminated.reason ?? '')) return { quotes: [] };
  const noted = tellingMessage(pod, failure);
  return noted ? { ...noted, line: shown(noted.line) } : { quotes: [] };
}

/** What quoted lines of a log say, as one text; `undefined` when none is quoted. */
export function wordsOfQuotes(quotes: readonly Quote[]): string | undefined {
  const lines = quotes.filter(({ from }) => from === 'logs');
  return lines.length === 0
    ? undefined
    : shown(...lines.map(({ value }) => String(value)));
}
