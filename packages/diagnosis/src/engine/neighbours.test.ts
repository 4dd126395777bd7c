import { ago, pod, snapshot, waitingPod } from '../testing';
import type { Tweak } from '../testing';
import { neighboursInWords, neighboursOf } from './neighbours';

const named = (name: string, ...tweaks: Tweak[]): Tweak[] => [
  ['metadata.name', name],
  ['metadata.uid', name],
  ...tweaks,
];
const self = waitingPod('ContainerCreating');

function of(...others: unknown[]) {
  const { facts, now } = snapshot([self, ...others]);
  if (facts.pod.status !== 'ok') throw new Error('no pod');
  return neighboursOf(facts.pod.value, facts, Date.parse(now));
}

describe('neighbours', () => {
  it('count those that wait and those that run, on the same node', () => {
    const neighbours = of(
      pod(...named('web-2')),
      pod(...named('web-3')),
      waitingPod('ContainerCreating', undefined, ...named('web-4')),
      pod(...named('web-5', ['spec.nodeName', 'other'])),
    );
    expect(neighbours).toEqual({ isOfNamespace: true, running: 2, waiting: 1 });
    expect(neighboursInWords(neighbours).en).toBe(
      ' 1 other pod of this namespace on that node waits for a first container too, while 2 run.',
    );
  });

  it.each<[string, Tweak]>([
    ['is of the host’s network', ['spec.hostNetwork', true]],
    ['is leaving', ['metadata.deletionTimestamp', ago(5)]],
    ['is known by its size alone', ['status.containerStatuses', []]],
  ])('leave out one that %s', (_, tweak) => {
    expect(of(pod(...named('web-2', tweak)))).toBeUndefined();
  });

  it.each([
    [{ running: 2, waiting: 0 }, 'concerns this pod alone'],
    [{ running: 0, waiting: 2 }, 'none runs'],
  ])('say what follows of %j', (numbers, words) => {
    const all = { isOfNamespace: false, ...numbers };
    expect(neighboursInWords(all).en).toContain(words);
  });

  it('say nothing of a pod that is alone', () => {
    expect(of()).toBeUndefined();
    expect(neighboursInWords(undefined)).toEqual({ en: '', zh: '' });
  });
});
