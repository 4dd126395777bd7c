import type { ContainerView, Failure } from '../../engine';
import { logOfEnd } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { Problem } from './lastWordSign';
import type { Understood } from './lastWordsWeight';
import { unreadyContainers } from './unready';

/** Words that explain a failing probe: what the program needs and cannot reach or may not use. Any other may be by the way. */
export const PROBE_PROBLEMS: ReadonlySet<Problem> = new Set([
  'dependency-name-not-resolved',
  'dependency-refuses-connection',
  'dependency-refuses-login',
  'dependency-times-out',
  'disk-full',
  'heap-exhausted',
  'kubernetes-api-forbidden',
]);

/** Runtimes that live on with a full heap and no longer answer; what a system refuses may concern one request only. */
const LIVES_ON = new Set(['java', 'dotnet', 'node', 'python']);

/** Whether words of this problem and kind explain a failing probe. */
export function explainsProbe(problem: Problem, kind: string | undefined) {
  if (problem === 'heap-exhausted') return LIVES_ON.has(kind ?? '');
  return PROBE_PROBLEMS.has(problem);
}

/** What such words make a consequence. A probe that asks at the wrong place fails whatever the log says. */
export const PROBE_CONSEQUENCES: readonly string[] = [
  'liveness-probe-kills',
  'not-ready-unexplained',
  'readiness-port-closed',
  'readiness-says-no',
  'readiness-times-out',
  'startup-probe-kills',
];

/** Exit codes of what a probe stopped: KILL and TERM. */
const STOPPED_BY_PROBE = new Set([137, 143]);

/** The log that may say why a probe fails: of the instance that runs and is not ready in time, or of the one a probe stopped. */
export function logOfProbe(
  pod: Pod,
  container: ContainerView,
  end: Failure | undefined,
  now: number,
): 'current' | 'previous' | undefined {
  const { kind, name, spec, status } = container;
  const killing = spec?.livenessProbe ?? spec?.startupProbe;
  if (kind === 'init' || status.ready || !(killing ?? spec?.readinessProbe))
    return undefined;
  if (unreadyContainers(pod, now).some(one => one.container.name === name))
    return 'current';
  const { exitCode = 0, reason } = end?.terminated ?? {};
  const isKilled = STOPPED_BY_PROBE.has(exitCode) && reason !== 'OOMKilled';
  if (!killing || !end || !isKilled) return undefined;
  return end.at.endsWith('.state.terminated') ? 'current' : 'previous';
}

/** A program that says so was asked to end, and did not end by itself. */
const ASKED_TO_END =
  /\bSIGTERM\b|\bsignal (?:15|terminated)\b|\b(?:warm|cold|graceful) shut ?down\b|\b(?:got|received|caught|handling) (?:a )?(?:\w{1,12} )?(?:signal|term(?:inated|ination)?|shutdown)\b|\bshut(?:ting)? ?down gracefully\b/i;
/** Characters at the end of a log in which that is said. */
const LAST_WORDS = 2048;

/**
 * Whether a container with a probe that stops it ended with success after it was asked to, and its words explain the probe: it had words
 * for its end, and was not at fault by itself. Only the probe asks a container to end that is started anew in the same pod.
 */
export function isAskedToEnd(
  logs: Fact<FactValues['logs']>,
  { kind, name, spec }: ContainerView,
  end: Failure,
  said: Pick<Understood, 'problem' | 'kind' | 'weight'>,
): boolean {
  const hasProbe = Boolean(spec?.livenessProbe ?? spec?.startupProbe);
  const isFitting = said.weight >= 2 && explainsProbe(said.problem, said.kind);
  if (kind === 'init' || !hasProbe || !isFitting || logs.status !== 'ok')
    return false;
  const { log = '' } = logOfEnd(logs.value, name, end) ?? {};
  return (
    end.terminated.exitCode === 0 && ASKED_TO_END.test(log.slice(-LAST_WORDS))
  );
}
