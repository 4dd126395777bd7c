import type { Text } from '../../../engine';
import { both, defineCause, needed } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import type { MissingSource } from '../../shared/configSource';
import {
  hasVolumeOf,
  missingInEnvironment,
  missingInVolumes,
  waitsForVolumes,
} from '../../shared/configSource';
import { kubectl, placeOf } from '../../shared/kubectl';
import { EARLIER_ENDS } from '../../shared/startFaults';

/** Only events say why a volume is not filled: secrets are never read, not even their names. */
function ofVolumes(
  pod: Pod,
  events: Fact<FactValues['events']>,
): MissingSource[] {
  return hasVolumeOf(pod, 'secret') && waitsForVolumes(pod)
    ? missingInVolumes(pod, needed('events', events), 'secret')
    : [];
}

/** What is missing, as a noun. */
function missingThing(name: string, key?: string, volume?: string): Text {
  const secret = name
    ? both(`the secret “${name}”`, `Secret“${name}”`)
    : both(
        `one of the secrets of volume “${volume}”`,
        `卷“${volume}”引用的某个 Secret`,
      );
  return key
    ? both(`the key “${key}” of ${secret.en}`, `${secret.zh}中的键“${key}”`)
    : secret;
}

export default defineCause({
  id: 'secret-missing',
  state: 'waiting',
  title: both(
    'A secret or a key in it does not exist',
    '缺少 Secret 或其中的键',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [
    'waiting/CreateContainerConfigError/secret-notfound',
    'waiting/CreateContainerConfigError/secret-key',
    'volume/FailedMount-setup/secret-notfound',
    'volume/FailedMount-setup/secret-key',
  ],
  detect(reading) {
    const { pod, events, subject } = reading;
    const inEnvironment = missingInEnvironment(reading, 'secret');
    const missing =
      inEnvironment.length > 0 ? inEnvironment : ofVolumes(pod, events);
    return missing.map(({ container, name, key, volume, quotes }) => ({
      ...(container !== undefined && { container }),
      data: {
        ...placeOf(subject),
        ...(container !== undefined && { container }),
        secret: name,
        ...(key !== undefined && { key }),
        ...(volume !== undefined && { volume }),
      },
      quotes,
    }));
  },
  explain({ namespace, container, secret, key, volume }) {
    const who = container
      ? both(`Container “${container}”`, `容器“${container}”`)
      : both('The pod', 'Pod');
    const what = missingThing(secret, key, volume);
    const where = volume
      ? both(` as volume “${volume}”`, `（挂载为卷“${volume}”）`)
      : both('', '');
    return {
      what: both(
        `${who.en} cannot start: it takes ${what.en}${where.en}, and there is none in namespace “${namespace}”.`,
        `${who.zh}无法启动：它引用${what.zh}${where.zh}，而命名空间“${namespace}”中没有。`,
      ),
      why: both(
        'Kubernetes does not start a program without a secret it names. The name is misspelt, the secret lies in another namespace, or what should create it (the deployment, an operator such as External Secrets) has not. This tool never reads secrets, so it cannot tell which similar names exist.',
        '缺少清单中指明的 Secret 时，Kubernetes 不会启动程序。可能是名称拼写错误、Secret 位于其他命名空间，或负责创建它的部署流程或控制器（如 External Secrets）没有创建。本工具从不读取 Secret，因此无法给出相近的名称。',
      ),
    };
  },
  steps({ namespace, secret, key }) {
    const whole = key === undefined || secret === '';
    return [
      {
        text: whole
          ? both(
              'Look which secrets are there; the list shows no values.',
              '查看现有的 Secret；列表不会显示其内容。',
            )
          : both(
              `Look which keys “${secret}” has; the values are not shown.`,
              `查看“${secret}”中有哪些键；不会显示值。`,
            ),
        command: whole
          ? kubectl(namespace, 'get', 'secrets')
          : kubectl(namespace, 'describe', 'secret', secret),
      },
      {
        text: both(
          'Correct the name in the manifest, or deliver what is missing; the pod then starts by itself within two minutes.',
          '改正清单中的名称，或补上缺少的内容；之后 Pod 会在两分钟内自行启动。',
        ),
        link: 'https://kubernetes.io/docs/concepts/configuration/secret/',
      },
      {
        text: both(
          'Check the tool that should create it (External Secrets, Sealed Secrets, Vault, the release pipeline): its own status says why it did not.',
          '检查负责创建它的工具（External Secrets、Sealed Secrets、Vault 或发布流水线）：它自身的状态会说明没有创建的原因。',
        ),
      },
      {
        text: both(
          'Mark the reference as optional if the program can do without it.',
          '如果程序不是必须用它，可将该引用标为 optional。',
        ),
      },
    ];
  },
});
