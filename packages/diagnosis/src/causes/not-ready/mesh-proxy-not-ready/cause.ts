import type { ContainerView, Text } from '../../../engine';
import {
  both,
  containersOf,
  defineCause,
  duration,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { placeOf } from '../../shared/kubectl';
import { newestFailure } from '../../shared/probeFailure';
import type { Unready } from '../../shared/unready';
import { unreadyContainers } from '../../shared/unready';
import type { Lacks, ProxyWord } from './proxyLog';
import { proxyWord } from './proxyLog';

/** Part of a mesh: who runs the proxies, and who hands out certificates where that is another. */
interface Mesh {
  readonly mesh: string;
  readonly control: string;
  readonly identity?: string;
}

/** Names that the meshes give their proxy's container, and what the proxy gets its orders from. */
const PROXIES: Readonly<Record<string, Mesh>> = {
  'istio-proxy': { mesh: 'Istio', control: 'istiod' },
  'linkerd-proxy': {
    mesh: 'Linkerd',
    control: 'linkerd-destination',
    identity: 'linkerd-identity',
  },
  'consul-dataplane': { mesh: 'Consul', control: 'Consul' },
  'envoy-sidecar': { mesh: 'Consul', control: 'Consul' },
  'kuma-sidecar': { mesh: 'Kuma', control: 'kuma-control-plane' },
  'cilium-envoy': { mesh: 'Cilium', control: 'cilium-agent' },
  'osm-envoy': { mesh: 'Open Service Mesh', control: 'osm-controller' },
  daprd: { mesh: 'Dapr', control: 'dapr-operator', identity: 'dapr-sentry' },
};

/** Proxies that are not ready and had their time, or whose log tells more than once before that why they cannot be. */
function lateProxies(
  pod: Pod,
  logs: Fact<FactValues['logs']>,
  now: number,
): (Unready & { readonly mesh: Mesh; readonly word?: ProxyWord })[] {
  const all = containersOf(pod).filter(
    ({ kind, status }) => kind !== 'init' && status.ready !== true,
  );
  const due = unreadyContainers(pod, now);
  return all.flatMap(container => {
    const { name, status } = container;
    const mesh = Object.hasOwn(PROXIES, name) ? PROXIES[name] : undefined;
    const { running } = status.state ?? {};
    if (!mesh || !running || pod.metadata.deletionTimestamp) return [];
    const word = proxyWord(logs, name);
    const isDue = due.some(one => one.container.name === name);
    // When the program is not ready either, it may be what the proxy waits for, unless the proxy says otherwise.
    const isTold = word !== undefined && word.times > 1;
    if (!isTold && (!isDue || all.length > 1)) return [];
    const probe = container.spec?.readinessProbe ?? {};
    const ran = secondsSince(running.startedAt, now);
    return { container, probe, ran, mesh, ...(word && { word }) };
  });
}

/** What a proxy asks of itself or of others is refused as long as it is not ready. */
const ASKS = [
  'dependency-refuses-connection',
  'dependency-times-out',
  'dependency-name-not-resolved',
];

const withoutQuotes = ({ quotes, ...said }: ProxyWord) => said;

/** Whether the proxy is the only container that is not ready. */
function isAlone(pod: Pod, { name }: ContainerView): boolean {
  return containersOf(pod).every(
    ({ kind, status, name: other }) =>
      kind === 'init' || status.ready === true || other === name,
  );
}

/** How the pods of a part of the mesh do, in whatever namespace it runs. */
function podsOfPart(
  pods: Fact<FactValues['scheduledPods']>,
  part: string,
): { readonly pods?: { readonly all: number; readonly ready: number } } {
  if (pods.status !== 'ok') return {};
  const all = pods.value.filter(({ metadata }) =>
    metadata.name?.startsWith(`${part}-`),
  );
  const ready = all.filter(({ status }) =>
    status.conditions.some(
      ({ type, status: is }) => type === 'Ready' && is === 'True',
    ),
  );
  return all.length === 0
    ? {}
    : { pods: { all: all.length, ready: ready.length } };
}

interface Part {
  readonly pods?: { readonly all: number; readonly ready: number };
  readonly control: string;
  readonly identity?: string;
  readonly said?: Omit<ProxyWord, 'quotes'>;
}

/** The part of the mesh that does not give what the proxy lacks: as its log says, else as the mesh is built. */
function askedPart({ control, identity, said }: Part): string {
  const usual = said?.lacks === 'identity' ? identity : undefined;
  return said?.from ?? usual ?? control;
}

const LACKS: Readonly<Record<Lacks, Text>> = {
  identity: both('its certificate (its identity)', '证书（身份）'),
  configuration: both('its configuration', '配置'),
  control: both('an answer', '应答'),
};

/** Why the proxy is not ready: by its log, else in general. */
function whyOf(part: Part): Text {
  const { said } = part;
  const from = askedPart(part);
  if (!said)
    return both(
      `The proxy is ready only after it got its configuration and certificate from the mesh (${from}): that is down, refuses it, is cut off by a network policy, or is of a version that does not fit.`,
      `代理必须先从网格（${from}）取得配置和证书才会就绪：可能是网格控制面故障、拒绝了它、被网络策略隔断，或版本不匹配。`,
    );
  const what = LACKS[said.lacks];
  const { times } = said;
  const count = times === 2 ? ' twice' : ` ${times} times`;
  const often = times > 1 ? both(count, `已 ${times} 次`) : both('', '');
  const reason = said.isNameless
    ? both(
        'its name was not found: it is not installed there, or the cluster DNS does not answer',
        '找不到它的名称：它没有安装在那里，或集群 DNS 没有应答',
      )
    : both(
        'it is down, refuses the proxy (clock, certificate or token do not fit), or is cut off by the network or a network policy',
        '它可能发生故障、拒绝了代理（时钟、证书或令牌不符），或被网络或网络策略隔断',
      );
  const { pods } = part;
  const seen = pods
    ? both(
        ` Of its pods ${pods.ready} of ${pods.all} are ready.`,
        `它的 Pod 就绪 ${pods.ready}/${pods.all}。`,
      )
    : both('', '');
  return both(
    `The proxy’s log says${often.en} that it does not get ${what.en} from ${from}: ${reason.en}.${seen.en}`,
    `代理的日志${often.zh}显示它没有从 ${from} 得到${what.zh}：${reason.zh}。${seen.zh}`,
  );
}

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
  mayRead: ['events', 'logs', 'scheduledPods'],
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
  detect({ pod, events, logs, scheduledPods, subject, now }) {
    return lateProxies(pod, logs, now).map(({ container, ran, mesh, word }) => {
      const told = events.status === 'ok' ? events.value : [];
      const failure = newestFailure(told, pod, container, 'readiness');
      const ready = pod.status.conditions.find(({ type }) => type === 'Ready');
      const since = secondsSince(ready?.lastTransitionTime, now) ?? ran;
      const { quotes = [] } = word ?? {};
      const said = word && withoutQuotes(word);
      return {
        container: container.name,
        beats: ASKS,
        data: {
          ...placeOf(subject),
          container: container.name,
          ...mesh,
          isAlone: isAlone(pod, container),
          ...(said && { said }),
          ...podsOfPart(scheduledPods, askedPart({ ...mesh, said })),
          ...(failure?.status !== undefined && { status: failure.status }),
          ...(since !== undefined && { since }),
        },
        quotes: [
          ...quotes,
          ...quoteOf('pod', pod, `${container.at}.name`),
          ...quoteOf('pod', pod, `${container.at}.ready`),
          ...quoteOf('events', told, `${failure?.event}.message`),
        ],
      };
    });
  },
  explain(data) {
    const { container, mesh, status, since, isAlone: only } = data;
    const time = since === undefined ? undefined : duration(since);
    const code = status ? ` (HTTP ${status})` : '';
    const [en, zh] = only
      ? [
          'The program’s own containers are ready, but the',
          '程序自身的容器已就绪，但旁边的',
        ]
      : ['The', '程序旁的'];
    return {
      what: both(
        `${en} ${mesh} proxy beside ${
          only ? 'them' : 'the program'
        } (“${container}”) ${
          time ? `has not been ${only ? '' : 'ready '}for ${time.en}` : 'is not'
        }${code}, so the pod gets no traffic.`,
        `${zh} ${mesh} 代理（“${container}”）${
          time ? `已持续 ${time.zh}` : ''
        }未就绪${code}，因此 Pod 收不到流量。`,
      ),
      why: whyOf(data),
    };
  },
  steps({ container, mesh, ...part }) {
    const control = askedPart(part);
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
