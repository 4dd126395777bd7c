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

  it.each([
    'manifest unknown',
    'failed commit on ref "layer-sha256:1": no space left on device',
    'failed to copy: unexpected EOF',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
