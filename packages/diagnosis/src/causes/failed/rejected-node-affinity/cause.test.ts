import type { Tweak } from '../../../testing';
import { event, findings, node, pod } from '../../../testing';
import cause from './cause';

const MESSAGE =
  "Pod was rejected: Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector";
const rejected = (reason: string, message: string, ...tweaks: Tweak[]) =>
  pod(['status', { phase: 'Failed', reason, message }], ...tweaks);
const WANTS: Tweak = ['spec.nodeSelector', { disktype: 'nvme' }];

describe('rejected-node-affinity', () => {
  it('names the labels that the node lacks', () => {
    const [found] = findings(cause, [
      rejected('NodeAffinity', MESSAGE, WANTS),
      node(['metadata.labels.disktype', 'ssd']),
    ]);
    expect(found?.what.en).toContain(
      'asks for disktype=nvme, which the node does not have',
    );
    expect(found?.quotes.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['nvme', 'ssd']),
    );
  });

  it('says that they fit by now', () => {
    const [found] = findings(cause, [
      rejected('NodeAffinity', MESSAGE, WANTS),
      node(['metadata.labels.disktype', 'nvme']),
    ]);
    expect(found?.why.en).toContain('which fit now, were not there yet');
  });

  it('tells a pinned pod by what its events lack', () => {
    const [found] = findings(cause, [
      rejected('NodeAffinity', MESSAGE, WANTS),
      event('NodeAffinity', MESSAGE),
    ]);
    expect(found?.why.en).toContain('spec.nodeName');
  });

  it.each([
    ['NodeAffinity', 'Pod Predicate NodeAffinity failed'],
    ['MatchNodeSelector', 'Pod Predicate MatchNodeSelector failed'],
    ['NodeSelectorMismatching', ''],
  ])('knows %s', (reason, message) => {
    expect(findings(cause, [rejected(reason, message)])).toHaveLength(1);
  });

  it.each([
    [
      'NodePorts',
      "Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports",
    ],
    [
      'NodeName',
      "Predicate NodeName failed: node(s) didn't match the requested node name",
    ],
  ])('is not %s', (reason, message) => {
    expect(findings(cause, [rejected(reason, message)])).toEqual([]);
  });
});
