import { both, defineCause } from '../../../engine';
import {
  EARLIER_ENDS,
  nothingMore,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { tryAnotherNode } from '../../shared/steps';

export default defineCause({
  id: 'volume-not-defined',
  state: 'waiting',
  title: both(
    'A volume of the container is not available',
    '容器要用的卷不可用',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [
    'waiting/CreateContainerConfigError/mount-novolume',
    'waiting/CreateContainerConfigError/device-novolume',
  ],
  detect: reading =>
    startsThatFail(reading, ['volume-not-defined'], nothingMore),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} is not started: the kubelet on node “${
          data.node
        }” has no volume “${data.named}” for it.`,
        `${whichContainer(data).zh}没有启动：节点“${
          data.node
        }”上的 kubelet 没有可供它使用的卷“${data.named}”。`,
      ),
      why: both(
        `The manifest names the volume, or the API would not have taken it; so the kubelet lost track of it (it was restarted, or the pod was being changed), or mounting it failed just before.`,
        `清单中已声明该卷，否则 API 不会接受；因此是 kubelet 丢失了它的记录（例如刚重启，或 Pod 正在变更），或刚才挂载失败。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Look in the events for a FailedMount or FailedAttachVolume of that volume; then that is the fault.',
          '在事件中查找该卷的 FailedMount 或 FailedAttachVolume；如有，那才是真正的原因。',
        ),
        action: 'events',
      },
      {
        text: both(
          'Wait two minutes: Kubernetes tries again, and a kubelet that has just started finds its volumes again.',
          '等待两分钟：Kubernetes 会重试，刚启动的 kubelet 会重新找到卷。',
        ),
      },
      tryAnotherNode(data),
    ];
  },
});
