import type { Quote, Step, Text } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  needed,
  newestEvent,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import {
  missingInEnvironment,
  missingInVolumes,
  unseenSince,
  waitsForVolumes,
} from '../../shared/configSource';
import type { StartReading } from '../../shared/containerStart';
import { startFailures } from '../../shared/containerStart';
import type { Place } from '../../shared/kubectl';
import { kubectl, placeOf } from '../../shared/kubectl';
import { EARLIER_ENDS } from '../../shared/startFaults';
import { startProblem } from '../../shared/startProblems';

type Kind = 'services' | 'forbidden' | 'objects' | 'stale';

/** What the explanation needs. */
interface Told extends Place {
  readonly node: string;
  readonly kind: Kind;
  /** The config map that is there, and for how long, in seconds. */
  readonly unseen?: string;
  readonly age?: number;
}

function kindOf(message: string): Kind {
  if (/services have not yet/.test(message)) return 'services';
  return /no relationship found/.test(message) ? 'forbidden' : 'objects';
}

const WHY: Readonly<Record<Kind, Text>> = {
  services: both(
    'The kubelet has just started and has not yet read the list of services, which become environment variables.',
    'kubelet 刚刚启动，还没有读到服务列表，而服务会成为环境变量。',
  ),
  forbidden: both(
    'A node may only read what pods on it use, and the API server does not yet know that this pod is there. It passes within seconds; if not, the API server’s view is stale.',
    '节点只能读取其上 Pod 用到的内容，而 API 服务器还不知道该 Pod 在此节点上。通常几秒内恢复；否则是 API 服务器的数据过期。',
  ),
  stale: both(
    'What the node knows of the cluster is out of date: its connection to the API server hangs or lags (a restart or heavy load of the API server, a kubelet that lost its watch), or the API server answers from an old copy. Creating it again changes nothing.',
    '节点所知的集群数据已过期：它与 API 服务器的连接卡住或滞后（API 服务器重启或负载过高、kubelet 丢失了监听），或 API 服务器返回了旧数据。重新创建该 ConfigMap 没有用。',
  ),
  objects: both(
    'The node reads them from the API server before a start. It does not get them in time: the API server is slow or not reachable from the node, the kubelet has just been restarted, or the pod is being replaced.',
    '节点在启动前从 API 服务器读取这些内容，但没有及时读到：API 服务器缓慢或从节点无法访问、kubelet 刚刚重启，或 Pod 正在被替换。',
  ),
};

/** Config maps that are there, while the kubelet goes on saying that they are not. */
function unseen(
  reading: StartReading & {
    readonly configMaps: Fact<FactValues['configMaps']>;
  },
) {
  const { pod, events, configMaps, now } = reading;
  return [
    ...missingInEnvironment(reading, 'configMap'),
    ...(events.status === 'ok'
      ? missingInVolumes(pod, events.value, 'configMap')
      : []),
  ].flatMap(one => {
    const age = unseenSince(configMaps, one, now);
    if (age === undefined || configMaps.status !== 'ok') return [];
    const i = configMaps.value.findIndex(({ name }) => name === one.name);
    return {
      ...one,
      age,
      quotes: [
        ...one.quotes,
        ...quoteOf('configMaps', configMaps.value, `${i}.creationTimestamp`),
      ],
    };
  });
}

/** A volume that waits for the same. Seen once at a start it heals by itself, hence only the newest word of the kubelet. */
function ofVolumes(
  pod: Pod,
  events: Fact<FactValues['events']>,
): { message: string; quotes: Quote[] } | undefined {
  if (!waitsForVolumes(pod)) return undefined;
  // Every pod mounts a token; that alone is no reason to ask.
  const mounts = pod.spec.volumes.some(one => one.configMap ?? one.secret);
  if (events.status !== 'ok' && !mounts) return undefined;
  const known = needed('events', events);
  const i = newestEvent(known, ({ reason }) => reason === 'FailedMount');
  if (i === undefined) return undefined;
  const message = known[i]?.message ?? '';
  return startProblem(message).problem === 'config-not-synced'
    ? { message, quotes: quoteOf('events', known, `${i}.message`) }
    : undefined;
}

