import type { Explanation, Step } from '../../../engine';
import { both, count, defineCause, quoteOf } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import type { Lacking } from '../../shared/lacking';
import { thingsOf, whoOf } from '../../shared/lacking';
import { faultsIn } from './faults';
import { foreignIn, injectedSteps, LOST_RESTART, whyOf } from './origin';

/** A StatefulSet's pods carry its name and a hash as a label, which may have 63 letters. */
const HASH_LETTERS = 11;
const LABEL_LETTERS = 63;

/** Fields that Kubernetes fills in from a class; a pod may not bring its own. */
const SET_BY_CLASS: ReadonlySet<string> = new Set([
  'spec.overhead',
  'spec.preemptionPolicy',
  'spec.priority',
]);

/** What the API server refuses is the claim, not the pod. */
const OF_CLAIM =
  /PersistentVolumeClaim "[^"]{1,253}" is invalid|failed to create PVC/;

function explainLength(who: Lacking, letters: number): Explanation {
  const most = LABEL_LETTERS - HASH_LETTERS;
  const name = whoOf(who);
  const things = thingsOf(who);
  return {
    what: both(
      `${name.en} cannot create ${things.en}, because its name is too long: it has ${letters} letters, at most ${most} will do.`,
      `${name.zh}无法创建${things.zh}，因为它的名称过长：有 ${letters} 个字符，最多 ${most} 个。`,
    ),
    why: both(
      'Kubernetes writes the name, with a hash behind it, into a label of each pod, and a label holds 63 letters. The workload itself was accepted, because its own name may be longer.',
      'Kubernetes 会把名称加上哈希写入每个 Pod 的标签，而标签最多 63 个字符。工作负载本身的名称允许更长，因此它被接受了。',
    ),
  };
}

const SHORTEN: Step = {
  text: both(
    'Shorten the name in the manifest; the volume claims of a StatefulSet keep the old name, so move its data first if it has any.',
    '缩短清单中的名称；StatefulSet 的存储卷声明会保留旧名称，如有数据请先迁移。',
  ),
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
};

function explainClaim(who: Lacking, faults: number, list: string): Explanation {
  const name = whoOf(who);
  const things = thingsOf(who);
  return {
    what: both(
      `${name.en} cannot create ${
        things.en
      }, because the volume claim that is made for each is not valid; ${count(
        faults,
        'fault',
      )}: “${list}”.`,
      `${name.zh}无法创建${things.zh}，因为为每个 Pod 创建的存储声明不合法，共 ${faults} 处：“${list}”。`,
    ),
    why: both(
      'The claims come from volumeClaimTemplates of the StatefulSet, which are checked only when a claim is made from them. They cannot be changed afterwards, and it does not go away by itself.',
      '存储声明由 StatefulSet 的 volumeClaimTemplates 生成，只有在创建声明时才会检查。它之后不能修改，问题也不会自行消失。',
    ),
  };
}

const CORRECT_CLAIMS: Step = {
  text: both(
    'Correct volumeClaimTemplates in the manifest, delete the StatefulSet and deploy it again; the pods and claims it has can stay (kubectl delete --cascade=orphan).',
    '改正清单中的 volumeClaimTemplates，删除 StatefulSet 后重新部署；已有的 Pod 和声明可以保留（kubectl delete --cascade=orphan）。',
  ),
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates',
};

export default defineCause({
  id: 'pod-template-invalid',
  state: 'workload',
  title: both(
    'The template makes pods or claims that are not valid',
    '由模板生成的 Pod 或存储声明不合法',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: ['admission/invalid', 'admission/priority-int'],
  detect(reading) {
    const { owners } = reading;
    return createFailures(reading, 'pod-template-invalid').map(
      ({ answer, maker, who, quotes }) => {
        const faults = faultsIn(answer);
        const tooLong =
          /must be no more than 63/.test(answer) &&
          who.name.length > LABEL_LETTERS - HASH_LETTERS;
        return {
          data: {
            who,
            faults,
            tooLong,
            isClaim: OF_CLAIM.test(answer.slice(0, 2048)),
            letters: who.name.length,
            foreign: foreignIn(faults, maker),
            lostRestart: LOST_RESTART.test(answer),
            isSetByHand: faults.some(({ field }) => SET_BY_CLASS.has(field)),
          },
          quotes: [
            ...quotes,
            ...(tooLong && owners.status === 'ok'
              ? quoteOf('owners', owners.value, '0.metadata.name')
              : []),
          ],
        };
      },
    );
  },
  explain(data) {
    const { who, faults, tooLong, letters, isClaim } = data;
    const name = whoOf(who);
    const things = thingsOf(who);
    if (tooLong) return explainLength(who, letters);
    const list = faults
      .map(({ field, why }) => (field ? `${field}: ${why}` : why))
      .join('; ');
    if (isClaim) return explainClaim(who, faults.length, list);
    return {
      what: both(
        `${name.en} cannot create ${
          things.en
        }, because they would not be valid; ${count(
          faults.length,
          'fault',
        )}: “${list}”.`,
        `${name.zh}无法创建${things.zh}，因为生成的对象不合法，共 ${faults.length} 处：“${list}”。`,
      ),
      why: whyOf(data),
    };
  },
  steps({ who, tooLong, isSetByHand, isClaim, foreign, lostRestart }) {
    const see = {
      text: both(
        'See what the template holds, and compare it with the fields named.',
        '查看模板内容，并与所列字段核对。',
      ),
      command: kubectl(who.namespace, 'get', who.maker, '-o', 'yaml'),
    };
    if (tooLong) return [SHORTEN];
    if (isClaim) return [see, CORRECT_CLAIMS];
    if (foreign !== undefined || lostRestart) return injectedSteps(see);
    return [
      see,
      {
        text: isSetByHand
          ? both('Remove the field from the manifest.', '从清单中移除该字段。')
          : both('Correct the fields in the manifest.', '改正清单中的字段。'),
      },
      ...(isSetByHand
        ? []
        : [
            {
              text: both(
                'Look for a webhook that changes pods if the manifest does not hold what is refused.',
                '如果清单中没有被拒绝的内容，请查找会修改 Pod 的 webhook。',
              ),
              command: 'kubectl get mutatingwebhookconfigurations',
            },
          ]),
    ];
  },
});
