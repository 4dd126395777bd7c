import type { Step, Text } from '../../../engine';
import { both, listEn, listZh } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import { readBefore } from '../../shared/steps';
import type { Complaint } from './complaint';
import type { Forbidden } from './passage';

type ComplaintData = Complaint['data'];

/** What was found, for the words. */
export interface Found extends ComplaintData {
  readonly namespace: string;
  readonly isDns: boolean;
  readonly host: string | undefined;
  /** The port that the program names. */
  readonly asked: number | undefined;
  readonly forbidden: Omit<Forbidden, 'quotes'>;
}

const POLICIES =
  'https://kubernetes.io/docs/concepts/services-networking/network-policies/';
/** So many ports are named one by one. */
const MOST_PORTS = 6;

/** What the program wanted to reach. */
export function placeInWords({ host, asked, isDns }: Found): Text {
  if (host === undefined)
    return isDns
      ? both('a host name', '主机名')
      : both('a service it needs', '所依赖的服务');
  const place = asked === undefined ? host : `${host}:${asked}`;
  return both(`“${place}”`, `“${place}”`);
}

/** The policies by name. */
function policiesInWords({ policies }: Found['forbidden']): Text {
  const names = policies.map(name => `“${name}”`);
  return both(
    policies.length === 1
      ? `Network policy ${listEn(names)}`
      : `Network policies ${listEn(names)}`,
    `网络策略${listZh(names)}`,
  );
}

/** What the policies let through besides. */
function allowedInWords({ ports, hasAllPorts }: Found['forbidden']): Text {
  const some = ports.slice(0, MOST_PORTS);
  if (ports.length > MOST_PORTS)
    return both(`${ports.length} ports`, `${ports.length} 个端口`);
  if (hasAllPorts)
    return ports.length === 0
      ? both('traffic with other peers', '与其他对端之间的流量')
      : both(
          `${listEn(some)}, and traffic with other peers`,
          `${listZh(some)}，以及与其他对端之间的流量`,
        );
  return ports.length === 0
    ? both('nothing', '任何流量都不放行')
    : both(listEn(some), listZh(some));
}

/** The port as a policy counts it. */
function portInWords({ protocol, port }: Found['forbidden']): Text {
  return port === undefined
    ? both('the port it needs', '所需的端口')
    : both(`${protocol} port ${port}`, `${protocol} 端口 ${port}`);
}

const ENFORCED = both(
  ' A policy blocks only where the network plugin of the cluster enforces it (Calico, Cilium and most managed clusters do; plain Flannel does not), so this is what most likely stands in the way.',
  '策略只有在集群的网络插件会执行它时才起作用（Calico、Cilium 和大多数托管集群会执行，单独的 Flannel 不会），因此这是最可能的原因。',
);

/** The server of names, or the far end on its port. */
function targetInWords({ isDns, forbidden, host }: Found): Text {
  const port = portInWords(forbidden);
  const { service } = forbidden;
  if (isDns)
    return both(`UDP port 53 of the name server`, `域名服务器的 UDP 端口 53`);
  if (service !== undefined)
    return both(
      `${port.en} of the pods behind service “${service}”`,
      `服务“${service}”后的 Pod 的 ${port.zh}`,
    );
  return host === undefined
    ? both('any such far end', '任何这样的对端')
    : both(`${port.en} of “${host}”`, `“${host}”的 ${port.zh}`);
}

/** TCP alone is let through to the name server: a port without a protocol means TCP, and lookups use UDP. */
const isTcpOnly = ({ isDns, forbidden }: Found) =>
  isDns && forbidden.ports.includes('TCP 53');

