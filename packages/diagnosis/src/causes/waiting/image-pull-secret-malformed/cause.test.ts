import type { Tweak } from '../../../testing';
import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-pull-secret-malformed', () => {
  const secret: Tweak = ['spec.imagePullSecrets', [{ name: 'login' }]];

  it('knows the error in the reason itself', () => {
    const error = 'illegal base64 data at input byte 4';
    const [found] = findings(cause, [waitingPod(error, error, secret)]);
    expect(found?.what.en).toContain('the pull secret login');
    expect(found?.why.en).toContain('base64');
    expect(found?.steps[0]?.command).toBe(
      'kubectl -n shop describe secret login',
    );
  });

  it.each([
    'Failed to pull image "registry.example/web:1.0": illegal base64 data at input byte 0',
    'Back-off pulling image "registry.example/web:1.0": ErrImagePull: invalid character \'a\' looking for beginning of value',
    'json: cannot unmarshal string into Go value of type credentialprovider.DockerConfigJSON',
  ])('knows it in the message: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toHaveLength(
      1,
    );
  });

  it.each([
    'error parsing HTTP 403 response body: unexpected end of JSON input: ""',
    "error parsing HTTP 404 response body: invalid character '<' looking for beginning of value",
  ])('leaves an answer of the registry to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
