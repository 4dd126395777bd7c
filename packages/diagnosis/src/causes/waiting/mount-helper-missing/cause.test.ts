import {
  ALL_STORAGE,
  event,
  findings,
  mountingPod,
  pod,
} from '../../../testing';
import cause from './cause';

const failed = (message: string) => event('FailedMount', message, ['count', 5]);
const waiting = mountingPod();

describe('mount-helper-missing', () => {
  it.each([
    [
      'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount: /x: bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program.',
      'type nfs',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount: /x: unknown filesystem type \'nfs\'.',
      'type nfs',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount: wrong fs type, bad option, bad superblock on 10.0.0.5:/export,\n missing codepage or helper program, or other error',
      'type nfs',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : executable file not found: iscsiadm',
      'type iscsi',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it.each([
    [
      "mount.nfs: rpc.statd is not running but is required for remote locking.\nmount.nfs: Either use '-o nolock' to keep locks local, or start statd.",
      'rpc.statd',
      'nolock',
    ],
    [
      'Failed to start rpc-statd.service: Unit rpc-statd.service is masked.\nmount.nfs: an incorrect mount option was specified',
      'rpc.statd',
      'nfsvers=4.1',
    ],
    [
      'Warning: rpc.gssd appears not to be running.\nmount.nfs4: mount(2): Operation not permitted',
      'rpc.gssd',
      'rpc-gssd',
    ],
    [
      'rpc error: code = Internal desc = iscsiadm: can not connect to iSCSI daemon (111)!\niscsiadm: Cannot perform discovery. Initiatorname required.',
      'iscsid',
      'enable --now iscsid',
    ],
  ])('names the service that does not run: %s', (words, service, step) => {
    const message = `MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: ${words}`;
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(found?.what.en).toContain(`its service ${service} does not run`);
    expect(found?.steps.map(({ text }) => text.en).join(' ')).toContain(step);
  });

  it.each([
    'MountVolume.MountDevice failed for volume "pv-1" : mount: wrong fs type, bad option, bad superblock on /dev/xvdba, missing codepage or helper program, or other error',
    'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: Connection refused',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount: /x: bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program.',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
