import type { Step, Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import {
  EARLIER_ENDS,
  specPath,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

type Kind = 'propagation' | 'read-only' | 'image';

function kindOf(message: string): Kind {
  if (/shared (?:or slave )?mount/.test(message)) return 'propagation';
  return /recursive read-only|RROUnsupported/.test(message)
    ? 'read-only'
    : 'image';
}

const WHAT: Readonly<Record<Kind, Text>> = {
  propagation: both(
    'pass mounts between itself and the container (mountPropagation)',
    '在节点与容器之间传播挂载（mountPropagation）',
  ),
  'read-only': both(
    'make a mount read-only with all that lies below it (recursiveReadOnly)',
    '让挂载及其下的所有挂载都只读（recursiveReadOnly）',
  ),
  image: both(
    'mount an image as a volume, or the path asked for is not in that image',
    '将镜像挂载为卷，或镜像中没有指定的路径',
  ),
};

const WHY: Readonly<Record<Kind, Text>> = {
  propagation: both(
    'The directory on the node does not lie on a shared mount, which mountPropagation HostToContainer or Bidirectional needs.',
    'mountPropagation 为 HostToContainer 或 Bidirectional 时，节点上的目录必须位于共享挂载上，而这里不是。',
  ),
  'read-only': both(
    'It needs Linux 5.12 or later and a container runtime that supports it; one of them is too old on this node.',
    '这需要 Linux 5.12 或更高版本以及支持它的容器运行时；该节点上其中之一版本过旧。',
  ),
  image: both(
    'Image volumes need a recent container runtime (containerd 2.1, CRI-O 1.31), and a subPath in them must exist in the image.',
    '镜像卷需要较新的容器运行时（containerd 2.1、CRI-O 1.31），其中的 subPath 也必须存在于镜像里。',
  ),
};

const STEPS: Readonly<Record<Kind, Step>> = {
  propagation: {
    text: both(
      'Remove mountPropagation from the volume mount, unless the program itself mounts things for others.',
      '删除该卷挂载的 mountPropagation，除非程序需要为其他容器挂载内容。',
    ),
    link: 'https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation',
  },
  'read-only': {
    text: both(
      'Set recursiveReadOnly to IfPossible, or leave it out.',
      '将 recursiveReadOnly 设为 IfPossible，或删除。',
    ),
    link: 'https://kubernetes.io/docs/concepts/storage/volumes/#recursive-read-only-mounts',
  },
  image: {
    text: both(
      'Correct the subPath of the image volume, or copy the files with an init container from that image instead.',
      '改正镜像卷的 subPath，或改用以该镜像运行的初始化容器复制文件。',
    ),
    link: 'https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/',
  },
};

export default defineCause({
  id: 'mount-option-refused',
  state: 'waiting',
  title: both(
    'The node cannot mount a volume in the way asked',
    '节点不支持所要求的挂载方式',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [
    'runtime/create/propagation',
    'waiting/CreateContainerConfigError/rro',
    'waiting/RROUnsupported',
    'waiting/ImageVolumeMountFailed',
  ],
  detect: reading =>
    startsThatFail(
      reading,
      ['mount-option-refused'],
      ({ container, message }) => {
        const { pod } = reading;
        const kind = kindOf(message);
        const m = (container.spec?.volumeMounts ?? []).findIndex(
          ({ mountPropagation = 'None' }) => mountPropagation !== 'None',
        );
        const v = pod.spec.volumes.findIndex(({ image }) => image);
        const at = `${specPath(pod, container)}.volumeMounts.${m}`;
        return {
          data: { kind },
          quotes:
            kind === 'propagation'
              ? quoteOf('pod', pod, `${at}.mountPropagation`)
              : quoteOf('pod', pod, `spec.volumes.${v}.image.reference`),
        };
      },
    ),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} cannot be made: node “${
          data.node
        }” cannot ${WHAT[data.kind].en}.`,
        `${whichContainer(data).zh}无法创建：节点“${data.node}”无法${
          WHAT[data.kind].zh
        }。`,
      ),
      why: WHY[data.kind],
    };
  },
  steps(data) {
    return [
      STEPS[data.kind],
      {
        text: both(
          `Ask your platform team whether node “${data.node}” can be set up for it, or which nodes can do it.`,
          `请平台团队确认能否让节点“${data.node}”支持，或哪些节点支持。`,
        ),
      },
    ];
  },
});
