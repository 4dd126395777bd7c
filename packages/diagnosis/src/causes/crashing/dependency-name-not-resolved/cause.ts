import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { farEnd } from '../../shared/lastWordsService';

/** What to do about the cluster DNS; more urgent when it did not answer. */
function aboutDns(kind: string | undefined): Step {
  return {
    text: both(
      kind === 'server'
        ? 'Ask the cluster operators whether CoreDNS is healthy and whether a network policy forbids port 53.'
        : 'Check the cluster DNS if other names fail too.',
      kind === 'server'
        ? '请集群管理员检查 CoreDNS 是否正常，以及网络策略是否禁止了 53 端口。'
        : '如果其他名称也解析失败，请检查集群 DNS。',
    ),
    link: 'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
  };
}

/** A name of the internet: its last part is none that clusters and offices use among themselves. */
const OUTSIDE =
  /^(?:[\w-]{1,63}\.){2,9}(?!local$|svc$|internal$|intranet$|lan$|corp$|home$|localdomain$|cluster$)[a-z]{2,24}$|^[\w-]{1,63}\.(?:com|org|net|io|dev|cloud|cn)$/i;

/** For a name outside the cluster. */
function outside(kind: string | undefined): Step[] {
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
    aboutDns(kind),
  ];
}

/** What is known of a name. */
interface Found {
  readonly kind: string | undefined;
  readonly exists?: boolean;
  readonly near?: string;
  readonly service?: string;
  readonly namespace: string;
  readonly isOutside: boolean;
}

/** Why the name has no address, as far as the services tell. */
function reasonOf(found: Found): Text {
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

export default defineCause({
  id: 'dependency-name-not-resolved',
  state: 'crashing',
  title: both(
    'The name of a service it needs has no address',
    '依赖的服务名无法解析',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'services', 'namespacePods'],
  beats: endings,
  covers: [],
  detect({ pod, logs, services, namespacePods, subject, now }) {
    return lastWords('dependency-name-not-resolved', pod, logs, now).map(
      ({ whose, data, facts, kind, quotes }) => {
        const { quotes: known, ...far } = farEnd(
          facts,
          subject.namespace,
          services,
          namespacePods,
        );
        return {
          ...whose,
          data: {
            ...placeOf(subject),
            ...data,
            ...far,
            kind,
            host: facts.host,
            isOutside: !far.service && OUTSIDE.test(facts.host ?? ''),
          },
          quotes: [...quotes, ...known],
        };
      },
    );
  },
  explain(data) {
    const { who, again, ended } = inWords(data);
    const { host } = data;
    const name =
      host === undefined
        ? both('a host name', '主机名')
        : both(`“${host}”`, `“${host}”`);
    return {
      what: both(
        `The program in ${who.en} ${ended.en} because ${name.en} could not be resolved to an address${again.en}.`,
        `${who.zh}中的程序因无法解析${name.zh}的地址而${ended.zh}${again.zh}。`,
      ),
      why: reasonOf(data),
    };
  },
  steps(data) {
    const { namespace, near, kind, action, isOutside } = data;
    const readOn: Step = {
      text: both('Read what the program said before.', '查看程序此前的日志。'),
      action,
    };
    if (isOutside) return [...outside(kind), readOn];
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
        command: kubectl(namespace, 'get', 'services'),
      },
      {
        text: both(
          'Write the namespace behind the name (name.namespace) when the service lives in another one.',
          '如果服务在其他命名空间，请在名称后写上命名空间（name.namespace）。',
        ),
        link: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
      },
      aboutDns(kind),
      readOn,
    ];
  },
});