/** What renews the node's view. */
function staleSteps(
  namespace: string,
  pod: string,
  node: string,
  name: string,
): Step[] {
  return [
    {
      text: both(
        `Check that “${name}” is there, in this namespace.`,
        `确认“${name}”在该命名空间中存在。`,
      ),
      command: kubectl(namespace, 'get', 'configmap', name),
    },
    {
      text: both(
        `Ask your platform team to restart the kubelet of node “${node}”, and to look at the load of the API server: other pods on that node fail the same way.`,
        `请平台团队重启节点“${node}”的 kubelet，并检查 API 服务器的负载：该节点上的其他 Pod 也会同样失败。`,
      ),
    },
    {
      text: both(
        'Delete the pod if other nodes are in order: its workload makes a new one, perhaps elsewhere.',
        '如果其他节点正常，可删除该 Pod：工作负载会创建新的 Pod，可能调度到其他节点。',
      ),
      command: kubectl(namespace, 'delete', 'pod', pod),
    },
  ];
}

export default defineCause({
  id: 'config-not-synced',
  state: 'waiting',
  title: both(
    'The node has not read the pod’s settings yet',
    '节点尚未读到 Pod 的配置',
  ),
  severity: 'warning',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'configMaps'],
  beats: EARLIER_ENDS,
  covers: [
    'waiting/CreateContainerConfigError/cm-not-registered',
    'waiting/CreateContainerConfigError/cm-cache-sync',
    'waiting/CreateContainerConfigError/env-services',
    'volume/FailedMount-setup/not-registered',
    'volume/FailedMount-setup/cache-sync',
  ],
  detect(reading) {
    const { pod, events, subject } = reading;
    const told = (more: Pick<Told, 'kind' | 'unseen' | 'age'>): Told => ({
      ...placeOf(subject),
      node: pod.spec.nodeName ?? '',
      ...more,
    });
    const containers = startFailures(reading).filter(
      ({ problem }) => problem === 'config-not-synced',
    );
    if (containers.length > 0)
      return containers.map(({ container, message, quotes }) => ({
        container: container.name,
        severity: 'critical',
        data: told({ kind: kindOf(message) }),
        quotes,
      }));
    const stale = unseen(reading);
    if (stale.length > 0)
      return stale.map(({ container, name, age, quotes }) => ({
        ...(container !== undefined && { container }),
        severity: 'critical',
        data: told({ kind: 'stale', unseen: name, age }),
        quotes,
      }));
    const volume = ofVolumes(pod, events);
    return volume
      ? [
          {
            data: told({ kind: kindOf(volume.message) }),
            quotes: volume.quotes,
          },
        ]
      : [];
  },
  explain({ pod, node, kind, unseen: name, age }) {
    if (name !== undefined) {
      const time = duration(age ?? 0);
      return {
        what: both(
          `Pod “${pod}” cannot start: node “${node}” says that the config map “${name}” does not exist, though it has been there for ${time.en}.`,
          `Pod“${pod}”无法启动：节点“${node}”报告 ConfigMap“${name}”不存在，但它已存在 ${time.zh}。`,
        ),
        why: WHY[kind],
      };
    }
    return {
      what: both(
        `Pod “${pod}” cannot start yet: node “${node}” has not been able to read the config maps, secrets or services it needs.`,
        `Pod“${pod}”暂时无法启动：节点“${node}”还未能读到它需要的 ConfigMap、Secret 或服务。`,
      ),
      why: WHY[kind],
    };
  },
  steps({ namespace, pod, node, unseen: name }) {
    if (name !== undefined) return staleSteps(namespace, pod, node, name);
    return [
      {
        text: both(
          'Wait two minutes: the kubelet asks again by itself.',
          '等待两分钟：kubelet 会自动重试。',
        ),
      },
      {
        text: both(
          'Check that the config maps and secrets the pod names exist; some versions say the same when they do not.',
          '检查 Pod 引用的 ConfigMap 与 Secret 是否存在；有些版本在缺失时也会这样报告。',
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
      },
      {
        text: both(
          `Tell your platform team if it lasts: node “${node}” and the API server do not reach each other well.`,
          `如果一直不恢复，请告知平台团队：节点“${node}”与 API 服务器之间的通信有问题。`,
        ),
      },
    ];
  },
});
