import type { Step, Text } from '../../../engine';
import { both, count, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { noSuchPort, useItsPort } from '../../shared/noSuchPort';
import { otherContainers } from '../../shared/otherContainers';
import { farEnd } from '../../shared/lastWordsService';
import type { Worst } from '../../shared/worstBehind';
import { worstInWords } from '../../shared/worstBehind';
import { readBefore } from '../../shared/steps';
import { DROPPED, droppedSteps } from './brokers';

/** Host and port as programs write them; nothing when the log does not say. */
function target(host?: string, port?: string): string {
  if (host === undefined) return '';
  return port === undefined ? host : `${host}:${port}`;
}

/** What the pods behind a service tell. */
function aboutPods(
  service: string,
  pods: number,
  ready: number,
  worst: Worst | undefined,
): Text {
  const seen = worstInWords(worst);
  if (ready === 0) {
    return both(
      `Service “${service}” exists, but of its ${count(
        pods,
        'pod',
      )} none is ready, so nobody answers there.${seen.en}`,
      `服务（Service）“${service}”存在，但它的 ${pods} 个 Pod 都未就绪，因此无人应答。${seen.zh}`,
    );
  }
  return both(
    `Service “${service}” has ${count(
      ready,
      'ready pod',
    )} now: either it was not ready at that moment, or its program does not listen on the target port.`,
    `服务（Service）“${service}”目前有 ${ready} 个就绪的 Pod：要么当时尚未就绪，要么其程序没有监听目标端口。`,
  );
}

/** What the namespace knows of the far end, as a sentence. */
function aboutService(data: {
  readonly isLocal: boolean;
  readonly service?: string | undefined;
  readonly otherPorts?: readonly number[] | undefined;
  readonly pods?: number | undefined;
  readonly ready?: number | undefined;
  readonly exists?: boolean | undefined;
  readonly worst?: Worst | undefined;
}): Text {
  const { isLocal, service = '', otherPorts, pods, ready = 0, exists } = data;
  if (isLocal) {
    return both(
      'That address is the pod itself: inside a pod “localhost” never means another pod or the node, and nothing in this pod answered on that port.',
      '该地址就是 Pod 自身：在 Pod 内，localhost 不会指向其他 Pod 或节点，而本 Pod 中没有程序在该端口应答。',
    );
  }
  if (otherPorts) {
    return noSuchPort(service, otherPorts);
  }
  if (exists && pods !== undefined)
    return aboutPods(service, pods, ready, data.worst);
  return both(
    'The far end was reached, but nothing listens on that port, or a firewall turns connections away.',
    '已到达对端，但该端口无人监听，或连接被防火墙拒绝。',
  );
}

const BY_KIND: Readonly<Record<string, readonly [does: Text, why: Text]>> = {
  dropped: DROPPED,
  full: [
    both('answers that it has too many connections', '回复连接数已满'),
    both(
      'The far end takes no more clients: together, all programs that use it hold as many connections as it allows.',
      '对端不再接受新的客户端：所有使用它的程序合计已占满其允许的连接数。',
    ),
  ],
  starting: [
    both('answers that it is still starting', '回复自己仍在启动'),
    both(
      'The far end runs but does not serve yet; this program did not wait for it.',
      '对端已在运行但尚未提供服务，而本程序没有等待它。',
    ),
  ],
  broken: [
    both('broke off the connection', '中断了连接'),
    both(
      'The far end took the connection and then ended it: it restarted, does not speak this protocol (TLS against plain text), or a proxy between cut it.',
      '对端接受连接后又将其中断：可能是它重启了、协议不符（TLS 与明文），或中间的代理切断了连接。',
    ),
  ],
};

/** Shows whether pods stand behind the service. */
function seePods(
  service: string | undefined,
  where: string | undefined,
): Step[] {
  if (service === undefined || where === undefined) return [];
  return [
    {
      text: both(
        `Look whether service “${service}” has ready pods behind it.`,
        `查看服务“${service}”后面是否有就绪的 Pod。`,
      ),
      command: kubectl(
        where,
        'get',
        'endpointslices',
        '-l',
        `kubernetes.io/service-name=${service}`,
      ),
    },
  ];
}

/** So that it does not happen again. */
function prevent(kind: string | undefined): Step {
  return kind === 'full'
    ? {
        text: both(
          'Lower the size of the connection pool of each replica, or raise the number of connections the far end allows.',
          '减小每个副本的连接池，或提高对端允许的连接数。',
        ),
      }
    : {
        text: both(
          'Let the program try again for a while instead of ending, so that the order of starts does not matter.',
          '让程序重试一段时间而不是直接退出，这样启动先后就无关紧要。',
        ),
      };
}

/** For a program that asks itself: whether a neighbour in its pod can be meant at all. */
function lookElsewhere(data: {
  readonly namespace: string;
  readonly pod: string;
  readonly host?: string | undefined;
  readonly isAlone: boolean;
}): Step {
  const { namespace, pod, host = '', isAlone } = data;
  return {
    text: isAlone
      ? both(
          `Set the name of the service that is meant in place of “${host}”, in the settings of the program (a variable, a config map): no other container runs in this pod (${namespace}/${pod}).`,
          `请在程序的设置（环境变量或 ConfigMap）中把“${host}”改为真正的服务名：本 Pod（${namespace}/${pod}）中没有其他容器。`,
        )
      : both(
          `Set the name of the service that is meant in place of “${host}”, unless another container of this pod (${namespace}/${pod}) serves that port; then let this one wait for it.`,
          `请把“${host}”改为真正的服务名；如果该端口由本 Pod（${namespace}/${pod}）的其他容器提供，请让本容器等待它。`,
        ),
  };
}

export default defineCause({
  id: 'dependency-refuses-connection',
  state: 'crashing',
  title: both(
    'A service it needs refuses the connection',
    '依赖的服务拒绝连接',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'services', 'namespacePods'],
  beats: endings,
  covers: [],
  detect({ pod, logs, services, namespacePods, subject, now }) {
    return lastWords('dependency-refuses-connection', pod, logs, now).map(
      ({ whose, data, facts, kind, quotes }) => {
        const { quotes: known, ...far } = farEnd(
          facts,
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
            isAlone: otherContainers(pod, data.container).length === 0,
            host: facts.host,
            port: facts.port,
          },
          quotes: [...quotes, ...known],
        };
      },
    );
  },
  explain(data) {
    const { who, again, ended } = inWords(data);
    const place = target(data.host, data.port);
    const other =
      data.kind === 'dropped'
        ? both('its broker (Kafka)', '它的 broker（Kafka）')
        : both('a service it needs', '所依赖的服务');
    const [does, why] = BY_KIND[data.kind ?? ''] ?? [
      both('refused the connection', '拒绝了连接'),
      aboutService(data),
    ];
    return {
      what: both(
        `The program in ${who.en} ${ended.en} because ${
          place ? `“${place}”` : other.en
        } ${does.en}${again.en}.`,
        `${who.zh}中的程序因${place ? `“${place}”` : other.zh}${does.zh}而${
          ended.zh
        }${again.zh}。`,
      ),
      why,
    };
  },
  steps(data) {
    const { isLocal, kind, action } = data;
    if (kind === 'dropped') return [...droppedSteps, readBefore(action)];
    return [
      ...useItsPort(data.service, data.serviceNamespace, data.otherPorts),
      ...seePods(data.service, data.serviceNamespace),
      isLocal
        ? lookElsewhere(data)
        : {
            text: both(
              'Compare host and port with what the service offers, and look at the pods of that service: this pod recovers by itself once they answer.',
              '核对主机与端口是否和该服务一致，并查看该服务的 Pod：它们恢复应答后，本 Pod 会自行恢复。',
            ),
            link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
          },
      prevent(kind),
      readBefore(action),
    ];
  },
});
