import { both, defineCause } from '../../../engine';
import {
  EARLIER_ENDS,
  nothingMore,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { tryAnotherNode } from '../../shared/steps';

export default defineCause({
  id: 'sandbox-lost',
  state: 'waiting',
  title: both(
    'The pod’s sandbox ended while a container was made',
    '创建容器时 Pod 沙箱已结束',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [
    'runtime/create/sandbox-notrunning',
    'runtime/create/sandbox-missing',
    'runtime/create/crio-stopped',
  ],
  detect: reading => startsThatFail(reading, ['sandbox-lost'], nothingMore),
  explain(data) {
    return {
      what: both(
        `${
          whichContainer(data).en
        } cannot be made: the sandbox (network and namespaces) of the pod on node “${
          data.node
        }” is gone.`,
        `${whichContainer(data).zh}无法创建：Pod 在节点“${
          data.node
        }”上的沙箱（网络与命名空间）已不存在。`,
      ),
      why: both(
        `The small process that holds the sandbox was killed, or the runtime was restarted and forgot it. Kubernetes makes a new sandbox by itself; if this goes on, the node lacks memory or its runtime is faulty.`,
        `维持沙箱的小进程被终止，或运行时重启后丢失了它。Kubernetes 会自动创建新的沙箱；如果反复出现，则是节点内存不足或运行时有故障。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Wait a minute: the next try makes a new sandbox.',
          '等待一分钟：下一次尝试会创建新的沙箱。',
        ),
      },
      {
        text: both(
          'Look in the events for SandboxChanged and how often it comes.',
          '在事件中查看 SandboxChanged 及其次数。',
        ),
        action: 'events',
      },
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
