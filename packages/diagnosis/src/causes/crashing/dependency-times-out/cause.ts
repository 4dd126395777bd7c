import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { farEnd } from '../../shared/lastWordsService';
import { noSuchPort, useItsPort } from '../../shared/noSuchPort';
import type { Worst } from '../../shared/worstBehind';
import { worstInWords } from '../../shared/worstBehind';
import { readBefore } from '../../shared/steps';
import { METADATA, metadataSteps, metadataWhy } from './metadata';
import { BROKERS_WHY, brokersVariable, brokerSteps } from './brokers';

const ASK: Step = {
  text: both(
    'Ask who runs the far end whether it is up and lets this cluster in (firewall, security group, allow list).',
    '询问对端的负责人：它是否正常，是否放行本集群（防火墙、安全组、白名单）。',
  ),
};

/** Why no answer came, as far as the log and the namespace tell. */
function whyOf(data: {
  readonly kind: string | undefined;
  readonly metadata: string | undefined;
  readonly service?: string | undefined;
  readonly otherPorts?: readonly number[] | undefined;
  readonly pods?: number | undefined;
  readonly ready?: number | undefined;
  readonly worst?: Worst | undefined;
}): Text {
  const { kind, metadata, pods, ready, service = '', otherPorts } = data;
  if (otherPorts) return noSuchPort(service, otherPorts);
  if (pods !== undefined && ready === 0) {
    const seen = worstInWords(data.worst);
    return both(
      `Service “${service}” exists, but none of its pods is ready (${pods} in all).${seen.en}`,
      `服务“${service}”存在，但它的 Pod（共 ${pods} 个）都未就绪。${seen.zh}`,
    );
  }
  if (metadata) return metadataWhy(metadata);
  if (kind === 'brokers') return BROKERS_WHY;
  return kind === 'no-route'
    ? both(
        'There is no way to that address: the pod or host behind it is gone, or a firewall rejects the traffic.',
        '没有通往该地址的路由：其后的 Pod 或主机已不在，或流量被防火墙拒绝。',
      )
    : both(
        'Packets were lost on the way, or the far end is too busy: a network policy or firewall that drops them, a wrong address, or a host that is down.',
        '数据包在途中丢失，或对端过忙：可能被网络策略或防火墙丢弃、地址错误，或对端主机已停机。',
      );
}

export default defineCause({
  id: 'dependency-times-out',
  state: 'crashing',
  title: both('A service it needs does not answer', '依赖的服务没有应答'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'services', 'namespacePods'],
  beats: endings,
  covers: [],
  detect({ pod, logs, services, namespacePods, subject, now }) {
    return lastWords('dependency-times-out', pod, logs, now).map(
      ({ whose, container, data, facts, kind, quotes }) => {
        const brokers =
          kind === 'brokers' ? brokersVariable(pod, container) : undefined;
        const isMetadata = kind === 'imds' || kind === 'metadata';
        const { quotes: known, ...far } = farEnd(
          isMetadata ? {} : facts,
          subject.namespace,
          services,
          namespacePods,
          subject.name,
        );
        return {
          ...whose,
          data: {
            ...placeOf(subject),
            ...data,
            ...far,
            kind,
            metadata: isMetadata ? kind : undefined,
            host: isMetadata ? undefined : facts.host,
            port: facts.port,
            brokers: brokers?.name,
          },
          quotes: [...quotes, ...known, ...(brokers?.quotes ?? [])],
        };
      },
    );
  },
  explain(data) {
    const { who, again, ended } = inWords(data);
    const { host, port, kind } = data;
    const place =
      data.metadata === undefined
        ? [host, port].filter(part => part !== undefined).join(':')
        : '';
    const isMetadata = data.metadata !== undefined;
    let other = both('a service it needs', '所依赖的服务');
    if (kind === 'brokers')
      other = both('its brokers (Kafka)', '它的 broker（Kafka）');
    if (isMetadata) other = METADATA;
    return {
      what: both(
        `The program in ${who.en} ${ended.en} because ${
          place ? `“${place}”` : other.en
        } did not answer${isMetadata ? '' : ' in time'}${again.en}.`,
        `${who.zh}中的程序因${place ? `“${place}”` : other.zh}未${
          isMetadata ? '' : '及时'
        }应答而${ended.zh}${again.zh}。`,
      ),
      why: whyOf(data),
    };
  },
  steps(data) {
    const { namespace, host = '', action, kind, brokers } = data;
    return [
      ...(kind === 'brokers' ? brokerSteps(brokers) : []),
      ...(data.metadata ? metadataSteps(data.metadata) : []),
      ...useItsPort(data.service, data.serviceNamespace, data.otherPorts),
      {
        text: both(
          'List the network policies of the namespace: one that selects this pod and names egress forbids all it does not allow.',
          '列出该命名空间的网络策略：只要有策略选中本 Pod 并限制出站，未被允许的流量都会被禁止。',
        ),
        command: kubectl(namespace, 'get', 'networkpolicies'),
        link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
      },
      {
        text: both(
          `Try from a debug shell in the pod whether ${
            host ? `“${host}”` : 'the far end'
          } can be reached.`,
          `在该 Pod 的调试终端中试试能否连到${host ? `“${host}”` : '对端'}。`,
        ),
        action: 'debug',
      },
      ...(data.metadata ? [] : [ASK]),
      readBefore(action),
    ];
  },
});
