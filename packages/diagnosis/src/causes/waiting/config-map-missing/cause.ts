import type { Quote } from '../../../engine';
import {
  both,
  containersOf,
  defineCause,
  nearest,
  needed,
  newestEvent,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl, placeOf } from '../../shared/kubectl';

interface Missing {
  readonly container?: string;
  readonly configMap: string;
  /** Absent: the whole config map is missing. */
  readonly key?: string;
  readonly quotes: readonly Quote[];
}

/** Kubelets before 1.20 wrote `configmaps "x" not found`. */
const NO_MAP = /\bconfigmaps? "([^"]{1,253})" not found/;
const NO_KEY =
  /couldn't find key (\S{1,253}) in ConfigMap [^/\s]{1,63}\/(\S{1,253})/;
const NO_ITEM = /configmap references non-existent config key: (\S{1,253})/;
const IN_VOLUME = /^MountVolume\.SetUp failed for volume "([^"]{1,253})"/;

/** Containers that wait because a variable comes from what is not there. */
function inEnvironment(pod: Pod): Missing[] {
  return containersOf(pod).flatMap(({ name, status, at }) => {
    const { reason, message = '' } = status.state?.waiting ?? {};
    if (reason !== 'CreateContainerConfigError') return [];
    const quotes = quoteOf('pod', pod, `${at}.state.waiting.message`);
    const [, key, ofKey] = NO_KEY.exec(message) ?? [];
    const configMap = ofKey ?? NO_MAP.exec(message)?.[1];
    if (configMap === undefined) return [];
    return { container: name, configMap, ...(key && { key }), quotes };
  });
}

/** The container that waits for the pod's volumes, if one does. */
function waiter(pod: Pod) {
  return containersOf(pod).find(({ status: { state } }) => {
    const reason = state?.waiting?.reason;
    return reason === 'ContainerCreating' || reason === 'PodInitializing';
  });
}

/** Volumes that cannot be filled, by the events. */
function inVolumes(pod: Pod, events: FactValues['events']): Missing[] {
  if (!waiter(pod)) return [];
  return pod.spec.volumes.flatMap(({ name, configMap }) => {
    const i = newestEvent(
      events,
      ({ reason, message = '' }) =>
        reason === 'FailedMount' && IN_VOLUME.exec(message)?.[1] === name,
    );
    const message = i === undefined ? '' : events[i]?.message ?? '';
    const map = NO_MAP.exec(message)?.[1];
    const key = NO_ITEM.exec(message)?.[1];
    const missing = map ?? (key === undefined ? undefined : configMap?.name);
    if (missing === undefined) return [];
    const quotes = quoteOf('events', events, `${i}.message`);
    return { configMap: missing, ...(key && { key }), quotes };
  });
}

/** Volumes that cannot be filled, by the names in the namespace: for when the events are gone. */
function unnamed(pod: Pod, configMaps: FactValues['configMaps']): Missing[] {
  const waiting = waiter(pod);
  if (!waiting) return [];
  return pod.spec.volumes.flatMap(({ configMap }, i) => {
    const name = configMap?.name;
    const isThere = configMaps.some(one => one.name === name);
    if (name === undefined || configMap?.optional || isThere) return [];
    const quotes = [
      ...quoteOf('pod', pod, `spec.volumes.${i}.configMap.name`),
      ...quoteOf('pod', pod, `${waiting.at}.state.waiting.reason`),
    ];
    return { configMap: name, quotes };
  });
}

/** By the events, else by the names; without either it cannot be told. */
function ofVolumes(
  pod: Pod,
  events: Fact<FactValues['events']>,
  configMaps: Fact<FactValues['configMaps']>,
): Missing[] {
  const mounts = pod.spec.volumes.some(({ configMap }) => configMap);
  if (!mounts || !waiter(pod)) return [];
  if (events.status === 'ok') return inVolumes(pod, events.value);
  return unnamed(pod, needed('configMaps', configMaps));
}

