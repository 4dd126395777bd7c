import type { Text } from '../../../engine';
import { both, defineCause, neighboursInWords } from '../../../engine';
import { podsOf } from '../../shared/kubectl';
import type { NetworkAgent } from '../../shared/networkAgent';
import { networkAgent } from '../../shared/networkAgent';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

/** What of the plugin is missing on the node. */
type Kind = 'program' | 'settings' | 'broken';

/** `failed to find plugin "macvlan" in path [/opt/cni/bin]`. */
const PROGRAM =
  /failed to find plugin "([\w.-]{1,63})"(?: in path \[([^\]]{1,200})\])?/;
const BROKEN =
  /parsing configuration|reading CNI config|exec format error|permission denied/i;

function kindOf(said: string): Kind {
  if (PROGRAM.test(said)) return 'program';
  return BROKEN.test(said) ? 'broken' : 'settings';
}

const WHY: Readonly<Record<Kind, Text>> = {
  program: both(
    'The network’s settings on the node name a program that is not in the node’s folder for it: the plugin was installed only in part, or its folder was emptied by an upgrade or a new node image.',
    '节点上的网络配置指定的程序不在相应目录中：插件未完整安装，或升级、更换节点镜像时该目录被清空。',
  ),
  settings: both(
    'A network plugin (Calico, Cilium, Flannel …) puts its settings on the node when it starts there; it has not yet, because it is not installed, not allowed on this node, crashing, or the node has only just joined.',
    '网络插件（Calico、Cilium、Flannel 等）在节点上启动时会写入配置；目前还没有，原因可能是插件未安装、不允许在该节点运行、正在崩溃，或节点刚刚加入。',
  ),
  broken: both(
    'The settings or the program of the network plugin are on the node but cannot be used: damaged, of another version or another processor type.',
    '网络插件的配置或程序虽在节点上，但无法使用：已损坏、版本不符或处理器架构不符。',
  ),
};

/** A sentence on the plugin's own pod on the node, where there is something to say. */
function agentInWords(
  agent: NetworkAgent | undefined,
  isMissing: boolean,
): Text {
  if (isMissing) {
    return both(
      ' No pod of a known plugin is on that node.',
      '该节点上没有任何已知网络插件的 Pod。',
    );
  }
  if (agent?.isReady !== false) return both('', '');
  const { namespace, name, reason } = agent;
  return both(
    ` The plugin’s pod ${namespace}/${name} on the node is not ready${
      reason ? ` (${reason})` : ''
    }.`,
    `该节点上插件的 Pod ${namespace}/${name} 未就绪${
      reason ? `（${reason}）` : ''
    }。`,
  );
}

export default defineCause({
  id: 'cni-not-installed',
  state: 'waiting',
  title: both(
    'The node has no working network plugin (CNI)',
    '节点没有可用的网络插件（CNI）',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: [
    'kubelet-pod/event/NetworkNotReady',
    'sandbox/network-not-ready-node',
    'sandbox/cni-find',
    'sandbox/cni-uninit',
    'sandbox/cni-crio-missing',
    'sandbox/cni-shutdown',
  ],
  detect: reading =>
    sandboxFinding(reading, 'cni-not-installed', ({ said, data }) => {
      const { pod, scheduledPods } = reading;
      const [, program, folder] = PROGRAM.exec(said) ?? [];
      const found = networkAgent(
        pod,
        scheduledPods,
        program === undefined ? data.plugin : undefined,
      );
      return {
        data: {
          kind: kindOf(said),
          ...(program !== undefined && { program }),
          ...(folder !== undefined && { folder }),
          ...(found && { agent: found.agent }),
          // Nobody else does the work of a plugin: with all pods known, its absence is a finding.
          agentIsMissing: scheduledPods.status === 'ok' && !found,
        },
        ...(found && { quotes: found.quotes }),
      };
    }),
  explain({ kind, program, folder, agent, agentIsMissing, ...data }) {
    const tries = triesInWords(data);
    const lacks = program
      ? both(
          `lacks the program “${program}” of its network plugin${
            folder ? ` (looked for in ${folder})` : ''
          }`,
          `缺少网络插件程序“${program}”${
            folder ? `（查找目录：${folder}）` : ''
          }`,
        )
      : both('has no pod network set up', '尚未建立 Pod 网络');
    const about = agentInWords(agent, agentIsMissing && kind === 'settings');
    const others = neighboursInWords(data.neighbours);
    return {
      what: both(
        `No container of the pod can start: node “${data.node}” ${lacks.en} (tried ${tries.en}).`,
        `Pod 的容器都无法启动：节点“${data.node}”${lacks.zh}（已尝试 ${tries.zh}）。`,
      ),
      why: both(
        `${WHY[kind].en}${about.en}${others.en}`,
        `${WHY[kind].zh}${about.zh}${others.zh}`,
      ),
    };
  },
  steps({ node, program }) {
    return [
      {
        text: both(
          'Wait a few minutes if the node has only just joined: its network comes up, and Kubernetes tries again by itself.',
          '如果节点刚刚加入，请等待几分钟：网络就绪后 Kubernetes 会自动重试。',
        ),
      },
      {
        text: both(
          `Look whether a pod of the network plugin is on node “${node}” and ready.`,
          `查看节点“${node}”上是否有网络插件的 Pod，以及是否就绪。`,
        ),
        command: podsOf(node),
      },
      {
        text: program
          ? both(
              `Let your platform team know: the program “${program}” must be installed on node “${node}” (by default in /opt/cni/bin; restarting the plugin’s DaemonSet usually does it).`,
              `通知平台团队：节点“${node}”上需要安装程序“${program}”（默认在 /opt/cni/bin；重启插件的 DaemonSet 通常即可）。`,
            )
          : both(
              `Let your platform team know: the network plugin must be installed on node “${node}” (its settings lie in /etc/cni/net.d by default).`,
              `通知平台团队：节点“${node}”上需要安装网络插件（其配置默认位于 /etc/cni/net.d）。`,
            ),
        link: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
      },
    ];
  },
});
