import {
  ALL_STORAGE,
  event,
  findings,
  mountingPod,
  pod,
} from '../../../testing';
import cause from './cause';

const failed = (message: string) => event('FailedMount', message, ['count', 5]);
const waiting = mountingPod([
  'spec.volumes',
  [{ name: 'sock', hostPath: { path: '/run/x.sock', type: 'Socket' } }],
]);

describe('host-path-wrong', () => {
  it.each([
    [
      'MountVolume.SetUp failed for volume "sock" : hostPath type check failed: /run/x.sock is not a socket file',
      'wants “/run/x.sock” on node “worker” to be a socket',
    ],
    [
      'MountVolume.SetUp failed for volume "sock" : mkdir /run/x.sock: read-only file system',
      'cannot be used or made',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it.each([
    'MountVolume.SetUp failed for volume "other" : secret "x" not found',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it.each([
    ['/run/x.sock', 'File', 'Set hostPath.type to Socket', 'it is a socket'],
    ['/run/x.sock', 'Socket', 'Correct the path', 'made by a daemon'],
    ['/etc/x.conf', 'File', 'With type FileOrCreate', 'Nothing lies'],
  ])('advises for %s of type %s', (path, type, step, why) => {
    const kind = type === 'Socket' ? 'socket file' : 'file';
    const [found] = findings(
      cause,
      [
        mountingPod([
          'spec.volumes',
          [{ name: 'v', hostPath: { path, type } }],
        ]),
        failed(
          `MountVolume.SetUp failed for volume "v" : hostPath type check failed: ${path} is not a ${kind}`,
        ),
      ],
      ALL_STORAGE,
    );
    expect(found?.steps[0]?.text.en).toContain(step);
    expect(found?.why.en).toContain(why);
    expect(found?.steps[0]?.text.en.includes('OrCreate')).toBe(
      !path.endsWith('.sock'),
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.SetUp failed for volume "sock" : hostPath type check failed: /run/x.sock is not a socket file',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
