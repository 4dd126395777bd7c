import type { Quote, Text } from '../../../engine';
import {
  both,
  defineCause,
  needed,
  newestEvent,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { waitsForVolumes } from '../../shared/configSource';
import { startFailures } from '../../shared/containerStart';
import { kubectl, placeOf } from '../../shared/kubectl';
import { EARLIER_ENDS } from '../../shared/startFaults';
import { startProblem } from '../../shared/startProblems';

type Kind = 'services' | 'forbidden' | 'objects';

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
  objects: both(
    'The node reads them from the API server before a start. It does not get them in time: the API server is slow or not reachable from the node, the kubelet has just been restarted, or the pod is being replaced.',
    '节点在启动前从 API 服务器读取这些内容，但没有及时读到：API 服务器缓慢或从节点无法访问、kubelet 刚刚重启，或 Pod 正在被替换。',
  ),
};

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
  mayRead: ['events'],
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
    const data = { ...placeOf(subject), node: pod.spec.nodeName ?? '' };
    const containers = startFailures(reading).filter(
      ({ problem }) => problem === 'config-not-synced',
    );
    if (containers.length > 0)
      return containers.map(({ container, message, quotes }) => ({
        container: container.name,
        severity: 'critical',
        data: { ...data, kind: kindOf(message) },
        quotes,
      }));
    const volume = ofVolumes(pod, events);
    return volume
      ? [
          {
            data: { ...data, kind: kindOf(volume.message) },
            quotes: volume.quotes,
          },
        ]
      : [];
  },
  explain({ pod, node, kind }) {
    return {
      what: both(
        `Pod “${pod}” cannot start yet: node “${node}” has not been able to read the config maps, secrets or services it needs.`,
        `Pod“${pod}”暂时无法启动：节点“${node}”还未能读到它需要的 ConfigMap、Secret 或服务。`,
      ),
      why: WHY[kind],
    };
  },
  steps({ namespace, pod, node }) {
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
