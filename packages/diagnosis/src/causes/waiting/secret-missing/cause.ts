import type { Step, Text } from '../../../engine';
import { both, defineCause, needed } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import type { MissingSource } from '../../shared/configSource';
import {
  mayTake,
  missingInEnvironment,
  missingInVolumes,
  waitsForVolumes,
} from '../../shared/configSource';
import { deployHookOf, hookInWords, hookStep } from '../../shared/deployHook';
import { kubectl, placeOf } from '../../shared/kubectl';
import { EARLIER_ENDS } from '../../shared/startFaults';

/** Only events say why a volume is not filled: secrets are never read, not even their names. */
function ofVolumes(
  pod: Pod,
  events: Fact<FactValues['events']>,
): MissingSource[] {
  return mayTake(pod, 'secret', events) && waitsForVolumes(pod)
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

/** The secret is there when only a key of it is missed. */
function whyMissing(key: string | undefined): Text {
  return key === undefined
    ? both(
        'Kubernetes does not start a program without a secret it names. The name is misspelt, the secret lies in another namespace, or what should create it (the deployment, an operator such as External Secrets) has not. This tool never reads secrets, so it cannot tell which similar names exist.',
        '缺少清单中指明的 Secret 时，Kubernetes 不会启动程序。可能是名称拼写错误、Secret 位于其他命名空间，或负责创建它的部署流程或控制器（如 External Secrets）没有创建。本工具从不读取 Secret，因此无法给出相近的名称。',
      )
    : both(
        'Kubernetes does not start a program without a key it names. The key is misspelt in the manifest, or what writes the secret (the deployment, an operator such as External Secrets, another version of one) left it out or took it away. This tool never reads secrets, so it cannot tell which keys there are.',
        '缺少清单中指明的键时，Kubernetes 不会启动程序。可能是清单中的键名拼写错误，或写入该 Secret 的部署流程或控制器（如 External Secrets，或其另一个版本）没有写入或删除了该键。本工具从不读取 Secret，因此无法得知现有哪些键。',
      );
}

/** What to correct, in the manifest or at the tool that writes the secret. */
function mend(key: string | undefined): Step[] {
  return [
    {
      text:
        key === undefined
          ? both(
              'Correct the name in the manifest, or deliver what is missing; the pod then starts by itself within two minutes.',
              '改正清单中的名称，或补上缺少的内容；之后 Pod 会在两分钟内自行启动。',
            )
          : both(
              `Correct the key in the manifest, or add the key “${key}” to the secret; the pod then starts by itself within two minutes.`,
              `改正清单中的键名，或在 Secret 中补上键“${key}”；之后 Pod 会在两分钟内自行启动。`,
            ),
      link: 'https://kubernetes.io/docs/concepts/configuration/secret/',
    },
    {
      text:
        key === undefined
          ? both(
              'Check the tool that should create it (External Secrets, Sealed Secrets, Vault, the release pipeline): its own status says why it did not.',
              '检查负责创建它的工具（External Secrets、Sealed Secrets、Vault 或发布流水线）：它自身的状态会说明没有创建的原因。',
            )
          : both(
              'Check the tool that writes the secret (an operator, External Secrets, Sealed Secrets, Vault, the release pipeline): whether it is to write this key, and whether two of it write over each other.',
              '检查写入该 Secret 的工具（控制器、External Secrets、Sealed Secrets、Vault 或发布流水线）：它是否应写入该键，是否有两个实例互相覆盖。',
            ),
    },
  ];
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
  mayRead: ['events', 'owners'],
  beats: EARLIER_ENDS,
  covers: [
    'waiting/CreateContainerConfigError/secret-notfound',
    'waiting/CreateContainerConfigError/secret-key',
    'volume/FailedMount-setup/secret-notfound',
    'volume/FailedMount-setup/secret-key',
  ],
  detect(reading) {
    const { pod, events, owners, subject } = reading;
    const made = deployHookOf(pod, owners);
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
        ...(made && { hook: made.hook }),
      },
      quotes: [...quotes, ...(made?.quotes ?? [])],
    }));
  },
  explain({ namespace, container, secret, key, volume, hook }) {
    const who = container
      ? both(`Container “${container}”`, `容器“${container}”`)
      : both('The pod', 'Pod');
    const what = missingThing(secret, key, volume);
    const why = whyMissing(key);
    const first = hook && hookInWords(hook, what);
    const where = volume
      ? both(` as volume “${volume}”`, `（挂载为卷“${volume}”）`)
      : both('', '');
    const cause =
      key === undefined
        ? both(
            `and there is none in namespace “${namespace}”`,
            `而命名空间“${namespace}”中没有`,
          )
        : both(
            `and that secret of namespace “${namespace}” has no such key`,
            `而命名空间“${namespace}”的该 Secret 中没有这个键`,
          );
    return {
      what: both(
        `${who.en} cannot start: it takes ${what.en}${where.en}, ${cause.en}.`,
        `${who.zh}无法启动：它引用${what.zh}${where.zh}，${cause.zh}。`,
      ),
      why: first ? both(`${first.en} ${why.en}`, `${first.zh}${why.zh}`) : why,
    };
  },
  steps({ namespace, secret, key, volume, hook }) {
    const whole = key === undefined || secret === '';
    return [
      ...(hook ? [hookStep(hook, missingThing(secret, key, volume))] : []),
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
      ...mend(key),
      {
        text: both(
          'Mark the reference as optional if the program can do without it.',
          '如果程序不是必须用它，可将该引用标为 optional。',
        ),
      },
    ];
  },
});
