import type { Step, Text } from '../../../engine';
import { both, defineCause, quoteOf, theNode } from '../../../engine';
import type { Place } from '../../shared/kubectl';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { networkRightsLacking, networkUser } from '../../shared/networkRights';

interface Data extends Place {
  readonly kind: string | undefined;
  readonly setting: string;
  readonly module: string | undefined;
  readonly have: string | undefined;
  readonly want: string | undefined;
  readonly node: string | undefined;
}

/** What went wrong, to stand after "because". */
function happened({ kind, setting, have, want }: Data): Text {
  switch (kind) {
    case 'module':
      return both(
        'the kernel refused its network rules (iptables)',
        '内核拒绝了它的网络规则（iptables）',
      );
    case 'dns-loop':
      return both(
        'the DNS queries it forwards come back to it (a loop)',
        '它转发的 DNS 查询又回到了自身（转发循环）',
      );
    case 'redirect':
      return both(
        'the traffic of the pod is not led through its proxy',
        'Pod 的流量没有被引导到它的代理',
      );
    default:
      return both(
        `“${setting}” is too low${
          have === undefined || want === undefined
            ? ''
            : `: it is ${have}, and ${want} is needed`
        }`,
        `“${setting}”过低${
          have === undefined || want === undefined
            ? ''
            : `（当前为 ${have}，需要 ${want}）`
        }`,
      );
  }
}

/** What on the node is behind it. */
function reason({ kind, module, node }: Data): Text {
  const { en, zh } = theNode(node);
  switch (kind) {
    case 'module':
      return both(
        `Most likely the kernel of ${en} lacks a module${
          module === undefined ? '' : ` (${module})`
        } that such rules need (the table nat, the target REDIRECT, conntrack). Else the container may not use it (capability NET_ADMIN, SELinux), or its iptables uses another back end than the node (legacy, nf_tables).`,
        `最可能的原因是${zh}的内核缺少这类规则所需的模块${
          module === undefined ? '' : `（${module}）`
        }，例如 nat 表、REDIRECT 目标或 conntrack；也可能是容器无权使用（NET_ADMIN 能力、SELinux），或其 iptables 后端与节点不同（legacy 与 nf_tables）。`,
      );
    case 'dns-loop':
      return both(
        `It forwards to the servers in the resolv.conf of ${en}, and most likely a local one stands there (such as 127.0.0.53 of systemd-resolved): seen from the pod, that address is the DNS server itself.`,
        `它会转发到${zh}的 resolv.conf 中的服务器，而其中很可能是本机地址（例如 systemd-resolved 的 127.0.0.53）：从 Pod 看来，该地址就是 DNS 服务器自身。`,
      );
    case 'redirect':
      return both(
        `The CNI plugin of the service mesh on ${en} sets that up while the network of the pod is made. It did not run there yet when the pod was made, or it failed.`,
        `服务网格的 CNI 插件在${zh}上为 Pod 创建网络时完成该设置。创建该 Pod 时它尚未运行，或执行失败。`,
      );
    default:
      return both(
        `That is a setting of ${en} or of its container runtime, which no field of an ordinary pod changes.`,
        `这是${zh}或其容器运行时的设置，普通 Pod 的字段无法更改。`,
      );
  }
}

const DEBUG_DNS =
  'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/#known-issues';
const PLUGINS =
  'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/';

