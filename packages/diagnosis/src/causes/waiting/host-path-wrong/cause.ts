import type { Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

const CHECK =
  /hostPath type check failed: (\S{1,4096}) is not an? ([a-z ]{1,40})/;

const KINDS: Readonly<Record<string, Text>> = {
  Directory: both('a directory', '目录'),
  DirectoryOrCreate: both('a directory', '目录'),
  File: both('a file', '文件'),
  FileOrCreate: both('a file', '文件'),
  Socket: both('a socket', '套接字'),
  CharDevice: both('a character device', '字符设备'),
  BlockDevice: both('a block device', '块设备'),
};

/** What the kubelet calls each type. */
const CALLED: Readonly<Record<string, string>> = {
  directory: 'Directory',
  file: 'File',
  'socket file': 'Socket',
  'character device': 'CharDevice',
  'block device': 'BlockDevice',
};

/** A socket by its name, as daemons call them. */
const isSocket = (path: string) => /\.sock(?:et)?$/.test(path);

/** Why what lies there is not of the type. */
function whyNot(path: string, type: string | undefined): Text {
  if (!isSocket(path))
    return both(
      'Nothing lies at that path on this node, or something of another kind; another node may have it.',
      '该节点的此路径下没有内容，或是其他类型；其他节点上可能有。',
    );
  return type === 'Socket'
    ? both(
        'The socket is made by a daemon of the node: it does not run on this node, is not installed there, or puts its socket elsewhere.',
        '该套接字由节点上的守护进程创建：它没有在该节点上运行、没有安装，或其套接字位于别处。',
      )
    : both(
        'By its name it is a socket, which is of no other type than Socket; or it is missing, as the daemon that makes it is not on this node.',
        '从名称看它是套接字，只符合 Socket 类型；也可能缺失，因为该节点上没有创建它的守护进程。',
      );
}

/** What to write into the manifest instead. A socket is never to be made: that would be an empty file. */
function correct(path: string, type: string | undefined): Text {
  if (isSocket(path) && type !== 'Socket')
    return both(
      'Set hostPath.type to Socket in the manifest, or correct the path.',
      '将清单中的 hostPath.type 改为 Socket，或改正路径。',
    );
  const isMade = !isSocket(path) && (type === 'Directory' || type === 'File');
  return both(
    `Correct the path or its type (hostPath.type) in the manifest.${
      isMade ? ` With type ${type}OrCreate it is made when it is missing.` : ''
    }`,
    `改正清单中的路径或类型（hostPath.type）。${
      isMade ? `使用 ${type}OrCreate 时，缺少的路径会被自动创建。` : ''
    }`,
  );
}

export default defineCause({
  id: 'host-path-wrong',
  state: 'waiting',
  title: both(
    'The path on the node is not what the pod expects',
    '节点上的路径与 Pod 的期望不符',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'volume/FailedMount-setup/hostpath-type',
    'volume/FailedMount-setup/hostpath-file',
    'volume/FailedMount-setup/hostpath-socket',
    'volume/FailedMount-setup/hostpath-chardev',
    'volume/FailedMount-setup/hostpath-blockdev',
    'volume/FailedMount-setup/hostpath-invalid',
  ],
  detect({ subject, ...reading }) {
    const { pod } = reading;
    return volumeFailures(reading, 'host-path').map(one => {
      const v = pod.spec.volumes.findIndex(({ name }) => name === one.volume);
      const { hostPath } = pod.spec.volumes[v] ?? {};
      const [, checked, called = ''] = CHECK.exec(one.why) ?? [];
      const type = hostPath?.type ?? CALLED[called.trim()];
      return {
        data: {
          ...placeOfVolume(subject, one),
          path: hostPath?.path ?? checked ?? '',
          isChecked: checked !== undefined,
          ...(type !== undefined && Object.hasOwn(KINDS, type) && { type }),
        },
        quotes: [
          ...one.quotes,
          ...quoteOf('pod', pod, `spec.volumes.${v}.hostPath.path`),
          ...quoteOf('pod', pod, `spec.volumes.${v}.hostPath.type`),
        ],
      };
    });
  },
  explain(data) {
    const { node, path, type, isChecked } = data;
    const name = nameOfVolume(data);
    const kind = type ? KINDS[type] : undefined;
    const { en, zh } =
      kind ?? both('what it is declared to be', '所声明的类型');
    return {
      what: isChecked
        ? both(
            `The pod cannot start: ${name.en} wants “${path}” on node “${node}” to be ${en}, and it is not.`,
            `Pod 无法启动：${name.zh}要求节点“${node}”上的“${path}”是${zh}，但它不是。`,
          )
        : both(
            `The pod cannot start: “${path}” on node “${node}”, for ${name.en}, cannot be used or made.`,
            `Pod 无法启动：${name.zh}所用的节点“${node}”上的“${path}”无法使用或创建。`,
          ),
      why: isChecked
        ? whyNot(path, type)
        : both(
            'A part of the path is a file, or that part of the node’s disk is read-only.',
            '路径中的某一级是文件，或节点磁盘的这一部分是只读的。',
          ),
    };
  },
  steps({ node, path, type }) {
    return [
      {
        text: correct(path, type),
        link: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
      },
      {
        text: both(
          `Ask your platform team what lies at “${path}” on node “${node}”, or choose nodes that have it by a label.`,
          `询问平台团队节点“${node}”上“${path}”的情况，或用标签选择拥有该路径的节点。`,
        ),
      },
      {
        text: both(
          'Use a volume that does not depend on the node (a claim, emptyDir), if the data need not be the node’s own.',
          '如果数据不必来自节点本身，请改用不依赖节点的卷（存储声明或 emptyDir）。',
        ),
      },
    ];
  },
});
