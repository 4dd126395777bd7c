import type { Quote } from '../../../engine';
import { both, defineCause, listEn, listZh, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { nodeOfPod } from '../../shared/nodeOfPod';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

/** What is missing: the class in the API, the runtime in the node's settings, or the runtime's program. */
type Kind = 'class' | 'program' | 'handler';

/** The handler's name, in containerd's, CRI-O's, Docker's and the kubelet's words. */
const HANDLER =
  /no runtime for "([^"]{1,253})"|RuntimeHandler "([^"]{1,253})"|runtime handler "?([\w.-]{1,253})|[Uu]nknown runtime(?: specified| name)?:? "?([\w.-]{1,253})|the handler "([^"]{1,253})"|invalid runtime name ([\w./-]{1,253})|runtime "([^"]{1,253})" binary|containerd-shim-([\w-]{1,63})/;

function kindOf(said: string): Kind {
  if (/runtimeclass(?:es)?\.node\.k8s\.io|lookup RuntimeClass/.test(said))
    return 'class';
  return /binary not installed|containerd-shim-/.test(said)
    ? 'program'
    : 'handler';
}

/** Names of the runtimes that the node says it has. */
function offered(
  pod: Pod,
  nodes: Fact<FactValues['nodes']>,
): { names: string[]; quotes: Quote[] } {
  const on = nodeOfPod(pod, nodes);
  const handlers = on?.node.status.runtimeHandlers ?? [];
  return {
    names: handlers.flatMap(({ name }) => (name ? [name] : [])).sort(),
    quotes: handlers.flatMap((_, i) =>
      on
        ? quoteOf(
            'nodes',
            on.nodes,
            `${on.at}.status.runtimeHandlers.${i}.name`,
          )
        : [],
    ),
  };
}

export default defineCause({
  id: 'runtime-class-broken',
  state: 'waiting',
  title: both(
    'The node does not offer the pod’s runtime class',
    '节点不提供 Pod 指定的运行时类',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: ['sandbox/runtime-handler', 'sandbox/runtimeclass'],
  detect: reading =>
    sandboxFinding(reading, 'runtime-class-broken', ({ said }) => {
      const { pod, nodes } = reading;
      const { names, quotes } = offered(pod, nodes);
      const handler = HANDLER.exec(said)
        ?.slice(1)
        .find(one => one !== undefined);
      const { runtimeClassName } = pod.spec;
      return {
        data: {
          kind: kindOf(said),
          names,
          ...(handler !== undefined && { handler }),
          ...(runtimeClassName !== undefined && { runtimeClassName }),
        },
        quotes: [...quoteOf('pod', pod, 'spec.runtimeClassName'), ...quotes],
      };
    }),
  explain({ kind, handler, runtimeClassName, names, ...data }) {
    const tries = triesInWords(data);
    const asked = runtimeClassName
      ? both(
          `runtime class “${runtimeClassName}” (runtimeClassName)`,
          `运行时类“${runtimeClassName}”（runtimeClassName）`,
        )
      : both('a special container runtime', '特殊的容器运行时');
    const named = handler ? ` “${handler}”` : '';
    const namedZh = handler ? `“${handler}”` : '';
    const has =
      names.length > 0
        ? both(
            ` The node has: ${listEn(names)}.`,
            `该节点提供：${listZh(names)}。`,
          )
        : both('', '');
    const why = {
      class: both(
        'No RuntimeClass of that name is known: it was deleted after the pod had been accepted, or the kubelet cannot read it.',
        '找不到该名称的 RuntimeClass：它可能在 Pod 创建之后被删除，或 kubelet 无法读取。',
      ),
      program: both(
        `The node’s container runtime is set up for the runtime${named}, but its program is not installed there.`,
        `该节点的容器运行时配置了运行时${namedZh}，但没有安装相应程序。`,
      ),
      handler: both(
        `It wants the runtime${named} (the class’s handler), which the node’s container runtime is not set up for: gVisor, Kata or the NVIDIA runtime is not installed there, or the name is misspelt.`,
        `它需要运行时${namedZh}（该类的 handler），而节点的容器运行时没有相应配置：该节点可能没有安装 gVisor、Kata 或 NVIDIA 运行时，或名称拼写错误。`,
      ),
    }[kind];
    return {
      what: both(
        `No container of the pod can start: it asks for ${asked.en}, which node “${data.node}” cannot provide (tried ${tries.en}).`,
        `Pod 的容器都无法启动：它要求${asked.zh}，而节点“${data.node}”无法提供（已尝试 ${tries.zh}）。`,
      ),
      why: both(`${why.en}${has.en}`, `${why.zh}${has.zh}`),
    };
  },
  steps({ runtimeClassName, node, kind }) {
    return [
      {
        text: both(
          'List the runtime classes of the cluster and their handlers.',
          '列出集群中的运行时类及其 handler。',
        ),
        command: 'kubectl get runtimeclasses',
        link: 'https://kubernetes.io/docs/concepts/containers/runtime-class/',
      },
      ...(runtimeClassName
        ? [
            {
              text: both(
                `Remove or correct runtimeClassName “${runtimeClassName}” in the manifest, unless your platform team told you to use it.`,
                `除非平台团队要求使用，请删除或改正清单中的 runtimeClassName“${runtimeClassName}”。`,
              ),
            },
          ]
        : []),
      {
        text:
          kind === 'class'
            ? both(
                'Ask your platform team to create the runtime class again if it is needed.',
                '如果确实需要，请平台团队重新创建该运行时类。',
              )
            : both(
                `Ask your platform team to install the runtime on node “${node}”, or to let the class choose nodes that have it (scheduling.nodeSelector of the RuntimeClass).`,
                `请平台团队在节点“${node}”上安装该运行时，或让该类只选择已安装它的节点（RuntimeClass 的 scheduling.nodeSelector）。`,
              ),
      },
    ];
  },
});
