import type { Tweak } from '../../../testing';
import { ago, diagnosisBy, findings, node, pod } from '../../../testing';
import cause from './cause';

const OTHER = node(['metadata.name', 'other']);
const LEAVING: Tweak = ['metadata.deletionTimestamp', ago(60)];
const UNREADY: Tweak = ['status.conditions.3.status', 'False'];
const COLLECTED: Tweak = [
  'status.conditions.4',
  {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByPodGC',
    message: 'PodGC: node no longer exists',
  },
];

describe('node-removed', () => {
  it.each([
    ['is being deleted', [LEAVING]],
    ['lost Ready while its containers claim to be', [UNREADY]],
  ] as const)('finds a pod that %s', (_, tweaks) => {
    const left = pod(...(tweaks as readonly Tweak[]));
    const [found] = findings(cause, [left, OTHER]);
    expect(found?.what.en).toContain(
      'node “worker”, which is no longer part of the cluster.',
    );
  });

  it('finds what the garbage collector said, whatever nodes are known', () => {
    const job = pod(
      LEAVING,
      COLLECTED,
      ['status.phase', 'Failed'],
      ['metadata.finalizers', ['batch.kubernetes.io/job-tracking']],
    );
    const [found] = findings(cause, [job]);
    expect(found?.what.en).toContain(
      'only its finalizer “batch.kubernetes.io/job-tracking”',
    );
    expect(
      found?.steps.some(({ command }) => command?.includes('--force')),
    ).toBe(false);
  });

  it('cannot tell without the nodes', () => {
    const { unchecked } = diagnosisBy(cause, [pod(LEAVING)]);
    expect(unchecked).toEqual([
      { cause: 'node-removed', fact: 'nodes', status: 'notAsked' },
    ]);
  });

  it.each([
    ['its node is there', [LEAVING], node()],
    [
      'it crashes, so its kubelet lives',
      [UNREADY, ['status.containerStatuses.0.ready', false]],
      OTHER,
    ],
    [
      'it never was on a node',
      [LEAVING, ['status.startTime', undefined], ['status.conditions', []]],
      OTHER,
    ],
    ['it is over', [['status.phase', 'Failed']], OTHER],
  ] as const)('leaves a pod alone when %s', (_, tweaks, worker) => {
    const subject = pod(...(tweaks as unknown as readonly Tweak[])); // literal tuples
    expect(findings(cause, [subject, worker])).toEqual([]);
  });
});
