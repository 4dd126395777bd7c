import { findings, node, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-private', () => {
  it.each([
    [
      'containerd',
      'failed to resolve reference "registry.example/web:1.0": pulling from host registry.example failed with status code [manifests 1.0]: 401 Unauthorized',
    ],
    [
      'containerd, token',
      'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.example/token: 403 Forbidden',
    ],
    [
      'containerd, Docker Hub',
      'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ],
    [
      'CRI-O',
      'initializing source docker://registry.example/web:1.0: reading manifest 1.0 in registry.example/web: unauthorized: authentication required',
    ],
    [
      'dockershim',
      "Error response from daemon: pull access denied for web, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
    ['ECR', 'no basic auth credentials'],
  ])('knows the words of %s', (_, message) => {
    const [found] = findings(cause, [waitingPod('ImagePullBackOff', message)]);
    expect(found?.why.en).toContain('brings no pull secret');
  });

  it('names the pull secret that does not help', () => {
    const pod = waitingPod('ErrImagePull', '401 Unauthorized', [
      'spec.imagePullSecrets',
      [{ name: 'regcred' }],
    ]);
    const [found] = findings(cause, [pod]);
    expect(found?.why.en).toContain('the pull secret regcred');
    expect(found?.steps[1]?.command).toBe('kubectl -n shop get secret regcred');
  });

  it('says that the name may be wrong only when the answer leaves it open', () => {
    const images = node([
      'status.images',
      [{ names: ['registry.example/web:1.1'] }],
    ]);
    const open =
      'pull access denied, repository does not exist or may require authorization';
    const [unsure] = findings(cause, [
      waitingPod('ErrImagePull', open),
      images,
    ]);
    expect(unsure?.why.en).toContain('same answer when the name is wrong');
    expect(unsure?.why.en).toContain('registry.example/web:1.1');
    const [sure] = findings(cause, [
      waitingPod('ErrImagePull', '401 Unauthorized'),
      images,
    ]);
    expect(sure?.why.en).not.toContain('name is wrong');
  });

  it.each([
    'manifest unknown',
    '429 Too Many Requests',
    'dial tcp 10.0.0.1:443: i/o timeout',
  ])('is not found by: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
