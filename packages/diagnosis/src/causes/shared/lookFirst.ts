import type { Step, Troubles } from '../../engine';
import { lookFirstInWords, readLogInWords } from '../../engine';
import { kubectl } from './kubectl';

/** The first step for whatever owns or selects pods that do not work: the pod at fault, or the list of pods, when none is known. */
export function lookFirst(namespace: string, pod: string | undefined): Step {
  const words =
    pod === undefined ? (['get', 'pods'] as const) : ['describe', 'pod', pod];
  return { text: lookFirstInWords(pod), command: kubectl(namespace, ...words) };
}

/** The step for pods of a job that have failed: the log of one of them. */
export function readLog(namespace: string, troubles: Troubles): Step {
  const { pod, container } = troubles;
  const of = container ? ['-c', container] : [];
  return {
    text: readLogInWords(troubles),
    command: kubectl(namespace, 'logs', pod, ...of),
  };
}
