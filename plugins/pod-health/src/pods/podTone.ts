import type { LifeState, PodSummary } from 'backstage-plugin-pod-health-common';
import type { Tone } from '../diagnosis/verdict';

const TONES: Readonly<Record<LifeState, Tone>> = {
  pending: 'warning',
  starting: 'unknown',
  running: 'good',
  'not-ready': 'warning',
  crashing: 'bad',
  completed: 'good',
  failed: 'bad',
  terminating: 'unknown',
  unknown: 'unknown',
};

/** How a pod's state looks. A cause found in it outweighs a state that looks fine: it runs, but not as intended. */
export function podTone(pod: PodSummary): Tone {
  const tone = TONES[pod.state];
  return pod.causes.length > 0 && tone !== 'bad' ? 'warning' : tone;
}
