import type { Step, Text } from '../../../engine';
import { both, count, defineCause, neighboursInWords } from '../../../engine';
import { kubectl, podsOf } from '../../shared/kubectl';
import type { Unreached } from '../../shared/unreached';
import { unreachedIn, unreachedInWords } from '../../shared/unreached';
import type { NetworkAgent } from '../../shared/networkAgent';
import { networkAgent } from '../../shared/networkAgent';
import type { Whereabouts } from '../../shared/leftPlugin';
import { missingAgent } from '../../shared/leftPlugin';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

/** What the plugin's program on the node waited for in vain. */
type Kind = 'switch' | 'file' | 'annotation' | 'slow' | 'silent';

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  // Open vSwitch, which OVN-Kubernetes, Kube-OVN, Antrea and OpenShift SDN build on.
  [
    'switch',
    /ovs-(?:vsctl|ofctl|appctl)|database connection failed|openvswitch\/|waiting for ovs|libovsdb/i,
  ],
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
  switch: both(
    'The plugin could not talk to Open vSwitch, the virtual switch of the node that it plugs pods into: its database server (ovsdb-server) or its switch program (ovs-vswitchd) does not run, hangs, or was installed anew under the plugin.',
    '插件无法与节点的虚拟交换机 Open vSwitch 通信（Pod 由它接入网络）：其数据库服务（ovsdb-server）或交换机程序（ovs-vswitchd）没有运行、已挂起，或被重新安装。',
  ),
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

/** Where the plugin called in vain. */
function calledInWords(called: Unreached | undefined): Text {
  if (!called) return both('', '');
  const { en, zh } = unreachedInWords(called);
  return both(` The plugin called ${en}.`, `插件访问的是${zh}。`);
}

/** `unix:/var/run/openvswitch/db.sock: database connection failed (Protocol error)` */
const DATABASE =
  /(?:unix|tcp|ssl):([^\s"]{1,200}): database connection failed \(([^)\n]{1,80})\)/;

function databaseInWords(
  database: readonly [at: string, answer: string] | undefined,
): Text {
  if (!database) return both('', '');
  const [at, answer] = database;
  return both(
    ` The connection to its database ${at} failed (${answer}).`,
    `连接其数据库 ${at} 失败（${answer}）。`,
  );
}

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

/** No pod of the plugin is on this node while others have one, as a sentence. */
function missingInWords(missing: Whereabouts | undefined): Text {
  const elsewhere = missing?.elsewhere ?? 0;
  return elsewhere > 0
    ? both(
        ` This node has no pod of it, while ${count(
          elsewhere,
          'other node has one',
          'other nodes have one',
        )}: its DaemonSet leaves the node out (node selector, a taint it does not tolerate), or could not make the pod.`,
        `该节点上没有它的 Pod，而其他 ${elsewhere} 个节点上有：其 DaemonSet 没有选中该节点（节点选择器、未容忍的污点），或无法创建 Pod。`,
      )
    : both('', '');
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

function restart(agent: NetworkAgent | undefined): Step {
  return {
    text: both(
      'Restart the agent if it hangs: delete its pod, and its DaemonSet makes a new one.',
      '如果代理挂起，可删除其 Pod 以重启；DaemonSet 会重新创建。',
    ),
    ...(agent && {
      command: kubectl(agent.namespace, 'delete', 'pod', agent.name),
    }),
  };
}

const RESTART_SWITCH: Step = {
  text: both(
    'Restart Open vSwitch on that node if it hangs: the pod of its DaemonSet (ovs-ovn, openvswitch, antrea-agent …), or its service where the node’s own system runs it. All pods of the node are without network meanwhile.',
    '如果 Open vSwitch 挂起，请在该节点上重启它：重启其 DaemonSet 的 Pod（ovs-ovn、openvswitch、antrea-agent 等），或在由节点系统运行时重启其服务。期间该节点上所有 Pod 的网络会中断。',
  ),
};

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
      const { pod, scheduledPods, namespacePods } = reading;
      const found =
        networkAgent(pod, scheduledPods, data.plugin) ??
        networkAgent(pod, namespacePods, data.plugin, 'namespacePods');
      const kind =
        KINDS.find(([, pattern]) => pattern.test(said))?.[0] ?? 'slow';
      const missing = missingAgent(pod, scheduledPods, data.plugin);
      const called = unreachedIn(said);
      const [, at, answer] = DATABASE.exec(said) ?? [];
      return {
        data: {
          kind,
          ...(called && { called }),
          ...(at !== undefined &&
            answer !== undefined && { database: [at, answer] as const }),
          ...(found && { agent: found.agent }),
          ...(missing && { missing }),
        },
        ...(found && { quotes: found.quotes }),
      };
    }),
  explain({ kind, agent, missing, called, database, plugin, ...data }) {
    const tries = triesInWords(data);
    const named = plugin ? ` (${plugin})` : '';
    const namedZh = plugin ? `（${plugin}）` : '';
    const about = agent ? agentInWords(agent) : missingInWords(missing);
    const place = called ? calledInWords(called) : databaseInWords(database);
    const others = neighboursInWords(data.neighbours);
    return {
      what: both(
        kind === 'switch'
          ? `No container of the pod can start: the network plugin${named} on node “${data.node}” could not connect it to the virtual switch of the node, Open vSwitch (tried ${tries.en}).`
          : `No container of the pod can start: the agent of the network plugin${named} on node “${data.node}” did not set up its network (tried ${tries.en}).`,
        kind === 'switch'
          ? `Pod 的容器都无法启动：节点“${data.node}”上的网络插件${namedZh}无法将它接入节点的虚拟交换机 Open vSwitch（已尝试 ${tries.zh}）。`
          : `Pod 的容器都无法启动：节点“${data.node}”上网络插件${namedZh}的代理没有为它建立网络（已尝试 ${tries.zh}）。`,
      ),
      why: both(
        `${WHY[kind].en}${place.en}${about.en}${others.en}`,
        `${WHY[kind].zh}${place.zh}${about.zh}${others.zh}`,
      ),
    };
  },
  steps({ node, agent, kind }) {
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
      kind === 'switch' ? RESTART_SWITCH : restart(agent),
    ];
  },
});
