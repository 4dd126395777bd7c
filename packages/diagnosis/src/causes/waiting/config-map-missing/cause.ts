import type { Text } from '../../../engine';
import { both, defineCause, nearest, needed, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import type { MissingSource } from '../../shared/configSource';
import {
  mayTake,
  missingInEnvironment,
  missingInVolumes,
  unseenSince,
  waitsForVolumes,
} from '../../shared/configSource';
import type { DeployHook } from '../../shared/deployHook';
import { deployHookOf, hookInWords, hookStep } from '../../shared/deployHook';
import { kubectl, placeOf } from '../../shared/kubectl';
import { EARLIER_ENDS } from '../../shared/startFaults';

/** Kubernetes itself puts it into each namespace: the certificate of its own API. */
const ROOT_CA = 'kube-root-ca.crt';

/** Volumes that cannot be filled, by the names in the namespace: for when the events are gone. */
function unnamed(
  pod: Pod,
  configMaps: FactValues['configMaps'],
): MissingSource[] {
  const waiting = waitsForVolumes(pod);
  if (!waiting) return [];
  return pod.spec.volumes.flatMap(({ configMap }, i) => {
    const name = configMap?.name;
    const isThere = configMaps.some(one => one.name === name);
    if (name === undefined || configMap?.optional || isThere) return [];
    const quotes = [
      ...quoteOf('pod', pod, `spec.volumes.${i}.configMap.name`),
      ...quoteOf('pod', pod, `${waiting.at}.state.waiting.reason`),
    ];
    return { name, quotes };
  });
}

/** By the events, else by the names; without either it cannot be told. */
function ofVolumes(
  pod: Pod,
  events: Fact<FactValues['events']>,
  configMaps: Fact<FactValues['configMaps']>,
): MissingSource[] {
  if (!mayTake(pod, 'configMap', events) || !waitsForVolumes(pod)) return [];
  if (events.status === 'ok')
    return missingInVolumes(pod, events.value, 'configMap');
  // Every pod mounts the certificate of the API; that alone is no reason to ask.
  const own = pod.spec.volumes.some(volume => volume.configMap);
  return own ? unnamed(pod, needed('configMaps', configMaps)) : [];
}

/** What the namespace has instead, and whether the missing one has come meanwhile. */
function look(
  configMaps: Fact<FactValues['configMaps']>,
  missing: MissingSource,
) {
  if (configMaps.status !== 'ok') return { contradictions: [] };
  const { name: configMap, key } = missing;
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

/** What is missing, as a noun. */
const nounOf = (name: string, key: string | undefined): Text =>
  key === undefined
    ? both(`the config map “${name}”`, `ConfigMap“${name}”`)
    : both(`the key “${key}”`, `键“${key}”`);

/** A hook runs before what is delivered with it, unless Kubernetes itself brings that, or it has come. */
function hookOver(
  hook: DeployHook | undefined,
  name: string,
  isThereNow: boolean,
): DeployHook | undefined {
  return isThereNow || name === '' || name === ROOT_CA ? undefined : hook;
}

function whyMissing(
  name: string,
  key: string | undefined,
  isThereNow: boolean,
  near?: string,
): Text {
  if (isThereNow)
    return both(
      'It is there now; Kubernetes tries again by itself within two minutes.',
      '它现在已经存在；Kubernetes 会在两分钟内自动重试。',
    );
  if (name === ROOT_CA)
    return both(
      'Kubernetes itself puts this one into each namespace; it is missing because the namespace is seconds old, somebody deleted it, or the cluster’s controller manager does not run.',
      '该 ConfigMap 由 Kubernetes 自动放入每个命名空间；缺失的原因可能是命名空间刚刚创建、被人删除，或集群的控制器管理器没有运行。',
    );
  const meant = near
    ? both(` Did you mean “${near}”?`, `是否应为“${near}”？`)
    : both('', '');
  if (key !== undefined)
    return both(
      `Kubernetes does not start a program without a key it names. The key is misspelt in the manifest, or the config map was written without it.${meant.en}`,
      `缺少清单中指明的键时，Kubernetes 不会启动程序。可能是清单中的键名拼写错误，或写入 ConfigMap 时没有包含该键。${meant.zh}`,
    );
  return both(
    `Kubernetes does not start a program without the settings it names. The name is misspelt, it lies in another namespace, or it was not delivered with the service.${meant.en}`,
    `缺少清单中指明的配置时，Kubernetes 不会启动程序。可能是名称拼写错误、位于其他命名空间，或没有随服务一起部署。${meant.zh}`,
  );
}

/** What is not there: the whole object, or only a key in it. */
function lackOf(
  namespace: string,
  key: string | undefined,
  isThereNow: boolean,
): Text {
  if (isThereNow)
    return both(
      `which the node did not find in namespace “${namespace}” when it last looked`,
      `节点上次查找时未在命名空间“${namespace}”中找到它`,
    );
  return key === undefined
    ? both(
        `which does not exist in namespace “${namespace}”`,
        `命名空间“${namespace}”中没有它`,
      )
    : both(
        `but that config map of namespace “${namespace}” has no such key`,
        `命名空间“${namespace}”的该 ConfigMap 中没有这个键`,
      );
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
  mayRead: ['events', 'configMaps', 'owners'],
  beats: EARLIER_ENDS,
  covers: [
    'volume/FailedMount-setup/cm-key',
    'waiting/CreateContainerConfigError/configmap-notfound',
    'waiting/CreateContainerConfigError/configmap-key',
  ],
  detect(reading) {
    const { pod, events, configMaps, owners, subject, now } = reading;
    const made = deployHookOf(pod, owners);
    // One that has long been there is not missing: the kubelet does not see it (config-not-synced).
    const missing = [
      ...missingInEnvironment(reading, 'configMap'),
      ...ofVolumes(pod, events, configMaps),
    ].filter(one => unseenSince(configMaps, one, now) === undefined);
    return missing.map(one => {
      const { near, contradictions } = look(configMaps, one);
      const { container, name: configMap, key, volume, quotes } = one;
      const isThereNow = contradictions.length > 0;
      const hook = hookOver(made?.hook, configMap, isThereNow);
      return {
        ...(container !== undefined && { container }),
        data: {
          ...placeOf(subject),
          ...(container !== undefined && { container }),
          configMap,
          ...(key !== undefined && { key }),
          ...(volume !== undefined && { volume }),
          ...(near !== undefined && { near }),
          isThereNow,
          ...(hook && { hook }),
        },
        quotes: [...quotes, ...(hook ? made?.quotes ?? [] : [])],
        contradictions,
      };
    });
  },
  explain({ namespace, container, configMap, key, volume, ...rest }) {
    const { near, isThereNow, hook } = rest;
    const who = container
      ? both(`Container “${container}”`, `容器“${container}”`)
      : both('The pod', 'Pod');
    const object = configMap
      ? both(`the config map “${configMap}”`, `ConfigMap“${configMap}”`)
      : both(
          `one of the config maps of volume “${volume}”`,
          `卷“${volume}”引用的某个 ConfigMap`,
        );
    const what = key
      ? both(`the key “${key}” of ${object.en}`, `${object.zh}中的键“${key}”`)
      : object;
    const lack = lackOf(namespace, key, isThereNow);
    const why = whyMissing(configMap, key, isThereNow, near);
    const first = hook && hookInWords(hook, nounOf(configMap, key));
    return {
      what: both(
        `${who.en} cannot start: it takes settings from ${what.en}, ${lack.en}.`,
        `${who.zh}无法启动：它从${what.zh}读取配置，而${lack.zh}。`,
      ),
      why: first ? both(`${first.en} ${why.en}`, `${first.zh}${why.zh}`) : why,
    };
  },
  steps({ namespace, configMap, key, hook }) {
    return [
      ...(hook ? [hookStep(hook, nounOf(configMap, key))] : []),
      {
        text: both(
          'Look at what is there under which name.',
          '查看现有的名称。',
        ),
        command:
          key && configMap
            ? kubectl(namespace, 'describe', 'configmap', configMap)
            : kubectl(namespace, 'get', 'configmaps'),
      },
      {
        text: both(
          `Correct the name in the manifest, or deliver ${
            nounOf(configMap, key).en
          }; the pod then starts by itself.`,
          `改正清单中的名称，或创建${
            nounOf(configMap, key).zh
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
