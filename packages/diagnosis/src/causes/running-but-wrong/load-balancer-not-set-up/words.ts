import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import type { Obstacle } from './answer';

const WHY: Readonly<Record<Obstacle, Text>> = {
  permission: both(
    'The cloud does not let the cluster do this: the identity of its controller lacks a right, or its login has expired.',
    '云平台不允许集群执行此操作：控制器的身份缺少权限，或其凭据已过期。',
  ),
  address: both(
    'There is no free address to give: the address pool or subnet is used up, or none is meant for this service.',
    '没有可分配的地址：地址池或子网已用尽，或没有适用于该 Service 的地址池。',
  ),
  quota: both(
    'A quota of the cloud account is used up (load balancers, public addresses, rules).',
    '云账号的配额已用尽（负载均衡器、公网地址或规则）。',
  ),
  'api-missing': both(
    'The controller asks for a kind of object that the cluster it talks to does not serve: what brings that kind (its CRD or controller) is not installed there, or its version does not fit.',
    '控制器请求的资源类型在其所连接的集群中不存在：提供该类型的组件（CRD 或控制器）没有安装，或版本不匹配。',
  ),
  busy: both(
    'Another change of the load balancer is still going on, or the cloud limits the rate of requests. This often passes by itself.',
    '负载均衡器的另一项变更仍在进行，或云平台限制了请求频率；这通常会自行恢复。',
  ),
  unanswered: both(
    'The cloud’s API did not answer in time or answered with an error of its own: it is disturbed, or the cluster’s controller cannot reach it. Service and pods are not the cause.',
    '云平台的 API 没有及时应答或返回了自身错误：该 API 出现故障，或集群的控制器无法访问它；原因不在 Service 和 Pod。',
  ),
  nodes: both(
    'The cloud finds no node to send the traffic to: none is ready or allowed behind load balancers, or it does not know the machines of the nodes.',
    '云平台找不到可转发流量的节点：没有就绪或允许接入负载均衡器的节点，或云平台不认识这些节点对应的机器。',
  ),
  subnet: both(
    'The cloud finds no place for it in its network: a subnet, security group, zone or network is missing, is not tagged as the controller expects, or is ambiguous.',
    '云平台在网络中找不到放置位置：子网、安全组、可用区或网络缺失、没有控制器所需的标签，或无法唯一确定。',
  ),
  settings: both(
    'The settings of the service (ports, annotations, wanted address) are not accepted.',
    'Service 的设置（端口、注解或指定的地址）未被接受。',
  ),
  unknown: both(
    'What makes load balancers in this cluster tries again and fails.',
    '集群中负责创建负载均衡器的组件在重试，但一直失败。',
  ),
};

/** What the words come to. */
export const whyOf = (obstacle: Obstacle): Text => WHY[obstacle];

type Place = { readonly namespace: string; readonly name: string };

const LINK =
  'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer';

const edit = ({ namespace, name }: Place, text: Text): Step => ({
  text,
  command: kubectl(namespace, 'edit', 'service', name),
});

const MEND: Readonly<Record<Obstacle, Text>> = {
  permission: both(
    'Ask your platform team to give the identity of the load balancer controller the right named there, or to renew its login.',
    '请平台团队为负载均衡控制器的身份授予原文中所述的权限，或更新其凭据。',
  ),
  address: both(
    'Ask your platform team to add addresses to the pool, or delete services of type LoadBalancer that are no longer needed.',
    '请平台团队扩充地址池，或删除不再需要的 LoadBalancer 类型 Service。',
  ),
  quota: both(
    'Ask your platform team to raise the quota of the cloud account, or delete load balancers and public addresses that are no longer needed.',
    '请平台团队提高云账号的配额，或删除不再需要的负载均衡器和公网地址。',
  ),
  'api-missing': both(
    'Ask your platform team to install what brings this kind where the controller asks for it, or to bring the cloud provider to a version that fits.',
    '请平台团队在控制器所访问的集群中安装提供该类型的组件，或将云提供商组件升级到匹配的版本。',
  ),
  busy: both(
    'Wait some minutes; if it stays, look in the cloud’s console for a load balancer that hangs in a change.',
    '等待几分钟；如果仍未恢复，在云平台控制台中检查是否有卡在变更中的负载均衡器。',
  ),
  unanswered: both(
    'Check the status page of the cloud, and ask your platform team to look at the log of the cloud controller: it tries again by itself.',
    '查看云平台的状态页，并请平台团队查看云控制器的日志；它会自动重试。',
  ),
  nodes: both(
    'Check that nodes are ready, known to the cloud (spec.providerID), and not kept from load balancers by the label node.kubernetes.io/exclude-from-external-load-balancers.',
    '检查节点是否就绪、是否被云平台识别（spec.providerID），以及是否因标签 node.kubernetes.io/exclude-from-external-load-balancers 而被排除。',
  ),
  subnet: both(
    'Ask your platform team to make or tag the subnet or security group that is named, or name the wanted one in an annotation of the service.',
    '请平台团队创建或标记所述的子网或安全组，或在 Service 的注解中指定要使用的资源。',
  ),
  settings: both(
    'Correct the ports, annotations or wanted address of the service as the words say.',
    '按原文修正 Service 的端口、注解或指定的地址。',
  ),
  unknown: both(
    'Give these words to your platform team: the log of the load balancer controller says more.',
    '将原文转交平台团队：负载均衡控制器的日志中有更多信息。',
  ),
};

function mendOf(place: Place, obstacle: Obstacle): Step {
  const text = MEND[obstacle];
  if (obstacle === 'settings') return edit(place, text);
  return obstacle === 'nodes'
    ? { text, command: 'kubectl get nodes --show-labels' }
    : { text };
}

/** What to do about an obstacle. */
export function obstacleSteps(place: Place, obstacle: Obstacle): Step[] {
  const { namespace, name } = place;
  const mend = mendOf(place, obstacle);
  return [
    {
      text: both(
        'Read the newest events of the service: it is tried again and again, so the words may change.',
        '查看 Service 最新的事件：系统会不断重试，原因可能会变化。',
      ),
      command: kubectl(namespace, 'describe', 'service', name),
    },
    { ...mend, link: LINK },
  ];
}

/** What to do when nothing takes care of the load balancer. */
export function nobodySteps(place: Place, isClass: boolean): Step[] {
  return [
    {
      text: isClass
        ? both(
            'Check that the controller of this load balancer class runs, and that the class is written as it expects.',
            '检查该负载均衡器类别的控制器是否在运行，以及类别名称是否书写正确。',
          )
        : both(
            'Check whether a load balancer controller runs in this cluster (the cloud’s controller manager, MetalLB, kube-vip or another).',
            '检查集群中是否运行着负载均衡控制器（云控制器管理器、MetalLB、kube-vip 等）。',
          ),
      command: 'kubectl get pods --all-namespaces',
      link: LINK,
    },
    {
      text: both(
        'Ask your platform team how services are to be reached from outside here.',
        '向平台团队确认此集群中 Service 应如何对外提供访问。',
      ),
    },
    edit(
      place,
      both(
        'Change the type to ClusterIP or NodePort if no load balancer is meant.',
        '如果不需要负载均衡器，请将类型改为 ClusterIP 或 NodePort。',
      ),
    ),
  ];
}
