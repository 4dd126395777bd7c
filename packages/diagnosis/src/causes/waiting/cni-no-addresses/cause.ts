import type { Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  neighboursInWords,
  parseQuantity,
  podsOnNode,
} from '../../../engine';
import { podsOf } from '../../shared/kubectl';
import { nodeOfPod } from '../../shared/nodeOfPod';
import type { SandboxReading } from '../../shared/sandboxFailure';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

/** Where the addresses of a plugin come from: it decides what is full and what makes it larger. */
type Source =
  | 'unassigned'
  | 'aws'
  | 'azure'
  | 'calico'
  | 'cilium'
  | 'attachment'
  | 'node';

const SOURCES: readonly (readonly [Source, RegExp])[] = [
  ['unassigned', /pod ?cidr/i],
  ['aws', /aws-cni|add cmd: |to assign an IP address to container|aws-node/],
  ['azure', /azure|Failed to delegate|\bCNS\b|AllocateIPConfig/],
  ['attachment', /whereabouts|macvlan|ipvlan|Delegate add|ip in range/i],
  ['calico', /calico|affine|Assigned 0 out|IPs? available in pools?/i],
  ['cilium', /cilium|\/ipam\]/i],
];

const WHY: Readonly<Record<Source, Text>> = {
  unassigned: both(
    'The node was given no range of addresses for its pods (podCIDR): the ranges of the cluster are all given away, or nothing in it hands them out.',
    '该节点没有分配到 Pod 地址段（podCIDR）：集群的地址段已全部分完，或没有组件负责分配。',
  ),
  aws: both(
    'Each pod takes an address of the VPC: either the subnet has none left, or the instance type carries no more network interfaces and addresses; less often the node may not ask for one (IAM role).',
    '每个 Pod 占用一个 VPC 地址：可能是子网已无空闲地址，也可能是该实例类型的网卡和地址数已达上限；较少见的是节点没有申请地址的权限（IAM 角色）。',
  ),
  azure: both(
    'Each pod takes an address that was set aside for the node in the subnet: the subnet is too small for the nodes and their pods, or addresses of ended pods were not given back.',
    '每个 Pod 占用子网中为该节点预留的地址：子网对现有节点和 Pod 来说太小，或已结束的 Pod 的地址没有归还。',
  ),
  calico: both(
    'The address pools (IPPool) that this pod may use are full, or the node may not borrow from another node’s block (strict affinity).',
    '此 Pod 可用的地址池（IPPool）已满，或节点不允许借用其他节点的地址块（strict affinity）。',
  ),
  cilium: both(
    'The range of addresses of the node is used up, or the Cilium operator has not given it more yet.',
    '该节点的地址段已用完，或 Cilium operator 尚未为其分配更多地址。',
  ),
  attachment: both(
    'The extra network that the pod asks for (NetworkAttachmentDefinition) has a range of its own, and all of it is taken.',
    'Pod 请求的附加网络（NetworkAttachmentDefinition）有自己的地址段，且已全部被占用。',
  ),
  node: both(
    'Each node has a range of its own for pods; it is full, or addresses of pods that are gone were never given back (often after a crash of the node or its runtime).',
    '每个节点有自己的 Pod 地址段；它已满，或已消失的 Pod 的地址没有归还（常见于节点或运行时崩溃之后）。',
  ),
};

