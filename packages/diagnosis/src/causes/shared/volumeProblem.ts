import type { Pod, Volume } from '../../facts/objects';

/** What keeps a volume from being attached or mounted. `settings`: config maps and secrets, which other causes judge. */
export type VolumeProblem =
  | 'attached-elsewhere'
  | 'attach-silent'
  | 'attach-failed'
  | 'claim'
  | 'settings'
  | 'secret-store'
  | 'driver-missing'
  | 'type-unsupported'
  | 'mode-mismatch'
  | 'host-path'
  | 'wrong-node'
  | 'local-missing'
  | 'token'
  | 'certificate'
  | 'helper-missing'
  | 'path-missing'
  | 'denied'
  | 'unreachable'
  | 'disk-full'
  | 'filesystem-broken'
  | 'resize'
  | 'mount-failed'
  | 'summary';

const hasClaim = (volume: Volume) =>
  volume.persistentVolumeClaim !== undefined || volume.ephemeral === true;
const isOther = ({ other }: Volume) =>
  other !== undefined && other !== 'downwardAPI';
const hasDriver = (volume: Volume) =>
  hasClaim(volume) || volume.csi !== undefined || isOther(volume);
const isShare = (volume: Volume) =>
  hasDriver(volume) || volume.nfs !== undefined;
const isEmptyDir = ({ emptyDir, other }: Volume) =>
  emptyDir?.medium !== undefined || other !== undefined;

/** Whether a pod has a volume that a storage driver serves. */
export const hasStorage = ({ spec }: Pod): boolean =>
  spec.volumes.some(hasDriver);

/** Which volumes of a pod can suffer from a problem: for others nobody needs to ask for events. */
export const SUFFERS: Readonly<
  Record<VolumeProblem, (volume: Volume) => boolean>
> = {
  'attached-elsewhere': hasDriver,
  'attach-silent': hasDriver,
  'attach-failed': hasDriver,
  claim: hasClaim,
  settings: () => false,
  'secret-store': ({ csi }) => csi !== undefined,
  'driver-missing': hasDriver,
  'type-unsupported': volume => hasDriver(volume) || isEmptyDir(volume),
  'mode-mismatch': hasClaim,
  'host-path': ({ hostPath }) => hostPath !== undefined,
  'wrong-node': hasClaim,
  'local-missing': hasClaim,
  token: ({ projected }) => projected !== undefined,
  certificate: ({ projected }) => projected !== undefined,
  'helper-missing': isShare,
  'path-missing': isShare,
  denied: isShare,
  unreachable: isShare,
  'disk-full': () => true,
  'filesystem-broken': hasDriver,
  resize: hasClaim,
  'mount-failed': isShare,
  summary: isShare,
};

type Table = readonly (readonly [VolumeProblem, RegExp])[];

