import type { Tweak } from '../../../testing';
import { findings, node, pod } from '../../../testing';
import cause from './cause';

const rejected = (reason: string, message: string, ...tweaks: Tweak[]) =>
  pod(['status', { phase: 'Failed', reason, message }], ...tweaks);
const MESSAGE =
  "Pod was rejected: Failed to admit pod as the OS field doesn't match node OS";

describe('rejected-platform', () => {
  it('names both systems', () => {
    const wants: Tweak = ['spec.os', { name: 'windows' }];
    const subject = rejected('PodOSNotSupported', MESSAGE, wants);
    const [found] = findings(cause, [subject, node()]);
    expect(found?.what.en).toContain(
      'The pod is made for windows, but node “worker” runs linux; it was refused there.',
    );
    const [alone] = findings(cause, [subject]);
    expect(alone?.what.en).toContain(
      'made for windows, but node “worker” does not run that; it was',
    );
  });

  it('reads the label', () => {
    const label: Tweak = ['metadata.labels', { 'kubernetes.io/os': 'windows' }];
    const [found] = findings(cause, [
      rejected(
        'PodOSSelectorNodeLabelDoesNotMatch',
        "Failed to admit pod as the `kubernetes.io/os` label doesn't match node label",
        label,
      ),
    ]);
    expect(found?.quotes.map(({ value }) => value)).toContain('windows');
  });

  it('says less when nothing is known', () => {
    const [found] = findings(cause, [rejected('PodOSNotSupported', '')]);
    expect(found?.what.en).toContain('another operating system, but node');
  });

  it('is not another refusal', () => {
    expect(findings(cause, [rejected('NodeAffinity', '')])).toEqual([]);
  });
});
