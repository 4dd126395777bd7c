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

describe('volume-mount-failed', () => {
  it.each([
    [
      'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      'failed 5 times to mount the volume of claim “data”',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = Output: mount: /dev/sdb already mounted or mount point busy.',
      'multipathd',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : kubernetes.io/csi: mounter.SetUpAt failed: failed to find the secret csi-key in the namespace ops with error: secrets "csi-key" is missing',
      'secret “ops/csi-key”',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = dial tcp 10.0.0.1:9500: connect: connection refused',
      'does not reach the storage service',
    ],
    [
      'MapVolume.SetUpDevice failed for volume "pv-1" : rpc error: code = NotFound desc = no device',
      'is not there',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it.each([
    'Could not mount "" at "/var/lib/kubelet/x/mount": mount failed: exit status 1\nMounting command: mount\nMounting arguments: -t efs /var/lib/kubelet/x/mount\nOutput: mount: /var/lib/kubelet/x/mount: can\'t find in /etc/fstab.',
    'rpc error: code = InvalidArgument desc = Volume ID missing in request',
    'rpc error: code = InvalidArgument desc = server is required',
  ])('knows a volume without a source: %s', why => {
    const message = `MountVolume.SetUp failed for volume "pv-1" : ${why}`;
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(found?.why.en).toContain('without a source');
    expect(found?.steps[0]?.command).toBe('kubectl get pv pv-1 -o yaml');
  });

  const KUBELET = '/var/lib/kubelet';
  it.each([
    `kubernetes.io/csi: attacher.MountDevice failed to create dir "${KUBELET}/plugins/kubernetes.io/csi/d/1/globalmount":  mkdir ${KUBELET}/plugins/kubernetes.io/csi/d/1/globalmount: file exists`,
    `rpc error: code = Internal desc = stat ${KUBELET}/pods/1/volumes/kubernetes.io~csi/pv-1/mount: transport endpoint is not connected`,
    `rpc error: code = Internal desc = lstat ${KUBELET}/plugins/kubernetes.io/csi/pv/pv-1/globalmount: input/output error`,
    `kubernetes.io/csi: mounter.SetUpAt failed to check for STAGE: stat ${KUBELET}/plugins/kubernetes.io/csi/d/1/globalmount: stale file handle`,
  ])('knows a mount of before that is dead: %s', why => {
    const message = `MountVolume.MountDevice failed for volume "pv-1" : ${why}`;
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(found?.why.en).toContain('something dead stands');
    expect(found?.steps[0]?.text.en).toContain(`umount -l ${KUBELET}/p`);
  });

  it.each([
    'MountVolume.SetUp failed for volume "pv-1" : secret "x" not found',
    'MountVolume.SetUp failed for volume "pv-1" : object "shop"/"kube-root-ca.crt" not registered',
    'Unable to attach or mount volumes: unmounted volumes=[storage], unattached volumes=[]: timed out waiting for the condition',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
