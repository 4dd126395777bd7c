import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-name-ambiguous', () => {
  it.each([
    [
      'short-name "web:1.0" did not resolve to an alias and no unqualified-search registries are defined',
      'does not guess one',
    ],
    [
      'short name mode is enforcing, but image name web:1.0 returns ambiguous list',
      'does not guess among them',
    ],
    [
      'error getting short-name alias: short-name resolution enforced but cannot prompt without a TTY',
      'does not guess among them',
    ],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
  });

  it('writes the name in full', () => {
    const [found] = findings(cause, [
      waitingPod('ErrImagePull', 'short-name "web:1.0" did not resolve', [
        'spec.containers.0.image',
        'web:1.0',
      ]),
    ]);
    expect(found?.steps[0]?.text.en).toContain('docker.io/library/web:1.0');
  });

  it.each([
    'reading manifest 1.0 in docker.io/library/web: manifest unknown',
    'invalid reference format',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
