import {
  ago,
  daemonSet,
  eventAbout,
  findings,
  owner,
  pod,
} from '../../../testing';
import cause from './cause';

const failed = (node: string, seconds: number, n = 1) =>
  eventAbout(
    daemonSet(),
    'FailedDaemonPod',
    `Found failed daemon pod shop/agent-${n} on node ${node}, will try to kill it`,
    ['metadata.name', `agent.${n}`],
    ['lastTimestamp', ago(seconds)],
    ['count', 2],
  );
const subject = { kind: 'DaemonSet', namespace: 'shop', name: 'agent' };

describe('daemon-pod-keeps-failing', () => {
  it('counts the failures and names the nodes', () => {
    const [found] = findings(cause, [
      daemonSet(),
      failed('n1', 60),
      failed('n2', 90, 2),
    ]);
    expect(found?.what.en).toContain(
      '(0 of 2 pods ready) loses its pod on node “n1” and 1 other node again and again: 4 pods failed of late, the last “agent-1”.',
    );
  });

  it('takes the reason from a failed pod that is still there', () => {
    const evicted = pod(
      ['metadata.ownerReferences', [owner('apps/v1', 'DaemonSet', 'agent')]],
      [
        'status',
        {
          phase: 'Failed',
          reason: 'Evicted',
          message: 'The node was low on resource: memory.',
        },
      ],
    );
    const [found] = findings(cause, [daemonSet(), failed('n1', 60), evicted], {
      subject,
    });
    expect(found?.why.en).toContain(
      '“Evicted”: “The node was low on resource: memory.”',
    );
  });

  it.each([
    ['is long past', [daemonSet(), failed('n1', 3000)]],
    [
      'was overcome',
      [
        daemonSet(
          ['status.numberReady', 2],
          ['status.currentNumberScheduled', 2],
        ),
        failed('n1', 60),
      ],
    ],
    [
      'never was',
      [
        daemonSet(),
        eventAbout(daemonSet(), 'SuccessfulCreate', 'Created pod: agent-1'),
      ],
    ],
  ])('leaves alone what %s', (_, objects) => {
    expect(findings(cause, objects)).toEqual([]);
  });
});
