import { ago, findings, pod } from '../../../testing';
import cause from './cause';

const ended = (reason: string, message: string, phase = 'Failed') =>
  pod(['status', { phase, reason, message }]);

describe('node-shutdown', () => {
  it.each([
    [
      'Terminated',
      'Pod was terminated in response to imminent node shutdown.',
      'was shut down or restarted',
    ],
    ['Shutdown', 'Node is shutting, evicting pods', 'was shut down'],
    [
      'NodeShutdown',
      'Pod was rejected as the node is shutting down.',
      'was refused',
    ],
    [
      'Terminated',
      'Pod Node is in progress of shutting down, not admitting any new pods',
      'was refused',
    ],
  ])('reads %s: %s', (reason, message, words) => {
    expect(findings(cause, [ended(reason, message)])[0]?.what.en).toContain(
      words,
    );
  });

  it('is known while the containers still stop', () => {
    const leaving = pod(
      ['metadata.deletionTimestamp', ago(-20)],
      [
        'status.conditions.4',
        {
          type: 'DisruptionTarget',
          status: 'True',
          reason: 'TerminationByKubelet',
          message: 'Pod was terminated in response to imminent node shutdown.',
        },
      ],
    );
    expect(findings(cause, [leaving])).toHaveLength(1);
  });

  it.each([
    ['another tool’s word', ended('Terminated', 'Stopped by the operator.')],
    [
      'a pod that finished',
      ended(
        'Terminated',
        'Pod was terminated in response to imminent node shutdown.',
        'Succeeded',
      ),
    ],
    ['an eviction', ended('Evicted', 'The node was low on resource: memory. ')],
  ])('is not %s', (_, subject) => {
    expect(findings(cause, [subject])).toEqual([]);
  });
});
