import type { Text } from '../../engine';
import { both, count } from '../../engine';
import type { Pod } from '../../facts/objects';
import type { Unschedulable } from './unschedulable';
import { oneLine } from './webhook';

/** A reason in words that only this cluster's scheduler, or an extension of it, knows. */
export interface OwnWord {
  readonly nodes: number;
  readonly text: string;
}

/** The scheduler of the pod, where it is not Kubernetes' own, and what it says in words of its own. */
export interface OwnWords {
  readonly scheduler?: string;
  readonly words: readonly OwnWord[];
}

/** So many are told, and so much of each, in characters. */
const MOST = 2;
const LONGEST = 240;

/** What the scheduler says of other nodes that no cause explains: beside a known obstacle it would be lost. */
export function ownWordsIn(
  { spec }: Pod,
  { reasons }: Unschedulable,
): OwnWords {
  const { schedulerName } = spec;
  const isOwn =
    schedulerName !== undefined && schedulerName !== 'default-scheduler';
  return {
    ...(isOwn && { scheduler: schedulerName }),
    words: reasons
      .filter(({ kind }) => kind === 'unknown')
      .slice(0, MOST)
      .map(({ nodes, text }) => ({ nodes, text: oneLine(text, LONGEST) })),
  };
}

/** The words as sentences to add; empty when there are none. */
export function ownWordsInWords({ scheduler, words }: OwnWords): Text {
  const by = scheduler
    ? both(`its scheduler “${scheduler}”`, `其调度器“${scheduler}”`)
    : both('the scheduler, or an extension of it,', '调度器（或其扩展）');
  return both(
    words
      .map(
        ({ nodes, text }) =>
          ` Of ${count(nodes, 'node')} ${
            by.en
          } says in words of its own: “${text}”.`,
      )
      .join(''),
    words
      .map(
        ({ nodes, text }) =>
          `对 ${nodes} 个节点，${by.zh}的原话是：“${text}”。`,
      )
      .join(''),
  );
}
