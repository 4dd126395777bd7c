import { both, defineCause } from '../../../engine';
import {
  EARLIER_ENDS,
  nothingMore,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { lookAtNode, tryAnotherNode } from '../../shared/steps';

export default defineCause({
  id: 'runtime-timeout',
  state: 'waiting',
  title: both(
    'The container runtime did not answer in time',
    '容器运行时没有及时响应',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: ['runtime/create/deadline'],
  detect: reading => startsThatFail(reading, ['runtime-timeout'], nothingMore),
  explain(data) {
    return {
      what: both(
        `${
          whichContainer(data).en
        } could not be made or started: the container runtime on node “${
          data.node
        }” did not finish in the time allowed.`,
        `${whichContainer(data).zh}未能创建或启动：节点“${
          data.node
        }”的容器运行时没有在限定时间内完成。`,
      ),
      why: both(
        `The kubelet waits two minutes for the runtime. It is overloaded, its disk is slow or full, a network volume hangs, or a volume with very many files is being relabelled or its owner changed.`,
        `kubelet 最多等待运行时两分钟。可能是运行时过载、磁盘缓慢或写满、网络卷卡住，或正在为文件极多的卷重新打标签、修改属主。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Wait a few minutes: Kubernetes tries again by itself.',
          '等待几分钟：Kubernetes 会自动重试。',
        ),
      },
      tryAnotherNode(data),
      lookAtNode(data.node),
      {
        text: both(
          `Ask your platform team to look at load and disk of node “${data.node}” and at its container runtime.`,
          `请平台团队检查节点“${data.node}”的负载、磁盘与容器运行时。`,
        ),
      },
    ];
  },
});
