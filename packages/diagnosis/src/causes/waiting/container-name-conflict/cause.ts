import { both, defineCause } from '../../../engine';
import {
  EARLIER_ENDS,
  nothingMore,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { lookAtNode, tryAnotherNode } from '../../shared/steps';

export default defineCause({
  id: 'container-name-conflict',
  state: 'waiting',
  title: both(
    'An earlier try to make the container still holds its name',
    '先前的创建尝试仍占用容器名称',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: ['runtime/create/name-reserved'],
  detect: reading =>
    startsThatFail(reading, ['container-name-conflict'], nothingMore),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} cannot be made: the runtime on node “${
          data.node
        }” still holds its name for an earlier try that has not ended.`,
        `${whichContainer(data).zh}无法创建：节点“${
          data.node
        }”的运行时仍为先前尚未结束的创建尝试保留着它的名称。`,
      ),
      why: both(
        `The kubelet gave up waiting and asked again while the first request still ran. So the runtime is slow: a busy or failing disk, a very large image being unpacked, a volume of many files being relabelled; or it kept a dead container after a crash.`,
        `kubelet 等待超时后再次请求，而第一次请求仍在进行。说明运行时很慢：磁盘繁忙或有故障、正在解压很大的镜像、为文件极多的卷重新打标签；或崩溃后留下了失效的容器。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Wait ten minutes: the first request often succeeds in the end.',
          '等待十分钟：第一次请求往往最终会成功。',
        ),
      },
      tryAnotherNode(data),
      lookAtNode(data.node),
      {
        text: both(
          `Ask your platform team to look at the disk and the container runtime of node “${data.node}”; a container left behind must be removed there, or the runtime restarted.`,
          `请平台团队检查节点“${data.node}”的磁盘与容器运行时；残留的容器需在节点上删除，或重启运行时。`,
        ),
      },
    ];
  },
});
