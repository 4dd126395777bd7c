import { diagnose } from '../../../diagnose';
import {
  ago,
  event,
  findings,
  node,
  pod,
  snapshot,
  unscheduledPod,
} from '../../../testing';
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
    // Alone it is no more than news; with what the scheduler lacks it comes first.
    expect(found?.severity).toBe('warning');
  });

  it('no longer calls it normal after ten minutes', () => {
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

  it.each<[string, number, number, boolean]>([
    // The node's name, its age, since when it is named, whether a machine may still be on its way.
    ['worker', 86400, 540, false],
    ['worker', 86400, 20, true],
    ['worker', 60, 180, true],
    ['worker-9', 86400, 540, true],
  ])(
    'knows whether the node that is named is there already: %s, %d, %d',
    (name, age, since, comes) => {
      const nominated = event(
        'Nominated',
        `Pod should schedule on: nodeclaim/default-abc, node/${name}`,
        ['firstTimestamp', ago(since)],
        ['lastTimestamp', ago(5)],
        ['count', 6],
      );
      const there = node(
        ['metadata.name', 'worker'],
        ['metadata.creationTimestamp', ago(age)],
      );
      const found = findings(cause, [waits, nominated, there]);
      expect(found).toHaveLength(comes ? 1 : 0);
      const [first] = diagnose(snapshot([waits, nominated, there])).found;
      expect(first?.cause).toBe(
        comes ? 'autoscaler-adds-node' : 'unschedulable-resources',
      );
    },
  );

  it('is silent when the newest word is a refusal, or the pod has a node', () => {
    const grown = grows(300, 'pod triggered scale-up');
    const refused = event(
      'NotTriggerScaleUp',
      "pod didn't trigger scale-up: 1 max limit reached",
    );
    expect(findings(cause, [waits, grown, refused])).toEqual([]);
    expect(findings(cause, [pod(), grown])).toEqual([]);
  });

  const GROWN = 'pod triggered scale-up: [{asg-a 3->6 (max: 10)}]';
  const roots = (...objects: unknown[]) =>
    diagnose(snapshot(objects)).found.map(one => one.cause);

  it('no longer waits for a node that is named again and again', () => {
    const named = (since: number) =>
      event(
        'Nominated',
        'Pod should schedule on: nodeclaim/default-abc',
        ['firstTimestamp', ago(since)],
        ['lastTimestamp', ago(5)],
      );
    expect(roots(waits, named(120))).toEqual(['autoscaler-adds-node']);
    expect(roots(waits, named(900))).toEqual(['unschedulable-resources']);
  });

  it('comes before what a new node brings along, while that is fresh', () => {
    expect(roots(waits, grows(90, GROWN))).toEqual(['autoscaler-adds-node']);
    expect(roots(waits, grows(900, GROWN))).toEqual([
      'unschedulable-resources',
    ]);
    const again = event(
      'TriggeredScaleUp',
      GROWN,
      ['firstTimestamp', ago(2400)],
      ['lastTimestamp', ago(90)],
    );
    expect(roots(waits, again)).toEqual(['unschedulable-resources']);
    const gone = unscheduledPod(
      '0/4 nodes are available: persistentvolumeclaim "data" not found.',
    );
    expect(roots(gone, grows(90, GROWN))).not.toContain('autoscaler-adds-node');
  });

  it('counts the nodes that have joined', () => {
    const more = unscheduledPod(
      "0/7 nodes are available: 3 node(s) had taints that the pod didn't tolerate, 4 Insufficient cpu.",
    );
    const before = event(
      'FailedScheduling',
      '0/4 nodes are available: 4 Insufficient cpu.',
      ['lastTimestamp', ago(100)],
    );
    const [found] = findings(cause, [more, before, grows(90, GROWN)]);
    expect(found?.what.en).toContain('3 nodes joined since');
  });
});
