import type { Tweak } from '../../../testing';
import { ago, findings, pod, unscheduledPod } from '../../../testing';
import cause from './cause';

const ONCE =
  '0/1 nodes are available: 1 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod.';
const MOUNTS: Tweak = [
  'spec.volumes',
  [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
];
const other = (...tweaks: Tweak[]) =>
  pod(['metadata.name', 'web-0'], ['metadata.uid', 'web-0'], MOUNTS, ...tweaks);
const on = { subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' } };

describe('unschedulable-volume-in-use', () => {
  it.each([
    ONCE,
    '0/1 nodes are available: 1 node(s) had no available disk.',
    'No nodes are available that match all of the predicates: NoDiskConflict (1).',
  ])('knows the words: %s', message => {
    expect(findings(cause, [unscheduledPod(message)])).toHaveLength(1);
  });

  it('names who has it, and that it is going', () => {
    const going = other(['metadata.deletionTimestamp', ago(5)]);
    const [found] = findings(cause, [unscheduledPod(ONCE, MOUNTS), going], on);
    expect(found?.what.en).toContain(
      'web-0 on “worker”, which is being deleted',
    );
    expect(found?.why.en).toContain('ReadWriteOncePod');
  });

  it('does not name a pod that has ended', () => {
    const ended = other(['status.phase', 'Succeeded']);
    const [found] = findings(cause, [unscheduledPod(ONCE, MOUNTS), ended], on);
    expect(found?.what.en).not.toContain('web-0');
  });
});
