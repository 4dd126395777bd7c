import type { ContainerView, Quote } from '../../../engine';
import {
  containersOf,
  needed,
  parseTime,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import type { LastWords } from '../../shared/lastWords';
import { lastWords } from '../../shared/lastWords';
import { addressIn } from '../../shared/lastWordsAddress';
import { restartsAt } from '../../shared/restarts';
import { tellingQuote } from '../../shared/tellingQuote';

/** A connection that got no answer, or a name that no server gave an address for. */
export interface Complaint {
  readonly whose: LastWords['whose'];
  /** The name server is what did not answer. */
  readonly isDns: boolean;
  readonly host?: string;
  readonly port?: number;
  /** It said so; else it only waits, which a far end that was reached would have ended. */
  readonly isSaid: boolean;
  /** For the words. `waits`: for how many seconds an init container that still runs has. */
  readonly data: LastWords['data'] & { readonly waits?: number };
  /** When it was so last, in milliseconds since the epoch. */
  readonly at: number;
  readonly quotes: readonly Quote[];
}

type Logs = Fact<FactValues['logs']>;

/** A server said so, or the network did: packets that a policy drops have no answer. */
const ANSWERED =
  /refused|no such host\b|\bNXDOMAIN\b|non-existing domain|\bENOTFOUND\b|EAI_NONAME|ENODATA|\bE?SERVFAIL\b|\bnot known\b|does not resolve|nodename nor servname|misbehaving|no address associated|can(?:'|no)t find|no route|unreachable/i;
/** A name server of the pod or its node, from which no policy keeps it. */
const NEAR_SERVER = /(?:\bon |->)\[?(?:127\.|169\.254\.|::1)/;
const LOCAL = /^(?:localhost$|127\.|169\.254\.|::1$|0\.0\.0\.0$)/;
/** A name of which nobody says that a server answered. */
const UNRESOLVED =
  /can(?:'|no)t resolve|bad address|could not resolve|temporary failure in name resolution|EAI_AGAIN|no servers could be reached|resolution timed out|lookup .{1,300}timeout/i;
const TIMED_OUT =
  /time[d-]? ?out\b|ETIMEDOUT|no response|deadline exceeded|not (?:yet )?(?:reachable|available)/i;
/** Tools that only look names up. */
const LOOKUP = /^(?:nslookup|dig|getent)$/;
/** As long an init container may run before this asks, in seconds. */
const PATIENCE_SECONDS = 180;

const textOf = (quotes: readonly Quote[]) =>
  quotes.map(({ value }) => String(value).slice(0, 4096)).join('\n');

/** Host and port, where they are known. */
function farEnd(host: string | undefined, port: number | undefined) {
  return {
    ...(host !== undefined && { host }),
    ...(port !== undefined && port > 0 && port < 65_536 && { port }),
  };
}

/** When the end was that the words speak of; the moment itself of what still runs. */
function timeOf({ status }: ContainerView, isOver: boolean, now: number) {
  const end = status.state?.terminated ?? status.lastState?.terminated;
  return (isOver ? parseTime(end?.finishedAt) : undefined) ?? now;
}

/** What the last words of one container say of it. */
function ofLastWords(
  { container, whose, kind, facts, data, quotes }: LastWords,
  isDns: boolean,
  now: number,
): Complaint[] {
  const text = textOf(quotes);
  const { host, port } = facts;
  const isNamed = host !== undefined || kind === 'brokers';
  if (kind === 'no-route' || ANSWERED.test(text)) return [];
  if (isDns ? NEAR_SERVER.test(text) : !isNamed || LOCAL.test(host ?? ''))
    return [];
  return [
    {
      whose,
      isDns,
      ...farEnd(host, isDns || !port ? undefined : Number(port)),
      isSaid: true,
      data,
      at: timeOf(container, !data.byProbe, now),
      quotes,
    },
  ];
}

/** What an init container that runs asks for, by its command and the telling line of its log. */
function askedIn({ spec }: ContainerView, line: string) {
  const awaits = spec?.awaits ?? [];
  const one =
    awaits.find(({ host }) => host && line.includes(host)) ?? awaits[0];
  const isName = UNRESOLVED.test(line);
  const isLate = TIMED_OUT.test(line);
  const named = addressIn(line);
  const far = one?.host
    ? farEnd(one.host, one.port)
    : farEnd(named.host, named.port ? Number(named.port) : undefined);
  return {
    isDns: isName || (isLate && LOOKUP.test(one?.tool ?? '')),
    isSaid: isName || isLate,
    // A tool that waits for a port may say nothing at all.
    isSilent: !isName && !isLate && one?.port === undefined,
    ...far,
  };
}

/** Of an init container that still runs: what it waits for by its log, or by its command. */
function ofWait(
  pod: Pod,
  container: ContainerView,
  logs: Logs,
  now: number,
): Complaint[] {
  const { kind, name, spec, status, at } = container;
  const waits = secondsSince(status.state?.running?.startedAt, now);
  if (kind !== 'init' || waits === undefined || waits < PATIENCE_SECONDS)
    return [];
  if (spec?.awaits?.length) needed('logs', logs);
  const said = tellingQuote(logs, name);
  const line = textOf(said);
  const { isSilent, ...asked } = askedIn(container, line);
  const { host, isDns } = asked;
  if (isSilent || ANSWERED.test(line) || (host === undefined && !isDns))
    return [];
  if (LOCAL.test(host ?? '') || (isDns && NEAR_SERVER.test(line))) return [];
  const restarts = restartsAt(container, now);
  const data = { container: name, isInit: true, restarts, waits };
  return [
    {
      whose: { container: name },
      ...asked,
      data: { ...data, action: 'logs' },
      at: now,
      quotes: [
        ...said,
        ...quoteOf('pod', pod, `${at}.state.running.startedAt`),
      ],
    },
  ];
}

/** Every complaint of a pod that a policy may be behind. */
export function complaintsOf(pod: Pod, logs: Logs, now: number): Complaint[] {
  const isStarting =
    pod.status.phase === 'Pending' && !pod.metadata.deletionTimestamp;
  return [
    ...(isStarting
      ? containersOf(pod).flatMap(one => ofWait(pod, one, logs, now))
      : []),
    ...lastWords('dependency-times-out', pod, logs, now).flatMap(words =>
      ofLastWords(words, false, now),
    ),
    ...lastWords('dependency-name-not-resolved', pod, logs, now).flatMap(
      words => ofLastWords(words, true, now),
    ),
  ];
}
