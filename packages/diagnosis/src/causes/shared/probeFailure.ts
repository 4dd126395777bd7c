import type { ContainerView } from '../../engine';
import { containersOf, newestEvent, parseTime, probeTimes } from '../../engine';
import type { KubeEvent, Pod, Probe } from '../../facts/objects';
import { WRONG_SHELL } from './shellSyntax';

/** Which of a container's probes. */
export type ProbeKind = 'liveness' | 'readiness' | 'startup';

/** How a probe asks. */
export type ProbeHandler = 'http' | 'tcp' | 'exec' | 'grpc';

/** What a probe met. */
export type ProbeProblem =
  /** HTTP status 4xx, 5xx, or another that is no success. */
  | 'client-error'
  | 'server-error'
  /** Nobody listens on the port. */
  | 'refused'
  /** Listened to, and cut off: by a reset or an end without an answer. */
  | 'reset'
  /** Connected, and no answer in time; or a command that ran too long. */
  | 'timeout'
  /** No connection: packets are lost on the way. */
  | 'unreachable'
  | 'dns'
  /** HTTPS asked of a plain port, or the reverse. */
  | 'scheme'
  | 'tls'
  | 'not-http'
  | 'redirect'
  /** The command ran and its exit code was not 0. */
  | 'exit'
  /** The command failed and printed nothing: it said no without a word, or its time was up. */
  | 'silent'
  /** As `silent`, and the failures came further apart than the period: most likely its time was up. */
  | 'slow'
  /** The command, or one that its script calls, is not in the image. */
  | 'no-program'
  /** Its script is written for another shell than the one that runs it. */
  | 'wrong-shell'
  /** gRPC health says NOT_SERVING. */
  | 'not-serving'
  | 'no-health-service'
  /** The port's name is not among the container's ports. */
  | 'no-port'
  /** The container had just ended. */
  | 'not-running'
  | 'unknown';

/** What the kubelet said of one failed probe. */
export interface ProbeFailure {
  readonly kind: ProbeKind;
  readonly problem: ProbeProblem;
  /** HTTP status. */
  readonly status?: number;
  /** The kubelet could not carry the probe out: its answer counts neither for nor against the container. */
  readonly errored: boolean;
}

type Table = readonly (readonly [ProbeProblem, RegExp])[];

/** Words of a broken start of the command itself, of runc, crun, dockershim, containerd and CRI-O, and of shells. */
const NO_PROGRAM =
  /executable file .{0,200}not found|exec: \\?"[^"]{1,253}": (?:stat|permission denied|is a directory)|exec failed.{0,400}(?:no such file or directory|permission denied|exec format error)|(?:^|\n)(?:\/\w{1,16}){0,3}\/?(?:ba|da|a|z)?sh: (?:(?:line )?\d{1,5}: )?[^\n:]{1,100}: (?:command )?not found/;

/** Asked in this order; a command's own words may be any, so only the runtime's are matched. */
const EXEC: Table = [
  ['wrong-shell', WRONG_SHELL],
  ['no-program', NO_PROGRAM],
  [
    'not-running',
    /no running task|container is in \w{1,30} state|container (?:\w{1,64} )?is not running|cannot exec in a (?:stopped|deleted)|container not (?:created or )?running|task \w{1,64} not found|container .{0,100} does not exist/,
  ],
  [
    'timeout',
    /^(?:rpc error: code = \w{1,30} desc = )?(?:command (?:error: command )?timed out|command "[^"]{0,4096}" timed out|.{0,100}timeout \S{1,20} exceeded|.{0,60}context deadline exceeded|.{0,60}operation timeout)/,
  ],
  // A time limit that the command set itself (grpc_health_probe and the like), or the runtime's.
  [
    'timeout',
    /rpc error: code = DeadlineExceeded|health rpc did not complete within/,
  ],
  // The runtime's own trouble.
  ['unknown', /^rpc error: /],
  ['silent', /^\s*$/],
  ['exit', /^/],
];

