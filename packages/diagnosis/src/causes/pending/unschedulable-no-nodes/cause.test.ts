import { event, findings, node, unscheduledPod } from '../../../testing';
import cause from './cause';

describe('unschedulable-no-nodes', () => {
  it.each([
    'no nodes available to schedule pods',
    '0/0 nodes are available.',
    '0/0 nodes are available: .',
  ])('knows the words: %s', message => {
    expect(findings(cause, [unscheduledPod(message)])).toHaveLength(1);
    const bare = unscheduledPod('');
    const said = event('FailedScheduling', message);
    expect(findings(cause, [bare, said])).toHaveLength(1);
  });

  it('says when nodes have come since', () => {
    const pod = unscheduledPod('no nodes available to schedule pods');
    const [found] = findings(cause, [pod, node()]);
    expect(found?.what.en).toContain('By now there are 1.');
  });

  it('is silent when nodes were looked at', () => {
    const message = '0/10 nodes are available: 10 Insufficient cpu.';
    expect(findings(cause, [unscheduledPod(message)])).toEqual([]);
  });
});
