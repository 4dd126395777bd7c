import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import { pullFindings } from '../../shared/pullFindings';

type Fault = 'down' | 'disk' | 'rights' | 'store';

const FAULTS: readonly (readonly [Fault, RegExp])[] = [
  [
    'down',
    /dial unix|docker daemon|error reading from server|transport is closing|unknown service|code = Un(?:available|implemented)|deadline ?exceeded/i,
  ],
  ['disk', /read-only file system|input\/output error|structure needs clean/i],
  ['rights', /permission denied|operation not permitted|lchown|subordinate/i],
];

const WHY: Readonly<Record<Fault, Text>> = {
  down: both(
    'The container runtime of the node does not answer: it is down, restarts, or is overloaded.',
    '节点的容器运行时没有应答：已停止、正在重启或过载。',
  ),
  disk: both(
    'The disk with the images is damaged or can no longer be written.',
    '存放镜像的磁盘已损坏或无法写入。',
  ),
  rights: both(
    'The container runtime may not write the files of this image: it runs without root rights or with too few user ids, or a security module forbids it.',
    '容器运行时无权写入该镜像的文件：以非 root 运行、可用用户 ID 不足，或被安全模块禁止。',
  ),
  store: both(
    'The store of images on the node is inconsistent or could not unpack a layer.',
    '节点的镜像存储不一致，或无法解压某一层。',
  ),
};

export default defineCause({
  id: 'image-service-failed',
  state: 'waiting',
  title: both(
    'The node’s container runtime cannot handle the image',
    '节点的容器运行时无法处理镜像',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'waiting/ImageInspectError',
    'kubelet-image/event/InspectFailed',
    'pull/unpack',
    'pull/noprogress',
    'pull/imageref-empty',
  ],
  detect(reading) {
    return pullFindings(reading, 'service-failed', ({ message }) => {
      const start = message.slice(0, 8192);
      const known = FAULTS.find(([, pattern]) => pattern.test(start));
      const fault: Fault = known?.[0] ?? 'store';
      return { fault };
    });
  },
  explain({ container, image, node, fault }) {
    return {
      what: both(
        `Container “${container}” cannot start: node “${node}” itself fails with its image “${image}”, not the registry.`,
        `容器“${container}”无法启动：处理镜像“${image}”时出错的是节点“${node}”自身，而不是镜像仓库。`,
      ),
      why: WHY[fault],
    };
  },
  steps({ namespace, node, fault }) {
    return [
      {
        text: both(
          `See whether other pods on node “${node}” fail alike.`,
          `查看节点“${node}”上的其他 Pod 是否也同样失败。`,
        ),
        command: kubectl(
          namespace,
          'get',
          'pods',
          '-o',
          'wide',
          '--field-selector',
          `spec.nodeName=${node}`,
        ),
      },
      {
        text: both(
          'Delete the pod if it has an owner that makes it anew: on another node it may start.',
          '如果 Pod 有会重新创建它的控制器，可删除该 Pod：在其他节点上可能可以启动。',
        ),
      },
      {
        text:
          fault === 'rights'
            ? both(
                `Ask your platform team about the rights of the container runtime on node “${node}”, or build the image with fewer file owners.`,
                `请平台团队检查节点“${node}”上容器运行时的权限，或在构建镜像时减少文件属主。`,
              )
            : both(
                `Ask your platform team to look at the container runtime and the disk of node “${node}”.`,
                `请平台团队检查节点“${node}”的容器运行时与磁盘。`,
              ),
        link: 'https://kubernetes.io/docs/tasks/debug/debug-cluster/crictl/',
      },
    ];
  },
});
