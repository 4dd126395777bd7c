import type { Step, Text } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  needed,
  newestEvent,
  parseTime,
  quoteOf,
} from '../../../engine';
import type { KubeEvent } from '../../../facts/objects';
import { placeOf, podsOf } from '../../shared/kubectl';
import {
  isAnyRunning,
  isNodeSilent,
  secondsOverdue,
} from '../../shared/overdue';
import type { SandboxProblem } from '../../shared/sandboxProblems';
import { essence, sandboxProblem } from '../../shared/sandboxProblems';
import type { Unreached } from '../../shared/unreached';
import { BEHIND, unreachedIn, unreachedInWords } from '../../shared/unreached';

/** One failed attempt is nothing: the kubelet tries again. Seconds past the deadline, or attempts. */
const PATIENCE_SECONDS = 30;
const LEAST_COUNT = 3;
/** Containerd 1 and 2, CRI-O, dockershim. */
const NETWORK =
  /failed to (?:destroy|teardown|tear down) (?:network|pod)|networkPlugin cni failed to teardown|failed \(delete\)|\bcni\b/i;

function isAboutNetwork({ reason, message = '' }: KubeEvent): boolean {
  const said = message.slice(0, 8192);
  // When a container does not end either, that comes first.
  const isKill = said.includes('KillContainerError');
  return reason === 'FailedKillPod' && NETWORK.test(said) && !isKill;
}

/** The network plug-in that a message names. */
function pluginIn(message: string): string | undefined {
  const name =
    /plugin type=\\{0,3}"([\w.-]{1,63})\\{0,3}"|(?:plug-?in )"?([\w.-]{1,63}-cni)\b/.exec(
      message.slice(0, 8192),
    );
  return name?.[1] ?? name?.[2];
}

/** What the plug-in's words mean, where they name no address. */
const MEANS: Readonly<Partial<Record<SandboxProblem, Text>>> = {
  'cni-unauthorized': both(
    'the API server refuses its sign-in: the token or certificate of the plug-in on the node has expired or lost its rights',
    'API 服务器拒绝了它的身份：该节点上插件的令牌或证书已过期，或失去了权限',
  ),
  'cni-not-installed': both(
    'its program or its settings are no longer on the node, as after the plug-in was removed or exchanged',
    '节点上已没有它的程序或配置，例如插件被移除或更换之后',
  ),
  'cni-agent-down': both(
    'its agent on the node does not answer: it does not run, or hangs',
    '它在该节点上的代理没有响应：没有运行或已挂起',
  ),
  'sandbox-node-exhausted': both(
    'the node has no space, files or processes left for it',
    '节点已没有可用的磁盘空间、文件句柄或进程数',
  ),
};
const UNKNOWN = both(
  'It may be down, have lost its state, or not reach the API server or its address pool.',
  '它可能已停止、丢失了状态，或无法访问 API 服务器或地址池。',
);

/** Why the plug-in fails, as a sentence. */
function reasonOf(problem: SandboxProblem, unreached?: Unreached): Text {
  if (unreached) {
    const { en, zh } = unreachedInWords(unreached);
    const behind = BEHIND[unreached.callee];
    return both(
      `It cannot reach ${en}: most often ${behind.en}.`,
      `它无法连接${zh}：最常见的原因是${behind.zh}。`,
    );
  }
  const means = MEANS[problem];
  return means
    ? both(`By its words, ${means.en}.`, `据其报错，${means.zh}。`)
    : UNKNOWN;
}

const LINK =
  'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/';

function askToCheck(node: string, plugin: string | undefined): Step {
  const name = plugin ? both(` “${plugin}”`, `“${plugin}”`) : both('', '');
  return {
    text: both(
      `Ask your platform team to check the network plug-in${name.en} on node “${node}”; when it works again, the pod goes by itself.`,
      `请平台团队检查节点“${node}”上的网络插件${name.zh}；恢复后 Pod 会自动消失。`,
    ),
    link: LINK,
  };
}

