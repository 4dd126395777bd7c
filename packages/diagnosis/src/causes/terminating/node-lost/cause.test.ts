import type { Tweak } from '../../../testing';
import { diagnose } from '../../../diagnose';
import { ago, findings, node, pod, snapshot } from '../../../testing';
import cause from './cause';

const SILENT: Tweak = [
  'status.conditions.0',
  {
    type: 'Ready',
    status: 'Unknown',
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
    lastTransitionTime: ago(300),
  },
];

describe('node-lost', () => {
  it('finds it while the pod still looks well, and says what speaks against', () => {
    const [found] = findings(cause, [pod(), node(SILENT)]);
    expect(found?.what.en).toBe(
      'The pod’s node “worker” has not answered for 5 min.',
    );
    expect(found?.contradictions).toEqual([
      { from: 'pod', at: 'status.containerStatuses.0.ready', value: true },
    ]);
    expect(found?.steps.some(({ command }) => command)).toBe(false);
  });

  it('offers force only when the node is overdue to confirm', () => {
    const leaving = pod(['metadata.deletionTimestamp', ago(60)]);
    const [found] = findings(cause, [leaving, node(SILENT)]);
    expect(found?.what.en).toContain('waits for the node to confirm it');
    expect(found?.steps[2]?.command).toContain('--force');
  });

  it('finds a node that is no longer there', () => {
    const other = node(['metadata.name', 'other']);
    const [found] = findings(cause, [pod(), other]);
    expect(found?.what.en).toContain('no longer part of the cluster');
  });

  it('is the root of what else the pod shows', () => {
    const held = pod(
      ['metadata.deletionTimestamp', ago(600)],
      ['metadata.finalizers', ['a/b']],
      ['status.containerStatuses', []],
    );
    const { found, contributing } = diagnose(snapshot([held, node(SILENT)]));
    expect(found.map(one => one.cause)).toEqual(['node-lost']);
    expect(contributing.map(one => one.cause)).toEqual([
      'finalizer-blocks-deletion',
    ]);
  });

  it.each([
    ['its node is ready', pod(), node()],
    [
      'its node calls itself not ready',
      pod(),
      node(['status.conditions.0.status', 'False']),
    ],
    ['it has no node', pod(['spec.nodeName', undefined]), node(SILENT)],
    ['it is over', pod(['status.phase', 'Succeeded']), node(SILENT)],
  ])('leaves a pod alone when %s', (_, subject, worker) => {
    expect(findings(cause, [subject, worker])).toEqual([]);
  });
});
