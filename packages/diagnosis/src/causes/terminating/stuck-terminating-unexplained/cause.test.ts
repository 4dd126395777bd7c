import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import { ago, event, findings, pod, snapshot } from '../../../testing';
import cause from './cause';

const due = (seconds: number): Tweak => [
  'metadata.deletionTimestamp',
  ago(seconds),
];
const ENDED: Tweak = [
  'status.containerStatuses.0.state',
  { terminated: { exitCode: 0, finishedAt: ago(620) } },
];

describe('stuck-terminating-unexplained', () => {
  it('names node and time, and quotes the newest warning', () => {
    const warning = event(
      'FailedSync',
      'error determining status: rpc error: code = DeadlineExceeded',
    );
    const [found] = findings(cause, [pod(due(600), ENDED), warning]);
    expect(found?.what.en).toContain(
      'gone 10 min ago; its containers have ended',
    );
    expect(found?.why.en).toContain('Node “worker” has not confirmed');
    expect(found?.why.en).toContain('DeadlineExceeded');
  });

  it('thinks of devices that have to be given back', () => {
    const claims: Tweak = [
      'spec.resourceClaims',
      [{ name: 'gpu', resourceClaimName: 'gpu-1' }],
    ];
    const [found] = findings(cause, [pod(due(600), ENDED, claims)]);
    expect(found?.why.en).toContain('claimed devices');
  });

  it('gives way to a finalizer', () => {
    const held = pod(due(600), ENDED, ['metadata.finalizers', ['a.example/b']]);
    const { found } = diagnose(snapshot([held]));
    expect(found.map(one => one.cause)).toEqual(['finalizer-blocks-deletion']);
  });

  it.each([
    ['in its grace period', pod(due(-30))],
    ['less than a minute late', pod(due(40))],
    ['not deleted', pod()],
  ])('leaves a pod alone that is %s', (_, subject) => {
    expect(findings(cause, [subject])).toEqual([]);
  });
});
