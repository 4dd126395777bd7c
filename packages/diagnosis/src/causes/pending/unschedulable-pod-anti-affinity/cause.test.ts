import type { Tweak } from '../../../testing';
import { findings, pod, unscheduledPod } from '../../../testing';
import cause from './cause';

const OWN =
  "0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules.";
const THEIRS =
  "0/1 nodes are available: 1 node(s) didn't satisfy existing pods anti-affinity rules.";
const apart = (app: string): Tweak => [
  'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution',
  [
    {
      topologyKey: 'kubernetes.io/hostname',
      labelSelector: {
        matchExpressions: [{ key: 'app', operator: 'In', values: [app] }],
      },
    },
  ],
];
const other = (...tweaks: Tweak[]) =>
  pod(['metadata.name', 'web-0'], ['metadata.uid', 'web-0'], ...tweaks);
const on = { subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' } };

describe('unschedulable-pod-anti-affinity', () => {
  it.each([
    OWN,
    THEIRS,
    "0/1 nodes are available: 1 node(s) didn't match pod affinity/anti-affinity, 1 node(s) didn't satisfy existing pods anti-affinity rules.",
    "0/1 nodes are available: 1 node(s) didn't match pod affinity/anti-affinity rules.",
    'No nodes are available that match all of the predicates: MatchInterPodAffinity (1).',
  ])('knows the words: %s', message => {
    expect(findings(cause, [unscheduledPod(message)])).toHaveLength(1);
  });

  it('names the pods its own rule means', () => {
    const objects = [unscheduledPod(OWN, apart('web')), other()];
    const [found] = findings(cause, objects, on);
    expect(found?.what.en).toContain('web-0 on “worker”');
    expect(found?.why.en).toContain('app in (web) in one node');
  });

  it('names pods whose rule keeps it away', () => {
    const objects = [unscheduledPod(THEIRS), other(apart('web'))];
    const [found] = findings(cause, objects, on);
    expect(found?.what.en).toContain('web-0 on “worker”');
    expect(found?.why.en).toContain('Pods that already run there');
  });

  it.each([
    // Kind, strategy, replicas, of those updated; whether a rollout needs one place more.
    ['Deployment', 'RollingUpdate', 3, 1, true],
    ['Deployment', 'RollingUpdate', 3, 3, false],
    ['Deployment', 'Recreate', 3, 1, false],
    ['StatefulSet', 'RollingUpdate', 3, 1, false],
  ])('speaks of a surge only where there can be one: %s %s %s/%s', (...row) => {
    const [kind, type, replicas, updatedReplicas, overlaps] = row;
    const owner = {
      apiVersion: 'apps/v1',
      kind,
      metadata: { name: 'web', namespace: 'shop', uid: 'owner' },
      spec: { replicas: 3, strategy: { type } },
      status: { replicas, updatedReplicas },
    };
    const waits = unscheduledPod(OWN, apart('web'), [
      'metadata.ownerReferences',
      [
        {
          apiVersion: 'apps/v1',
          kind,
          name: 'web',
          uid: 'owner',
          controller: true,
        },
      ],
    ]);
    const [found] = findings(cause, [waits, owner], on);
    expect(found?.why.en).toContain('3 replicas need as many places');
    const words = found?.steps.map(({ text }) => text.en).join(' ');
    expect(words?.includes('maxSurge')).toBe(overlaps);
    expect(found?.why.en.includes('rollout')).toBe(overlaps);
  });

  it('leaves the other kind alone', () => {
    const message =
      "0/1 nodes are available: 1 node(s) didn't match pod affinity rules.";
    expect(findings(cause, [unscheduledPod(message)])).toEqual([]);
  });
});
