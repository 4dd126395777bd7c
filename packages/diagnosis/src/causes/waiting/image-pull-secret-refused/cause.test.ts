import type { Tweak } from '../../../testing';
import { findings, waitingPod } from '../../../testing';
import cause from './cause';

const waits = (message: string, ...tweaks: Tweak[]) =>
  waitingPod(
    'ErrImagePull',
    message,
    ['spec.imagePullSecrets', [{ name: 'regcred' }]],
    ...tweaks,
  );

describe('image-pull-secret-refused', () => {
  it('names the secret that does not help', () => {
    const [found] = findings(cause, [
      waits('unexpected status: 401 Unauthorized'),
    ]);
    expect(found?.what.en).toContain('the pull secret regcred');
    expect(found?.why.en).toContain('is for another registry');
    expect(found?.steps[0]?.command).toBe('kubectl -n shop get secret regcred');
  });

  it('sees that no login reached the registry', () => {
    const [found] = findings(cause, [waits('no basic auth credentials')]);
    expect(found?.why.en).toContain('no entry for exactly registry.example');
  });

  it('knows how long a login of ECR lives', () => {
    const [found] = findings(cause, [
      waits(
        'denied: Your authorization token has expired. Reauthenticate and try again.',
        ['spec.containers.0.image', '1.dkr.ecr.eu-west-1.amazonaws.com/web:1'],
      ),
    ]);
    expect(found?.why.en).toContain('12 hours');
  });

  it('says that the name may be wrong where the answer leaves it open', () => {
    const [found] = findings(cause, [
      waits('unexpected status: 403 Forbidden', [
        'spec.containers.0.image',
        'ghcr.io/team/web:1',
      ]),
    ]);
    expect(found?.why.en).toContain('when the name is wrong');
  });

  it.each([
    ['registry.example/docker-hub/library/nginx:1', true],
    ['registry.example/registry.k8s.io/pause:3', true],
    ['registry.example/k8s-gcr/pause:3', true],
    ['registry.example/k8s/alpine:1', false],
    ['registry.example/team/alpine:1', false],
  ])('says what may be a copy, and no more: %s', (image, isMaybe) => {
    const [found] = findings(cause, [
      waits('unexpected status: 403 Forbidden', [
        'spec.containers.0.image',
        image,
      ]),
    ]);
    expect(found?.why.en.includes('this may be a copy')).toBe(isMaybe);
    expect(found?.why.zh.includes('这可能是')).toBe(isMaybe);
  });

  it('is silent without a secret', () => {
    const pod = waitingPod(
      'ErrImagePull',
      'unexpected status: 401 Unauthorized',
    );
    expect(findings(cause, [pod])).toEqual([]);
  });
});
