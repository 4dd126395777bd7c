import { findings, pod } from '../../../testing';
import cause from './cause';

const rejected = (reason: string, message: string) =>
  pod(['status', { phase: 'Failed', reason, message }]);

describe('rejected-kubelet-cannot-judge', () => {
  it.each([
    [
      'InvalidNodeInfo',
      'Pod was rejected: Kubelet cannot get node info.',
      'could not check',
    ],
    [
      'UnknownReason',
      'GeneralPredicates failed due to unknown reason, which is unexpected.',
      'could not check',
    ],
    [
      'UnexpectedPredicateFailureType',
      'GeneralPredicates failed due to &{x}, which is unexpected.',
      'could not check',
    ],
    [
      'NodeName',
      "Predicate NodeName failed: node(s) didn't match the requested node name",
      'another name',
    ],
    ['HostName', 'Pod Predicate HostName failed', 'another name'],
  ])('reads %s', (reason, message, words) => {
    expect(findings(cause, [rejected(reason, message)])[0]?.what.en).toContain(
      words,
    );
  });

  it('is not a refusal that is told', () => {
    expect(findings(cause, [rejected('OutOfcpu', '')])).toEqual([]);
  });
});
