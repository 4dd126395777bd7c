import { findings, node, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-wrong-platform', () => {
  it.each([
    [
      'no matching manifest for linux/arm64/v8 in the manifest list entries',
      '(linux/arm64)',
    ],
    [
      'no image found in manifest list for architecture arm64, variant "v8", OS linux',
      '(linux/arm64)',
    ],
    [
      'no image found in image index for architecture "s390x", variant "", OS "linux"',
      '(linux/s390x)',
    ],
    [
      'no matching manifest for windows/amd64 10.0.17763 in the manifest list entries',
      '(windows/amd64)',
    ],
    [
      'no match for platform in manifest: not found',
      'no variant for node “worker”',
    ],
  ])('names the platform: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.what.en).toContain(words);
  });

  it.each([
    [
      'no matching manifest for windows/amd64 10.0.17763 in the manifest list entries',
      true,
    ],
    [
      'a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host',
      true,
    ],
    [
      'no matching manifest for linux/arm64/v8 in the manifest list entries',
      false,
    ],
  ])('tells a build of Windows from a processor: %s', (message, isBuild) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en.includes('Windows build')).toBe(isBuild);
    // A list without an entry for it may as well be of a Linux image.
    const isList = message.startsWith('no matching manifest for windows');
    expect(found?.steps[0]?.text.en.includes('kubernetes.io/os: linux')).toBe(
      isList,
    );
  });

  it('takes it from the nodes, and names those of the others', () => {
    const arm = node(
      ['metadata.name', 'arm'],
      ['status.nodeInfo.architecture', 'arm64'],
    );
    const message = 'no match for platform in manifest: not found';
    const [found] = findings(cause, [
      waitingPod('ErrImagePull', message),
      node(),
      arm,
    ]);
    expect(found?.what.en).toContain('(linux/amd64)');
    expect(found?.why.en).toContain('nodes with linux/arm64');
    expect(found?.steps[2]?.text.en).toContain('kubernetes.io/arch: arm64');
  });

  it.each([
    ['linux', undefined, true],
    ['linux', 'linux', true],
    // Asked for Windows: the image is what must change.
    ['windows', 'windows', false],
  ])(
    'sends a stray pod back to Linux: %s, asked %s',
    (other, asked, strays) => {
      const message =
        'no matching manifest for windows/amd64 in the manifest list entries';
      const selector = asked ? { 'kubernetes.io/os': asked } : undefined;
      const [found] = findings(cause, [
        waitingPod('ErrImagePull', message, ['spec.nodeSelector', selector]),
        node(
          ['metadata.name', 'other'],
          ['status.nodeInfo.operatingSystem', other],
        ),
      ]);
      const [first] = found?.steps ?? [];
      expect(first?.text.en.includes('kubernetes.io/os: linux')).toBe(strays);
      expect(found?.why.en.includes('runs Windows')).toBe(strays);
      const words = found?.steps.map(({ text }) => text.en).join(' ');
      expect(words).not.toContain('kubernetes.io/arch');
    },
  );

  it.each(['manifest unknown', 'exec format error'])(
    'leaves to others: %s',
    message => {
      expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual(
        [],
      );
    },
  );
});
