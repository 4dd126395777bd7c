import type { ContainerView, Reading, Step, Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { withoutEscapes } from '../../shared/startProblems';
import type { Place } from '../../shared/kubectl';
import { kubectl } from '../../shared/kubectl';
import {
  EARLIER_ENDS,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { tryAnotherNode } from '../../shared/steps';

type Kind = 'stale' | 'read-only' | 'denied' | 'link' | 'missing';

const PATH =
  /(?:stat|mkdir|symlink|mounting|cannot mount) ["']?(\/[^"'\s:]{1,1000})|source path(?: does not exist:)? '?(\/[^'\s:]{1,1000})/;

/** Gone servers and drivers; errno 512 is the kernel's word (ERESTARTSYS) for a call that hung until it was broken off. */
const NO_ANSWER =
  /not connected|stale|input\/output error|host is down|errno 512|timed out|interrupted system call/i;
/** Where the kubelet mounts volumes that a server or driver stands behind; the directory names the persistent volume. */
const SERVED =
  /\/volumes\/kubernetes\.io~(?:csi|nfs|cephfs|glusterfs|rbd|iscsi)\/([^/"'\s:]{1,253})/;

function kindOf(text: string): Kind {
  if (NO_ANSWER.test(text)) return 'stale';
  if (/read-only file system/i.test(text)) return 'read-only';
  if (/permission denied|not permitted/i.test(text)) return 'denied';
  return /file exists|symlink/.test(text) ? 'link' : 'missing';
}

const WHAT: Readonly<Record<Kind, Text>> = {
  stale: both('a mounted volume no longer answers', '已挂载的卷不再响应'),
  'read-only': both(
    'the directory to mount is missing and cannot be made',
    '要挂载的目录不存在且无法创建',
  ),
  denied: both(
    'the node may not read what is to be mounted',
    '节点无权读取要挂载的内容',
  ),
  link: both(
    'the path to mount is a link that leads nowhere, or a file where a directory should be',
    '要挂载的路径是失效的链接，或本应是目录却是文件',
  ),
  missing: both('the path to mount does not exist', '要挂载的路径不存在'),
};

const WHY: Readonly<Record<Kind, Text>> = {
  stale: both(
    'The server or the driver behind it went away while it was mounted (stale handle, endpoint not connected); the mount does not recover by itself.',
    '挂载期间，其背后的服务器或驱动断开了（句柄失效或端点未连接）；这样的挂载不会自行恢复。',
  ),
  'read-only': both(
    'The runtime makes missing hostPath directories, but on this node that part of the disk is read-only, as on container-optimised systems.',
    '缺少的 hostPath 目录由运行时创建，但该节点的这部分磁盘是只读的（容器专用系统常见）。',
  ),
  denied: both(
    'The file system, a network share that refuses root (root_squash), or SELinux of the node forbids it.',
    '文件系统、拒绝 root 的网络共享（root_squash）或节点的 SELinux 不允许。',
  ),
  link: both(
    'The runtime tried to make the directory, but something that is not a directory already stands in its place.',
    '运行时尝试创建该目录，但该位置已存在不是目录的内容。',
  ),
  missing: both(
    'A hostPath volume takes what lies on the node; on this node there is nothing under that path.',
    'hostPath 卷使用节点上已有的内容；该节点的这个路径下什么都没有。',
  ),
};

function afterLoss({
  namespace,
  pod,
  claim,
}: Place & { readonly claim?: string }): Step[] {
  return [
    ...(claim === undefined
      ? []
      : [
          {
            text: both(
              `Look at claim “${claim}”: its storage class and volume name the server or driver.`,
              `查看存储卷声明“${claim}”：它的存储类与卷指明了服务器或驱动。`,
            ),
            command: kubectl(namespace, 'describe', 'pvc', claim),
          },
        ]),
    {
      text: both(
        'Check the server or driver behind the volume (NFS, CephFS, a FUSE driver): does it answer?',
        '检查卷背后的服务器或驱动（NFS、CephFS、FUSE 驱动）是否有响应。',
      ),
    },
    tryAnotherNode({ namespace, pod }),
  ];
}

function forPath(): Step[] {
  return [
    {
      text: both(
        'Check the path of the hostPath volume letter by letter, and that it exists on every node the pod may run on.',
        '逐字核对 hostPath 卷的路径，并确认它在 Pod 可能运行的每个节点上都存在。',
      ),
    },
    {
      text: both(
        'Set the type of the hostPath volume to DirectoryOrCreate if an empty directory is as good.',
        '如果空目录也可以，请将 hostPath 卷的 type 设为 DirectoryOrCreate。',
      ),
      link: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    },
    {
      text: both(
        'Replace hostPath by a volume that Kubernetes manages (a claim, emptyDir, a config map): what lies on a node is there by chance.',
        '用 Kubernetes 管理的卷（PVC、emptyDir、ConfigMap）代替 hostPath：节点上的内容并不可靠。',
      ),
    },
  ];
}

/** The claim whose volume the path is: by the volume's name, else the only one the container mounts. */
function claimOf(
  { pod, claims }: Pick<Reading<'pod', 'claims'>, 'pod' | 'claims'>,
  { spec }: ContainerView,
  text: string,
): string | undefined {
  const volume = SERVED.exec(text)?.[1];
  if (volume === undefined) return undefined;
  const known = claims.status === 'ok' ? claims.value : [];
  const bound = known.find(one => one.spec.volumeName === volume);
  const used = pod.spec.volumes.flatMap(({ name, persistentVolumeClaim }) =>
    persistentVolumeClaim?.claimName === undefined
      ? []
      : { name, claim: persistentVolumeClaim.claimName },
  );
  const mounted = used.filter(({ name }) =>
    spec?.volumeMounts?.some(mount => mount.name === name),
  );
  const [only, ...more] = mounted.length > 0 ? mounted : used;
  return bound?.metadata.name ?? (more.length === 0 ? only?.claim : undefined);
}

export default defineCause({
  id: 'mount-source-broken',
  state: 'waiting',
  title: both(
    'What the container mounts cannot be used',
    '容器要挂载的来源无法使用',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims'],
  beats: EARLIER_ENDS,
  covers: ['runtime/create/mount-src', 'runtime/create/crio-dir'],
  detect: reading =>
    startsThatFail(
      reading,
      ['mount-source-broken'],
      ({ container, message }) => {
        const { pod } = reading;
        const text = withoutEscapes(message);
        const claim = claimOf(reading, container, text);
        const path =
          PATH.exec(text)
            ?.slice(1)
            .find(found => found) ?? '';
        const v = pod.spec.volumes.findIndex(
          ({ name, hostPath }) =>
            hostPath?.path !== undefined &&
            path.startsWith(hostPath.path) &&
            container.spec?.volumeMounts?.some(mount => mount.name === name),
        );
        return {
          data: {
            kind: kindOf(text),
            path: path.includes('/pods/') ? '' : path,
            ...(claim !== undefined && { claim }),
          },
          quotes: quoteOf('pod', pod, `spec.volumes.${v}.hostPath.path`),
        };
      },
    ),
  explain(data) {
    const claim =
      data.claim === undefined
        ? both('', '')
        : both(
            `, that of claim “${data.claim}”`,
            `（存储卷声明“${data.claim}”）`,
          );
    return {
      what: both(
        `${whichContainer(data).en} cannot be started: ${WHAT[data.kind].en}${
          data.path
            ? ` (“${data.path}” on node “${data.node}”)`
            : ` on node “${data.node}”`
        }${claim.en}.`,
        `${whichContainer(data).zh}无法启动：节点“${data.node}”上${
          WHAT[data.kind].zh
        }${data.path ? `（“${data.path}”）` : ``}${claim.zh}。`,
      ),
      why: WHY[data.kind],
    };
  },
  steps(data) {
    return [
      ...(data.kind === 'stale' ? afterLoss(data) : forPath()),
      {
        text: both(
          `Ask your platform team what is wrong with the path on node “${data.node}”, if it should be there.`,
          `如果该路径本应存在，请平台团队查看节点“${data.node}”上出了什么问题。`,
        ),
      },
    ];
  },
});
