import type { Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { nodeOfPod } from '../../shared/nodeOfPod';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

type Kind = 'unsupported' | 'switched-off' | 'no-range' | 'kernel' | 'refused';

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['switched-off', /feature gate/i],
  ['no-range', /empty slot|subuid|subgid|range/i],
  [
    'kernel',
    /noop process|idmap|mapped mount|invalid argument|not permitted|no space left/i,
  ],
  ['unsupported', /not support|is not known|not supported/i],
  ['refused', /(?:)/],
];

const WHY: Readonly<Record<Kind, Text>> = {
  unsupported: both(
    'The container runtime of the node cannot do that: it takes containerd 2.0 or CRI-O 1.25 and later.',
    '节点的容器运行时不支持：需要 containerd 2.0 或 CRI-O 1.25 及以上版本。',
  ),
  'switched-off': both(
    'The kubelet of the node has the feature switched off (UserNamespacesSupport).',
    '节点的 kubelet 没有启用该功能（UserNamespacesSupport）。',
  ),
  'no-range': both(
    'The node has no free range of user ids left for another such pod: too many of them run there, or the range of the kubelet (subuid) is small.',
    '节点没有剩余的用户 ID 区段可供这样的 Pod 使用：运行得过多，或 kubelet 的区段（subuid）太小。',
  ),
  kernel: both(
    'The kernel or a file system of the node does not take part: it takes Linux 6.3 and a file system that maps ids (idmap mounts), and user namespaces must not be limited to none (user.max_user_namespaces).',
    '节点的内核或文件系统不支持：需要 Linux 6.3 和支持 ID 映射挂载的文件系统，且内核不得禁止用户命名空间（user.max_user_namespaces）。',
  ),
  refused: both(
    'The words of the node are in the evidence.',
    '节点的原文见证据。',
  ),
};

export default defineCause({
  id: 'user-namespace-refused',
  state: 'waiting',
  title: both(
    'The node cannot give the pod user ids of its own',
    '节点无法为 Pod 提供独立的用户命名空间',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: ['sandbox/userns', 'sandbox/userns-slot'],
  detect: reading =>
    sandboxFinding(reading, 'user-namespace-refused', ({ said }) => {
      const { pod, nodes } = reading;
      const on = nodeOfPod(pod, nodes);
      const info = on?.node.status.nodeInfo;
      const runtime = info?.containerRuntimeVersion?.replace('://', ' ');
      return {
        data: {
          kind:
            KINDS.find(([, pattern]) => pattern.test(said))?.[0] ??
            ('refused' as const), // literal type of Kind
          ...(runtime !== undefined && { runtime }),
        },
        quotes: [
          ...quoteOf('pod', pod, 'spec.hostUsers'),
          ...(on
            ? quoteOf(
                'nodes',
                on.nodes,
                `${on.at}.status.nodeInfo.containerRuntimeVersion`,
              )
            : []),
        ],
      };
    }),
  explain({ kind, runtime, ...data }) {
    const tries = triesInWords(data);
    const has =
      runtime && kind === 'unsupported'
        ? both(` The node runs ${runtime}.`, `该节点运行的是 ${runtime}。`)
        : both('', '');
    return {
      what: both(
        `No container of the pod can start: it asks for user ids of its own (hostUsers: false), which node “${data.node}” cannot give it (tried ${tries.en}).`,
        `Pod 的容器都无法启动：它要求独立的用户命名空间（hostUsers: false），而节点“${data.node}”无法提供（已尝试 ${tries.zh}）。`,
      ),
      why: both(`${WHY[kind].en}${has.en}`, `${WHY[kind].zh}${has.zh}`),
    };
  },
  steps({ node }) {
    return [
      {
        text: both(
          'Remove hostUsers: false from the manifest if the pod need not be set apart that strictly; the security settings of its containers stay as they are.',
          '如果不需要如此严格的隔离，请从清单中删除 hostUsers: false；容器的其他安全设置保持不变。',
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/',
      },
      {
        text: both(
          'Compare the runtimes and kernels of the nodes, and place the pod on one that can (nodeSelector).',
          '比较各节点的运行时与内核版本，并将 Pod 调度到支持的节点（nodeSelector）。',
        ),
        command: 'kubectl get nodes -o wide',
      },
      {
        text: both(
          `Ask your platform team to upgrade or set up node “${node}” for user namespaces.`,
          `请平台团队升级或配置节点“${node}”以支持用户命名空间。`,
        ),
      },
    ];
  },
});
