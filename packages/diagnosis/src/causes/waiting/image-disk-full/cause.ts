import {
  both,
  defineCause,
  placeByName,
  quoteOf,
  shellWord,
} from '../../../engine';
import { pullFailures } from '../../shared/imagePull';
import { pullFacts } from '../../shared/pullFindings';

export default defineCause({
  id: 'image-disk-full',
  state: 'waiting',
  title: both(
    'The node’s disk has no room for the image',
    '节点磁盘没有空间存放镜像',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: ['pull/net/nospace'],
  detect({ pod, events, nodes, subject }) {
    return pullFailures(pod, events, 'disk-full').map(failure => {
      const facts = pullFacts(pod, subject, failure);
      const list = nodes.status === 'ok' ? nodes.value : [];
      const n = placeByName(list, facts.node);
      const c = (list[n]?.status.conditions ?? []).findIndex(
        ({ type, status }) => type === 'DiskPressure' && status === 'True',
      );
      const at = `${n}.status.conditions.${c}.type`;
      const isPressed = c !== -1;
      return {
        container: failure.container.name,
        data: { ...facts, isPressed },
        quotes: [
          ...failure.quotes,
          ...(isPressed ? quoteOf('nodes', list, at) : []),
        ],
      };
    });
  },
  explain({ container, image, node, isPressed }) {
    return {
      what: both(
        `Container “${container}” cannot start: the disk of node “${node}” ran full while its image “${image}” was unpacked.`,
        `容器“${container}”无法启动：解压镜像“${image}”时，节点“${node}”的磁盘已满。`,
      ),
      why: isPressed
        ? both(
            'The node reports that its disk runs low (DiskPressure); it deletes unused images and logs by itself, and takes no new pods until there is room.',
            '节点已报告磁盘不足（DiskPressure）；它会自动删除未使用的镜像和日志，在有空间之前不接收新的 Pod。',
          )
        : both(
            'Images, logs and temporary files of all pods on the node share this disk; an image needs its packed and its unpacked size at once.',
            '节点上所有 Pod 的镜像、日志和临时文件共用该磁盘；解压时需要同时容纳压缩前后的大小。',
          ),
    };
  },
  steps({ node }) {
    return [
      {
        text: both(
          'See what the node says of its disk and which pods are on it.',
          '查看节点的磁盘状况及其上的 Pod。',
        ),
        command: `kubectl describe node ${shellWord(node)}`,
      },
      {
        text: both(
          `Ask your platform team to free room on node “${node}”, or to give nodes larger disks.`,
          `请平台团队清理节点“${node}”的磁盘，或为节点配置更大的磁盘。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      },
      {
        text: both(
          'Delete the pod if it has an owner that makes it anew: it may come to a node with room.',
          '如果 Pod 有会重新创建它的控制器，可删除该 Pod：它可能会被放到有空间的节点上。',
        ),
      },
      {
        text: both(
          'Make the image smaller if it is several gigabytes large.',
          '如果镜像有数 GB，请设法缩小它。',
        ),
      },
    ];
  },
});
