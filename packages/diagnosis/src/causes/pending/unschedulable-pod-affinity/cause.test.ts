import type { Tweak } from '../../../testing';
import { findings, node, pod, unscheduledPod } from '../../../testing';
import cause from './cause';

const SAYS =
  "0/1 nodes are available: 1 node(s) didn't match pod affinity rules.";
const beside = (
  app: string,
  topologyKey: string = 'kubernetes.io/hostname',
): Tweak => [
  'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution',
  [{ topologyKey, labelSelector: { matchLabels: { app } } }],
];
const cache = (...tweaks: Tweak[]) =>
  pod(
    ['metadata.name', 'cache-0'],
    ['metadata.uid', 'cache-0'],
    ['metadata.labels', { app: 'cache' }],
    ...tweaks,
  );
const on = { subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' } };
const what = (...objects: unknown[]) =>
  findings(cause, objects, on)[0]?.what.en;

describe('unschedulable-pod-affinity', () => {
  it('says when no such pod is placed, and what was probably meant', () => {
    expect(what(unscheduledPod(SAYS, beside('cachee')), cache())).toContain(
      'No pod with app=cachee is placed on any node. Did you mean app=cache?',
    );
  });

  it('does not count a pod of another namespace, or one that has ended', () => {
    const far = cache(['metadata.namespace', 'other']);
    const ended = cache(['status.phase', 'Succeeded']);
    for (const one of [far, ended])
      expect(what(unscheduledPod(SAYS, beside('cache')), one)).toContain(
        'No pod',
      );
  });

  it('says where such pods are when another reason keeps it from there', () => {
    expect(what(unscheduledPod(SAYS, beside('cache')), cache())).toContain(
      'run on worker, and the pod may not go there',
    );
  });

  it('sees a topologyKey that no node has', () => {
    const pods = [unscheduledPod(SAYS, beside('cache', 'rack')), cache()];
    expect(what(...pods, node())).toContain('No node has the label rack');
  });

  it('understands the older wording by the pod’s own rules', () => {
    const older =
      "0/1 nodes are available: 1 node(s) didn't match pod affinity/anti-affinity.";
    expect(
      findings(cause, [unscheduledPod(older, beside('cache'))]),
    ).toHaveLength(1);
    expect(findings(cause, [unscheduledPod(older)])).toEqual([]);
  });
});
