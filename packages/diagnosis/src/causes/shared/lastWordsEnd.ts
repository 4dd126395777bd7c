import type { ContainerView, Failure } from '../../engine';
import { currentEnd, currentFailure } from '../../engine';
import type { Pod } from '../../facts/objects';
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

/** Whether words of this weight explain such an end. */
export function explains(
  { weight, kind }: Understood,
  { exitCode = 0 }: Failure['terminated'],
) {
  if (exitCode === 0) return weight >= 2 && kind !== 'usage';
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
