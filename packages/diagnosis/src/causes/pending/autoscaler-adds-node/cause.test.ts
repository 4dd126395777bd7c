import { ago, event, findings, pod, unscheduledPod } from '../../../testing';
import cause from './cause';

const waits = unscheduledPod('0/1 nodes are available: 1 Insufficient cpu.');
const grows = (seconds: number, message: string) =>
  event('TriggeredScaleUp', message, ['lastTimestamp', ago(seconds)]);

describe('autoscaler-adds-node', () => {
  it.each([
    [
      'pod triggered scale-up: [{asg-a 3->4 (max: 8)}]',
      '“asg-a” from 3 to 4 of at most 8',
    ],
    [
      'pod triggered scale-up: [{https://www.googleapis.com/compute/v1/projects/p/zones/z/instanceGroups/pool-1 0->1 (max: 3)}]',
      '“pool-1” from 0 to 1 of at most 3',
    ],
  ])('reads %s', (message, words) => {
    const [found] = findings(cause, [waits, grows(120, message)]);
    expect(found?.what.en).toContain(`2 min ago: ${words}`);
    expect(found?.severity).toBe('info');
  });

  it('no longer calls it normal after a quarter of an hour', () => {
    const [found] = findings(cause, [
      waits,
      grows(1800, 'pod triggered scale-up'),
    ]);
    expect(found?.severity).toBe('warning');
    expect(found?.why.en).toContain('this one has not');
  });

  it('knows Karpenter’s nomination', () => {
    const nominated = event(
      'Nominated',
      'Pod should schedule on: nodeclaim/default-abc',
      ['source.component', 'karpenter'],
    );
    expect(findings(cause, [waits, nominated])).toHaveLength(1);
  });

  it('is silent when the newest word is a refusal, or the pod has a node', () => {
    const grown = grows(300, 'pod triggered scale-up');
    const refused = event(
      'NotTriggerScaleUp',
      "pod didn't trigger scale-up: 1 max limit reached",
    );
    expect(findings(cause, [waits, grown, refused])).toEqual([]);
    expect(findings(cause, [pod(), grown])).toEqual([]);
  });
});
