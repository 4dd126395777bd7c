import type { Quote, Step, Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  needed,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Workload } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl } from '../../shared/kubectl';
import type { Chooser } from '../../shared/serviceTargets';
import { chooserIn, chooses, isAlive } from '../../shared/serviceTargets';
import type { Difference, NearMiss } from './nearMiss';
import { nearMiss } from './nearMiss';

/** Why a workload has none of the pods that the service would choose. */
type Rest = 'zero' | 'between-runs' | 'lacking';

function restOf({ kind, spec }: Workload): Rest {
  if (kind === 'Job' || kind === 'CronJob') return 'between-runs';
  return spec.replicas === 0 ? 'zero' : 'lacking';
}

interface Resting {
  readonly kind: string;
  readonly name: string;
  readonly rest: Rest;
}

/** The workload whose pods it would choose, if there is one. */
function restingOf(
  { selector }: Chooser,
  workloads: Fact<FactValues['namespaceWorkloads']>,
) {
  if (workloads.status !== 'ok') return undefined;
  const i = workloads.value.findIndex(
    ({ kind, spec }) =>
      kind !== 'ReplicaSet' &&
      spec.template !== undefined &&
      chooses(selector, spec.template.metadata?.labels),
  );
  const found = workloads.value[i];
  if (!found) return undefined;
  return {
    workload: {
      kind: found.kind,
      name: found.metadata.name ?? '',
      rest: restOf(found),
    },
    quotes: [
      ...quoteOf('namespaceWorkloads', workloads.value, `${i}.metadata.name`),
      ...quoteOf('namespaceWorkloads', workloads.value, `${i}.spec.replicas`),
    ],
  };
}

const labelsOf = (selector: Chooser['selector']) =>
  Object.entries(selector).sort(([a], [b]) => (a < b ? -1 : 1));

function selectorQuotes(
  { i, selector }: Chooser,
  services: FactValues['services'],
): Quote[] {
  return labelsOf(selector).flatMap(([key]) =>
    quoteOf('services', services, `${i}.spec.selector.${key}`),
  );
}

function differenceQuotes(
  near: NearMiss | undefined,
  pods: FactValues['namespacePods'],
): Quote[] {
  return (near?.differences ?? []).flatMap(({ key, likeKey, otherKeys }) =>
    (otherKeys ?? [likeKey ?? key]).flatMap(label =>
      quoteOf('namespacePods', pods, `${near?.i}.metadata.labels.${label}`),
    ),
  );
}

function differenceInWords(difference: Difference): Text {
  const { key, wanted, has, likeKey, otherKeys } = difference;
  if (otherKeys !== undefined) {
    const keys = otherKeys.map(other => `“${other}”`);
    const own =
      has === undefined
        ? both(`it has no label “${key}”`, `它没有标签“${key}”`)
        : both(`“${key}” is “${has}” there`, `“${key}”的值为“${has}”`);
    return both(
      `${own.en}, but “${wanted}” stands under ${listEn(keys)}`,
      `${own.zh}，但值“${wanted}”写在${listZh(keys)}下`,
    );
  }
  if (likeKey !== undefined) {
    return both(
      `“${key}” is named “${likeKey}” there`,
      `“${key}”在该 Pod 上写作“${likeKey}”`,
    );
  }
  return has === undefined
    ? both(`it has no label “${key}”`, `它没有标签“${key}”`)
    : both(
        `“${key}” is “${has}” there, not “${wanted}”`,
        `“${key}”的值为“${has}”，而不是“${wanted}”`,
      );
}

function whyInWords(near: {
  readonly pod: string;
  readonly differences: readonly Difference[];
}): Text {
  const told = near.differences.map(differenceInWords);
  const isUnset = near.differences.every(
    ({ has, likeKey, otherKeys }) =>
      (has ?? likeKey ?? otherKeys) === undefined,
  );
  const later = isUnset
    ? both(
        ' A label that only the running program sets (the leader of a group, say) may be missing because none has been chosen.',
        '如果该标签由运行中的程序设置（例如选主），缺失可能说明尚未选出。',
      )
    : both('', '');
  return both(
    `The pod that comes nearest is “${near.pod}”: ${listEn(
      told.map(({ en }) => en),
    )}.${later.en}`,
    `最接近的 Pod 是“${near.pod}”：${listZh(told.map(({ zh }) => zh))}。${
      later.zh
    }`,
  );
}

