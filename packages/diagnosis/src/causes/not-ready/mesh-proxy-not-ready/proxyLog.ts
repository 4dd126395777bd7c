import type { Quote } from '../../../engine';
import { quoteLog } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';

/** What a proxy says it does not get. */
export type Lacks = 'identity' | 'configuration' | 'control';

/** What the log of a proxy says keeps it from being ready. */
export interface ProxyWord {
  readonly lacks: Lacks;
  /** The part of the mesh it asks, as the log names it. */
  readonly from?: string;
  /** How often the log says so. */
  readonly times: number;
  /** The name of that part was not found. */
  readonly isNameless: boolean;
  readonly quotes: readonly Quote[];
}

/** Only the end of a log is read, in characters, and so much of a line. */
const READ = 12_288;
const LONGEST_LINE = 600;
/** Each line that matters holds one of these. */
const TROUBLE =
  /fail|err|refuse|not ready|not received|0 successful|timed|timely|closed|wait|reject|denied|unavailable|no such|exceeded/i;

const SIGNS: readonly (readonly [RegExp, Lacks])[] = [
  // Linkerd, since 2.3: `Failed to certify identity`, `Failed to obtain identity`; later `identity: … error`.
  [
    /failed to (?:certify|obtain|renew) identity|could not (?:certify|obtain) identity|identity.{0,80}(?:certif|sign).{0,80}(?:fail|error|refused|timed? ?out)|waiting for identity to be initialized/i,
    'identity',
  ],
  // Istio: the agent signs the workload's certificate at istiod; Dapr at its sentry.
  [
    /failed to (?:warm|generate|create|fetch|sign|get|obtain|renew) (?:the |a )?(?:workload |root |cert signed |identity |trust |leaf )?(?:certificates?|cert|CSR|anchors?)\b|(?:CSR|csr).{0,40}(?:fail|reject|denied)|error from (?:certificate )?(?:signer|sentry)|create certificate: rpc error/i,
    'identity',
  ],
  [
    /config(?:uration)? not received from (?:XDS server|pilot)|cds updates: 0 successful|lds updates: 0 successful|(?:StreamAggregatedResources|DeltaAggregatedResources|StreamSecrets) gRPC config stream (?:to \S{1,80} )?closed|XDS.{0,60}(?:connection (?:fail|error)|terminated|rejected)|failed to (?:get|fetch|generate) (?:the )?bootstrap|unable to connect to the xds/i,
    'configuration',
  ],
  [
    /(?:linkerd-\w|linkerd\.svc|\bistiod\b|istio-pilot|istio-system|kuma-c(?:p|ontrol-plane)|consul[- ]?servers?|dapr-(?:sentry|api|placement|operator|system)|osm-controller|control[- ]plane|\bcontroller\{).{0,400}(?:connection refused|connect error|connect timed out|timed? ?out|deadline exceeded|no such host|failed to (?:connect|resolve)|unavailable|could not be dispatched|no route to host)|failed to (?:connect to|resolve|discover|reach) (?:the )?(?:control[- ]plane|consul|kuma|dapr|istiod|xds)/i,
    'control',
  ],
];
/** It has what it needs now. */
const WELL =
  /certified identity|Envoy proxy is ready|certificate (?:is )?(?:obtained|issued|signed)|workload certificate generated|successfully (?:connected|fetched|generated)|dapr initialized|Initialization took/i;

/** The part that is asked: of Linkerd's identity the log speaks by its service's name, or not at all. */
const PART =
  /\b(linkerd-(?:identity|dst|destination|policy|proxy-api|controller)|istiod[\w-]{0,40}|istio-(?:pilot|citadel|galley)|kuma-control-plane|dapr-(?:sentry|api|placement(?:-server)?|operator)|osm-controller|consul-server)\b/;
const NAMELESS =
  /no such host|failed to resolve|name resolution|server misbehaving|lookup \S{1,253}/i;

const isShort = (line: string) => line.length <= LONGEST_LINE;

/** What the log of a proxy says, when that is not past. */
export function proxyWord(
  logs: Fact<FactValues['logs']>,
  container: string,
): ProxyWord | undefined {
  if (logs.status !== 'ok' || !Object.hasOwn(logs.value, container))
    return undefined;
  const log = logs.value[container]?.current ?? '';
  const lines = log.slice(-READ).split(/\r?\n/).filter(isShort);
  const since = lines.findLastIndex(line => WELL.test(line)) + 1;
  const told = lines.slice(since).flatMap(line => {
    if (!TROUBLE.test(line)) return [];
    const lacks = SIGNS.find(([sign]) => sign.test(line))?.[1];
    return lacks && !/^\s*(?:INFO|\[?info)/.test(line) ? { line, lacks } : [];
  });
  // What it lacks says more than that somebody does not answer.
  const best = told.findLast(({ lacks }) => lacks !== 'control') ?? told.at(-1);
  if (!best) return undefined;
  const from =
    PART.exec(best.line)?.[1] ??
    (best.lacks === 'control' ? undefined : partIn(lines, best.lacks));
  return {
    lacks: best.lacks,
    ...(from && { from }),
    times: told.filter(({ lacks }) => lacks === best.lacks).length,
    isNameless: NAMELESS.test(best.line),
    quotes: quoteLog(logs.value, container, 'current', best.line),
  };
}

/** The part that other lines name for what is lacking: `using identity service at … "linkerd-identity.linkerd.svc…"`. */
function partIn(lines: readonly string[], lacks: Lacks): string | undefined {
  const word =
    lacks === 'identity' ? /identity-?\w{0,20}\.|sentry/ : /istiod|-dst|xds/i;
  return lines
    .filter(line => word.test(line))
    .flatMap(line => PART.exec(line.slice(line.search(word) - 12))?.[1] ?? [])
    .at(0);
}
