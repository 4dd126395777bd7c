import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-format-unsupported', () => {
  it.each([
    [
      'media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.0, please rebuild the image',
      'schema 1',
    ],
    [
      'schema 1 image manifests are no longer supported: invalid argument',
      'schema 1',
    ],
    [
      'unexpected media type application/vnd.cncf.helm.config.v1+json for sha256:1: not found',
      'other than an image',
    ],
    [
      'failed to unpack image on snapshotter overlayfs: mismatched image rootfs and manifest layers',
      'other than an image',
    ],
    [
      'unsupported MIME type for compression: application/vnd.x',
      'other than an image',
    ],
    ['rejecting 9000000 byte manifest for x: not found', 'other than an image'],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
  });

  it.each([
    'unexpected media type text/html for sha256:1: not found',
    'no match for platform in manifest: not found',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
