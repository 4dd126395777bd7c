import {
  both,
  containersOf,
  defineCause,
  duration,
  quoteOf,
  secondsSince,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { newestFailure } from '../../shared/probeFailure';
import { unreadyContainers } from '../../shared/unready';

/** Names that the meshes give their proxy's container, and what the proxy gets its orders from. */
const PROXIES: Readonly<Record<string, { mesh: string; control: string }>> = {
  'istio-proxy': { mesh: 'Istio', control: 'istiod' },
  'linkerd-proxy': { mesh: 'Linkerd', control: 'linkerd-destination' },
  'consul-dataplane': { mesh: 'Consul', control: 'Consul' },
  'envoy-sidecar': { mesh: 'Consul', control: 'Consul' },
  'kuma-sidecar': { mesh: 'Kuma', control: 'kuma-control-plane' },
  'cilium-envoy': { mesh: 'Cilium', control: 'cilium-agent' },
  'osm-envoy': { mesh: 'Open Service Mesh', control: 'osm-controller' },
  daprd: { mesh: 'Dapr', control: 'dapr-operator' },
};

export default defineCause({
  id: 'mesh-proxy-not-ready',
  state: 'not-ready',
  title: both(
    'The service mesh proxy beside the program is not ready',
    '程序旁的服务网格代理未就绪',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: [
    'readiness-says-no',
    'readiness-port-closed',
    'readiness-times-out',
    'readiness-asks-wrongly',
    'readiness-unreachable',
    'readiness-wrong-protocol',
    'not-ready-unexplained',
  ],
  covers: [],
  detect({ pod, events, subject, now }) {
    const late = containersOf(pod).filter(
      ({ kind, status }) => kind !== 'init' && status.ready !== true,
    );
    return unreadyContainers(pod, now).flatMap(({ container, ran }) => {
      const proxy = Object.hasOwn(PROXIES, container.name)
        ? PROXIES[container.name]
        : undefined;
      // When the program is not ready either, it may be what the proxy waits for.
      if (!proxy || late.length > 1) return [];
      const told = events.status === 'ok' ? events.value : [];
      const failure = newestFailure(told, pod, container, 'readiness');
      const ready = pod.status.conditions.find(({ type }) => type === 'Ready');
      const since = secondsSince(ready?.lastTransitionTime, now) ?? ran;
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          ...proxy,
          ...(failure?.status !== undefined && { status: failure.status }),
          ...(since !== undefined && { since }),
        },
        quotes: [
          ...quoteOf('pod', pod, `${container.at}.name`),
          ...quoteOf('pod', pod, `${container.at}.ready`),
          ...quoteOf('events', told, `${failure?.event}.message`),
        ],
      };
    });
  },
  explain({ container, mesh, control, status, since }) {
    const time = since === undefined ? undefined : duration(since);
    const code = status ? ` (HTTP ${status})` : '';
    return {
      what: both(
        `The program’s own containers are ready, but the ${mesh} proxy beside them (“${container}”) ${
          time ? `has not been for ${time.en}` : 'is not'
        }${code}, so the pod gets no traffic.`,
        `程序自身的容器已就绪，但旁边的 ${mesh} 代理（“${container}”）${
          time ? `已持续 ${time.zh}` : ''
        }未就绪${code}，因此 Pod 收不到流量。`,
      ),
      why: both(
        `The proxy is ready only after it got its configuration and certificate from the mesh (${control}): that is down, refuses it, is cut off by a network policy, or is of a version that does not fit.`,
        `代理必须先从网格（${control}）取得配置和证书才会就绪：可能是网格控制面故障、拒绝了它、被网络策略隔断，或版本不匹配。`,
      ),
    };
  },
  steps({ container, mesh, control }) {
    return [
      {
        text: both(
          `Read the log of container “${container}”: it names what it cannot reach.`,
          `查看容器“${container}”的日志：其中会写明它连不上什么。`,
        ),
        action: 'logs',
      },
      {
        text: both(
          `Tell your platform team that the ${mesh} proxy does not get ready; they see whether ${control} runs.`,
          `告知平台团队 ${mesh} 代理无法就绪，请他们确认 ${control} 是否正常运行。`,
        ),
      },
      {
        text: both(
          'Restart the pod once the mesh is well, if the proxy does not recover by itself.',
          '如果网格恢复后代理没有自行恢复，请重启该 Pod。',
        ),
      },
    ];
  },
});
