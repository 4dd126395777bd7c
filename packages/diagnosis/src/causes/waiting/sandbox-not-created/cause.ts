import {
  both,
  defineCause,
  neighboursInWords,
  shellWord,
} from '../../../engine';
import { innerError, innerInWords } from '../../shared/innerError';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
} from '../../shared/sandboxFailure';
import { SEE_WHETHER_IT_STILL_FAILS } from '../../shared/steps';

export default defineCause({
  id: 'sandbox-not-created',
  state: 'waiting',
  title: both(
    'The node cannot build the pod’s sandbox',
    '节点无法创建 Pod 沙箱',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  // What is known of the node's words has a cause of its own.
  lastResort: true,
  beats: ['starting-unexplained'],
  covers: [
    'kubelet-sandbox/event/FailedCreatePodSandBox',
    'condition/PodReadyToStartContainers-False',
    'waiting/sandbox-messages',
    'syncresult/CreatePodSandboxError',
    'syncresult/ConfigPodSandboxError',
    'sandbox/dnsconfig',
  ],
  detect: reading =>
    sandboxFinding(reading, 'sandbox-not-created', ({ said }) => ({
      data: { says: innerError(said) },
    })),
  explain({ says, ...data }) {
    const words = innerInWords(says);
    const tries = triesInWords(data);
    const others = neighboursInWords(data.neighbours);
    return {
      what: both(
        `No container of the pod can start: node “${data.node}” failed ${tries.en} to build the sandbox (network and namespaces) they live in.${words.en}`,
        `Pod 的容器都无法启动：节点“${data.node}”创建其沙箱（网络与命名空间）失败（${tries.zh}）。${words.zh}`,
      ),
      why: both(
        `What the node says is none of the known faults; the evidence holds it in full.${others.en}`,
        `节点给出的原因不属于已知的故障，证据中有完整原文。${others.zh}`,
      ),
    };
  },
  steps({ node }) {
    return [
      {
        text: both(
          'Wait a few minutes: Kubernetes tries again by itself, and a node that has just joined needs time for its network.',
          '等待几分钟：Kubernetes 会自动重试，刚加入的节点需要时间准备网络。',
        ),
      },
      SEE_WHETHER_IT_STILL_FAILS,
      {
        text: both(
          `Check the conditions of node “${node}”, and whether other pods start there.`,
          `检查节点“${node}”的状态，以及其他 Pod 能否在其上启动。`,
        ),
        command: `kubectl describe node ${shellWord(node)}`,
      },
      {
        text: both(
          `Let your platform team know, with these words: the sandbox is the business of node “${node}”, rarely of the service.`,
          `将原文转告平台团队：沙箱由节点“${node}”负责，很少是服务的问题。`,
        ),
      },
    ];
  },
});
