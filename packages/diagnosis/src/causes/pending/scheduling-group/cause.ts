import { both, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';

/** Numbers that group schedulers give (Volcano, coscheduling): `3 minAvailable`, `minMember of group: 5`. */
const LEAST =
  /(\d{1,6}) minAvailable|min(?:Member|Available|Count)[^\d]{1,20}(\d{1,6})/;
const PENDING = /(\d{1,6}) Pending|current pods number: (\d{1,6})/;
const GROUP =
  /pod group "([^"]{1,253})"|[Gg]ang "([^"]{1,253})"|PodGroup "?([\w./-]{1,253})"?/;

function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.slice(1).find(Boolean);
  return found === undefined ? undefined : Number(found);
}

export default defineCause({
  id: 'scheduling-group',
  state: 'pending',
  title: both(
    'It waits for its whole group to be placed',
    '它在等待整个 Pod 组一起调度',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: [
    'scheduler/gang',
    'scheduler/podgroup',
    'scheduler/podgroup/wap-disabled',
    'scheduler/preemption/podgroup',
  ],
  detect({ pod, events, nodes, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'group');
    if (!hit) return [];
    const text = hit.said.message.slice(0, 2048);
    const group = GROUP.exec(text)?.slice(1).find(Boolean);
    const least = numberIn(text, LEAST);
    const waiting = numberIn(text, PENDING);
    return [
      {
        data: {
          ...placeOf(subject),
          ...(group !== undefined && { group }),
          ...(least !== undefined && { least }),
          ...(waiting !== undefined && { waiting }),
        },
        quotes: hit.said.quotes,
        ...hit.finding,
      },
    ];
  },
  explain({ group, least, waiting }) {
    const name = group
      ? both(`the group “${group}”`, `组“${group}”`)
      : both('a group', '一个组');
    const isShort =
      least !== undefined && waiting !== undefined && waiting < least;
    const numbers =
      least === undefined
        ? both('', '')
        : both(
            ` At least ${least} must fit at once${
              waiting === undefined ? '' : `; ${waiting} wait now`
            }.`,
            `至少需要 ${least} 个同时放得下${
              waiting === undefined ? '' : `；目前有 ${waiting} 个在等待`
            }。`,
          );
    return {
      what: both(
        `The pod belongs to ${name.en}, whose pods are placed together or not at all.${numbers.en}`,
        `该 Pod 属于${name.zh}，组内 Pod 只能一起调度。${numbers.zh}`,
      ),
      why: isShort
        ? both(
            'Not all members exist yet, so the scheduler does not begin.',
            '组内成员尚未全部创建，因此调度器不会开始。',
          )
        : both(
            'Either not all members exist yet, or the cluster has no room for as many of them as must start at once.',
            '可能组内成员尚未全部创建，或集群没有足够资源同时容纳所需数量的成员。',
          ),
    };
  },
  steps({ namespace }) {
    return [
      {
        text: both(
          'Look which of the group’s pods exist and what each waits for; one that cannot be placed holds up all.',
          '查看组内有哪些 Pod、各自在等什么；任何一个无法调度都会拖住全部。',
        ),
        command: kubectl(namespace, 'get', 'pods', '-o', 'wide'),
      },
      {
        text: both(
          'Look at the group’s own status and events.',
          '查看该组自身的状态和事件。',
        ),
        command: kubectl(namespace, 'describe', 'podgroups'),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/',
      },
      {
        text: both(
          'Lower the least number of members, or what each asks for, if the cluster cannot hold them all.',
          '如果集群容纳不下，请减少最少成员数或每个成员的资源请求。',
        ),
      },
    ];
  },
});