/** What the namespace has instead, and whether the missing one has come meanwhile. */
function look(configMaps: Fact<FactValues['configMaps']>, missing: Missing) {
  if (configMaps.status !== 'ok') return { contradictions: [] };
  const { configMap, key } = missing;
  const i = configMaps.value.findIndex(({ name }) => name === configMap);
  const keys = configMaps.value[i]?.keys ?? [];
  const near =
    key === undefined
      ? nearest(
          configMap,
          configMaps.value.map(({ name }) => name),
        )
      : nearest(key, keys);
  const k = key === undefined ? -1 : keys.indexOf(key);
  const at = key === undefined ? `${i}.name` : `${i}.keys.${k}`;
  const contradictions = quoteOf('configMaps', configMaps.value, at);
  return { ...(near && { near }), contradictions };
}

export default defineCause({
  id: 'config-map-missing',
  state: 'waiting',
  title: both(
    'A config map or a key in it does not exist',
    '缺少 ConfigMap 或其中的键',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'configMaps'],
  covers: [
    'waiting/CreateContainerConfigError/configmap-notfound',
    'waiting/CreateContainerConfigError/configmap-key',
  ],
  detect({ pod, events, configMaps, subject }) {
    if (pod.metadata.deletionTimestamp) return [];
    const missing = [
      ...inEnvironment(pod),
      ...ofVolumes(pod, events, configMaps),
    ];
    return missing.map(one => {
      const { near, contradictions } = look(configMaps, one);
      const { container, configMap, key, quotes } = one;
      return {
        ...(container !== undefined && { container }),
        data: {
          ...placeOf(subject),
          ...(container !== undefined && { container }),
          configMap,
          ...(key !== undefined && { key }),
          ...(near !== undefined && { near }),
          isThereNow: contradictions.length > 0,
        },
        quotes,
        contradictions,
      };
    });
  },
  explain({ namespace, container, configMap, key, near, isThereNow }) {
    const who = container
      ? both(`Container “${container}”`, `容器“${container}”`)
      : both('The pod', 'Pod');
    const what = key
      ? both(
          `the key “${key}” of the config map “${configMap}”`,
          `ConfigMap“${configMap}”中的键“${key}”`,
        )
      : both(`the config map “${configMap}”`, `ConfigMap“${configMap}”`);
    const meant = near
      ? both(` Did you mean “${near}”?`, `是否应为“${near}”？`)
      : both('', '');
    return {
      what: both(
        `${who.en} cannot start: it takes settings from ${what.en}, which does not exist in namespace “${namespace}”.`,
        `${who.zh}无法启动：它从${what.zh}读取配置，而命名空间“${namespace}”中没有它。`,
      ),
      why: isThereNow
        ? both(
            'It has been created meanwhile; Kubernetes tries again by itself within two minutes.',
            '它刚刚已被创建；Kubernetes 会在两分钟内自动重试。',
          )
        : both(
            `Kubernetes does not start a program without the settings it names. The name is misspelt, it lies in another namespace, or it was not delivered with the service.${meant.en}`,
            `缺少清单中指明的配置时，Kubernetes 不会启动程序。可能是名称拼写错误、位于其他命名空间，或没有随服务一起部署。${meant.zh}`,
          ),
    };
  },
  steps({ namespace, configMap, key }) {
    return [
      {
        text: both(
          'Look at what is there under which name.',
          '查看现有的名称。',
        ),
        command: key
          ? kubectl(namespace, 'describe', 'configmap', configMap)
          : kubectl(namespace, 'get', 'configmaps'),
      },
      {
        text: both(
          `Correct the name in the manifest, or deliver ${
            key ? `the key “${key}”` : `the config map “${configMap}”`
          }; the pod then starts by itself.`,
          `改正清单中的名称，或创建${
            key ? `键“${key}”` : `ConfigMap“${configMap}”`
          }；之后 Pod 会自行启动。`,
        ),
      },
      {
        text: both(
          'Make the reference optional if the program can do without it.',
          '如果程序不是必须用它，可将该引用标为 optional。',
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
      },
    ];
  },
});