/** `10.244.1.1-10.244.1.254`, `10.99.9.0/29` or a list of such. */
const RANGE =
  /(?:range set|range|pools?)[: ]{1,3}\[?((?:[\da-f.:]{3,40}[/-][\da-f.:]{1,40}(?:, ?)?){1,4})/i;

/** Addresses of an IPv4 range from-to; `undefined` for any other form. */
function sizeOf(range: string): number | undefined {
  const [from = [], to = []] = range
    .split('-')
    .map(address => address.trim().split('.').map(Number));
  const isRange = from.length === 4 && to.length === 4;
  if (!isRange || [...from, ...to].some(Number.isNaN)) return undefined;
  const [a, b] = [from, to].map(parts =>
    parts.reduce((sum, part) => sum * 256 + part, 0),
  );
  const size = (b ?? 0) - (a ?? 0) + 1;
  return size > 0 ? size : undefined;
}

const MORE: Readonly<Record<Source, Text>> = {
  unassigned: both(
    'Ask your platform team to see to the node’s podCIDR: a larger range of the cluster, or the controller that hands it out (--allocate-node-cidrs, --cluster-cidr).',
    '请平台团队处理该节点的 podCIDR：扩大集群地址段，或检查负责分配的控制器（--allocate-node-cidrs、--cluster-cidr）。',
  ),
  aws: both(
    'Ask your platform team for more addresses: a larger or second subnet, prefix delegation, or a larger instance type with a fitting limit of pods (max-pods).',
    '请平台团队增加地址：更大或更多的子网、启用前缀委派（prefix delegation），或改用更大的实例类型并相应设置 Pod 上限（max-pods）。',
  ),
  azure: both(
    'Ask your platform team for more addresses: a larger subnet, a node pool in a larger one, or fewer pods per node (max-pods).',
    '请平台团队增加地址：扩大子网、改用位于更大子网的节点池，或降低每个节点的 Pod 上限（max-pods）。',
  ),
  calico: both(
    'Ask your platform team to add an IPPool or enlarge the one in use, and to free the addresses of pods that are gone.',
    '请平台团队新增或扩大 IPPool，并释放已不存在的 Pod 占用的地址。',
  ),
  cilium: both(
    'Ask your platform team for a larger pod range of the node, and to see in the Cilium operator why it gets no more.',
    '请平台团队为节点配置更大的 Pod 地址段，并在 Cilium operator 中查看为何没有继续分配。',
  ),
  attachment: both(
    'Extend the range of the NetworkAttachmentDefinition, or run fewer pods on that network.',
    '扩大该 NetworkAttachmentDefinition 的地址段，或减少使用该网络的 Pod。',
  ),
  node: both(
    'Ask your platform team to free addresses of pods that are gone (host-local keeps them as files in /var/lib/cni/networks of the node), or to give nodes a larger pod range.',
    '请平台团队释放已不存在的 Pod 占用的地址（host-local 插件将其保存在节点的 /var/lib/cni/networks 中），或为节点配置更大的 Pod 地址段。',
  ),
};

/** How many pods are on the node, and how many it takes at most. */
function loadOf({ pod, nodes, scheduledPods }: SandboxReading) {
  const most = parseQuantity(
    nodeOfPod(pod, nodes)?.node.status.allocatable?.pods,
  );
  if (scheduledPods.status !== 'ok' || most === undefined) return undefined;
  const there = podsOnNode(scheduledPods.value, pod.spec.nodeName).filter(
    ({ spec }) => !spec.hostNetwork,
  );
  return { pods: there.length, most };
}

export default defineCause({
  id: 'cni-no-addresses',
  state: 'waiting',
  title: both(
    'No network address is left for the pod',
    '没有可分配给 Pod 的网络地址',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: [
    'sandbox/cni/ip-hostlocal',
    'sandbox/cni/ip-aws',
    'sandbox/cni/ip-azure',
    'sandbox/cni/ip-calico',
    'sandbox/cni/ip-cilium',
  ],
  detect: reading =>
    sandboxFinding(reading, 'cni-no-addresses', ({ said }) => {
      const source =
        SOURCES.find(([, pattern]) => pattern.test(said))?.[0] ?? 'node';
      const range = RANGE.exec(said)?.[1]?.replace(/[,\s]+$/, '');
      const size = range === undefined ? undefined : sizeOf(range);
      const load = loadOf(reading);
      return {
        data: {
          source,
          ...(range !== undefined && { range }),
          ...(size !== undefined && { size }),
          ...(load && { load }),
        },
      };
    }),
  explain({ source, range, size, load, plugin, ...data }) {
    const tries = triesInWords(data);
    const named = plugin ? ` (${plugin})` : '';
    const namedZh = plugin ? `（${plugin}）` : '';
    const all =
      size === undefined ? '' : ` (${count(size, 'address', 'addresses')})`;
    const allZh = size === undefined ? '' : `（共 ${size} 个地址）`;
    const full = range
      ? both(
          ` The range ${range}${all} is used up.`,
          `地址段 ${range}${allZh}已用完。`,
        )
      : both('', '');
    const held = load
      ? both(
          ` The node holds ${count(
            load.pods,
            'pod',
          )}, this one among them, and takes at most ${load.most}.`,
          `该节点上有 ${load.pods} 个 Pod（含此 Pod），上限为 ${load.most} 个。`,
        )
      : both('', '');
    const others = neighboursInWords(data.neighbours);
    return {
      what: both(
        `No container of the pod can start: the network plugin${named} has no free address for it on node “${data.node}” (tried ${tries.en}).`,
        `Pod 的容器都无法启动：网络插件${namedZh}在节点“${data.node}”上没有空闲地址可分配（已尝试 ${tries.zh}）。`,
      ),
      why: both(
        `${WHY[source].en}${full.en}${held.en}${others.en}`,
        `${WHY[source].zh}${full.zh}${held.zh}${others.zh}`,
      ),
    };
  },
  steps({ source, node }) {
    return [
      {
        text: both(
          `Count the pods on node “${node}”: each that does not use the host’s network holds an address, also those that wait or are ending.`,
          `统计节点“${node}”上的 Pod：未使用主机网络的 Pod 都占用一个地址，包括等待中和正在终止的。`,
        ),
        command: podsOf(node),
      },
      {
        text: both(
          'Delete pods that nobody needs there, such as finished ones that are stuck, or move some to another node; Kubernetes tries again by itself.',
          '删除该节点上不再需要的 Pod（例如卡住的已完成 Pod），或将部分 Pod 移到其他节点；Kubernetes 会自动重试。',
        ),
      },
      {
        text: MORE[source],
        link: 'https://kubernetes.io/docs/concepts/cluster-administration/networking/',
      },
    ];
  },
});
