import { both, defineCause, needed } from '../../../engine';
import type { Given } from '../../shared/createFailure';
import {
  CREATE_FACTS,
  createFailures,
  lackers,
} from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import type { Lacking } from '../../shared/lacking';
import { thingsOf, whoOf } from '../../shared/lacking';
import type { Taken } from './taken';
import { takenFrom } from './taken';

/** What the API server says of a name that is in use, to any controller. */
function told(given: Given): (Taken & { readonly who: Lacking })[] {
  return createFailures(given, 'name-taken').map(({ answer, who, quotes }) => {
    const pod = /"([^"]{1,253})" already exists/.exec(answer)?.[1];
    const leaving = answer.includes('is being deleted');
    return { who, ...(pod !== undefined && { pod }), leaving, quotes };
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
    const { owners, namespacePods, now } = reading;
    const [lacking] = lackers(reading).filter(({ who }) =>
      who.maker.startsWith('statefulset/'),
    );
    const set = owners.status === 'ok' && lacking && owners.value[lacking.i];
    const pods = namespacePods.status === 'ok' ? namespacePods.value : [];
    const held = set ? takenFrom(set, pods, now) : [];
    const found = [
      ...(lacking ? held.map(one => ({ ...one, who: lacking.who })) : []),
      ...(held.length > 0 ? [] : told(reading)),
    ];
    if (lacking && found.length === 0) needed('namespacePods', namespacePods);
    return found.map(({ quotes, ...data }) => ({ data, quotes }));
  },
  explain({ who, pod, owner, leaving }) {
    const name = whoOf(who);
    const which = pod ? both(`“${pod}”`, `“${pod}”`) : thingsOf(who);
    const whose = owner
      ? both(`which belongs to ${owner}`, `它属于 ${owner}`)
      : both('which is not its own', '但不归它所有');
    const gone = leaving
      ? both(' and was deleted but does not go', '，而且已被删除却没有消失')
      : both('', '');
    return {
      what: both(
        `${name.en} cannot create ${which.en}: namespace “${who.namespace}” already has an object of that name, ${whose.en}${gone.en}.`,
        `${name.zh}无法创建${which.zh}：命名空间“${who.namespace}”中已有同名对象，${whose.zh}${gone.zh}。`,
      ),
      why: both(
        'Names are given once. A pod left behind by an earlier workload of the same name is only taken over when its labels match the selector, nothing else owns it and it is not being deleted; else both stay as they are, and Kubernetes mostly writes no event about it.',
        '名称只能使用一次。同名的旧工作负载遗留的 Pod，只有标签与选择器匹配、没有其他属主且未被删除时才会被接管；否则双方保持原状，Kubernetes 通常也不会为此产生事件。',
      ),
    };
  },
  steps({ who, pod, leaving }) {
    const { namespace } = who;
    const see = {
      text: both(
        'See what has the name, and whether somebody needs it.',
        '查看占用该名称的对象，以及是否仍有人需要它。',
      ),
      command: kubectl(namespace, 'get', 'pods', '--show-labels'),
      link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-identity',
    };
    if (leaving) {
      return [
        see,
        {
          text: both(
            'Look why the old pod does not end: its node is gone, or a finalizer keeps it; the new one comes as soon as it has gone.',
            '查看旧 Pod 为何没有结束：其节点已丢失，或有终结器保留它；它消失后新的 Pod 会立即创建。',
          ),
          ...(pod && { command: kubectl(namespace, 'describe', 'pod', pod) }),
        },
      ];
    }
    return [
      see,
      {
        text: both(
          'Delete it if it is a leftover; the controller then makes its own within seconds.',
          '如果是遗留的对象，请删除它；控制器会在数秒内创建自己的 Pod。',
        ),
        ...(pod && { command: kubectl(namespace, 'delete', 'pod', pod) }),
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
