import type { Step, Text } from '../../../engine';
import {
  both,
  defineCause,
  neighboursInWords,
  shellWord,
} from '../../../engine';
import { innerError, innerInWords } from '../../shared/innerError';
import { kubectl, podsOf } from '../../shared/kubectl';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';
import { unreachedIn, unreachedInWords } from '../../shared/unreached';
import { SEE_WHETHER_IT_STILL_FAILS } from '../../shared/steps';

type Kind =
  | 'bandwidth'
  | 'bridge'
  | 'call'
  | 'leftover'
  | 'killed'
  | 'json'
  | 'device'
  | 'version'
  | 'rules'
  | 'pod-gone'
  | 'other';

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['bandwidth', /bandwidth annotations|unreasonably (?:small|large)/],
  ['bridge', /already has an IP address different/i],
  [
    'leftover',
    /already exists|file exists|duplicate allocation|already (?:allocated|assigned|in use)/i,
  ],
  [
    'version',
    /incompatible CNI versions|unsupported CNI|result type|config version|plugin version/i,
  ],
  [
    'device',
    /Link not found|lookup master|no such device|device information|\bVF\b|\bPF\b|sriov|pciBusID|no such network interface/i,
  ],
  ['rules', /iptables|ip6tables|nft\b|xtables|ipset/i],
  ['pod-gone', /pods? "[^"]{0,253}" not found|pod \S{1,253} not found/i],
  ['killed', /signal: \w{1,20}|no error message/i],
  [
    'json',
    /end of JSON|invalid ?character|cannot unmarshal|after top-level value|error converting YAML to JSON|decode (?:the )?(?:result|netconf)|\b(?:parse|parsing|load)\w{0,3} (?:netconf|(?:network )?configuration)/i,
  ],
];

const WHY: Readonly<Record<Kind, Text>> = {
  bandwidth: both(
    'The pod’s annotation for its bandwidth (kubernetes.io/ingress-bandwidth or egress-bandwidth) is not a usable number of bits per second: it must lie between 1k and 1P; a missing unit, such as 10 for 10M, is the usual slip.',
    'Pod 的带宽注解（kubernetes.io/ingress-bandwidth 或 egress-bandwidth）不是有效的每秒比特数：取值须在 1k 与 1P 之间；常见错误是漏写单位，例如把 10M 写成 10。',
  ),
  bridge: both(
    'That address is left from another pod range: the node was removed from a cluster and joined again (kubeadm reset leaves it), or the network plugin was installed anew with another range. It stays until somebody deletes the bridge; every new pod on this node fails alike.',
    '该地址来自之前的 Pod 网段：节点曾退出并重新加入集群（kubeadm reset 不会清理它），或网络插件以另一网段重新安装。在有人删除该网桥之前它会一直存在；该节点上的每个新 Pod 都会同样失败。',
  ),
  call: both(
    'The plugin asks another program how to connect the pod, and could not reach it.',
    '插件需要向另一个程序询问如何接入该 Pod，但无法连接它。',
  ),
  leftover: both(
    'Something of an earlier pod or an earlier network setup was left on the node and is in the way: an interface, an address or a bridge.',
    '节点上残留了先前 Pod 或先前网络配置的内容（网卡、地址或网桥），造成冲突。',
  ),
  version: both(
    'The plugin’s program and its settings are of different versions, as after an upgrade of one without the other.',
    '插件程序与其配置的版本不一致，例如只升级了其中之一。',
  ),
  device: both(
    'The network card or its virtual part that the extra network needs is not on this node, is taken, or has another name.',
    '附加网络所需的网卡或其虚拟功能在该节点上不存在、已被占用或名称不同。',
  ),
  rules: both(
    'The plugin could not change the packet rules of the node (iptables or nftables): a program or kernel module for it is missing, or another one holds them locked.',
    '插件无法修改节点的数据包规则（iptables 或 nftables）：缺少相应程序或内核模块，或规则被其他程序锁定。',
  ),
  'pod-gone': both(
    'The plugin looked for the pod in the API and did not find it: the pod was deleted and made again at that moment, or the plugin’s view of the cluster is old.',
    '插件在 API 中没有找到该 Pod：它可能恰好被删除并重建，或插件缓存的集群信息已过时。',
  ),
  killed: both(
    'The plugin’s program ended without an answer: it was killed, most often because the node lacks memory, or it crashed.',
    '插件程序没有给出结果就结束了：被终止（通常因为节点内存不足）或崩溃。',
  ),
  json: both(
    'What the plugin answered, or its configuration file on the node (/etc/cni/net.d), is not valid JSON: two values after each other, a text cut off (its program was killed, most often for lack of memory), or an error message in its place. Plugins chained after each other whose versions do not fit together do this too.',
    '插件返回的内容，或其在节点上的配置文件（/etc/cni/net.d），不是有效的 JSON：连续写了两个值、内容被截断（插件程序被终止，通常因为内存不足），或夹杂了错误信息。串联使用的插件版本不匹配时也会如此。',
  ),
  other: both(
    'The fault lies with the node or the plugin rather than with the service.',
    '问题在节点或插件，而不在服务本身。',
  ),
};

/** `"cni0" already has an IP address different from 10.244.1.1/24`, as the bridge plugin says it. */
const BRIDGE =
  /"?([\w.-]{1,15})"? already has an IP address different from ([\da-fA-F.:/]{1,64})/;

/** The bridge in the way, and the address it should have. */
interface Bridge {
  readonly link: string;
  readonly wanted: string;
}

function bridgeIn(said: string): Bridge | undefined {
  const [, link, wanted] = BRIDGE.exec(said) ?? [];
  return link === undefined || wanted === undefined
    ? undefined
    : { link, wanted };
}

