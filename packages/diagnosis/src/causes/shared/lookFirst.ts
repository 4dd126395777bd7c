import type { Step } from '../../engine';
import { both } from '../../engine';
import { kubectl } from './kubectl';

/**
 * The first step for whatever owns or selects pods that do not work: the pod at fault, as its own finding names the root cause; the
 * list of pods, when none is known. The one sentence in this folder: each such cause would else carry a copy of it.
 */
export function lookFirst(namespace: string, pod: string | undefined): Step {
  return pod === undefined
    ? {
        text: both(
          'List the pods and see which of them is not ready, and since when.',
          '列出 Pod，查看哪些未就绪以及持续了多久。',
        ),
        command: kubectl(namespace, 'get', 'pods'),
      }
    : {
        text: both(
          `Look at pod “${pod}”: its own finding names the root cause.`,
          `查看 Pod“${pod}”：根本原因见它自身的诊断结果。`,
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
      };
}
