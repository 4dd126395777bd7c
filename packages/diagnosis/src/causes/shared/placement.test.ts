import type { Tweak } from '../../testing';
import { ago, event, NOW, pod, snapshot } from '../../testing';
import { placedBy } from './placement';

/** Who placed a young pod whose events hold nothing of the scheduler. */
const placed = (...tweaks: Tweak[]) => {
  const young: Tweak = ['metadata.creationTimestamp', ago(900)];
  const object = pod(young, ['status.startTime', ago(899)], ...tweaks);
  const { facts } = snapshot([object, event('Failed', 'no')], {
    asked: ['events'],
  });
  if (facts.pod.status !== 'ok') throw new Error('no pod');
  return placedBy(facts.pod.value, facts.events, Date.parse(NOW));
};

describe('who placed a pod', () => {
  it('is the manifest when nothing speaks for a scheduler', () => {
    expect(placed()).toBe('manifest');
  });

  it.each<[string, Tweak]>([
    [
      'has rules on nodes of its own',
      [
        'spec.affinity',
        {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
              ],
            },
          },
        },
      ],
    ],
    ['started minutes after it was made', ['status.startTime', ago(300)]],
  ])('is not known of a pod that %s', (_, tweak) => {
    expect(placed(tweak)).toBe('unknown');
  });
});
