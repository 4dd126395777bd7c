import type { ContainerView, Quote, Text } from '../../engine';
import { both } from '../../engine';
import type { Pod } from '../../facts/objects';
import type { StartFailure, StartReading } from './containerStart';
import { startFailures } from './containerStart';
import type { Place } from './kubectl';
import { placeOf } from './kubectl';
import { endings, lastWordCauses } from './lastWords';
import type { StartProblem } from './startRow';

/** Where a start failed: what the words of each cause need. */
export interface StartData extends Place {
  readonly container: string;
  readonly isInit: boolean;
  readonly image: string;
  readonly node: string;
  readonly named: string;
}

/** What each cause's words need of a failure. */
function startData(
  { pod, subject }: StartReading,
  { container, named }: StartFailure,
): StartData {
  return {
    ...placeOf(subject),
    container: container.name,
    isInit: container.kind === 'init',
    image: container.spec?.image ?? container.status.image ?? '',
    node: pod.spec.nodeName ?? '',
    named,
  };
}

/** What a cause adds to a failure; `undefined` when it is not its own after all. */
type More<D> = (
  failure: StartFailure,
) => { readonly data: D; readonly quotes?: readonly Quote[] } | undefined;

/** For a cause whose words need no more than {@link StartData}. */
export const nothingMore: More<object> = () => ({ data: {} });

/** The failures of these problems, ready to be findings: container, data, quotes; with what the cause itself adds. */
export function startsThatFail<D extends object>(
  reading: StartReading,
  problems: readonly StartProblem[],
  more: More<D>,
) {
  return startFailures(reading).flatMap(failure => {
    const own = problems.includes(failure.problem) ? more(failure) : undefined;
    if (!own) return [];
    return {
      container: failure.container.name,
      data: { ...startData(reading, failure), ...own.data },
      quotes: [...failure.quotes, ...(own.quotes ?? [])],
    };
  });
}

/** Path of the container in the pod's spec, for quotes. */
export function specPath(pod: Pod, { spec }: ContainerView): string {
  const i = pod.spec.initContainers.findIndex(one => one === spec);
  return i >= 0
    ? `spec.initContainers.${i}`
    : `spec.containers.${pod.spec.containers.findIndex(one => one === spec)}`;
}

/** What an earlier end of the container was: not the reason why it cannot be started now. */
export const EARLIER_ENDS: readonly string[] = [...endings, ...lastWordCauses];

/** The container by its kind and name, within a sentence. */
export function thisContainer({
  container,
  isInit,
}: Pick<StartData, 'container' | 'isInit'>): Text {
  return isInit
    ? both(`init container “${container}”`, `初始化容器“${container}”`)
    : both(`container “${container}”`, `容器“${container}”`);
}

/** The same at the beginning of a sentence. */
export function whichContainer(
  which: Pick<StartData, 'container' | 'isInit'>,
): Text {
  const { en, zh } = thisContainer(which);
  return both(
    en.replace(/^./, first => first.toUpperCase()),
    zh,
  );
}
