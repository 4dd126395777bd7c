import { findings, pod } from '../../../testing';
import cause from './cause';

const rejected = (reason: string, message: string) =>
  pod(['status', { phase: 'Failed', reason, message }]);

describe('rejected-numa-topology', () => {
  it.each([
    [
      'TopologyAffinityError',
      'Pod Resources cannot be allocated with Topology locality',
      'not free close together',
    ],
    ['TopologyAffinityError', '', 'not free close together'],
    [
      'Topology Affinity Error',
      'Pod Resources cannot be allocated with Topology Locality',
      'not free close together',
    ],
    [
      'SMTAlignmentError',
      'Pod was rejected: SMT Alignment Error: requested 3 cpus not multiple cpus per core = 2',
      'whole physical cores (asked 3, threads in a core 2)',
    ],
    [
      'SMTAlignmentError',
      'SMT Alignment Error: not enough free physical CPUs: available physical CPUs = 2, requested CPUs = 4, CPUs per core = 2',
      'too few whole CPUs are free there (asked 4, free 2)',
    ],
    [
      'UnexpectedAdmissionError',
      'Allocate failed due to not enough cpus available to satisfy request: requested=16, available=9, which is unexpected',
      '(asked 16, free 9)',
    ],
    [
      'UnexpectedAdmissionError',
      'Pod Allocate failed due to not enough cpus available to satisfy request, which is unexpected',
      'too few whole CPUs',
    ],
    [
      'UnexpectedAdmissionError',
      'Allocate failed due to [memorymanager] failed to find NUMA nodes to extend the current topology hint, which is unexpected',
      'too little memory',
    ],
    [
      'EmptyPodSharedPoolError',
      'pod rejected, sum of exclusive container cpu requests equals pod budget, leaving no cpus for shared containers',
      'leave none for the others',
    ],
  ])('reads %s %s', (reason, message, words) => {
    expect(findings(cause, [rejected(reason, message)])[0]?.what.en).toContain(
      words,
    );
  });

  it('is not a device', () => {
    const gpu =
      'Allocate failed due to requested number of devices unavailable for nvidia.com/gpu. Requested: 1, Available: 0, which is unexpected';
    expect(
      findings(cause, [rejected('UnexpectedAdmissionError', gpu)]),
    ).toEqual([]);
  });
});