function restInWords({ kind, name, rest }: Resting): Text {
  const who = both(`${kind} “${name}”`, `${kind}“${name}”`);
  const why: Readonly<Record<Rest, Text>> = {
    zero: both(
      `${who.en}, which makes such pods, is scaled to zero; that may be meant so.`,
      `创建这些 Pod 的 ${who.zh}已缩容到零，这可能是有意的。`,
    ),
    'between-runs': both(
      `${who.en} makes such pods only while it runs; that may be meant so.`,
      `${who.zh}只在运行期间才有这些 Pod，这可能是有意的。`,
    ),
    lacking: both(
      `${who.en} should make such pods and has none: its own finding says why.`,
      `${who.zh}应当创建这些 Pod，却没有：原因见它自身的诊断结果。`,
    ),
  };
  return why[rest];
}

function restStep(namespace: string, { kind, name, rest }: Resting): Step {
  const resource = `${kind.toLowerCase()}/${name}`;
  return rest === 'zero'
    ? {
        text: both(
          `Scale ${kind} “${name}” up if the service should answer.`,
          `如果该服务应当可用，请扩容 ${kind}“${name}”。`,
        ),
        command: kubectl(namespace, 'scale', resource, '--replicas=1'),
      }
    : {
        text: both(
          `Look at ${kind} “${name}” and its events.`,
          `查看 ${kind}“${name}”及其事件。`,
        ),
        command: kubectl(namespace, 'describe', resource),
      };
}

export default defineCause({
  id: 'service-selects-nothing',
  state: 'running-but-wrong',
  title: both(
    'The service’s selector matches no pod',
    'Service 的选择器没有匹配任何 Pod',
  ),
  severity: 'critical',
  since: '0.2.0',
  // A service that is there counts as running.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['services', 'namespacePods', 'namespaceWorkloads'],
  covers: [],
  detect({ subject, services, namespacePods, namespaceWorkloads }) {
    const chooser = chooserIn(subject, services);
    if (!chooser) return [];
    const { selector } = chooser;
    const all = needed('namespacePods', namespacePods);
    // Pods that come and go, or have ended, are another matter.
    if (all.some(({ metadata }) => chooses(selector, metadata.labels)))
      return [];
    const alive = all
      .map((pod, i) => ({ pod, i }))
      .filter(({ pod }) => isAlive(pod));
    const resting = restingOf(chooser, namespaceWorkloads);
    const nearest = resting ? undefined : nearMiss(selector, alive);
    const near = nearest?.isMeant ? nearest : undefined;
    const isMeantSo = resting && resting.workload.rest !== 'lacking';
    return [
      {
        ...(isMeantSo && { severity: 'info' as const }),
        data: {
          namespace: subject.namespace,
          name: subject.name,
          labels: labelsOf(selector).map(label => label.join('=')),
          pods: alive.length,
          ...(resting && { workload: resting.workload }),
          ...(near && { near }),
        },
        quotes: [
          ...selectorQuotes(chooser, chooser.services),
          ...(resting?.quotes ?? []),
          ...differenceQuotes(near, all),
        ],
      },
    ];
  },
  explain({ name, labels, pods, workload, near }) {
    const wanted = both(listEn(labels), listZh(labels));
    const what =
      pods === 0
        ? both(
            `Service “${name}” has no pod behind it: its namespace has no pods, so none with ${wanted.en}.`,
            `Service“${name}”后面没有 Pod：命名空间中没有任何 Pod，也就没有带标签 ${wanted.zh} 的 Pod。`,
          )
        : both(
            `Service “${name}” has no pod behind it: of the ${count(
              pods,
              'pod',
            )} of its namespace none carries ${wanted.en}.`,
            `Service“${name}”后面没有 Pod：命名空间的 ${pods} 个 Pod 都没有标签 ${wanted.zh}。`,
          );
    if (workload) return { what, why: restInWords(workload) };
    return {
      what,
      why: near
        ? whyInWords(near)
        : both(
            'Every connection to it is refused or times out. No pod is like what it looks for: its workload is not deployed here, lies in another namespace, or carries other labels.',
            '所有连接都会被拒绝或超时。没有相似的 Pod：对应的工作负载没有部署、位于其他命名空间，或使用了其他标签。',
          ),
    };
  },
  steps({ namespace, name, workload, near }) {
    const show = {
      text: both(
        'Compare the selector with the labels of the pods.',
        '将选择器与 Pod 的标签对比。',
      ),
      command: kubectl(namespace, 'get', 'pods', '--show-labels'),
    };
    if (workload) return [restStep(namespace, workload)];
    return [
      show,
      {
        text: near
          ? both(
              `Correct spec.selector of the service, or the labels in the pod template of “${near.pod}”, so that both say the same.`,
              `修正 Service 的 spec.selector，或“${near.pod}”所属模板中的标签，使两者一致。`,
            )
          : both(
              'Correct spec.selector, or deploy the workload that it is meant for.',
              '修正 spec.selector，或部署它所对应的工作负载。',
            ),
        command: kubectl(namespace, 'edit', 'service', name),
        link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
      },
    ];
  },
});
