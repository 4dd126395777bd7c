import type { Quote } from '../../engine';
import { newestEvent, quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import { waitsForVolumes } from './volumeFailure';

/** What the scheduler, or on a node the kubelet, says of a pod's claims. */
export interface Verdict {
  readonly message: string;
  readonly quotes: readonly Quote[];
}

const FAILED = /^FailedScheduling$/;
const OF_CLAIMS =
  /PersistentVolumeClaim|persistentvolume|PVC|pvc\(s\)|persistent volumes? to bind|free storage|storage ?class|ephemeral volume|VolumeBinding|binding volumes/i;

/** Longer than any message of the scheduler; preemption's own words name no claim. */
const start = (message: string) =>
  message.slice(0, 16_384).split(/\bpreemption: /)[0] ?? '';

function ofScheduler(
  pod: Pod,
  events: Fact<FactValues['events']>,
): Verdict | undefined {
  const c = pod.status.conditions.findIndex(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  );
  const told = start(pod.status.conditions[c]?.message ?? '');
  if (told !== '') {
    const quotes = quoteOf('pod', pod, `status.conditions.${c}.message`);
    return OF_CLAIMS.test(told) ? { message: told, quotes } : undefined;
  }
  // While volumes are bound to the chosen node the condition is not there yet.
  return ofEvents(events, FAILED);
}

function ofEvents(
  events: Fact<FactValues['events']>,
  reasons: RegExp,
): Verdict | undefined {
  if (events.status !== 'ok') return undefined;
  const i = newestEvent(
    events.value,
    ({ reason = '', message = '' }) =>
      reasons.test(reason) && OF_CLAIMS.test(start(message)),
  );
  if (i === undefined) return undefined;
  return {
    message: start(events.value[i]?.message ?? ''),
    quotes: quoteOf('events', events.value, `${i}.message`),
  };
}

/** What is said of the claims of a pod that waits; `undefined` when nothing is. */
export function verdictOf(
  pod: Pod,
  events: Fact<FactValues['events']>,
): Verdict | undefined {
  return waitsForVolumes(pod)
    ? ofEvents(events, /^FailedMount$/)
    : ofScheduler(pod, events);
}
