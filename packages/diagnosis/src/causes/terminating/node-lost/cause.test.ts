import type { JsonObject, Tweak } from '../../../testing';
import { diagnose } from '../../../diagnose';
import {
  ago,
  diagnosisBy,
  event,
  findings,
  node,
  pod,
  snapshot,
} from '../../../testing';
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
const UNREADY: Tweak = ['status.conditions.3.status', 'False'];
const TOLD = event('NodeNotReady', 'Node is not ready');

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

  it.each<[string, JsonObject[], boolean]>([
    ['all taints', [{ operator: 'Exists' }], true],
    [
      'that taint',
      [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists' }],
      true,
    ],
    [
      'it for a time',
      [
        {
          key: 'node.kubernetes.io/unreachable',
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 300,
        },
      ],
      false,
    ],
    [
      'it for a time, and all taints',
      [
        { operator: 'Exists' },
        {
          key: 'node.kubernetes.io/unreachable',
          operator: 'Exists',
          tolerationSeconds: 300,
        },
      ],
      false,
    ],
    [
      'only not to be placed',
      [{ operator: 'Exists', effect: 'NoSchedule' }],
      false,
    ],
  ])('says that a pod is never moved which tolerates %s', (_, list, stays) => {
    const [found] = findings(cause, [
      pod(['spec.tolerations', list]),
      node(SILENT),
    ]);
    expect(/never moves it/.test(found?.why.en ?? '')).toBe(stays);
    expect(
      found?.steps.some(({ command }) => command?.includes('delete pod')),
    ).toBe(stays);
    const ofNode = pod(
      ['spec.tolerations', list],
      [
        'metadata.ownerReferences',
        [{ kind: 'DaemonSet', name: 'web', uid: 'd', controller: true }],
      ],
    );
    const [own] = findings(cause, [ofNode, node(SILENT)]);
    expect(own?.why.en).not.toContain('never moves it');
  });

  it.each([
    ['node.cloudprovider.kubernetes.io/shutdown', 'is switched off'],
    ['node.kubernetes.io/out-of-service', 'declared the machine dead'],
  ])('says more by the taint %s', (key, words) => {
    const off = node(SILENT, ['spec.taints', [{ key, effect: 'NoExecute' }]]);
    expect(findings(cause, [pod(), off])[0]?.why.en).toContain(words);
  });

  it.each([
    [
      'NodeLost',
      pod(
        UNREADY,
        ['status.reason', 'NodeLost'],
        [
          'status.message',
          'Node worker which was running pod web-1 is unresponsive',
        ],
      ),
    ],
    [
      'phase Unknown',
      pod(UNREADY, ['status.phase', 'Unknown'], ['status.reason', 'NodeLost']),
    ],
    ['its event, with Ready False against the containers', pod(UNREADY)],
  ])('needs no nodes for %s', (_, subject) => {
    expect(findings(cause, [subject, TOLD])).toHaveLength(1);
  });

  it('cannot tell of a pod that is silent itself without the nodes', () => {
    const { unchecked } = diagnosisBy(cause, [pod(UNREADY)]);
    expect(unchecked.map(({ fact }) => fact)).toEqual(['nodes']);
  });

  it('is the root of what else the pod shows', () => {
    const held = pod(
      ['metadata.deletionTimestamp', ago(600)],
      ['metadata.finalizers', ['a/b']],
      ['status.containerStatuses', []],
    );
    const { found, contributing } = diagnose(snapshot([held, node(SILENT)]));
    expect(found.map(one => one.cause)).toEqual(['node-lost']);
    expect(contributing.map(one => one.cause)).toContain(
      'finalizer-blocks-deletion',
    );
  });

  it.each([
    ['its node is ready', [pod(), node()]],
    ['its node is ready again', [pod(UNREADY), node(), TOLD]],
    ['it is ready again', [pod(), TOLD]],
    [
      'its container says itself what ails it',
      [pod(UNREADY, ['status.containerStatuses.0.ready', false]), TOLD],
    ],
    [
      'its node calls itself not ready',
      [pod(), node(['status.conditions.0.status', 'False'])],
    ],
    ['it has no node', [pod(['spec.nodeName', undefined]), node(SILENT)]],
    ['it is over', [pod(['status.phase', 'Succeeded']), node(SILENT)]],
  ])('leaves a pod alone when %s', (_, objects) => {
    expect(findings(cause, objects)).toEqual([]);
  });
});
