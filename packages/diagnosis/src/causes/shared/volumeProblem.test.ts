import { attachProblem, mountProblem } from './volumeProblem';

const setUp = (why: string) =>
  `MountVolume.SetUp failed for volume "pvc-1" : ${why}`;
const mount = (type: string, output: string) =>
  setUp(
    `mount failed: exit status 32\nMounting command: systemd-run\nMounting arguments: --scope -- mount -t ${type} src dst\nOutput: ${output}`,
  );
const rpc = (why: string) =>
  `MountVolume.MountDevice failed for volume "pvc-1" : rpc error: code = Internal desc = ${why}`;

describe('mountProblem', () => {
  it.each([
    ['settings', setUp('secret "tls" not found')],
    ['settings', setUp('configmap references non-existent config key: a.yaml')],
    ['settings', setUp('object "shop"/"kube-root-ca.crt" not registered')],
    [
      'settings',
      setUp(
        'failed to sync configmap cache: timed out waiting for the condition',
      ),
    ],
    [
      'settings',
      setUp(
        "couldn't propagate object cache: timed out waiting for the condition",
      ),
    ],
    ['token', setUp('failed to fetch token: serviceaccounts "web" not found')],
    [
      'token',
      setUp(
        'failed to fetch token: the API server does not have TokenRequest endpoints enabled',
      ),
    ],
    [
      'driver-missing',
      setUp(
        'kubernetes.io/csi: mounter.SetUpAt failed to get CSI client: driver name efs.csi.aws.com not found in the list of registered CSI drivers',
      ),
    ],
    [
      'driver-missing',
      rpc(
        'connection error: desc = "transport: error while dialing dial unix /var/lib/kubelet/plugins/ebs.csi.aws.com/csi.sock: connect: connection refused"',
      ),
    ],
    [
      'helper-missing',
      mount(
        'nfs',
        'mount: wrong fs type, bad option, bad superblock on 10.0.0.5:/export,\n       missing codepage or helper program, or other error\n       (for several filesystems (e.g. nfs, cifs) you might\n       need a /sbin/mount.<type> helper program)',
      ),
    ],
    [
      'helper-missing',
      mount(
        'nfs',
        'mount: /var/lib/x: bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program.',
      ),
    ],
    ['helper-missing', setUp('executable file not found in $PATH')],
    [
      'helper-missing',
      mount(
        'nfs',
        'mount.nfs: rpc.statd is not running but is required for remote locking.',
      ),
    ],
    [
      'filesystem-broken',
      mount(
        'xfs',
        'mount: wrong fs type, bad option, bad superblock on /dev/xvdba, missing codepage or helper program, or other error',
      ),
    ],
    [
      'filesystem-broken',
      rpc(
        "'fsck' found errors on device /dev/nvme1n1 but could not correct them: fsck from util-linux 2.23.2",
      ),
    ],
    [
      'filesystem-broken',
      mount(
        'ext4',
        'mount: mount /dev/sdb on /x failed: Structure needs cleaning',
      ),
    ],
    [
      'filesystem-broken',
      rpc(
        'failed to mount the volume as "ext4", it already contains xfs. Mount error: mount failed: exit status 32',
      ),
    ],
    ['unreachable', mount('nfs', 'mount.nfs: Connection timed out')],
    ['unreachable', mount('nfs', 'mount.nfs: No route to host')],
    [
      'unreachable',
      mount(
        'nfs4',
        'mount.nfs4: Failed to resolve server nfs.shop.svc: Name or service not known',
      ),
    ],
    ['unreachable', rpc('Output: mount error(115): Operation now in progress')],
    [
      'unreachable',
      setUp(
        'Output: Failed to resolve "fs-1.efs.eu-west-1.amazonaws.com" - check that your file system ID is correct',
      ),
    ],
    [
      'unreachable',
      setUp(
        'stat /var/lib/kubelet/x/volumes/kubernetes.io~nfs/y: stale NFS file handle',
      ),
    ],
    [
      'path-missing',
      mount(
        'nfs',
        'mount.nfs: mounting 10.0.0.5:/export/a failed, reason given by server: No such file or directory',
      ),
    ],
    ['path-missing', rpc('Output: mount error(2): No such file or directory')],
    [
      'denied',
      mount(
        'nfs',
        'mount.nfs: access denied by server while mounting 10.0.0.5:/export',
      ),
    ],
    ['denied', rpc('Output: mount error(13): Permission denied')],
    [
      'disk-full',
      setUp('write /var/lib/kubelet/pods/x: no space left on device'),
    ],
    [
      'secret-store',
      setUp(
        'rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web-1, err: rpc error: code = Unknown desc = failed to mount objects, error: failed to get objectType:secret, objectName:a: keyvault.BaseClient#GetSecret: StatusCode=404',
      ),
    ],
    [
      'driver-missing',
      setUp(
        'kubernetes.io/csi: mounter.SetUpAt failed to get CSI client: driver name secrets-store.csi.k8s.io not found in the list of registered CSI drivers',
      ),
    ],
    [
      'secret-store',
      setUp(
        'rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web-1, err: error connecting to provider "vault": dial unix /provider/vault.sock: connect: no such file or directory',
      ),
    ],
    [
      'local-missing',
      mount('ext4', 'mount: special device /mnt/disks/a does not exist'),
    ],
    [
      'mount-failed',
      mount('ext4', 'mount: special device /dev/xvdba does not exist'),
    ],
    ['type-unsupported', setUp('git-repo volume plugin has been disabled')],
    [
      'type-unsupported',
      'MountVolume.FindPluginBySpec failed for volume "v" : no volume plugin matched',
    ],
    [
      'local-missing',
      'MountVolume.NewMounter initialization failed for volume "pv" : path "/mnt/disks/a" does not exist',
    ],
    [
      'wrong-node',
      'MountVolume.NodeAffinity check failed for volume "pv" : no matching NodeSelectorTerms',
    ],
    [
      'mode-mismatch',
      'volume data has volumeMode Block, but is specified in volumeMounts',
    ],
    [
      'host-path',
      setUp('hostPath type check failed: /run/x.sock is not a socket file'),
    ],
    ['claim', 'error processing PVC shop/data: PVC is not bound'],
    [
      'resize',
      'MountVolume.Setup failed while expanding volume for volume "pvc-1" : x',
    ],
    [
      'attach-silent',
      'MountVolume.WaitForAttach failed for volume "pvc-1" : volume attachment is being deleted',
    ],
    [
      'attach-silent',
      'Volume not attached according to node status for volume "pvc-1" (UniqueName: "x")',
    ],
    [
      'attach-failed',
      'MountVolume.WaitForAttach failed for volume "v" : no fc disk found',
    ],
    [
      'helper-missing',
      'MountVolume.WaitForAttach failed for volume "pvc-1" : executable file not found in $PATH',
    ],
    [
      'filesystem-broken',
      rpc(
        'format of disk "/dev/longhorn/pvc-1" failed: type:("ext4") is apparently in use by the system',
      ),
    ],
    [
      'mount-failed',
      rpc('dial tcp 10.0.0.1:9500: connect: connection refused'),
    ],
    [
      'mount-failed',
      'MountVolume.MountDevice failed for volume "pvc-1" : rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    ],
    [
      'mount-failed',
      rpc('Output: mount: /dev/sdb already mounted or mount point busy.'),
    ],
    [
      'mount-failed',
      setUp(
        'kubernetes.io/csi: mounter.SetUpAt failed: failed to find the secret key in the namespace ops with error: x',
      ),
    ],
  ])('%s: %s', (problem, message) => {
    expect(mountProblem(message, undefined)).toBe(problem);
  });
});

describe('attachProblem', () => {
  const attach = (why: string) =>
    `AttachVolume.Attach failed for volume "pvc-1" : ${why}`;

  it.each([
    [
      'attached-elsewhere',
      'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) db-1',
    ],
    [
      'attached-elsewhere',
      attach(
        'rpc error: code = Internal desc = Could not attach volume "vol-1" to node "i-1": VolumeInUse: vol-1 is already attached to an instance',
      ),
    ],
    [
      'attached-elsewhere',
      attach(
        'disk(x) already attached to node(y), could not be attached to node(z)',
      ),
    ],
    [
      'attach-silent',
      attach(
        'timed out waiting for external-attacher of ebs.csi.aws.com CSI driver to attach volume vol-1',
      ),
    ],
    ['attach-silent', attach('volume attachment is being deleted')],
    [
      'driver-missing',
      attach('CSINode worker does not contain driver ebs.csi.aws.com'),
    ],
    [
      'attach-failed',
      attach('rpc error: code = NotFound desc = Volume "vol-1" not found'),
    ],
    [
      'attach-failed',
      attach(
        'rpc error: code = Internal desc = Could not attach volume "vol-1" to node "i-1": context canceled',
      ),
    ],
  ])('%s: %s', (problem, message) => {
    expect(attachProblem(message)).toBe(problem);
  });
});
