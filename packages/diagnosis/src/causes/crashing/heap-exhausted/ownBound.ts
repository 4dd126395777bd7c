import type { ContainerView, Step, Text } from '../../../engine';
import { both } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import { maxHeapIn } from '../../../facts/maxHeap';
import type { FactValues } from '../../../facts/snapshot';

/** What ran out, and the largest heap that is set. */
export interface Heap {
  readonly part: string | undefined;
  readonly maxHeap: string | undefined;
}

/** The largest heap of a Java program (-Xmx), by its arguments, else by what the log shows of its settings; the values of variables are not read. */
export function maxHeapBy(
  { name, spec }: ContainerView,
  logs: Fact<FactValues['logs']>,
  action: 'logs' | 'previous-logs',
): string | undefined {
  const log = logs.status === 'ok' ? logs.value[name] : undefined;
  const said = action === 'logs' ? log?.current : log?.previous;
  return spec?.maxHeap ?? maxHeapIn(said ?? '');
}

/** The bound that a runtime sets itself, as the end of a sentence. */
export function ownBound(
  language: string,
  hasLimit: boolean,
  maxHeap: string | undefined,
): Text {
  if (language === 'node')
    return both(
      ', by default a size of its own that depends on its version',
      '，默认大小取决于其版本',
    );
  if (language !== 'java') return both('', '');
  if (maxHeap !== undefined)
    return both(`, here -Xmx${maxHeap}`, `，此处为 -Xmx${maxHeap}`);
  return hasLimit
    ? both(
        ', for the heap a quarter of the limit unless -Xmx or MaxRAMPercentage is set (as in JAVA_OPTS)',
        '，除非设置了 -Xmx 或 MaxRAMPercentage（如在 JAVA_OPTS 中），堆为上限的四分之一',
      )
    : both(
        ', for the heap a quarter of the memory of the node unless -Xmx or MaxRAMPercentage is set (as in JAVA_OPTS)',
        '，除非设置了 -Xmx 或 MaxRAMPercentage（如在 JAVA_OPTS 中），堆为节点内存的四分之一',
      );
}

/** Sets the heap by the limit. */
export function heapTo(setting: string, maxHeap: string | undefined): Text {
  return maxHeap === undefined
    ? both(
        `Set the heap to about three quarters of the limit of the container: ${setting}.`,
        `将堆设为容器上限的约四分之三：${setting}。`,
      )
    : both(
        `Raise -Xmx (now ${maxHeap}) to about three quarters of the limit of the container, or take it away and set ${setting}: -Xmx comes before that.`,
        `将 -Xmx（现为 ${maxHeap}）调高到容器上限的约四分之三，或去掉它并设置 ${setting}：-Xmx 优先于后者。`,
      );
}

/** A fixed size of the heap comes before any share. */
export const FIXED: Step = {
  text: both(
    'Raise -Xmx where it is set (in the arguments, or in a variable such as JAVA_OPTS or one of the image’s own): it comes before MaxRAMPercentage.',
    '如果设置了 -Xmx（在参数中，或在 JAVA_OPTS 等镜像使用的变量中），请调高它：它优先于 MaxRAMPercentage。',
  ),
};
