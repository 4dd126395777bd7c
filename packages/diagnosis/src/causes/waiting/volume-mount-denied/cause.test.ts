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

describe('volume-mount-denied', () => {
  it.each([
    [
      'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: access denied by server while mounting 10.0.0.5:/export',
      'does not export that directory',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = Output: mount error(13): Permission denied\nRefer to the mount.cifs(8) manual page',
      'User name, password or key',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : rpc error: code = Internal desc = Could not mount "fs-1:/": mount failed: exit status 32\nOutput: b\'mount.nfs4: access denied by server while mounting 127.0.0.1:/\'',
      'denies node “worker” access',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it.each([
    [
      'rpc error: code = Internal desc = Could not mount "fs-0f1e2d3c4b5a69788:/" at "/x": mount failed: exit status 32\nMounting arguments: -t efs -o accesspoint=fsap-0a1b2c3d,tls fs-0f1e2d3c4b5a69788:/ /x\nOutput: mount.nfs4: access denied by server while mounting 127.0.0.1:/',
      'file system policy',
      'elasticfilesystem:ClientMount',
    ],
    // FSx is a server with an export list.
    [
      'mount failed: exit status 32\nMounting arguments: -t nfs fs-0123456789abcdef0.fsx.eu-west-1.amazonaws.com:/fsx /x\nOutput: mount.nfs: access denied by server while mounting fs-0123456789abcdef0.fsx.eu-west-1.amazonaws.com:/fsx',
      'does not export that directory',
      'export list',
    ],
    [
      'mount failed: exit status 32\nMounting arguments: -t nfs -o vers=4,minorversion=1 acct.file.core.windows.net:/acct/share /x\nOutput: mount.nfs: access denied by server while mounting acct.file.core.windows.net:/acct/share',
      'by network alone',
      'subnet of node',
    ],
    [
      'rpc error: code = Internal desc = volume(rg#acct#share###shop) mount //acct.file.core.windows.net/share on /x failed with mount failed: exit status 32\nMounting arguments: -t cifs -o dir_mode=0777,<masked> //acct.file.core.windows.net/share /x\nOutput: mount error(13): Permission denied\nRefer to the mount.cifs(8) manual page',
      'account key',
      'access by key',
    ],
    [
      'rpc error: code = PermissionDenied desc = gcsfuse failed with error: mountWithStorageHandle: googleapi: Error 403: web@p.iam.gserviceaccount.com does not have storage.objects.list access to the Google Cloud Storage bucket., forbidden',
      'object storage refuses',
      'service account “web”',
    ],
    [
      'rpc error: code = Internal desc = Could not mount "my-bucket" at "/x": Mount failed: Failed to start mount-s3: Error: Failed to create S3 client: Caused by: HeadBucket: Client error: Forbidden: Access Denied',
      'object storage refuses',
      'list, read',
    ],
    [
      'rpc error: code = Internal desc = an error (exit status 32) occurred while running mount args: [-t ceph 10.0.0.1:6789:/volumes/x /x -o name=web,secretfile=/tmp/k] stderr: mount error 13 = Permission denied',
      'Ceph user or key',
      'ceph auth get',
    ],
  ])('tells who refuses, and by what: %s', (words, why, step) => {
    const message = `MountVolume.SetUp failed for volume "pv-1" : ${words}`;
    const objects = [
      mountingPod(['spec.serviceAccountName', 'web']),
      failed(message),
    ];
    const [found] = findings(cause, objects, ALL_STORAGE);
    expect(found?.why.en).toContain(why);
    expect(found?.steps.map(({ text }) => text.en).join(' ')).toContain(step);
  });

  it.each([
    'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: Connection timed out',
    'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = PermissionDenied desc = no',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: access denied by server while mounting 10.0.0.5:/export',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
