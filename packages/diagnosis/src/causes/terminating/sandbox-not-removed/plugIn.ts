import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';
import { kubectl, podsOf } from '../../shared/kubectl';
import type { InPlace } from '../../shared/leftPlugin';
import type { NetworkAgent } from '../../shared/networkAgent';
import type { SandboxProblem } from '../../shared/sandboxProblems';
import type { Unreached } from '../../shared/unreached';
import { BEHIND, unreachedInWords } from '../../shared/unreached';

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

/** What is known of the plug-in that fails. */
export interface Known {
  readonly node: string;
  readonly plugin?: string;
  readonly problem: SandboxProblem;
  readonly unreached?: Unreached;
  /** Its own pod on the node. */
  readonly agent?: NetworkAgent;
  /** When it was removed: its name, and the plug-in that does the work now. */
  readonly left?: InPlace & { readonly gone: string };
}

function leftInWords({ gone, plugin, pod }: InPlace & { gone: string }): Text {
  return both(
    `No pod of ${gone} is to be found, while ${plugin} is ready on the node (${pod}): most likely ${gone} was removed and its settings were left behind on the node.`,
    `找不到 ${gone} 的 Pod，而 ${plugin} 在该节点上已就绪（${pod}）：很可能 ${gone} 已被移除，其配置遗留在节点上。`,
  );
}

/** Why the plug-in fails, as a sentence. */
export function reasonOf({ problem, unreached, left }: Known): Text {
  if (left) return leftInWords(left);
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

/** The plug-in's pod on the node renews its sign-in, and listens again, when it is made anew. */
function restartSteps(
  node: string,
  plugin: string | undefined,
  agent: NetworkAgent | undefined,
): Step[] {
  const name = plugin ? both(` “${plugin}”`, `“${plugin}”`) : both('', '');
  return [
    {
      text: both(
        `Look at the pod of the network plug-in${name.en} on node “${node}”: is it there and ready?`,
        `查看节点“${node}”上网络插件${name.zh}的 Pod：是否存在、是否就绪。`,
      ),
      command: podsOf(node),
    },
    {
      text: both(
        'Restart that pod (your platform team, or with its consent): it then writes new access data on the node and listens again; the waiting pod goes by itself.',
        '（由平台团队或经其同意）重启该 Pod：它会在节点上写入新的访问凭据并重新监听；等待删除的 Pod 随后会自行消失。',
      ),
      ...(agent && {
        command: kubectl(agent.namespace, 'delete', 'pod', agent.name),
      }),
      link: LINK,
    },
  ];
}

/** A plug-in that was removed: its settings still make the node call it. */
const leftSteps = (node: string, plugin: string): Step[] => [
  {
    text: both(
      `Ask your platform team to remove what is left of ${plugin} on node “${node}” (its file or entry in /etc/cni/net.d) and to restart the container runtime there; if the pod then still stays, reboot the node.`,
      `请平台团队清除节点“${node}”上 ${plugin} 的残留（/etc/cni/net.d 中的文件或条目）并重启其容器运行时；如果 Pod 仍不消失，请重启节点。`,
    ),
    link: LINK,
  },
];

/** What to do, by what is known of the plug-in. */
export function stepsFor({
  node,
  plugin,
  problem,
  unreached,
  agent,
  left,
}: Known): Step[] {
  if (left) return leftSteps(node, left.gone);
  if (problem === 'cni-unauthorized' || (agent && problem === 'cni-agent-down'))
    return restartSteps(node, plugin, agent);
  return unreached ? reachSteps(node, unreached) : [askToCheck(node, plugin)];
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
