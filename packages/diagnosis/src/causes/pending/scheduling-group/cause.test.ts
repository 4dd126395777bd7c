import { findings, unscheduledPod } from '../../../testing';
import cause from './cause';

describe('scheduling-group', () => {
  it.each([
    '3/3 tasks in gang unschedulable: pod group is not ready, 3 Pending, 3 minAvailable; Pending: 3 Unschedulable',
    '10/6 tasks in gang unschedulable: job is not ready, 10 minAvailable, 6 Pending.',
    'pod group is not ready, 1 minAvailable, 7 Running, 89 Pending; Pending: 89 Unschedulable',
    'pre-filter pod mysql-0 cannot find enough sibling pods, current pods number: 1, minMember of group: 5',
    'pod with pgName: kubedl/mnist-worker last failed in 3s, deny',
    'rejected due to timeout after waiting 10s at plugin Coscheduling',
    'Gang "default/test-gang" gets rejected due to member Pod "test" is unschedulable with reason "0/4 nodes are available: 4 Insufficient cpu."',
    'waiting for minCount pods from a gang to appear in scheduling queue',
    'pod group is unschedulable',
    '0/3 placements are available, first placement status: 0/2 nodes are available: 2 Insufficient cpu.',
    'Pod shop/web-1 can possibly be assigned to worker',
  ])('knows: %s', message => {
    expect(findings(cause, [unscheduledPod(message)])).toHaveLength(1);
  });

  it('says how many are needed and how many there are', () => {
    const message =
      'pre-filter pod mysql-0 cannot find enough sibling pods, current pods number: 1, minMember of group: 5';
    const [found] = findings(cause, [unscheduledPod(message)]);
    expect(found?.what.en).toContain(
      'At least 5 must fit at once; 1 wait now.',
    );
    expect(found?.why.en).toContain('Not all members exist yet');
  });

  it('leaves a member’s own reason to its cause', () => {
    const message =
      '0/4 nodes are available: 4 Insufficient cpu.  Gang "default/test" gets rejected due to pod is unschedulable.';
    expect(findings(cause, [unscheduledPod(message)])).toEqual([]);
  });
});
