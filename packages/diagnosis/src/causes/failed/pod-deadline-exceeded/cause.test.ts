import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import { ago, findings, job, owner, pod, snapshot } from '../../../testing';
import cause from './cause';

const ended = (...tweaks: Tweak[]) =>
  pod(
    ['status.phase', 'Failed'],
    ['status.reason', 'DeadlineExceeded'],
    [
      'status.message',
      'Pod was active on the node longer than the specified deadline',
    ],
    ['spec.activeDeadlineSeconds', 1800],
    ['spec.restartPolicy', 'Never'],
    [
      'status.containerStatuses.0.state',
      {
        terminated: {
          exitCode: 137,
          reason: 'Error',
          startedAt: ago(2000),
          finishedAt: ago(200),
        },
      },
    ],
    ...tweaks,
  );

describe('pod-deadline-exceeded', () => {
  it('names the limit, what still worked, and the job', () => {
    const owned: Tweak = [
      'metadata.ownerReferences',
      [owner('batch/v1', 'Job', 'web')],
    ];
    const [found] = findings(cause, [ended(owned), job()]);
    expect(found?.what.en).toContain('longer than it may (30 min)');
    expect(found?.why.en).toContain('while “app” still worked');
    expect(found?.steps[1]?.text.en).toBe(
      'Raise activeDeadlineSeconds above 1800 of job “web” if the work needs it, or split the work.',
    );
  });

  it('sees that nothing ever ran', () => {
    const [found] = findings(cause, [ended(['status.containerStatuses', []])]);
    expect(found?.why.en).toContain('no container ever got to run');
  });

  it('makes the exit code a consequence', () => {
    const { found } = diagnose(snapshot([ended()]));
    expect(found.map(one => one.cause)).toEqual(['pod-deadline-exceeded']);
  });

  it.each([
    ['fails by itself', ended(['status.reason', undefined])],
    ['was evicted', ended(['status.reason', 'Evicted'])],
  ])('leaves a pod alone that %s', (_, subject) => {
    expect(findings(cause, [subject])).toEqual([]);
  });
});