/** HTTP, TCP and gRPC probes: Go's net and net/http, Windows, pkg/probe. */
const NETWORK: Table = [
  ['redirect', /Probe terminated redirects|stopped after \d{1,3} redirects/],
  ['not-serving', /service unhealthy \(responded with/],
  [
    'no-health-service',
    /does not implement the grpc health protocol|health rpc probe failed.{0,200}(?:NotFound|unknown service)/,
  ],
  [
    'scheme',
    /server gave HTTP response to HTTPS client|first record does not look like a TLS handshake|malformed HTTP (?:response|status code) "\\x15\\x03/,
  ],
  ['not-http', /malformed HTTP|malformed MIME|invalid (?:status|header)/],
  ['refused', /connection refused|actively refused/],
  ['reset', /connection reset|forcibly closed|broken pipe/],
  [
    'dns',
    /no such host|server misbehaving|name resolution|lookup [\w.-]{1,253}(?: on|:)/,
  ],
  [
    'unreachable',
    /no route to host|network is unreachable|host is (?:down|unreachable)|dial tcp \S{1,100} i\/o timeout|connect(?:ex)?: (?:connection timed out|operation not permitted|A connection attempt failed)|cannot assign requested address/,
  ],
  // Before 1.24 gRPC, and TLS-only servers: the connection never comes to be.
  ['refused', /failed to connect service/],
  [
    'timeout',
    /Client\.Timeout|deadline exceeded|i\/o timeout|request canceled|handshake timeout|did not complete within|timed out/i,
  ],
  ['tls', /\btls: |x509: |remote error/],
  ['reset', /\bEOF\b|server closed/],
  ['not-serving', /health rpc probe failed/],
];

/** Names of ports are looked up before anything is asked, by every handler. */
const NO_PORT =
  /^(?:port \S{1,63} not found|invalid port number|couldn't find port)/i;

const SPOKEN =
  /^(?:\(combined from similar events\): )?(Liveness|Readiness|Startup) probe (failed|errored|error|warning)(?: and resulted in \w{1,20} state)?:? ?/i;
const STATUS = /^HTTP probe failed with status ?code: (\d{3})/i;

/** A command that itself asks over HTTP, and tells that it was turned down. */
const STATUS_OF_COMMAND =
  /(?:^|\n)(?:curl: \(22\) The requested URL returned error: |wget: server returned error: HTTP\/[\d.]{1,3} )(4\d\d)/;

/** How a probe asks, by its spec; without one by the words. */
function handlerOf(probe: Probe | undefined, text: string): ProbeHandler {
  if (probe?.exec) return 'exec';
  if (probe?.grpc) return 'grpc';
  if (probe?.httpGet) return 'http';
  if (probe?.tcpSocket) return 'tcp';
  if (/^(?:Get "?https?:|HTTP probe )/.test(text)) return 'http';
  return /^dial tcp /.test(text) ? 'tcp' : 'exec';
}

/** Which probe an event's message says has failed; `undefined` for any other message. Reads its first words only. */
export function probeToldBy(
  message: string | undefined,
): ProbeKind | undefined {
  const kind = SPOKEN.exec((message ?? '').slice(0, 200))?.[1]?.toLowerCase();
  return kind as ProbeKind | undefined; // one of the three of the pattern
}

/**
 * Reads an `Unhealthy`, `ProbeWarning` or (OpenShift) `ProbeError` message; `undefined` for any other.
 * Source: kubernetes pkg/kubelet/prober, pkg/probe.
 */
export function readProbeFailure(
  message: string,
  probeOf: (kind: ProbeKind) => Probe | undefined = () => undefined,
): ProbeFailure | undefined {
  const head = SPOKEN.exec(message.slice(0, 200));
  if (!head) return undefined;
  const kind = head[1]?.toLowerCase() as ProbeKind; // one of the three of the pattern
  const text = message.slice(head[0].length, 8192);
  const errored = head[2]?.toLowerCase() === 'errored';
  const handler = handlerOf(probeOf(kind), text);
  if (NO_PORT.test(text)) return { kind, problem: 'no-port', errored };
  const code = (handler === 'exec' ? STATUS_OF_COMMAND : STATUS).exec(
    text,
  )?.[1];
  if (code) {
    const status = Number(code);
    const client = status >= 400 && status < 500;
    const problem = client ? 'client-error' : 'server-error';
    return { kind, problem, status, errored };
  }
  const table = handler === 'exec' ? EXEC : NETWORK;
  const problem = table.find(([, words]) => words.test(text))?.[0];
  return { kind, problem: problem ?? 'unknown', errored };
}

/** A failed probe as an event tells it. */
export interface ToldFailure extends ProbeFailure {
  /** Index into the events. */
  readonly event: number;
  readonly lastSeen: number;
}

const REASONS = new Set(['Unhealthy', 'ProbeWarning', 'ProbeError']);

/** Whether an event is about a container: by its field path; without one, when no other container has such a probe. */
function isAbout(
  { involvedObject }: KubeEvent,
  { name }: ContainerView,
  others: readonly ContainerView[],
  kind: ProbeKind,
): boolean {
  const path = involvedObject.fieldPath;
  if (path) return path.includes(`{${name}}`);
  return others.every(
    other => other.name === name || !other.spec?.[`${kind}Probe`],
  );
}

/**
 * Whether the failures of one row came much further apart than the probe's period: each then took its time. A row longer than the
 * threshold goes over restarts, whose pauses count in.
 */
function isSpacedOut(
  { count, firstSeen, lastSeen }: KubeEvent,
  probe: Probe | undefined,
): boolean {
  const [first, last] = [parseTime(firstSeen), parseTime(lastSeen)];
  const { period, failures } = probeTimes(probe);
  if (first === undefined || last === undefined) return false;
  if (count < 2 || count > failures) return false;
  return (last - first) / 1000 / (count - 1) >= 1.5 * period;
}

/** A test for the events about a failed probe of this kind of a container. */
export function failureTest(
  pod: Pod,
  container: ContainerView,
  kind: ProbeKind,
): (event: KubeEvent) => boolean {
  const others = containersOf(pod);
  return event =>
    REASONS.has(event.reason ?? '') &&
    isAbout(event, container, others, kind) &&
    probeToldBy(event.message) === kind;
}

/** The newest event about a failed probe of this kind of a container. */
export function newestFailure(
  events: readonly KubeEvent[],
  pod: Pod,
  container: ContainerView,
  kind: ProbeKind,
): ToldFailure | undefined {
  const i = newestEvent(events, failureTest(pod, container, kind));
  const event = i === undefined ? undefined : events[i];
  const failure =
    event &&
    readProbeFailure(
      event.message ?? '',
      which => container.spec?.[`${which}Probe`],
    );
  if (!failure || i === undefined) return undefined;
  const isSlow =
    failure.problem === 'silent' &&
    isSpacedOut(event, container.spec?.[`${kind}Probe`]);
  return {
    ...failure,
    ...(isSlow && { problem: 'slow' }),
    event: i,
    lastSeen: parseTime(event.lastSeen) ?? Infinity,
  };
}