/** What the policies forbid, and what else is to be known. */
export function forbiddenInWords(found: Found): Text {
  const { forbidden } = found;
  const by = policiesInWords(forbidden);
  const isOne = forbidden.policies.length === 1;
  const allowed = allowedInWords(forbidden);
  const target = targetInWords(found);
  const tcp = isTcpOnly(found)
    ? both(
        ' A port without a protocol means TCP, but lookups go over UDP.',
        '未写协议的端口表示 TCP，而域名解析使用 UDP。',
      )
    : both('', '');
  const allowsZh =
    allowed.en === 'nothing' ? allowed.zh : `只放行 ${allowed.zh}`;
  const { en, zh } =
    forbidden.direction === 'Egress'
      ? both(
          `${by.en} ${
            isOne ? 'selects' : 'select'
          } this pod for egress, so only what is listed may leave it: ${
            allowed.en
          }. None of it is ${target.en}.`,
          `${by.zh}选中了本 Pod 并限制出站流量：${allowsZh}，其中不包括${target.zh}。`,
        )
      : both(
          `${by.en} ${isOne ? 'selects' : 'select'} the pods behind service “${
            forbidden.service
          }” for ingress, so only what is listed may enter: ${
            allowed.en
          }. None of it lets this pod in on ${portInWords(forbidden).en}.`,
          `${by.zh}选中了服务“${
            forbidden.service
          }”后的 Pod 并限制入站流量：${allowsZh}，没有规则允许本 Pod 访问其 ${
            portInWords(forbidden).zh
          }。`,
        );
  return both(`${en}${tcp.en}${ENFORCED.en}`, `${zh}${tcp.zh}${ENFORCED.zh}`);
}

/** The rule that would let it pass. */
function ruleStep(found: Found): Step {
  const { isDns, host, forbidden } = found;
  const { direction, service } = forbidden;
  const port = portInWords(forbidden);
  const text = () => {
    if (isDns)
      return both(
        'Add an egress rule that allows port 53 over UDP and TCP to the cluster DNS (its pods are in namespace kube-system in most clusters; on OpenShift they listen on port 5353).',
        '添加一条出站规则，放行到集群 DNS 的 53 端口（UDP 和 TCP）；其 Pod 通常位于 kube-system 命名空间，在 OpenShift 上监听 5353 端口。',
      );
    if (direction === 'Ingress')
      return both(
        `Add an ingress rule for the pods of service “${service}” that lets pods with the labels of this one in on ${port.en}.`,
        `为服务“${service}”的 Pod 添加一条入站规则，允许带有本 Pod 标签的 Pod 访问其 ${port.zh}。`,
      );
    const place =
      service === undefined ? host : `the pods of service “${service}”`;
    const zh = service === undefined ? `“${host}”` : `服务“${service}”的 Pod `;
    return place === undefined
      ? both(
          'Add an egress rule that allows the port and the peers the program needs.',
          '添加一条出站规则，放行程序所需的端口和对端。',
        )
      : both(
          `Add an egress rule that allows ${port.en} to ${place}; a rule counts the port of the pod that is reached, not that of its Service.`,
          `添加一条出站规则，放行到${zh}的 ${port.zh}；规则中的端口是目标 Pod 的端口，而不是服务的端口。`,
        );
  };
  return { text: text(), link: POLICIES };
}

/** What to do, in order of least risk. */
export function stepsFor(found: Found): Step[] {
  const { namespace, host, forbidden, action } = found;
  return [
    {
      text: both(
        'Read what the policies allow, and for which pods.',
        '查看这些策略放行了什么、作用于哪些 Pod。',
      ),
      command: kubectl(
        namespace,
        'describe',
        'networkpolicy',
        ...forbidden.policies,
      ),
      link: POLICIES,
    },
    ruleStep(found),
    {
      text: both(
        'Ask whoever owns the policy before you change it: it may forbid this on purpose. Policies add up, so a new one that allows it is enough.',
        '修改前请询问策略的负责人：这可能是有意禁止的。策略是叠加的，因此新增一条放行的策略即可。',
      ),
    },
    {
      text: both(
        `Try from a debug shell in the pod whether ${
          host === undefined ? 'the far end' : `“${host}”`
        } is still out of reach.`,
        `在该 Pod 的调试终端中试试是否仍然无法访问${
          host === undefined ? '对端' : `“${host}”`
        }。`,
      ),
      action: 'debug',
    },
    readBefore(action),
  ];
}