/** For what is no number that is too low. */
const FIXES: Readonly<Record<string, (data: Data) => Step[]>> = {
  module: ({ node }) => [
    {
      text: both(
        `Ask the operators of the cluster to load the modules on ${
          theNode(node).en
        } and at each boot (ip_tables, iptable_nat, xt_REDIRECT, xt_conntrack, xt_owner), or to use a kernel that has them.`,
        `请集群管理员在${
          theNode(node).zh
        }上加载这些模块并设为开机加载（ip_tables、iptable_nat、xt_REDIRECT、xt_conntrack、xt_owner），或换用带有它们的内核。`,
      ),
      link: PLUGINS,
    },
    {
      text: both(
        'Check that the container may change network rules: capability NET_ADMIN (often NET_RAW, too), on SELinux nodes privileged.',
        '检查容器是否有权更改网络规则：需要 NET_ADMIN 能力（常常还有 NET_RAW），在启用 SELinux 的节点上需要特权模式。',
      ),
    },
  ],
  'dns-loop': () => [
    {
      text: both(
        'Point the kubelet to a file with the true upstream servers (resolvConf: /run/systemd/resolve/resolv.conf on nodes with systemd-resolved), then delete the DNS pods of the node, so that they read it.',
        '让 kubelet 使用包含真正上游服务器的文件（在使用 systemd-resolved 的节点上设 resolvConf: /run/systemd/resolve/resolv.conf），然后删除该节点上的 DNS Pod，使其重新读取。',
      ),
      link: DEBUG_DNS,
    },
    {
      text: both(
        'Replace “forward . /etc/resolv.conf” in the Corefile by the address of your name server, if the nodes cannot be changed.',
        '如果不能更改节点，请将 Corefile 中的“forward . /etc/resolv.conf”改为你的域名服务器地址。',
      ),
    },
  ],
  redirect: ({ namespace, pod, node }) => [
    {
      text: both(
        `Check that the CNI plugin of the mesh (such as istio-cni or linkerd-cni) runs on ${
          theNode(node).en
        } and read its log.`,
        `检查网格的 CNI 插件（例如 istio-cni 或 linkerd-cni）是否在${
          theNode(node).zh
        }上运行，并查看其日志。`,
      ),
      link: PLUGINS,
    },
    {
      text: both(
        'Delete the pod once the plugin runs: the rules are only set up when a pod is made, so a restart of the container does not help.',
        '插件运行后删除该 Pod：规则只在创建 Pod 时设置，重启容器没有用。',
      ),
      command: kubectl(namespace, 'delete', 'pod', pod),
    },
  ],
};

/** For a number that is too low. */
function raise({ setting, want }: Data): Step[] {
  return [
    {
      text: both(
        `Ask the operators of the cluster to set “${setting}”${
          want === undefined ? ' higher' : ` to ${want}`
        } on the nodes this program may run on (node pool, machine image, or a privileged DaemonSet).`,
        `请集群管理员在该程序可能运行的节点上将“${setting}”${
          want === undefined ? '调高' : `设为 ${want}`
        }（节点池、机器镜像或特权 DaemonSet）。`,
      ),
      link: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
    },
    {
      text:
        setting === 'vm.max_map_count'
          ? both(
              'Set node.store.allow_mmap to false (Elasticsearch, OpenSearch) if the nodes may not be changed; it costs speed.',
              '如果不能更改节点，请将 node.store.allow_mmap 设为 false（Elasticsearch、OpenSearch），但会变慢。',
            )
          : both(
              'Use a setting of the program that does without, if it has one.',
              '如果程序有无需该设置的选项，请改用它。',
            ),
    },
  ];
}

export default defineCause({
  id: 'node-setting-too-low',
  state: 'crashing',
  title: both(
    'The node is not set up as the program needs',
    '节点的设置不符合程序的要求',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    const told = lastWords('node-setting-too-low', pod, logs, now).filter(
      ({ kind, container, quotes }) =>
        kind !== 'module' ||
        (networkRightsLacking(container.spec, quotes, logs).length === 0 &&
          networkUser(pod, container.spec, quotes, logs) === undefined),
    );
    return told.map(({ container, data, facts, kind, quotes }) => ({
      container: container.name,
      data: {
        ...placeOf(subject),
        ...data,
        kind,
        setting: facts.setting ?? '',
        module: facts.name,
        have: facts.have,
        want: facts.want,
        node: pod.spec.nodeName,
      },
      quotes: [...quotes, ...quoteOf('pod', pod, 'spec.nodeName')],
    }));
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { en, zh } = happened(data);
    return {
      what: both(
        `The program in ${who.en} ended because ${en}${again.en}.`,
        `${who.zh}中的程序因${zh}而结束${again.zh}。`,
      ),
      why: reason(data),
    };
  },
  steps(data) {
    return [
      ...(FIXES[data.kind ?? '']?.(data) ?? raise(data)),
      {
        text: both(
          'Read whether it reports other faults, too.',
          '查看它是否还报告了其他问题。',
        ),
        action: data.action,
      },
    ];
  },
});
