import type { Text } from '../../../engine';
import { both, defineCause, neighboursInWords } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import { shellWord } from '../../../engine';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

/** It gives no answer, an earlier try has not ended, or it does not even listen. */
type Kind = 'slow' | 'reserved' | 'down';

const RESERVED =
  /is reserved|reserv(?:e|ing) \w{0,8} ?name|already exists|already in use by container/;
const DOWN =
  /code = Unavailable|connection (?:refused|error)|docker daemon running|no such file or directory|client connection is closing|transport is closing/;
/** CRI-O says how far it got. */
const STAGE = /[Cc]urrently at stage ([\w /-]{1,80})/;

function kindOf(said: string): Kind {
  if (RESERVED.test(said)) return 'reserved';
  return DOWN.test(said) ? 'down' : 'slow';
}

const WHY: Readonly<Record<Kind, Text>> = {
  slow: both(
    'The container runtime (containerd, CRI-O or Docker) did not finish within the kubelet’s time limit (four minutes): its disk or processor is overloaded, the network plugin hangs, or the runtime itself does.',
    '容器运行时（containerd、CRI-O 或 Docker）没有在 kubelet 的时限（四分钟）内完成：磁盘或 CPU 过载，网络插件挂起，或运行时自身挂起。',
  ),
  reserved: both(
    'An earlier try was given up by the kubelet but still holds the sandbox’s name in the container runtime: that try hangs on a slow disk, a hanging network plugin or an overloaded node, or the runtime never noticed that it ended.',
    'kubelet 已放弃先前的尝试，但它在容器运行时中仍占用沙箱名称：可能卡在缓慢的磁盘、挂起的网络插件或过载的节点上，或者运行时没有察觉它已结束。',
  ),
  down: both(
    'The container runtime (containerd, CRI-O or Docker) is not running on the node or has closed the connection, as when it crashes or is being restarted.',
    '节点上的容器运行时（containerd、CRI-O 或 Docker）没有运行，或断开了连接，例如崩溃或正在重启。',
  ),
};

export default defineCause({
  id: 'sandbox-timeout',
  state: 'waiting',
  title: both(
    'The node’s container runtime does not answer in time',
    '节点的容器运行时没有及时响应',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: [
    'sandbox/runtime/deadline',
    'sandbox/runtime/unavailable',
    'sandbox/name-reserved',
    'sandbox/crio-exists',
    'kubelet-sandbox/event/FailedPodSandBoxStatus',
  ],
  detect: reading =>
    sandboxFinding(reading, 'sandbox-timeout', ({ said }) => {
      const stage = STAGE.exec(said)?.[1]?.trim();
      return {
        data: { kind: kindOf(said), ...(stage && { stage }) },
      };
    }),
  explain({ kind, stage, ...data }) {
    const tries = triesInWords(data);
    const got = stage
      ? both(` It got as far as “${stage}”.`, `它停在“${stage}”这一步。`)
      : both('', '');
    const others = neighboursInWords(data.neighbours);
    return {
      what: both(
        `No container of the pod can start: node “${data.node}” did not finish building its sandbox (network and namespaces), tried ${tries.en}.`,
        `Pod 的容器都无法启动：节点“${data.node}”没能完成沙箱（网络与命名空间）的创建（已尝试 ${tries.zh}）。`,
      ),
      why: both(
        `${WHY[kind].en}${got.en}${others.en}`,
        `${WHY[kind].zh}${got.zh}${others.zh}`,
      ),
    };
  },
  steps({ node, namespace, pod, kind }) {
    return [
      {
        text: both(
          `Look at the conditions and events of node “${node}”: pressure, restarts of the runtime, or too many pods at once.`,
          `查看节点“${node}”的状态与事件：资源压力、运行时重启，或同时启动的 Pod 过多。`,
        ),
        command: `kubectl describe node ${shellWord(node)}`,
      },
      {
        text: both(
          'Wait a few minutes if many pods were started at once; Kubernetes tries again by itself.',
          '如果刚刚同时启动了很多 Pod，请等待几分钟；Kubernetes 会自动重试。',
        ),
      },
      {
        text:
          kind === 'reserved'
            ? both(
                'Delete the pod if it has a controller: the new one has another name, so nothing old is in its way.',
                '如果该 Pod 由控制器管理，可将其删除：新的 Pod 名称不同，不会再被残留阻挡。',
              )
            : both(
                'Delete the pod if it has a controller: the new one may be placed on another node.',
                '如果该 Pod 由控制器管理，可将其删除：新的 Pod 可能被分配到其他节点。',
              ),
        command: kubectl(namespace, 'delete', 'pod', pod),
      },
      {
        text: both(
          `Let your platform team know: the container runtime of node “${node}” is slow, stuck or down; restarting it, or the node, helps when it does not recover.`,
          `通知平台团队：节点“${node}”的容器运行时缓慢、卡住或停止；如不能自行恢复，需要重启运行时或节点。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/debug/debug-cluster/crictl/',
      },
    ];
  },
});
