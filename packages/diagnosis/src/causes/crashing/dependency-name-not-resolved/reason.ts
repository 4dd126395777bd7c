import type { Text } from '../../../engine';
import { both, duration } from '../../../engine';
import type { FarEnd } from '../../shared/lastWordsService';
import type { Known, Why } from './why';

/** What is known of a name. */
export interface Found extends Omit<FarEnd, 'quotes' | 'isLocal'>, Known {
  readonly kind: string | undefined;
  readonly host: string | undefined;
  readonly namespace: string;
  readonly isOutside: boolean;
}

/** How the pods of the cluster DNS do. */
export function aboutDnsPods({ dnsPods }: Known): Text {
  if (!dnsPods) return both('', '');
  const { all, ready } = dnsPods;
  if (all === 1)
    return ready === 0
      ? both(
          ' The only pod of the cluster DNS is not ready.',
          '集群 DNS 唯一的 Pod 未就绪。',
        )
      : both(
          ' The only pod of the cluster DNS is ready.',
          '集群 DNS 唯一的 Pod 已就绪。',
        );
  return ready === 0
    ? both(
        ` None of the ${all} pods of the cluster DNS is ready.`,
        `集群 DNS 的 ${all} 个 Pod 都未就绪。`,
      )
    : both(
        ` Of the ${all} pods of the cluster DNS ${ready} are ready.`,
        `集群 DNS 的 ${all} 个 Pod 中有 ${ready} 个就绪。`,
      );
}

function ofTime({ service = '', age = 0, began = 0, why }: Found): Text {
  const [old, run] = [duration(age), duration(began)];
  return why === 'came-later'
    ? both(
        `Service “${service}” was made ${old.en} ago, after this run began (${run.en} ago): the next one should find it.`,
        `服务“${service}”在 ${old.zh}前创建，晚于本次运行的开始时间（${run.zh}前）：下次启动应能找到它。`,
      )
    : both(
        `Service “${service}” has existed for ${old.en}, and this run began only ${run.en} ago, so the name is right: the cluster DNS (CoreDNS) did not answer, or the pod cannot reach it (a network policy that forbids port 53, kube-proxy or the network of its node).`,
        `服务“${service}”已存在 ${old.zh}，而本次运行 ${run.zh}前才开始，因此名称没有问题：是集群 DNS（CoreDNS）没有应答，或 Pod 无法连到它（禁止 53 端口的网络策略、kube-proxy 或所在节点的网络）。`,
      );
}

/** What the cluster's own data tells. */
const WHY: Readonly<Record<Why, (found: Found) => Text>> = {
  'asks-node': ({ onHost, policy = '' }) =>
    onHost
      ? both(
          'The pod is on the network of its node (hostNetwork) with dnsPolicy ClusterFirst, so it asks the name servers of the node, which know no services of the cluster.',
          'Pod 使用节点的网络（hostNetwork）且 dnsPolicy 为 ClusterFirst，因此它查询的是节点的域名服务器，而那里没有集群中的服务。',
        )
      : both(
          `The pod has dnsPolicy ${policy}, so it asks the name servers of its node, which know no services of the cluster.`,
          `Pod 的 dnsPolicy 为 ${policy}，因此它查询的是节点的域名服务器，而那里没有集群中的服务。`,
        ),
  'not-headless': ({ service = '', member = '' }) =>
    both(
      `The name means pod “${member}” behind service “${service}”, but DNS names single pods only of a headless service (clusterIP: None), and this one has an address of its own.`,
      `该名称指向服务“${service}”后的 Pod“${member}”，但 DNS 只为无头服务（clusterIP: None）的单个 Pod 提供名称，而该服务有自己的地址。`,
    ),
  'own-not-ready': ({ service = '' }) =>
    both(
      `The name is the pod’s own, under its headless service “${service}”, which publishes only pods that are ready (publishNotReadyAddresses is not set): a program that looks for itself before it is ready never finds itself. If the cluster DNS cannot be reached either (a network policy that forbids egress to port 53), it looks the same.`,
      `该名称是 Pod 自己在无头服务“${service}”下的名称，而该服务只发布已就绪的 Pod（未设置 publishNotReadyAddresses）：程序在就绪之前查找自己，就永远找不到。如果集群 DNS 无法访问（网络策略禁止到 53 端口的出站流量），表现也相同。`,
    ),
  'peer-not-ready': ({ service = '', member = '' }) =>
    both(
      `The name means pod “${member}”, which is not ready, and its headless service “${service}” publishes only pods that are ready (publishNotReadyAddresses is not set): members that wait for each other never find each other.`,
      `该名称指向尚未就绪的 Pod“${member}”，而无头服务“${service}”只发布已就绪的 Pod（未设置 publishNotReadyAddresses）：互相等待的成员永远找不到对方。`,
    ),
  'peer-unseen': ({ service = '', member = '' }) =>
    both(
      `The name means pod “${member}” behind headless service “${service}”, and no such pod was seen: a pod has a name only while it exists. A StatefulSet makes its pods one after another, the next when the one before is ready, unless its podManagementPolicy is Parallel; with fewer replicas there is none.`,
      `该名称指向无头服务“${service}”后的 Pod“${member}”，但没有看到这个 Pod：Pod 只有存在时才有名称。StatefulSet 逐个创建 Pod，前一个就绪后才创建下一个（除非 podManagementPolicy 为 Parallel）；副本数不足时也不会有它。`,
    ),
  'none-ready': ({ service = '', pods = 0 }) =>
    both(
      `Service “${service}” is headless: its name has the addresses of its ready pods and none of its own, and none of its pods (${pods} seen) is ready.`,
      `服务“${service}”是无头服务：它没有自己的地址，名称只对应已就绪的 Pod，而它的 Pod（看到 ${pods} 个）都未就绪。`,
    ),
  alias: ({ service = '', alias = '' }) =>
    both(
      `Service “${service}” is only another name for “${alias}” (type ExternalName), and that has no address.`,
      `服务“${service}”只是“${alias}”的别名（ExternalName 类型），而后者没有地址。`,
    ),
  'was-there': ofTime,
  'came-later': ofTime,
};

