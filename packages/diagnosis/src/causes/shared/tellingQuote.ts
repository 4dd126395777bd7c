import type { Quote } from '../../engine';
import { quoteLog } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { FactValues } from '../../facts/snapshot';

const TAIL = 8192;
const LONGEST_LINE = 300;
/** So many lines at the end are looked at for a complaint. */
const NEAR = 12;
/** Lookups print whom they asked, whatever the answer. */
const LOOKUP =
  /^\s*(?:Server|Address(?: \d+)?|Name|Non-authoritative answer)(?::|$)/i;
const COMPLAINS =
  /can(?:'|no)t (?:resolve|find|connect)|NXDOMAIN|SERVFAIL|no such host|bad address|not known|could not|unable to|refused|timed? ?out|unreachable|no route|no response|not (?:ready|found|available)|unavailable|denied|error|fail/i;
/** The line of its log that tells what it lacks, else the last; lookups say it before the address of the server they asked. */
export function tellingQuote(
  logs: Fact<FactValues['logs']>,
  container: string,
): Quote[] {
  if (logs.status !== 'ok' || !Object.hasOwn(logs.value, container)) return [];
  const lines = (logs.value[container]?.current ?? '')
    .slice(-TAIL)
    .split(/\r?\n/)
    .filter(
      line =>
        line.trim() !== '' && line.length <= LONGEST_LINE && !LOOKUP.test(line),
    );
  const line =
    lines.slice(-NEAR).findLast(one => COMPLAINS.test(one)) ?? lines.at(-1);
  return line ? quoteLog(logs.value, container, 'current', line) : [];
}
