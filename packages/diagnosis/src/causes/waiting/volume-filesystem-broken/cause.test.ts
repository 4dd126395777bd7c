import {
  ago,
  ALL_STORAGE,
  boundClaim,
  event,
  findings,
  mountingPod,
  pod,
  storageClass,
} from '../../../testing';
import cause from './cause';

const failed = (message: string) => event('FailedMount', message, ['count', 5]);
const waiting = mountingPod();

describe('volume-filesystem-broken', () => {
  it.each([
    [
      'MountVolume.MountDevice failed for volume "pv-1" : \'fsck\' found errors on device /dev/nvme1n1 but could not correct them: fsck from util-linux 2.23.2',
      ', device /dev/nvme1n1. It is damaged',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : mount failed: exit status 32\nOutput: mount: mount /dev/sdb on /x failed: Structure needs cleaning',
      'was not written out properly',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : mount failed: exit status 32\nOutput: mount: wrong fs type, bad option, bad superblock on /dev/xvdba, missing codepage or helper program, or other error',
      'three faults',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : mount failed: exit status 32\nOutput: mount: /x: can\'t read superblock on /dev/sdi.',
      'does not answer reads',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : cannot mount unformatted disk /dev/sdb as we are manipulating it in read-only mode',
      'cannot be formatted',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = failed to mount the volume as "ext4", it already contains xfs. Mount error: exit status 32',
      'another kind of file system',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  const formatting = (output: string) =>
    `MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = format of disk "/dev/longhorn/pv-1" failed: type:("ext4") target:("/x") options:("defaults") errcode:(exit status 1) output:(${output}) `;

  it.each([
    [
      formatting(
        'mke2fs 1.45.5\n/dev/longhorn/pv-1 is apparently in use by the system; will not make a filesystem here!\n',
      ),
      'what holds /dev/longhorn/pv-1',
    ],
    [
      formatting(
        'mkfs.xfs: cannot open /dev/longhorn/pv-1: Device or resource busy',
      ),
      'restart multipathd',
    ],
    [
      formatting('mke2fs 1.45.5\nWarning: could not erase sector 2'),
      'no data to repair',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : cannot mount unformatted disk /dev/sdb as we are manipulating it in read-only mode',
      'mount it writable once',
    ],
  ])('repairs nothing where nothing was written: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    const steps = found?.steps.map(({ text }) => text.en).join(' ') ?? '';
    expect(steps).toContain(words);
    expect(steps).not.toContain('backup');
  });

  it.each([
    'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount: bad option; you might need a /sbin/mount.<type> helper program.',
    'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = no',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  const command = (type: string, options: string) =>
    `MountVolume.MountDevice failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t ${type} -o ${options} /dev/sdb /x\nOutput: mount: /x: wrong fs type, bad option, bad superblock on /dev/sdb, missing codepage or helper program, or other error.`;
  const judge = (type: string, options: string, made: number) =>
    findings(
      cause,
      [
        waiting,
        boundClaim(['metadata.creationTimestamp', ago(made)]),
        storageClass('fast', ['mountOptions', ['debug']]),
        failed(command(type, options)),
      ],
      ALL_STORAGE,
    );

  it.each([
    [
      'xfs',
      'debug,defaults',
      'with “debug” (from mountOptions of storage class “fast”), which the file system xfs does not know',
    ],
    [
      'xfs',
      'errors=remount-ro',
      'with “errors”, which the file system xfs does not know',
    ],
    [
      'ext4',
      'noatime,nouuid',
      'with “nouuid”, which the file system ext4 does not know',
    ],
  ])(
    'compares the options with the file system %s: %s',
    (type, options, words) => {
      const [found] = judge(type, options, 90_000);
      expect(found?.why.en).toContain(words);
      expect(found?.steps[0]?.text.en).toMatch(/^Remove “/);
    },
  );

  it('suspects any option of a volume that is new, and none of an old one that fit', () => {
    const [fresh] = judge('ext4', 'data=journal,defaults', 300);
    expect(fresh?.why.en).toContain('the volume is new');
    for (const options of ['defaults', 'noatime,data=ordered,_netdev']) {
      const [old] = judge('ext4', options, 90_000);
      expect(old?.why.en).toContain('three faults');
    }
  });

  it('keeps no value of an option', () => {
    const [found] = findings(
      cause,
      [
        waiting,
        boundClaim(['metadata.creationTimestamp', ago(90_000)]),
        storageClass('fast', ['mountOptions', ['noatime,password=s3cret']]),
        failed(command('xfs', 'noatime,password')),
      ],
      ALL_STORAGE,
    );
    expect(found?.quotes.at(-1)?.value).toBe('password');
    expect(JSON.stringify(found)).not.toContain('s3cret');
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.MountDevice failed for volume "pv-1" : \'fsck\' found errors on device /dev/nvme1n1 but could not correct them: fsck from util-linux 2.23.2',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
