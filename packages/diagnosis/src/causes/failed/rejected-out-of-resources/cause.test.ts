import { event, findings, pod } from '../../../testing';
import cause from './cause';

const rejected = (reason: string, message: string) =>
  pod(['status', { phase: 'Failed', reason, message }]);
const CPU =
  "Pod was rejected: Node didn't have enough resource: cpu, requested: 64000, used: 500, capacity: 2000";

describe('rejected-out-of-resources', () => {
  it('tells the numbers, and that it never fits', () => {
    const [found] = findings(cause, [rejected('OutOfcpu', CPU)]);
    expect(found?.what.en).toContain(
      'The pod was refused by node “worker” for lack of CPU. It asks for 64; of 2, 1.5 were left.',
    );
    expect(found?.why.en).toContain('even if the node were empty');
  });

  it.each([
    [
      'OutOfmemory',
      "Pod Node didn't have enough resource: memory, requested: 4294967296, used: 6442450944, capacity: 8589934592",
      'lack of memory. It asks for 4 GiB; of 8 GiB, 2 GiB were left.',
    ],
    [
      'OutOfpods',
      "Node didn't have enough resource: pods, requested: 1, used: 110, capacity: 110",
      'lack of places for pods. It asks for 1; of 110, 0 were left.',
    ],
    [
      'OutOfnvidia.com/gpu',
      "Pod was rejected: Node didn't have enough resource: nvidia.com/gpu, requested: 1, used: 0, capacity: 0",
      'lack of nvidia.com/gpu. It asks for 1; of 0, 0 were left.',
    ],
    [
      'UnexpectedAdmissionError',
      'Pod Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [(res: cpu, q: 100), ]',
      'lack of CPU. It lacks 0.1,',
    ],
    ['OutOfephemeral-storage', '', 'lack of local disk.'],
    [
      'OutOfDisk',
      'Pod cannot be started due to lack of disk space.',
      'local disk',
    ],
  ])('reads %s', (reason, message, words) => {
    const [found] = findings(cause, [rejected(reason, message)]);
    expect(found?.what.en).toContain(words);
  });

  it('tells who chose the node', () => {
    const pinned = findings(cause, [
      rejected('OutOfcpu', CPU),
      event('OutOfcpu', CPU),
    ]);
    expect(pinned[0]?.why.en).toContain('spec.nodeName');
    const scheduled = findings(cause, [
      rejected('OutOfcpu', CPU),
      event('OutOfcpu', CPU),
      event('Scheduled', 'Successfully assigned shop/web-1 to worker'),
    ]);
    expect(scheduled[0]?.why.en).toContain('The scheduler had counted');
  });

  it.each([
    ['NodeAffinity', 'Pod was rejected: Predicate NodeAffinity failed'],
    [
      'UnexpectedAdmissionError',
      'Allocate failed due to requested number of devices unavailable for nvidia.com/gpu. Requested: 1, Available: 0, which is unexpected',
    ],
  ])('is not %s', (reason, message) => {
    expect(findings(cause, [rejected(reason, message)])).toEqual([]);
  });
});
