import { both, defineCause } from '../../../engine';
import {
  EARLIER_ENDS,
  nothingMore,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { tryAnotherNode } from '../../shared/steps';

export default defineCause({
  id: 'image-gone-at-create',
  state: 'waiting',
  title: both(
    'The image on the node is missing or damaged',
    '节点上的镜像缺失或损坏',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: ['runtime/create/image-resolve'],
  detect: reading =>
    startsThatFail(reading, ['image-gone-at-create'], nothingMore),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} cannot be made: image “${
          data.image
        }” was pulled to node “${data.node}”, but is no longer whole there.`,
        `${whichContainer(data).zh}无法创建：镜像“${data.image}”曾拉取到节点“${
          data.node
        }”，但现在已不完整。`,
      ),
      why: both(
        `Between the pull and the start parts of the image vanished: the node cleaned up for want of disk, somebody pruned images, or a crash or full disk left a half-written one.`,
        `在拉取与启动之间，镜像的一部分消失了：节点因磁盘不足做了清理、有人手动清理镜像，或崩溃、磁盘写满留下了残缺的镜像。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Wait a few minutes: if the image is gone altogether, the kubelet pulls it again.',
          '等待几分钟：如果镜像已完全删除，kubelet 会重新拉取。',
        ),
      },
      tryAnotherNode(data),
      {
        text: both(
          `Ask your platform team to remove image “${data.image}” from the runtime of node “${data.node}” (crictl rmi), so that it is pulled afresh, and to look at the node’s disk.`,
          `请平台团队从节点“${data.node}”的运行时中删除镜像“${data.image}”（crictl rmi）以便重新拉取，并检查节点磁盘。`,
        ),
      },
    ];
  },
});
