import type { Tweak } from '../../../testing';
import { diagnose } from '../../../diagnose';
import {
  event,
  findings,
  owner,
  pod,
  replicaSet,
  snapshot,
} from '../../../testing';
import cause from './cause';

const MESSAGE =
  'The node was low on resource: memory. Threshold quantity: 100Mi, available: 41Mi. Container app was using 1800Mi, request is 256Mi, has larger consumption of memory. ';
const evicted = (message: string, ...tweaks: Tweak[]) =>
  pod(
    ['status', { phase: 'Failed', reason: 'Evicted', message, conditions: [] }],
    ...tweaks,
  );

describe('evicted-node-memory', () => {
  it('tells the numbers of node and container', () => {
    const [found] = findings(cause, [evicted(MESSAGE)]);
    expect(found?.what.en).toBe(
      'The pod was ended because node “worker” ran out of memory. 41 MiB were left, it keeps 100 MiB free. “app” used 1.76 GiB and had reserved 256 MiB (request). Nothing makes a new one: the pod has no controller.',
    );
    expect(found?.severity).toBe('critical');
    expect(found?.steps[0]?.text.en).toContain('1.76 GiB');
  });

  it.each([
    ['of 1.10', 'The node was low on resource: memory.'],
    [
      'up to 1.25',
      'The node was low on resource: memory. Container app was using 1800Mi, which exceeds its request of 0. ',
    ],
    [
      'of a pod as a whole',
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 41Mi. Pod web-1 was using 1800Mi, request is 1Gi, has larger consumption of memory. ',
    ],
    ['of the oldest', 'The node was low on resource: [MemoryPressure].'],
  ])('knows the words %s', (_, message) => {
    expect(findings(cause, [evicted(message)])).toHaveLength(1);
  });

  it('says that nothing was reserved, and who used most', () => {
    const message =
      'The node was low on resource: memory. Container log was using 20Mi, which exceeds its request of 0. Container app was using 2Gi, which exceeds its request of 0. ';
    const [found] = findings(cause, [evicted(message)]);
    expect(found?.what.en).toContain(
      '“app” used 2 GiB and had reserved none (no request) (1 more container too).',
    );
  });

  it('is calmer when another pod took over', () => {
    const of: Tweak = [
      'metadata.ownerReferences',
      [owner('apps/v1', 'ReplicaSet', 'web-5d')],
    ];
    const next = pod(
      ['metadata.name', 'web-2'],
      ['metadata.uid', 'pod-uid-2'],
      of,
    );
    const [found] = findings(cause, [evicted(MESSAGE, of), next, replicaSet()]);
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toContain('ReplicaSet web-5d has 1 of 1 pods ready');
  });

  it('counts the pods before that ended alike', () => {
    const of: Tweak = [
      'metadata.ownerReferences',
      [owner('apps/v1', 'ReplicaSet', 'web-5d')],
    ];
    const before = evicted(
      MESSAGE,
      of,
      ['metadata.name', 'web-0'],
      ['metadata.uid', 'pod-uid-0'],
    );
    const [found] = findings(cause, [
      evicted(MESSAGE, of),
      before,
      replicaSet(),
    ]);
    expect(found?.what.en).toContain(
      'has 0 of 1 pods ready. So far 1 other pod of it ended for the same reason.',
    );
  });

  it('is read from the event when the pod itself says nothing', () => {
    const silent = pod(['status', { phase: 'Failed' }]);
    const [found] = findings(cause, [silent, event('Evicted', MESSAGE)]);
    expect(found?.quotes[0]?.from).toBe('events');
  });

  it('is read from the event when the status has no message', () => {
    expect(
      findings(cause, [evicted(''), event('Evicted', MESSAGE)]),
    ).toHaveLength(1);
  });

  it('trusts the controller’s count when not all pods were gathered', () => {
    const of: Tweak = [
      'metadata.ownerReferences',
      [owner('apps/v1', 'ReplicaSet', 'web-5d')],
    ];
    const before = evicted(
      MESSAGE,
      of,
      ['metadata.name', 'web-0'],
      ['metadata.uid', 'pod-uid-0'],
    );
    const controller = replicaSet(['status.readyReplicas', 1]);
    const [found] = findings(cause, [evicted(MESSAGE, of), before, controller]);
    expect(found?.severity).toBe('warning');
  });

  it('is the root of how the containers ended', () => {
    const killed = evicted(MESSAGE, [
      'status.containerStatuses',
      [
        {
          name: 'app',
          state: { terminated: { exitCode: 137, reason: 'Error' } },
        },
      ],
    ]);
    const { found } = diagnose(snapshot([killed]));
    expect(found.map(one => one.cause)).toEqual(['evicted-node-memory']);
  });

  it.each([
    ['lacked disk', 'The node was low on resource: ephemeral-storage.'],
    ['was refused', 'The node had condition: [MemoryPressure]. '],
    [
      'wrote too much',
      'Usage of EmptyDir volume "memory" exceeds the limit "1Gi". ',
    ],
  ])('is not said of a pod that %s', (_, message) => {
    expect(findings(cause, [evicted(message)])).toEqual([]);
  });

  it('is not said of a pod that runs, whatever an old event says', () => {
    expect(
      findings(cause, [
        pod(['status.conditions.3.status', 'False']),
        event('Evicted', MESSAGE),
      ]),
    ).toEqual([]);
  });
});
