import { findings, pod } from '../../../testing';
import cause from './cause';

const rejected = (message: string) =>
  pod(['status', { phase: 'Failed', reason: 'Evicted', message }]);

describe('rejected-node-pressure', () => {
  it.each([
    [
      'Pod was rejected: The node had condition: [DiskPressure]. ',
      'short of disk (DiskPressure)',
    ],
    ['Pod The node had condition: [MemoryPressure]. ', 'short of memory'],
    [
      'The node had condition: [DiskPressure PIDPressure]. ',
      'short of disk and process numbers',
    ],
    ['The node had condition: []. ', 'short of resources when'],
  ])('reads %s', (message, words) => {
    expect(findings(cause, [rejected(message)])[0]?.what.en).toContain(words);
  });

  it('is not said of a pod that ran', () => {
    expect(
      findings(cause, [
        rejected('The node was low on resource: [DiskPressure].'),
      ]),
    ).toEqual([]);
  });
});
