import type { JsonObject, Tweak } from '../../../testing';
import { webDaemonSet, findings, node } from '../../../testing';
import cause from './cause';

const subject = { kind: 'DaemonSet', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const none = (...tweaks: Tweak[]) =>
  webDaemonSet(['status.desiredNumberScheduled', 0], ...tweaks);
const selects = (labels: Record<string, string>): Tweak => [
  'spec.template.spec.nodeSelector',
  labels,
];

const CONTROL_PLANE = Array<string>(3).fill(
  'node-role.kubernetes.io/control-plane',
);

describe('daemon-set-selects-no-node', () => {
  it('tells the label that no node has, and the nearest', () => {
    const [found] = find(
      none(selects({ disk: 'sssd' })),
      node(['metadata.labels', { disk: 'ssd' }]),
    );
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toContain(
      'No node has the label disk=sssd. Did you mean disk=ssd?',
    );
  });

  it('is only worth knowing when the label is like none', () => {
    const [found] = find(none(selects({ 'no-such-node': 'true' })), node());
    expect(found?.severity).toBe('info');
    expect(found?.why.en).toContain('1 of them it does not choose. That');
  });

  it('counts taints that are not tolerated, but not those every DaemonSet tolerates', () => {
    const taints = (key: string): Tweak => [
      'spec.taints',
      [{ key, effect: 'NoSchedule' }],
    ];
    const [found] = find(none(), node(taints('gpu')));
    expect(found?.why.en).toContain(
      'tolerates: 1 of them it does not tolerate (such as gpu). That',
    );
    expect(
      find(none(), node(taints('node.kubernetes.io/disk-pressure'))),
    ).toEqual([]);
  });

  it('leaves one alone that has nodes, or that the controller has not seen', () => {
    expect(find(none(), node())).toEqual([]);
    expect(find(webDaemonSet(selects({ a: 'b' })), node())).toEqual([]);
    expect(
      find(none(selects({ a: 'b' }), ['metadata.generation', 2]), node()),
    ).toEqual([]);
  });

  const named = (name: string, key?: string) =>
    node(
      ['metadata.name', name],
      ...(key
        ? [['spec.taints', [{ key, effect: 'NoSchedule' }]] satisfies Tweak]
        : []),
    );
  const some = (wanted: number, ...keys: (string | undefined)[]) =>
    find(
      webDaemonSet(['status.desiredNumberScheduled', wanted]),
      ...keys.map((key, i) => named(`node-${i}`, key)),
    );

  it('tells the taint that keeps it off most nodes', () => {
    const [found] = some(1, undefined, 'dedicated', 'dedicated');
    expect(found?.severity).toBe('info');
    expect(found?.what.en).toContain(
      'to run on 1 of 3 nodes: 2 have the taint dedicated, which',
    );
  });

  it.each([
    ['of one node', some(1, undefined, 'dedicated')],
    ['of few', some(3, undefined, undefined, undefined, 'gpu', 'gpu')],
    ['of the control plane', some(1, undefined, ...CONTROL_PLANE)],
    ['that came after the count', some(3, undefined, 'gpu', 'gpu')],
  ])('does not speak of a taint %s', (_, found) => {
    expect(found).toEqual([]);
  });
});
