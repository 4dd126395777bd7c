import { both, defineCause, quoteOf } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { bracketed } from '../../shared/probeAnswer';
import { writtenProbe } from '../../shared/probeQuestion';
import { failingReadiness } from '../../shared/unready';

export default defineCause({
  id: 'readiness-unreachable',
  state: 'not-ready',
  title: both(
    'The node cannot reach the pod to probe it',
    '节点无法连到 Pod 进行探测',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: ['not-ready-unexplained'],
  covers: [
    'probe/text/http-dialtimeout',
    'probe/text/http-noroute',
    'probe/text/tcp-timeout',
  ],
  detect({ pod, events, subject, now }) {
    return failingReadiness(pod, events, now, ['unreachable', 'dns']).map(
      ({ container, probe, message, failure, quotes }) => {
        const host = probe.httpGet?.host ?? probe.tcpSocket?.host;
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            container: container.name,
            asks: writtenProbe(probe, message),
            node: pod.spec.nodeName ?? '',
            isDns: failure.problem === 'dns',
            ...(host && { host }),
          },
          quotes: [...quotes, ...quoteOf('pod', pod, 'spec.nodeName')],
        };
      },
    );
  },
  explain({ container, asks, node, host, isDns }) {
    const target = bracketed(asks);
    const there = host
      ? both(`host “${host}”`, `主机“${host}”`)
      : both('the pod’s address', 'Pod 的地址');
    const why = host
      ? both(
          `The probe names a host of its own (host: ${host}); leave it out and the pod’s own address is asked.`,
          `探针指定了主机（host: ${host}）；去掉它，探针就会检查 Pod 自己的地址。`,
        )
      : both(
          'A closed port would answer “refused”, a slow program would take the connection: here packets are lost on the way. A network policy, a firewall or security group, or the node’s network plug-in drops them.',
          '端口关闭会立即被拒绝，程序缓慢也会先建立连接；而这里是数据包在途中丢失：可能被网络策略、防火墙（安全组）或节点的网络插件丢弃。',
        );
    return {
      what: isDns
        ? both(
            `The readiness probe of container “${container}”${target.en} asks a host whose name is not known.`,
            `容器“${container}”的就绪探针${target.zh}所查询的主机名无法解析。`,
          )
        : both(
            `The readiness probe of container “${container}”${target.en} gets no connection from node “${node}” to ${there.en}.`,
            `容器“${container}”的就绪探针${target.zh}无法从节点“${node}”连到${there.zh}。`,
          ),
      why,
    };
  },
  steps({ namespace, container, host, node }) {
    return host
      ? [
          {
            text: both(
              `Remove host: ${host} from the readiness probe of container “${container}”, unless it must ask elsewhere.`,
              `除非确实需要检查其他地址，否则请从容器“${container}”的就绪探针中删除 host: ${host}。`,
            ),
            link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
          },
        ]
      : [
          {
            text: both(
              'List the network policies of the namespace: one that forbids what comes from the node forbids probes on some networks.',
              '列出命名空间的网络策略：在某些网络中，禁止来自节点的流量也会禁止探针。',
            ),
            command: `kubectl -n ${namespace} get networkpolicy`,
            link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
          },
          {
            text: both(
              'Try from a debug shell whether the port answers from within the pod: then only the way from the node is cut.',
              '在调试终端中确认端口在 Pod 内部是否应答：如果应答，则只是节点到 Pod 的通路中断。',
            ),
            action: 'debug' as const, // literal type of Step
          },
          {
            text: both(
              `Ask your platform team about the network plug-in on node “${node}” if other pods there are not ready, too.`,
              `如果该节点上的其他 Pod 也未就绪，请向平台团队询问节点“${node}”的网络插件。`,
            ),
          },
        ];
  },
});