/** At the place where a volume is to be mounted stands a mount of before that no longer answers; its path is named. */
export const DEAD_MOUNT =
  /(\/[^\s"':]{1,1000}(?:\/globalmount|\/volumes\/kubernetes\.io~(?!nfs\/)[\w.-]{1,100}\/[^\s"':]{1,300}|\/plugins\/kubernetes\.io\/[^\s"':]{1,600}))["']?: (?:file exists|(?:transport )?endpoint is not connected|input\/output error|stale (?:NFS )?file handle|device not configured|software caused connection abort)|(?:corrupted|stale|dead) mount (?:point )?.{0,40}?(\/[^\s"':]{1,1000})/i;

/** A driver that mounts finds the volume in use by another machine or pod; a path or a process is of the same node. */
const HELD =
  /(?:still|already|currently) (?:being )?(?:exclusively )?(?:mounted|attached|staged|published|exported|mapped|in use|used|open(?:ed)?|locked) (?:on|to|at|by|in) (?:the |an? |another |other |different ){0,2}(?:node|host|server|instance|machine|VM|pod|client)s?\b|is (?:still )?being used by (?!the system|multipath|\w{0,8} ?process)|\bis still being used\b(?! by)|locked by (?:an)?other (?:node|host|client)s?/i;

/** A share on another machine: only there do network errors mean the share's server, not a driver's own. */
const SHARE =
  /mount\.(?:nfs|cifs|efs|ceph|glusterfs|lustre)|mount error\(|mount error:? \d|\bnfs\b|\bcifs\b|\befs\b|\bsmb\b|ceph|gluster|lustre|stunnel/i;

/**
 * Asked in this order: the more certain come first, since an error quotes the ones beneath it. Wordings of kubelets from 1.15 on,
 * util-linux, nfs-utils, cifs-utils and CSI drivers.
 */
const MOUNT: Table = [
  // Any driver's: the secrets store's is named in the words too.
  [
    'driver-missing',
    /not found in the list of registered CSI drivers|driver name \S{1,253} not found|no CSIDriver object|csidrivers?\b[^\n]{0,260}(?:not found|does not exist)/i,
  ],
  ['secret-store', /secrets?[- ]store|SecretProviderClass|secrets-store\.csi/i],
  [
    'driver-missing',
    /failed to get CSI client|dial unix .{0,300}\.sock|CSINode .{0,260}does not contain driver|has no NodeID annotation/,
  ],
  [
    'claim',
    /error processing PVC|failed to (?:get|fetch) PVC|PVC is (?:not bound|being deleted)|pvc\.Spec\.VolumeName|found PV object|failed to fetch PV /,
  ],
  [
    'mode-mismatch',
    /has volumeMode \S{1,40}, but is specified in volume|volume mode "?\S{1,40}"? not supported by driver|FailedMountOnFilesystemMismatch/,
  ],
  ['certificate', /PodCertificate|pod certificate/i],
  [
    'token',
    /failed to fetch token|service account token|serviceaccounts? "[^"]{1,253}" (?:not found|is forbidden)|TokenRequest|projected volume .{0,253}kube client is not configured|ClusterTrustBundle/i,
  ],
  [
    'settings',
    /(?:^|: )(?:references non-existent|configmap references|couldn't find key)|\b(?:secrets?|configmaps?) "[^"]{1,253}" (?:not found|is forbidden)|not registered\s*$|failed to sync \w{1,20} cache|propagate object cache/,
  ],
  ['wrong-node', /NodeAffinity check failed|no matching NodeSelectorTerms/],
  ['resize', /while expanding volume|NodeExpandVolume/],
  [
    'type-unsupported',
    /no volume plugin matched|FindPluginBySpec failed|git-repo volume plugin has been disabled|unknown storage medium|hugePages storage requested|hugePages storage medium|MountOptionSupport check failed|does not support mount options?|failed to get Plugin from volumeSpec/i,
  ],
  [
    'local-missing',
    /NewMounter initialization failed[^]{0,300}path "[^"]{1,4096}" does not exist|NewMounter initialization failed[^]{0,300}no such file|LocalVolume volume .{0,260}path is empty|only directory and block device are supported|\binvalid path: \/|special device (?!\/dev\/|\/var\/lib\/kubelet\/)\/\S{1,4096} does not exist/,
  ],
  ['mount-failed', DEAD_MOUNT],
  ['attached-elsewhere', HELD],
  ['disk-full', /no space left on device|disk quota exceeded/i],
  [
    'helper-missing',
    /you might need a \/sbin\/mount|executable file not found|unknown filesystem type '(?!LVM|linux_raid|crypto|swap)|command not found|\brpc[.-](?:statd|gssd)\b|connect to iSCSI daemon|iscsid\b[^\n]{0,80}not running|bad superblock on (?:[\w.-]{1,253}:\/|\/\/)|modprobe: FATAL|failed to (?:find|load) (?:kernel )?module|mount(?:\.\w{1,20})?: not found/i,
  ],
  [
    'path-missing',
    /reason given by server: No such file|mount\.nfs4?: [^\n]{0,1024}No such file or directory|mount error\(2\)|access point .{0,120}(?:not found|does not exist)|share does not exist|share .{0,120}(?:not found|cannot be found)/i,
  ],
  [
    'denied',
    /access denied by server|mount error(?:\((?:1|13|126)\)|:? (?:1|13) = )|(?:mount\.\w{1,12}|mount): [^\n]{0,1024}(?:permission denied|operation not permitted)|STATUS_ACCESS_DENIED|STATUS_LOGON_FAILURE|storage\.(?:objects|buckets)\.\w{1,20} (?:access|permission)|(?:gcsfuse|mount-s3|S3 client|blobfuse)[^]{0,400}(?:\b403\b|Access ?Denied|Forbidden|PermissionDenied|Authoriz|AuthenticationFailed|No signing credentials)/i,
  ],
  [
    'filesystem-broken',
    /'fsck' found errors|`fsck`|wrong fs type|bad superblock|can't read superblock|structure needs cleaning|unformatted disk|format of disk [^]{1,300} failed|failed to get disk format|input\/output error|bad magic number|duplicate UUID|unknown filesystem type|it already contains|superblock|not a valid block device/i,
  ],
  // Drivers that mount a share say so in words of their own; asked after the disk's own faults.
  [
    'unreachable',
    /connection (?:timed out|refused|reset)|no route to host|network is (?:unreachable|down)|stale (?:NFS )?file handle|host is down|mount error\((?:10[1-4]|11[0-9])\)|failed to resolve|could not resolve|name or service not known|name resolution|no such host|i\/o timeout|RPC: |mount system call failed|(?:version or transport )?protocol (?:family )?(?:is )?not supported/i,
  ],
];

const ATTACH: Table = [
  [
    'attached-elsewhere',
    /Multi-Attach error|VolumeInUse|RESOURCE_IN_USE|already (?:exclusively )?attached|already (?:been )?attached to|already being used by|currently attached to|in use by another|attached to (?:another|a different) (?:node|instance|VM|server)|is already used by pod|could not be attached to node/i,
  ],
  [
    'attach-silent',
    /timed out waiting for (?:external-attacher|the external|attach)|attach timeout|attachment timeout|volume attachment (?:is being|has been) deleted/i,
  ],
  [
    'driver-missing',
    /CSINode .{0,260}does not contain driver|has no NodeID annotation|not found in the list of registered CSI drivers|no CSIDriver object/,
  ],
];

/** Attaching failed, told by whoever mounts. */
const WAITS_FOR_ATTACH = /^(?:MountVolume|MapVolume)\.WaitForAttach failed/;
const NOT_ATTACHED =
  /not attached according to node status|is not attached for volume attachment/i;

/** What an event FailedAttachVolume says. */
export function attachProblem(text: string): VolumeProblem {
  return (
    ATTACH.find(([, pattern]) => pattern.test(text))?.[0] ?? 'attach-failed'
  );
}

/**
 * What an event FailedMount or FailedMapVolume says; of a path of the node itself (hostPath) each failure is the same fault.
 */
export function mountProblem(
  text: string,
  volume: Volume | undefined,
  reason: string = '',
): VolumeProblem {
  if (
    volume?.hostPath ||
    /hostPath type check failed|invalid HostPath/.test(text)
  )
    return 'host-path';
  if (reason === 'FailedMountOnFilesystemMismatch') return 'mode-mismatch';
  if (NOT_ATTACHED.test(text)) return 'attach-silent';
  const problem = MOUNT.find(([, pattern]) => pattern.test(text))?.[0];
  if (WAITS_FOR_ATTACH.test(text) && problem !== 'helper-missing')
    return attachProblem(text);
  if (problem === 'unreachable' && !SHARE.test(text) && !volume?.nfs)
    return 'mount-failed';
  return problem ?? 'mount-failed';
}
