import { both, defineCause } from '../../../engine';
import {
  EARLIER_ENDS,
  nothingMore,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { lookAtNode, tryAnotherNode } from '../../shared/steps';

export default defineCause({
  id: 'runtime-unavailable',
  state: 'waiting',
  title: both(
    'The container runtime of the node is down',
    '节点的容器运行时没有运行',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [],
  detect: reading =>
    startsThatFail(reading, ['runtime-unavailable'], nothingMore),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} cannot be started: the kubelet on node “${
          data.node
        }” cannot reach the container runtime.`,
        `${whichContainer(data).zh}无法启动：节点“${
          data.node
        }”上的 kubelet 无法连接容器运行时。`,
      ),
      why: both(
        `The runtime (containerd, CRI-O or Docker) was stopped, crashed, or was restarting just then. No container can be started on that node until it answers.`,
        `运行时（containerd、CRI-O 或 Docker）已停止、崩溃或正在重启。在它恢复之前，该节点无法启动任何容器。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Wait a minute: after an update of the runtime it comes back by itself.',
          '等待一分钟：运行时升级后会自行恢复。',
        ),
      },
      lookAtNode(data.node),
      tryAnotherNode(data),
      {
        text: both(
          `Tell your platform team: the fault lies with node “${data.node}”, not with your service.`,
          `联系平台团队：问题在节点“${data.node}”，不在您的服务。`,
        ),
      },
    ];
  },
});
