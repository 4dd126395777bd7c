import type { Quote } from '../../../engine';
import { both, defineCause, needed, quoteOf } from '../../../engine';
import type { Pod, Workload } from '../../../facts/objects';
import type { Given } from '../../shared/createFailure';
import {
  CREATE_FACTS,
  createFailures,
  lackers,
} from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import type { Lacking } from '../../shared/lacking';
import { whoOf } from '../../shared/lacking';
import { wantsOf } from '../../shared/makers';

interface Taken {
  readonly who: Lacking;
  readonly pod: string;
  /** `Kind/name` of the other controller. */
  readonly owner?: string;
  readonly quotes: readonly Quote[];
}

/** More replicas than any StatefulSet has. */
const MOST = 10_000;

/** Pods that bear a name which the StatefulSet needs for its own. A StatefulSet keeps silent about that. */
function heldNames(set: Workload, pods: readonly Pod[]): number[] {
  const { name = '', uid } = set.metadata;
  const wanted = Math.min(wantsOf(set), MOST);
  return pods.flatMap(({ metadata }, i) => {
    const { ownerReferences = [], deletionTimestamp } = metadata;
    const podName = metadata.name ?? '';
    const ordinal = podName.startsWith(`${name}-`)
      ? podName.slice(name.length + 1)
      : '';
    const isNeeded = /^\d{1,5}$/.test(ordinal) && Number(ordinal) < wanted;
    const isOwn = ownerReferences.some(one => one.uid === uid);
    return isNeeded && !isOwn && deletionTimestamp === undefined ? [i] : [];
  });
}

/** The first of those pods, and whose it is. */
function takenBy(who: Lacking, set: Workload, pods: readonly Pod[]): Taken[] {
  return heldNames(set, pods)
    .slice(0, 1)
    .map(i => {
      const { name = '', ownerReferences = [] } = pods[i]?.metadata ?? {};
      const [owner] = ownerReferences;
      const at = `${i}.metadata`;
      return {
        who,
        pod: name,
        ...(owner && { owner: `${owner.kind ?? ''}/${owner.name ?? ''}` }),
        quotes: [
          ...quoteOf('namespacePods', pods, `${at}.name`),
          ...quoteOf('namespacePods', pods, `${at}.ownerReferences.0.name`),
        ],
      };
    });
}

/** What other controllers say when the API server tells them that a name is in use. */
function told(given: Given): Taken[] {
  return createFailures(given, 'name-taken').map(({ answer, who, quotes }) => {
    const pod = /"([^"]{1,253})" already exists/.exec(answer)?.[1] ?? '';
    return { who, pod, quotes };
  });
}

export default defineCause({
  id: 'pod-name-taken',
  state: 'workload',
  title: both(
    'Another pod already has the name that is needed',
    '所需的名称已被其他 Pod 占用',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: [...CREATE_FACTS, 'namespacePods'],
  alsoWhenHealthy: true,
  covers: [],
  detect(reading) {
    const { owners, namespacePods } = reading;
    const [lacking] = lackers(reading).filter(({ who }) =>
      who.maker.startsWith('statefulset/'),
    );
    const set = owners.status === 'ok' && lacking && owners.value[lacking.i];
    const pods = namespacePods.status === 'ok' ? namespacePods.value : [];
    const held = lacking && set ? takenBy(lacking.who, set, pods) : [];
    const refused = held.length > 0 ? [] : told(reading);
    const found = [...held, ...refused];
    if (lacking && found.length === 0) needed('namespacePods', namespacePods);
    return found.map(({ quotes, ...data }) => ({ data, quotes }));
  },
  explain({ who, pod, owner }) {
    const name = whoOf(who);
    const whose = owner
      ? both(`which belongs to ${owner}`, `它属于 ${owner}`)
      : both('which is not its own', '但不归它所有');
    return {
      what: both(
        `${name.en} cannot create “${pod}”: namespace “${who.namespace}” already has an object of that name, ${whose.en}.`,
        `${name.zh}无法创建“${pod}”：命名空间“${who.namespace}”中已有同名对象，${whose.zh}。`,
      ),
      why: both(
        'Names are given once. A pod left behind by an earlier workload of the same name is only taken over when its labels match the selector and nothing else owns it; else both stay as they are, and Kubernetes writes no event about it.',
        '名称只能使用一次。同名的旧工作负载遗留的 Pod，只有标签与选择器匹配且没有其他属主时才会被接管；否则双方保持原状，Kubernetes 也不会为此产生事件。',
      ),
    };
  },
  steps({ who, pod }) {
    return [
      {
        text: both(
          'See what the pod is, and whether somebody needs it.',
          '查看该 Pod 是什么，以及是否仍有人需要它。',
        ),
        command: kubectl(who.namespace, 'get', 'pod', pod, '--show-labels'),
        link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-identity',
      },
      {
        text: both(
          'Delete it if it is a leftover; the StatefulSet then makes its own within seconds.',
          '如果是遗留的 Pod，请删除它；StatefulSet 会在数秒内创建自己的 Pod。',
        ),
        command: kubectl(who.namespace, 'delete', 'pod', pod),
      },
      {
        text: both(
          'Rename one of the two workloads if both are needed.',
          '如果两者都需要，请给其中一个工作负载改名。',
        ),
      },
    ];
  },
});
