import type { ContainerView, Failure } from '../../engine';
import { currentEnd, currentFailure } from '../../engine';
import type { Pod } from '../../facts/objects';
import type { Problem } from './lastWordSign';
import type { Understood } from './lastWordsWeight';

/** Ends that the program brought about itself. Of OOMKilled, StartError and the like the cluster knows more. */
const OWN_ENDS = new Set([undefined, '', 'Error', 'Completed', 'Unknown']);
/** Exit codes of a program that was stopped or killed from outside: INT, KILL and TERM. */
const STOPPED = new Set([130, 137, 143]);

/** The end whose words count: a failure that is current, or an end with success of what is started again for ever. */
export function endOf(
  container: ContainerView,
  now: number,
): Failure | undefined {
  const failure = currentFailure(container, now);
  if (failure)
    return OWN_ENDS.has(failure.terminated.reason) ? failure : undefined;
  const { kind, restartPolicy, status } = container;
  const isLoop =
    kind !== 'init' &&
    restartPolicy === 'Always' &&
    (status.restartCount ?? 0) > 0;
  return isLoop ? currentEnd(container, now) : undefined;
}

/** Signals a program brings on itself: ILL, TRAP, ABRT, BUS, FPE, SEGV; and those the kernel sends for a rule: XCPU, XFSZ, SYS. */
const OWN_SIGNALS = new Set([4, 5, 6, 7, 8, 11, 24, 25, 31]);
/** An abort is asked for by the program, mostly after it said why. */
const ABRT = 6;
/** What makes a program die by a signal, whatever else it writes while it does. */
const DEADLY: ReadonlySet<Problem> = new Set([
  'disk-full',
  'heap-exhausted',
  'process-limit-reached',
  'processor-unsupported',
  'unhandled-exception',
]);

/** A signal outranks a complaint after which the program went on: it died of something it had no time to say. */
function isOutranked({ weight, problem, after }: Understood, signal: number) {
  if (!OWN_SIGNALS.has(signal) || weight === 3 || DEADLY.has(problem))
    return false;
  return after === 'work' || (after === 'words' && signal !== ABRT);
}

/** Whether words of this weight explain such an end. */
export function explains(
  understood: Understood,
  { exitCode = 0, signal }: Failure['terminated'],
) {
  const { weight, kind, isReason = false } = understood;
  if (isOutranked(understood, signal || exitCode - 128)) return false;
  if (exitCode === 0)
    return (weight >= 2 || (weight === 1 && isReason)) && kind !== 'usage';
  return STOPPED.has(exitCode) ? weight === 3 : true;
}

/** Ends of the whole pod, of which the cluster says why. */
export function isEndedByCluster({ metadata, status }: Pod): boolean {
  const { phase, reason } = status;
  return (
    metadata.deletionTimestamp !== undefined ||
    phase === 'Succeeded' ||
    (reason !== undefined && reason !== '' && reason !== 'DeadlineExceeded')
  );
}