/** As far as the name itself tells. */
function ofName(found: Found): Text {
  const { kind, exists, near, service = '', namespace, isOutside } = found;
  if (kind === 'server')
    return both(
      'The name server did not answer, which is a fault of the cluster DNS or of the way to it (a network policy, say), not of the name.',
      '域名服务器没有应答：这是集群 DNS 或通往它的网络（例如网络策略）的问题，而不是名称本身的问题。',
    );
  if (near !== undefined)
    return both(
      `Namespace ${namespace} has no service “${service}”, but one named “${near}”.`,
      `命名空间 ${namespace} 中没有服务“${service}”，但有一个名为“${near}”的服务。`,
    );
  if (exists)
    return both(
      `Service “${service}” exists now; it was made later, or the cluster DNS did not answer.`,
      `服务“${service}”现在存在：可能是后来才创建的，或当时集群 DNS 没有应答。`,
    );
  if (exists === false)
    return both(
      `A name without dots is looked for in the pod's own namespace, and no service “${service}” was seen in ${namespace}.`,
      `不带点的名称只在 Pod 自己的命名空间中查找，而在 ${namespace} 中没有看到服务“${service}”。`,
    );
  const { serviceNamespace: other = namespace } = found;
  if (other !== namespace)
    return both(
      `The name means service “${service}” of namespace ${other}: it is not there (yet), or the name is misspelt.`,
      `该名称指向命名空间 ${other} 中的服务“${service}”：它（尚）不存在，或名称拼写错误。`,
    );
  return isOutside
    ? both(
        'The name lies outside the cluster: it is misspelt, or the cluster DNS cannot ask the name servers of the internet (no way out, a firewall, only a proxy).',
        '该名称位于集群之外：可能拼写错误，或集群 DNS 无法查询互联网的域名服务器（没有出口、被防火墙拦截、只能走代理）。',
      )
    : both(
        'Nothing of that name is known to DNS: it is misspelt, lies in another namespace, or was not created yet.',
        'DNS 中没有这个名称：可能拼写错误、位于其他命名空间，或尚未创建。',
      );
}

/** Why the name has no address, as far as the cluster's data tells. */
export function reasonOf(found: Found): Text {
  const { kind, why } = found;
  const isTold =
    why !== undefined && (kind !== 'server' || why === 'asks-node');
  const { en, zh } = isTold ? WHY[why](found) : ofName(found);
  const isOfDns = kind === 'server' || why === 'was-there';
  const dns =
    isOfDns && why !== 'asks-node' ? aboutDnsPods(found) : both('', '');
  return both(`${en}${dns.en}`, `${zh}${dns.zh}`);
}
