import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import { ago, crashingPod, findings, snapshot } from '../../../testing';
import cause from './cause';

const limited = (
  terminated: Parameters<typeof crashingPod>[0],
  ...tweaks: Tweak[]
) =>
  crashingPod(
    terminated,
    ['spec.containers.0.resources', { limits: { memory: '80Mi' } }],
    ...tweaks,
  );

describe('out-of-memory', () => {
  it('names limit, time and restarts', () => {
    const [found] = findings(cause, [
      limited({
        reason: 'OOMKilled',
        exitCode: 137,
        startedAt: ago(70),
        finishedAt: ago(60),
      }),
    ]);
    expect(found?.what.en).toContain('after 10 s ');
    expect(found?.what.en).toContain('restarted 5 times');
    expect(found?.why.en).toContain('limit of 80 MiB');
    expect(found?.steps[2]?.text.en).toContain('160 MiB');
  });

  it('says so when the container has no limit of its own', () => {
    const [found] = findings(cause, [
      crashingPod({ reason: 'OOMKilled', exitCode: 137 }),
    ]);
    expect(found?.why.en).toContain('no memory limit of its own');
  });

  it('counts OOMKilled with any exit code', () => {
    expect(
      findings(cause, [limited({ reason: 'OOMKilled', exitCode: 0 })]),
    ).toHaveLength(1);
  });

  it.each([
    'OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown',
    'error: exit status 137 (possibly OOM-killed)',
  ])('knows a start that did not fit: %s', message => {
    const [found] = findings(cause, [
      limited({ reason: 'StartError', exitCode: 128, message }),
    ]);
    expect(found?.quotes[0]?.value).toBe(message);
  });

  it('is not found by 137 alone', () => {
    const killed = limited({ reason: 'Error', exitCode: 137 });
    expect(findings(cause, [killed])).toEqual([]);
  });

  it('makes the exit code a consequence', () => {
    const killed = limited({ reason: 'OOMKilled', exitCode: 137 });
    const { found, contributing } = diagnose(snapshot([killed]));
    expect(found.map(one => one.cause)).toEqual(['out-of-memory']);
    expect(contributing.map(one => one.cause)).toEqual([
      'container-exits-with-error',
    ]);
  });

  it('says when a child was killed, and when files in memory count', () => {
    const [found] = findings(cause, [
      limited(
        { reason: 'OOMKilled', exitCode: 1 },
        ['spec.volumes', [{ name: 'tmp', emptyDir: { medium: 'Memory' } }]],
        [
          'spec.containers.0.volumeMounts',
          [{ name: 'tmp', mountPath: '/tmp' }],
        ],
      ),
    ]);
    expect(found?.why.en).toContain('the main one then ended with code 1');
    expect(found?.why.en).toContain('medium Memory');
  });

  it('takes the limit of the whole pod when the container has none', () => {
    const whole: Tweak = ['spec.resources', { limits: { memory: '1Gi' } }];
    const [found] = findings(cause, [
      crashingPod({ reason: 'OOMKilled', exitCode: 137 }, whole),
    ]);
    expect(found?.why.en).toContain('the pod’s limit of 1 GiB');
  });

  it.each([
    ['eclipse-temurin:21-jre', 'MaxRAMPercentage'],
    ['docker.io/library/node:22', 'max-old-space-size'],
    ['shop/web:1', 'Java, Node.js or Go'],
  ])('fits the advice to the image %s', (image, words) => {
    const [found] = findings(cause, [
      limited({ reason: 'OOMKilled', exitCode: 137 }, [
        'spec.containers.0.image',
        image,
      ]),
    ]);
    expect(found?.steps[1]?.text.en).toContain(words);
  });
});
