import type { Tweak } from '../../../testing';
import { findings, node, unscheduledPod } from '../../../testing';
import { diagnose } from '../../../diagnose';
import { snapshot } from '../../../testing';
import cause from './cause';

const SAYS = '0/1 nodes are available: 1 node(s) had untolerated taint(s).';
const FULL =
  '0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint(s).';
const tainted = (...taints: Record<string, string>[]) =>
  node(['spec.taints', taints]);
const GPU = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' };
const tolerates = (toleration: Record<string, string>): Tweak => [
  'spec.tolerations',
  [toleration],
];

describe('unschedulable-taint', () => {
  it('reads the taint from the node, which the scheduler no longer names', () => {
    const [found] = findings(cause, [unscheduledPod(SAYS), tainted(GPU)]);
    expect(found?.what.en).toContain(
      '“worker” has the taint dedicated=gpu:NoSchedule',
    );
    expect(found?.steps[1]?.text.en).toContain('dedicated=gpu:NoSchedule');
  });

  it.each([
    "0/1 nodes are available: 1 node(s) had taints that the pod didn't tolerate.",
    "0/1 nodes are available: 1 node(s) had taint {dedicated: gpu}, that the pod didn't tolerate.",
    '0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}.',
    'No nodes are available that match all of the predicates: PodToleratesNodeTaints (1).',
    SAYS,
  ])('knows the words: %s', message => {
    expect(findings(cause, [unscheduledPod(message)])).toHaveLength(1);
  });

  it.each([
    ['cordoned', { key: 'node.kubernetes.io/unschedulable' }],
    ['sick', { key: 'node.kubernetes.io/disk-pressure' }],
    ['leaving', { key: 'ToBeDeletedByClusterAutoscaler' }],
  ])('leaves a node that is %s to its own cause', (_, taint) => {
    const marked = tainted({ ...taint, effect: 'NoSchedule' });
    expect(findings(cause, [unscheduledPod(SAYS), marked])).toEqual([]);
  });

  it('counts the control plane only when nothing else is left', () => {
    const message =
      '0/1 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }.';
    const [found] = findings(cause, [unscheduledPod(message)]);
    expect(found?.steps[1]?.command).toContain('control-plane-');
    const full = message
      .replace('0/1', '0/3')
      .replace(/\.$/, ', 2 Insufficient cpu.');
    expect(findings(cause, [unscheduledPod(full)])).toEqual([]);
  });

  it.each([
    ['by value', { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }],
    ['by any value', { key: 'dedicated', operator: 'Exists' }],
    ['of all', { operator: 'Exists' }],
  ])('does not blame a tolerated taint (%s)', (_, toleration) => {
    const pod = unscheduledPod(FULL, tolerates(toleration));
    expect(findings(cause, [pod, tainted(GPU)])).toEqual([]);
  });

  it.each([
    ['another value', { key: 'dedicated', value: 'db' }],
    ['another effect', { key: 'dedicated', value: 'gpu', effect: 'NoExecute' }],
  ])('blames a taint when the toleration is for %s', (_, toleration) => {
    const pod = unscheduledPod(SAYS, tolerates(toleration));
    expect(findings(cause, [pod, tainted(GPU)])).toHaveLength(1);
  });

  it('leaves it to the room when an open node is left', () => {
    const open = node(['metadata.name', 'open']);
    const objects = [unscheduledPod(FULL), tainted(GPU), open];
    expect(findings(cause, objects)).toEqual([]);
  });

  it('blames the taint when only the reserved nodes have the device', () => {
    const message =
      '0/2 nodes are available: 1 Insufficient nvidia.com/gpu, 1 node(s) had untolerated taint(s).';
    const pod = unscheduledPod(message, [
      'spec.containers.0.resources',
      { requests: { 'nvidia.com/gpu': '1' } },
    ]);
    const gpu = {
      ...tainted(GPU),
      status: { allocatable: { 'nvidia.com/gpu': '2' } },
    };
    const open = node(['metadata.name', 'open']);
    const { found, contributing } = diagnose(snapshot([pod, gpu, open]));
    expect(found.map(one => one.cause)).toEqual(['unschedulable-taint']);
    expect(contributing.map(one => one.cause)).toEqual([
      'unschedulable-extended-resource',
    ]);
  });
});
