import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-corrupt', () => {
  it.each([
    [
      'failed commit on ref "layer-sha256:1": unexpected commit digest sha256:2, expected sha256:1: failed precondition',
      'A cache, mirror or proxy',
    ],
    [
      'filesystem layer verification failed for digest sha256:1',
      'A cache, mirror or proxy',
    ],
    [
      'failed to extract layer sha256:1: archive/tar: invalid tar header: unknown',
      'A cache, mirror or proxy',
    ],
    [
      'could not fetch content descriptor sha256:1 (application/vnd.docker.container.image.v1+json) from remote: not found',
      'The push did not finish',
    ],
    ['fetching blob: blob unknown to registry', 'The push did not finish'],
    [
      'failed to get reader from content store: content digest sha256:1: not found',
      'believes to have',
    ],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
  });

  const CACHED = 'shop.azurecr.io/docker-hub/library/nginx:1';
  const listed = (image: string) =>
    `Back-off pulling image "${image}": ErrImagePull: [failed to pull and unpack image "${image}": failed to resolve reference "${image}": failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://shop.azurecr.io/oauth2/token?scope=repository%3Ax%3Apull&service=shop.azurecr.io: 401 Unauthorized, rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to copy: httpReadSeeker: failed open: could not fetch content descriptor sha256:7 (application/vnd.docker.image.rootfs.diff.tar.gzip) from remote: not found]`;
  const of = (image: string, message: string) =>
    findings(cause, [
      waitingPod('ImagePullBackOff', message, [
        'spec.containers.0.image',
        image,
      ]),
    ])[0];

  it('tells the other tries of a list, and that a copy is fetched, not pushed', () => {
    const found = of(CACHED, listed(CACHED));
    expect(found?.why.en).toContain('pull-through cache');
    expect(found?.why.en).toContain('another was refused (401 or 403)');
    const steps = found?.steps.map(({ text }) => text.en).join(' ');
    expect(steps).toContain('Check the pull secrets for shop.azurecr.io');
    expect(steps).not.toContain('Push');
    const own = of('shop.azurecr.io/web:1', listed('shop.azurecr.io/web:1'));
    expect(own?.why.en).toContain('The push did not finish');
    expect(own?.why.en).toContain('another was refused');
  });

  it.each([
    'manifest unknown',
    'failed commit on ref "layer-sha256:1": no space left on device',
    'failed to copy: unexpected EOF',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
