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
});
