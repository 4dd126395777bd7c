import type { Step, Text } from '../../../engine';
import { both, count, defineCause, neighboursInWords } from '../../../engine';
import { kubectl, podsOf } from '../../shared/kubectl';
import type { NetworkAgent } from '../../shared/networkAgent';
import { networkAgent } from '../../shared/networkAgent';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

/** What the plugin's program on the node waited for in vain. */
type Kind = 'file' | 'annotation' | 'slow' | 'silent';

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  [
    'file',
    /nodename: no such file|subnet\.env|readinessindicator|default network is ready/i,
  ],
  [
    'annotation',
    /pod annotation|waiting for annotations|no address allocated|ovs port/i,
  ],
  [
    'silent',
    /refused|no such file or directory|code = Unavailable|Unavailable|\bEOF\b|connect to cilium/i,
  ],
  ['slow', /(?:)/],
];

const WHY: Readonly<Record<Kind, Text>> = {
  file: both(
    'The agent writes a file when it is ready, and that file is not there: it has not started, has crashed, or the node was restarted and it has not come back.',
    '代理就绪时会写入一个文件，而该文件不存在：代理没有启动、已崩溃，或节点重启后尚未恢复。',
  ),
  annotation: both(
    'The plugin’s controller should have noted the pod’s address on the pod, or the switch of the node its port, and has not in time: the controller or the agent is down or far behind.',
    '插件的控制器应在 Pod 上写明其地址（或由节点的虚拟交换机建立端口），但未及时完成：控制器或代理没有运行，或严重滞后。',
  ),
  silent: both(
    'Nothing listens where the agent should: it has not started, is crashing, or is being updated.',
    '代理应监听的位置没有响应：代理没有启动、正在崩溃，或正在升级。',
  ),
  slow: both(
    'The agent did not finish in time: it is overloaded, limits its own rate, or hangs.',
    '代理未能及时完成：可能负载过高、自身限流，或已挂起。',
  ),
};

/** What is known of the agent's own pod, as a sentence. */
function agentInWords(agent: NetworkAgent | undefined): Text {
  if (agent?.isReady === undefined) return both('', '');
  const { namespace, name, isReady, reason, restarts } = agent;
  const pod = `${namespace}/${name}`;
  const again =
    restarts > 0
      ? both(
          `, restarted ${count(restarts, 'time')}`,
          `，已重启 ${restarts} 次`,
        )
      : both('', '');
  if (isReady) {
    return both(
      ` Its pod ${pod} says that it is ready${again.en}.`,
      `其 Pod ${pod} 报告已就绪${again.zh}。`,
    );
  }
  const state = reason ? both(` (${reason})`, `（${reason}）`) : both('', '');
  return both(
    ` Its pod ${pod} is not ready${state.en}${again.en}.`,
    `其 Pod ${pod} 未就绪${state.zh}${again.zh}。`,
  );
}

/** The step that reads the agent's log, where its pod is known. */
function logOf(agent: NetworkAgent | undefined): Step[] {
  if (!agent) return [];
  const { namespace, name } = agent;
  return [
    {
      text: both(
        'Read its log: it says what it lacks.',
        '查看它的日志：其中会说明缺少什么。',
      ),
      command: kubectl(
        namespace,
        'logs',
        name,
        '--all-containers',
        '--tail=50',
      ),
    },
  ];
}

export default defineCause({
  id: 'cni-agent-down',
  state: 'waiting',
  title: both(
    'The network agent of the node does not answer',
    '节点上的网络代理没有响应',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: [...WITHOUT_SANDBOX, 'node-network-unavailable'],
  covers: [
    'sandbox/cni/cilium-agent',
    'sandbox/cni/calico-node',
    'sandbox/cni/flannel',
    'sandbox/cni/weave',
  ],
  detect: reading =>
    sandboxFinding(reading, 'cni-agent-down', ({ said, data }) => {
      const { pod, scheduledPods } = reading;
      const found = networkAgent(pod, scheduledPods, data.plugin);
      const kind =
        KINDS.find(([, pattern]) => pattern.test(said))?.[0] ?? 'slow';
      return {
        data: { kind, ...(found && { agent: found.agent }) },
        ...(found && { quotes: found.quotes }),
      };
    }),
  explain({ kind, agent, plugin, ...data }) {
    const tries = triesInWords(data);
    const named = plugin ? ` (${plugin})` : '';
    const namedZh = plugin ? `（${plugin}）` : '';
    const about = agentInWords(agent);
    const others = neighboursInWords(data.neighbours);
    return {
      what: both(
        `No container of the pod can start: the agent of the network plugin${named} on node “${data.node}” did not set up its network (tried ${tries.en}).`,
        `Pod 的容器都无法启动：节点“${data.node}”上网络插件${namedZh}的代理没有为它建立网络（已尝试 ${tries.zh}）。`,
      ),
      why: both(
        `${WHY[kind].en}${about.en}${others.en}`,
        `${WHY[kind].zh}${about.zh}${others.zh}`,
      ),
    };
  },
  steps({ node, agent }) {
    return [
      {
        text: both(
          `Look at the pod of the network plugin on node “${node}”: is it there, ready, and for how long?`,
          `查看节点“${node}”上网络插件（CNI）的 Pod：是否存在、是否就绪、运行了多久。`,
        ),
        command: podsOf(node),
      },
      ...logOf(agent),
      {
        text: both(
          `Let your platform team know: the fault is node “${node}”’s, not your service’s. Once the agent answers, the pod starts by itself.`,
          `通知平台团队：问题在节点“${node}”，不在您的服务。代理恢复后 Pod 会自行启动。`,
        ),
      },
      {
        text: both(
          'Restart the agent if it hangs: delete its pod, and its DaemonSet makes a new one.',
          '如果代理挂起，可删除其 Pod 以重启；DaemonSet 会重新创建。',
        ),
        ...(agent && {
          command: kubectl(agent.namespace, 'delete', 'pod', agent.name),
        }),
      },
    ];
  },
});
