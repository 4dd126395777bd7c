import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import { findings, node, snapshot, unscheduledPod } from '../../../testing';
import cause from './cause';

const SAYS =
  "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.";
const FULL =
  "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node affinity/selector.";
const wants = (...tweaks: Tweak[]) => unscheduledPod(SAYS, ...tweaks);
const labelled = (name: string, labels: Record<string, string>) =>
  node(['metadata.name', name], ['metadata.labels', labels]);
const SSD: Tweak = ['spec.nodeSelector', { disktype: 'sssd' }];
const terms = (...matchExpressions: Record<string, unknown>[]): Tweak => [
  'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution',
  { nodeSelectorTerms: [{ matchExpressions: matchExpressions as never }] }, // plain JSON
];

describe('unschedulable-node-selector', () => {
  it('shows what the nodes have, and what was probably meant', () => {
    const nodes = [
      labelled('a', { disktype: 'ssd' }),
      labelled('b', { disktype: 'hdd' }),
    ];
    const [found] = findings(cause, [wants(SSD), ...nodes]);
    expect(found?.what.en).toContain('disktype=sssd');
    expect(found?.why.en).toContain(
      'For disktype the nodes have hdd and ssd. Did you mean “ssd”?',
    );
  });

  it('finds a misspelt key', () => {
    const [found] = findings(cause, [
      wants(['spec.nodeSelector', { disktyp: 'ssd' }]),
      labelled('a', { disktype: 'ssd' }),
    ]);
    expect(found?.why.en).toContain(
      'No node has a label disktyp. Did you mean “disktype”?',
    );
  });

  it('says when no single node has all of them', () => {
    const [found] = findings(cause, [
      wants(['spec.nodeSelector', { disktype: 'ssd', zone: 'a' }]),
      labelled('a', { disktype: 'ssd', zone: 'b' }),
      labelled('b', { disktype: 'hdd', zone: 'a' }),
    ]);
    expect(found?.why.en).toContain('no single node has all of them');
  });

  it.each([
    "0/2 nodes are available: 2 node(s) didn't match node selector.",
    "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity.",
    SAYS,
  ])('knows the words: %s', message => {
    expect(findings(cause, [unscheduledPod(message, SSD)])).toHaveLength(1);
  });

  it.each([
    ['In', { key: 'zone', operator: 'In', values: ['c'] }],
    ['NotIn', { key: 'zone', operator: 'NotIn', values: ['a', 'b'] }],
    ['Exists', { key: 'gpu', operator: 'Exists' }],
    ['DoesNotExist', { key: 'zone', operator: 'DoesNotExist' }],
    ['Gt', { key: 'cores', operator: 'Gt', values: ['8'] }],
    ['Lt', { key: 'cores', operator: 'Lt', values: ['8'] }],
  ])('understands required affinity with %s', (_, expression) => {
    const zones = [
      labelled('a', { zone: 'a', cores: '8' }),
      labelled('b', { zone: 'b', cores: '8' }),
    ];
    expect(findings(cause, [wants(terms(expression)), ...zones])).toHaveLength(
      1,
    );
  });

  it.each([
    ['In', { key: 'zone', operator: 'In', values: ['a'] }],
    ['NotIn', { key: 'zone', operator: 'NotIn', values: ['b'] }],
    ['Exists', { key: 'zone', operator: 'Exists' }],
    ['DoesNotExist', { key: 'gpu', operator: 'DoesNotExist' }],
    ['Gt', { key: 'cores', operator: 'Gt', values: ['7'] }],
    ['Lt', { key: 'cores', operator: 'Lt', values: ['9'] }],
    ['an operator of the future', { key: 'zone', operator: 'Near' }],
  ])('does not blame affinity that a node meets, with %s', (_, expression) => {
    const fits = labelled('a', { zone: 'a', cores: '8' });
    const objects = [unscheduledPod(FULL, terms(expression)), fits];
    expect(findings(cause, objects)).toEqual([]);
  });

  it('leaves it to the taint or the room when a node has the labels', () => {
    const fits = labelled('a', { disktype: 'sssd' });
    expect(findings(cause, [unscheduledPod(FULL, SSD), fits])).toEqual([]);
  });

  it('gives way to the room, by the scheduler’s words, without the nodes', () => {
    const { found, contributing } = diagnose(
      snapshot([unscheduledPod(FULL, SSD)]),
    );
    expect(found.map(one => one.cause)).toEqual(['unschedulable-resources']);
    expect(contributing.map(one => one.cause)).toEqual([
      'unschedulable-node-selector',
    ]);
  });

  it('understands a pod that is pinned to a node by name', () => {
    const pinned: Tweak = [
      'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution',
      {
        nodeSelectorTerms: [
          {
            matchFields: [
              { key: 'metadata.name', operator: 'In', values: ['worker-9'] },
            ],
          },
        ],
      },
    ];
    const message =
      "0/2 nodes are available: 2 node(s) didn't satisfy plugin(s) [NodeAffinity].";
    const [found] = findings(cause, [
      unscheduledPod(message, pinned),
      labelled('worker-1', {}),
    ]);
    expect(found?.what.en).toContain('metadata.name=worker-9');
    expect(found?.why.en).toContain('worker-1');
  });

  it('says of how many nodes it speaks', () => {
    const says = (message: string, ...tweaks: Tweak[]) =>
      findings(cause, [unscheduledPod(message, ...tweaks)])[0]?.what.en;
    const some =
      "0/10 nodes are available: 3 Insufficient cpu, 7 node(s) didn't match node selector.";
    expect(says(some, SSD)).toContain('7 of 10 nodes lack it');
    expect(says(some, ['spec.nodeSelector', { a: 'b', c: 'd' }])).toContain(
      '7 of 10 nodes are without one of these',
    );
    expect(says(SAYS, SSD)).toContain('none of 2 nodes is such a one');
  });
});
