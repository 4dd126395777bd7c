import { findings, pod } from '../../../testing';
import cause from './cause';

const evicted = (message: string) =>
  pod([
    'status',
    { phase: 'Failed', reason: 'Evicted', message, conditions: [] },
  ]);

describe('evicted-node-pids', () => {
  it('tells the numbers of node and container', () => {
    const [found] = findings(cause, [
      evicted(
        'The node was low on resource: pids. Threshold quantity: 3276, available: 2948. Container app was using 27411, request is 0, has larger consumption of pids. ',
      ),
    ]);
    expect(found?.what.en).toContain(
      '2948 process numbers (PIDs) were left, it keeps 3276 free. “app” had 27411 processes and threads.',
    );
  });

  it.each([
    ['of 1.20', 'The node was low on resource: pids. '],
    ['of a condition', 'The node was low on resource: [PIDPressure].'],
  ])('knows the words %s', (_, message) => {
    expect(findings(cause, [evicted(message)])).toHaveLength(1);
  });

  it('is not said of another lack', () => {
    const memory = evicted('The node was low on resource: memory. ');
    expect(findings(cause, [memory])).toEqual([]);
  });
});
