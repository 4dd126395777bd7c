import type { Step } from '../../../engine';
import { both } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import type { LastWords } from '../../shared/lastWords';
import { readBefore } from '../../shared/steps';
import type { Found } from './reason';
import type { Why } from './why';

const PODS_AND_DNS =
  'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/';

/** What to do about the cluster DNS; more urgent when it did not answer. */
function aboutDns(isCertain: boolean): Step {
  return {
    text: both(
      isCertain
        ? 'Ask the cluster operators whether CoreDNS is healthy and whether a network policy forbids port 53.'
        : 'Check the cluster DNS if other names fail too.',
      isCertain
        ? '请集群管理员检查 CoreDNS 是否正常，以及网络策略是否禁止了 53 端口。'
        : '如果其他名称也解析失败，请检查集群 DNS。',
    ),
    link: 'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
  };
}

/** A policy that forbids egress forbids DNS, too, unless it names port 53. */
function policies(namespace: string): Step {
  return {
    text: both(
      'Check whether a network policy of the namespace forbids egress: it must allow port 53 (UDP and TCP) to the cluster DNS.',
      '检查该命名空间是否有禁止出站流量的网络策略：必须放行到集群 DNS 的 53 端口（UDP 和 TCP）。',
    ),
    command: kubectl(namespace, 'get', 'networkpolicies'),
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  };
}

/** For a name outside the cluster. */
function outside(isCertain: boolean): Step[] {
  return [
    {
      text: both(
        'Try from a debug shell in the pod whether other names of the internet are found: if none is, the way out is closed, not this name wrong.',
        '在 Pod 的调试终端中尝试解析其他互联网域名：如果都解析不了，说明出口不通，而不是该名称有误。',
      ),
      action: 'debug',
    },
    {
      text: both(
        'Ask the cluster operators whether pods may reach the internet and which name servers the cluster DNS asks; set the proxy for the program if there is only one way out.',
        '询问集群管理员 Pod 是否可以访问互联网、集群 DNS 使用哪些上游服务器；如果只能通过代理出网，请为程序设置代理。',
      ),
    },
    aboutDns(isCertain),
  ];
}

/** The service to look at, or to change. */
function onService({ namespace, service = '' }: Found): string {
  return kubectl(namespace, 'get', 'service', service, '-o', 'yaml');
}

/** Opens a service to those that are not ready. */
const publish = (found: Found): Step[] => [
  {
    text: both(
      `Set publishNotReadyAddresses: true in headless service “${found.service}”, so that its pods find themselves and each other before they are ready.`,
      `在无头服务“${found.service}”中设置 publishNotReadyAddresses: true，使其 Pod 在就绪之前就能找到自己和彼此。`,
    ),
    command: onService(found),
    link: PODS_AND_DNS,
  },
  policies(found.namespace),
];

/** What helps where the cluster's own data tells why. */
const REMEDIES: Readonly<
  Partial<Record<Why, (found: Found) => readonly Step[]>>
> = {
  'asks-node': ({ onHost }) => [
    {
      text: onHost
        ? both(
            'Set dnsPolicy of the pod to ClusterFirstWithHostNet.',
            '将 Pod 的 dnsPolicy 设为 ClusterFirstWithHostNet。',
          )
        : both(
            'Set dnsPolicy of the pod to ClusterFirst (the default).',
            '将 Pod 的 dnsPolicy 设为 ClusterFirst（默认值）。',
          ),
      link: PODS_AND_DNS,
    },
  ],
  'not-headless': found => [
    {
      text: both(
        `Use the name of the service itself, or make “${found.service}” headless (clusterIP: None; it must be made anew) and name it as serviceName of the StatefulSet.`,
        `使用服务自身的名称，或将“${found.service}”重建为无头服务（clusterIP: None），并在 StatefulSet 的 serviceName 中引用它。`,
      ),
      command: onService(found),
      link: PODS_AND_DNS,
    },
  ],
  'own-not-ready': publish,
  'peer-not-ready': publish,
  'peer-unseen': ({ namespace, member }) => [
    {
      text: both(
        `See whether pod “${member}” exists, and how it does.`,
        `查看 Pod“${member}”是否存在及其状态。`,
      ),
      command: kubectl(namespace, 'get', 'pods'),
    },
    {
      text: both(
        'Set podManagementPolicy of the StatefulSet to Parallel if its members must find each other at the start (it must be made anew), and name no more members than it has replicas.',
        '如果成员在启动时必须找到彼此，请将 StatefulSet 的 podManagementPolicy 设为 Parallel（需要重建），并且配置的成员数不要超过副本数。',
      ),
      link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-management-policies',
    },
  ],
  'none-ready': ({ service, namespace }) => [
    {
      text: both(
        `Find out first why the pods of service “${service}” are not ready.`,
        `先查明服务“${service}”的 Pod 为何未就绪。`,
      ),
      command: kubectl(namespace, 'get', 'pods'),
    },
  ],
  alias: found => [
    {
      text: both(
        `Correct externalName of service “${found.service}” if “${found.alias}” is not the right host.`,
        `如果“${found.alias}”不是正确的主机，请改正服务“${found.service}”的 externalName。`,
      ),
      command: onService(found),
    },
  ],
  'was-there': ({ namespace }) => [policies(namespace), aboutDns(true)],
};

/** What helps where only the name itself is known. */
function ofName({ namespace, near, kind, serviceNamespace }: Found): Step[] {
  return [
    {
      text:
        near === undefined
          ? both(
              'See which services the namespace has.',
              '查看该命名空间有哪些服务。',
            )
          : both(
              `Correct the name to “${near}” if that service is meant.`,
              `如果指的是“${near}”，请改正名称。`,
            ),
      command: kubectl(serviceNamespace ?? namespace, 'get', 'services'),
    },
    {
      text: both(
        'Write the namespace behind the name (name.namespace) when the service lives in another one.',
        '如果服务在其他命名空间，请在名称后写上命名空间（name.namespace）。',
      ),
      link: PODS_AND_DNS,
    },
    ...(kind === 'server' ? [policies(namespace)] : []),
    aboutDns(kind === 'server'),
  ];
}

/** What to do, in order of least risk. */
export function stepsFor(found: Found & LastWords['data']): Step[] {
  const { kind, action, isOutside, why } = found;
  const readOn: Step = readBefore(action);
  const isTold = kind !== 'server' || why === 'asks-node';
  const told = isTold && why ? REMEDIES[why]?.(found) : undefined;
  if (told) {
    const isOther = why !== 'was-there' && why !== 'asks-node';
    return [...told, ...(isOther ? [aboutDns(false)] : []), readOn];
  }
  if (isOutside) return [...outside(kind === 'server'), readOn];
  return [...ofName(found), readOn];
}
