import type { Quote } from '../../../engine';
import {
  containersOf,
  quoteLog,
  quoteOf,
  sentenceOf,
  troublesIn,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { understand } from '../../shared/lastWordsRead';

/** What is known of the pod of a run that does not end. */
export interface HangingRun {
  readonly pod?: string;
  /** Its pod itself is in trouble: its own finding says more. */
  readonly podAtFault?: string;
  /** The container whose log tells of an error with nothing behind it that has gone well, and that line. */
  readonly container?: string;
  readonly line?: string;
  readonly quotes: readonly Quote[];
}

interface Given {
  readonly siblings: Fact<FactValues['siblings']>;
  readonly logs: Fact<FactValues['logs']>;
  readonly now: number;
}

const LONGEST_SHOWN = 400;

/** A pod of the run that has not ended. */
const isOf =
  (job: string) =>
  ({ metadata, status }: Pod): boolean =>
    status.phase !== 'Failed' &&
    status.phase !== 'Succeeded' &&
    (metadata.ownerReferences ?? []).some(
      ({ kind, name }) => kind === 'Job' && name === job,
    );

/** The error that a running container last told of. What it passed over, or retried with success, is none. */
function lastWordsIn(
  pod: Pod,
  logs: Fact<FactValues['logs']>,
): Pick<HangingRun, 'container' | 'line' | 'quotes'> {
  if (logs.status !== 'ok') return { quotes: [] };
  for (const { name, status } of containersOf(pod)) {
    const log = Object.hasOwn(logs.value, name)
      ? logs.value[name]?.current ?? ''
      : '';
    const said = status.state?.running && log !== '' && understand(log);
    const [line] = (said && said.weight >= 2 && said.lines) || [];
    const quotes =
      line === undefined
        ? []
        : sentenceOf(log, line).flatMap(one =>
            quoteLog(logs.value, name, 'current', one),
          );
    if (quotes.length > 0) {
      const words = quotes.map(({ value }) => String(value).trim()).join(' ');
      return { container: name, line: words.slice(0, LONGEST_SHOWN), quotes };
    }
  }
  return { quotes: [] };
}

/** Why the run of a CronJob may not end, as far as its pod tells. */
export function hangingRun(
  job: string,
  { siblings, logs, now }: Given,
): HangingRun {
  if (siblings.status !== 'ok') return { quotes: [] };
  const pods = siblings.value;
  const sick = troublesIn('siblings', pods, now, isOf(job));
  if (sick) return { pod: sick.pod, podAtFault: sick.pod, quotes: sick.quotes };
  const i = pods.findIndex(isOf(job));
  const pod = pods[i];
  if (!pod) return { quotes: [] };
  const { quotes, ...said } = lastWordsIn(pod, logs);
  return {
    ...(pod.metadata.name !== undefined && { pod: pod.metadata.name }),
    ...said,
    quotes: [...quoteOf('siblings', pods, `${i}.status.phase`), ...quotes],
  };
}