function bridgeInWords({ link, wanted }: Bridge): Text {
  return both(
    ` The bridge “${link}” of the node has another address than ${wanted}, which the plugin is to give it.`,
    `节点上的网桥“${link}”已有的地址与插件要设置的 ${wanted} 不同。`,
  );
}

/** Works on the node itself: the pods that hang on the bridge lose their network until they are made anew. */
function bridgeSteps({ link }: Bridge, node: string): Step[] {
  return [
    {
      text: both(
        'Drain the node, so that no pod that still hangs on the old bridge loses its network unseen.',
        '先排空该节点，以免仍连接在旧网桥上的 Pod 在无人知晓时失去网络。',
      ),
      command: `kubectl drain ${shellWord(node)} --ignore-daemonsets`,
    },
    {
      text: both(
        `Delete the bridge on node “${node}”; the plugin makes it anew with the right address for the next pod. Deleting the pod does not help.`,
        `在节点“${node}”上删除该网桥；插件会为下一个 Pod 以正确的地址重新创建。删除 Pod 没有帮助。`,
      ),
      command: `ip link delete ${shellWord(link)}`,
    },
    {
      text: both('Let pods onto the node again.', '恢复该节点的调度。'),
      command: `kubectl uncordon ${shellWord(node)}`,
    },
  ];
}

/** What to do first, where it is not the node's affair alone. */
function firstSteps(kind: Kind, namespace: string, pod: string): Step[] {
  if (kind === 'bandwidth') {
    return [
      {
        text: both(
          'Look at the annotations of the pod, and correct the bandwidth in the manifest, for example 10M, or remove it.',
          '查看 Pod 的注解，并在清单中改正带宽值（例如 10M）或将其删除。',
        ),
        command: kubectl(
          namespace,
          'get',
          'pod',
          pod,
          '-o',
          'jsonpath={.metadata.annotations}',
        ),
        link: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/#support-traffic-shaping',
      },
    ];
  }
  if (kind === 'leftover' || kind === 'pod-gone') {
    return [
      {
        text: both(
          'Delete the pod, if something makes it anew: the new one gets other names and perhaps another node.',
          '如果有控制器会重建该 Pod，可删除它：新的 Pod 会使用新的名称，也可能落到其他节点。',
        ),
        command: kubectl(namespace, 'delete', 'pod', pod),
      },
    ];
  }
  return [];
}

/** Text that is not JSON stands on the node or comes from the plugin there. */
const CHECK_JSON: Step = {
  text: both(
    'Have the files in /etc/cni/net.d on the node checked (jq . FILE) and the plugin’s own log read; go back to the plugin’s last version that worked if it came with an upgrade.',
    '请人检查节点上 /etc/cni/net.d 中的文件（jq . FILE），并查看插件自身的日志；如果是升级后出现的，请退回到插件上一个可用的版本。',
  ),
  link: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
};

export default defineCause({
  id: 'cni-failed',
  state: 'waiting',
  title: both(
    'The network plugin (CNI) could not connect the pod',
    '网络插件（CNI）无法接入该 Pod',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: [
    'sandbox/cni-setup',
    'sandbox/cni-plugin-add',
    'sandbox/cni-plugin-del',
    'sandbox/cni-crio-add',
    'sandbox/cni-crio-net',
    'sandbox/cni/multus',
    'sandbox/cni/netplugin',
    'sandbox/cni/veth-exists',
    'sandbox/cni/unknown-iface',
  ],
  detect: reading =>
    sandboxFinding(reading, 'cni-failed', ({ said }) => {
      const bridge = bridgeIn(said);
      const called = unreachedIn(said);
      const other = called ? ('call' as const) : ('other' as const); // literal types of Kind
      const kind =
        KINDS.find(([, pattern]) => pattern.test(said))?.[0] ?? other;
      return {
        data: {
          kind,
          ...((kind === 'other' || kind === 'json') && {
            says: innerError(said),
          }),
          ...(bridge && { bridge }),
          ...(called && { called }),
        },
      };
    }),
  explain({ kind, plugin, bridge, called, says, ...data }) {
    const tries = triesInWords(data);
    const by = plugin ? `the network plugin (${plugin})` : 'the network plugin';
    const byZh = plugin ? `网络插件（${plugin}）` : '网络插件';
    const others =
      kind === 'bandwidth' ? both('', '') : neighboursInWords(data.neighbours);
    const more = bridge ? bridgeInWords(bridge) : innerInWords(says);
    const whom = called && unreachedInWords(called);
    const call = whom
      ? both(` It called ${whom.en}.`, `它访问的是${whom.zh}。`)
      : both('', '');
    return {
      what: both(
        `No container of the pod can start: ${by} on node “${data.node}” failed ${tries.en} to connect it to the network.${more.en}`,
        `Pod 的容器都无法启动：节点“${data.node}”上的${byZh}接入该 Pod 失败（${tries.zh}）。${more.zh}`,
      ),
      why: both(
        `${WHY[kind].en}${call.en}${others.en}`,
        `${WHY[kind].zh}${call.zh}${others.zh}`,
      ),
    };
  },
  steps({ kind, node, namespace, pod, bridge }) {
    return [
      ...firstSteps(kind, namespace, pod),
      SEE_WHETHER_IT_STILL_FAILS,
      ...(kind === 'bandwidth'
        ? []
        : [
            {
              text: both(
                `Let your platform team know, with these words: the network plugin on node “${node}” fails.`,
                `将原文转告平台团队：节点“${node}”上的网络插件出错。`,
              ),
              command: podsOf(node),
            },
          ]),
      ...(kind === 'json' ? [CHECK_JSON] : []),
      ...(bridge ? bridgeSteps(bridge, node) : []),
    ];
  },
});
