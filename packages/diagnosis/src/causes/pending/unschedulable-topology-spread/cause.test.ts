import type { Tweak } from '../../../testing';
import { findings, node, pod, unscheduledPod } from '../../../testing';
import cause from './cause';

const SAYS =
  "0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints.";
const ZONE = 'topology.kubernetes.io/zone';
const spread = (whenUnsatisfiable: string = 'DoNotSchedule'): Tweak => [
  'spec.topologySpreadConstraints',
  [
    {
      maxSkew: 1,
      topologyKey: ZONE,
      whenUnsatisfiable,
      labelSelector: { matchLabels: { app: 'web' } },
    },
  ],
];
const inZone = (name: string, zone: string, ...tweaks: Tweak[]) =>
  node(
    ['metadata.name', name],
    ['metadata.labels', { [ZONE]: zone }],
    ...tweaks,
  );
const placed = (name: string, on: string) =>
  pod(['metadata.name', name], ['metadata.uid', name], ['spec.nodeName', on]);
const on = { subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' } };

describe('unschedulable-topology-spread', () => {
  it('counts the pods in each group and names the emptiest', () => {
    const objects = [
      unscheduledPod(SAYS, spread()),
      inZone('a', 'east'),
      inZone('b', 'west', ['spec.unschedulable', true]),
      placed('web-2', 'a'),
      placed('web-3', 'a'),
    ];
    const [found] = findings(cause, objects, on);
    expect(found?.what.en).toContain('0 in “west” and 2 in “east”');
    expect(found?.what.en).toContain(
      'belongs into “west”, whose nodes are closed',
    );
  });

  it.each([
    SAYS,
    "0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints (missing required label).",
    "0/2 nodes are available: 2 node(s) didn't satisfy pod topology spread constraints.",
  ])('knows the words: %s', message => {
    expect(findings(cause, [unscheduledPod(message)])).toHaveLength(1);
  });

  it('tells a missing label from a full group', () => {
    const message = SAYS.replace(/\.$/, ' (missing required label).');
    const [found] = findings(cause, [
      unscheduledPod(message, spread()),
      node(),
    ]);
    expect(found?.why.en).toContain('without that label is never allowed');
    expect(found?.what.en).toContain(`1 node has no label ${ZONE}`);
  });

  it('does not name a constraint that is only a wish', () => {
    const [found] = findings(cause, [
      unscheduledPod(SAYS, spread('ScheduleAnyway')),
    ]);
    expect(found?.what.en).not.toContain(ZONE);
  });
});