/** What to do where it is known whom the plug-in does not reach. */
function reachSteps(node: string, { callee, at }: Unreached): Step[] {
  const proxy =
    callee === 'api' ? both(' and kube-proxy', '和 kube-proxy ') : both('', '');
  const how =
    callee === 'local'
      ? both(
          ' (start that daemon, or remove the plug-in’s settings that were left behind)',
          '（启动该守护进程，或移除遗留的插件配置）',
        )
      : both('', '');
  return [
    {
      text: both(
        `Look at what runs on node “${node}”: the plug-in’s own pods${proxy.en} must be there and ready.`,
        `查看节点“${node}”上运行的 Pod：插件自身的 Pod${proxy.zh}必须存在并已就绪。`,
      ),
      command: podsOf(node),
    },
    {
      text: both(
        `Ask your platform team: from node “${node}”, ${at} must answer${how.en}; then the pod goes by itself.`,
        `联系平台团队：从节点“${node}”必须能访问 ${at}${how.zh}；之后 Pod 会自动消失。`,
      ),
      link: LINK,
    },
  ];
}

export default defineCause({
  id: 'sandbox-not-removed',
  state: 'terminating',
  title: both('The pod’s network cannot be taken down', '无法拆除 Pod 的网络'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  beats: ['container-cannot-be-killed', 'volume-holds-pod'],
  covers: [
    'kubelet-pod/event/FailedKillPod',
    'node/terminating-kill-fail',
    'syncresult/KillPodSandboxError',
  ],
  detect({ pod, events, nodes, subject, now }) {
    const overdue = secondsOverdue(pod, events, now);
    if (overdue === undefined || isNodeSilent(pod, nodes)) return [];
    // A sandbox goes after its containers have ended.
    const isLeft = !isAnyRunning(pod) && overdue >= PATIENCE_SECONDS;
    if (isLeft && !pod.metadata.finalizers?.length) needed('events', events);
    if (events.status !== 'ok') return [];
    const i = newestEvent(events.value, isAboutNetwork);
    const event = i === undefined ? undefined : events.value[i];
    if (!event) return [];
    if (overdue < PATIENCE_SECONDS && event.count < LEAST_COUNT) return [];
    const message = event.message ?? '';
    const plugin = pluginIn(message);
    const unreached = unreachedIn(message);
    const seen = parseTime(event.lastSeen);
    return [
      {
        data: {
          ...placeOf(subject),
          node: pod.spec.nodeName ?? '',
          attempts: event.count,
          problem: sandboxProblem(essence(message, subject.name)),
          ...(plugin && { plugin }),
          ...(unreached && { unreached }),
          ...(seen !== undefined && { ago: Math.max(0, (now - seen) / 1000) }),
          overdue,
        },
        quotes: [
          ...quoteOf('events', events.value, `${i}.message`),
          ...quoteOf('events', events.value, `${i}.count`),
          ...quoteOf('pod', pod, 'metadata.deletionTimestamp'),
        ],
      },
    ];
  },
  explain({ pod, node, attempts, plugin, problem, unreached, ago }) {
    const reason = reasonOf(problem, unreached);
    const last = ago === undefined ? undefined : duration(ago);
    const name = plugin ? ` “${plugin}”` : '';
    return {
      what: both(
        `Pod “${pod}” stays, because node “${node}” fails to take down its network (${
          attempts === 1 ? 'one failed attempt' : `${attempts} failed attempts`
        }${last ? `, the last ${last.en} ago` : ''}).`,
        `Pod“${pod}”无法消失，因为节点“${node}”无法拆除它的网络（失败 ${attempts} 次${
          last ? `，最近一次在 ${last.zh}前` : ''
        }）。`,
      ),
      why: both(
        `The program has been stopped; what is left is the pod’s network, and the network plug-in${name} answers with an error. ${reason.en}`,
        `程序已停止，只剩 Pod 的网络，而网络插件${name}返回错误。${reason.zh}`,
      ),
    };
  },
  steps({ node, plugin, unreached }) {
    return [
      {
        text: both(
          'Read the event: it holds the plug-in’s own error.',
          '查看事件：其中有插件自己的报错。',
        ),
        action: 'events',
      },
      ...(unreached ? reachSteps(node, unreached) : [askToCheck(node, plugin)]),
    ];
  },
});
