import type { Quote } from '../../../engine';
import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  groupBy,
  memo,
  newestEvent,
  nextPodInWords,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';

/** "Preempted by shop/urgent on node worker" up to 1.25, then "Preempted by pod UID on node worker". */
const BY = /^(?:Preempted )?by (?:pod )?([\w./-]{1,317}?) on node /;

/** Who took the place, as far as it is told. */
interface Winner {
  readonly name?: string;
  readonly priority?: number;
  readonly quotes: readonly Quote[];
}

const byUid = memo((pods: readonly Pod[]) =>
  groupBy(pods, ({ metadata }) => metadata.uid),
);
const byName = memo((pods: readonly Pod[]) =>
  groupBy(pods, ({ metadata }) => metadata.name),
);

/** The pod that a message means by its uid or its `namespace/name`. */
function meantPod(by: string, pods: readonly Pod[]): Pod | undefined {
  const [namespace, name] = by.split('/');
  return name === undefined
    ? byUid(pods).get(by)?.[0]
    : byName(pods)
        .get(name)
        ?.find(({ metadata }) => metadata.namespace === namespace);
}

function winnerOf(
  events: Fact<FactValues['events']>,
  known: readonly Fact<readonly Pod[]>[],
): Winner {
  if (events.status !== 'ok') return { quotes: [] };
  const i = newestEvent(
    events.value,
    ({ reason, message = '' }) => reason === 'Preempted' && BY.test(message),
  );
  const by = BY.exec(events.value[i ?? -1]?.message ?? '')?.[1];
  if (!by) return { quotes: [] };
  const [winner] = known.flatMap(
    pods => (pods.status === 'ok' && meantPod(by, pods.value)) || [],
  );
  const { namespace, name } = winner?.metadata ?? {};
  const { priority } = winner?.spec ?? {};
  const told = by.includes('/') ? by : undefined;
  const full = winner ? `${namespace}/${name}` : told;
  return {
    ...(full && { name: full }),
    ...(priority !== undefined && { priority }),
    quotes: quoteOf('events', events.value, `${i}.message`),
  };
}

export default defineCause({
  id: 'preempted',
  state: 'failed',
  title: both(
    'It had to make room for a more important pod',
    '为更重要的 Pod 让位（被抢占）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners', 'namespacePods', 'scheduledPods'],
  beats: [...CONSEQUENCES],
  covers: [
    'podstatus/Preempting',
    'kubelet-container/event/Preempting',
    'preemption/event-Preempted',
    'condition/DisruptionTarget-PreemptionByScheduler',
    'condition/DisruptionTarget-TerminationByKubelet',
  ],
  detect(reading) {
    const { pod, events, siblings, owners, subject } = reading;
    const failure = failureOf('preempted', pod, events);
    if (!failure) return [];
    const { namespacePods, scheduledPods } = reading;
    const winner = winnerOf(events, [scheduledPods, namespacePods]);
    const after = aftermathOf(pod, siblings, owners);
    const { priority, nodeName } = pod.spec;
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(nodeName && { node: nodeName }),
          byKubelet: /kubelet|critical/i.test(failure.message),
          ...(winner.name && { winner: winner.name }),
          ...(winner.priority !== undefined && {
            winnerPriority: winner.priority,
          }),
          ...(priority !== undefined && { priority }),
          after,
        },
        quotes: [
          ...failure.quotes,
          ...winner.quotes.filter(
            ({ value }) => !failure.quotes.some(one => one.value === value),
          ),
          ...quoteOf('pod', pod, 'spec.priority'),
          ...quoteOf('pod', pod, 'spec.priorityClassName'),
        ],
      },
    ];
  },
  explain({ node, byKubelet, winner, winnerPriority, priority, after }) {
    const at = theNode(node);
    const then = aftermathInWords(after);
    const rank =
      winnerPriority === undefined
        ? both('', '')
        : both(` (priority ${winnerPriority})`, `（优先级 ${winnerPriority}）`);
    const own =
      priority === undefined
        ? both('', '')
        : both(
            `, its own priority being ${priority}`,
            `，自身优先级为 ${priority}`,
          );
    const who = winner
      ? both(`pod “${winner}”${rank.en}`, `Pod“${winner}”${rank.zh}`)
      : both('a pod of higher priority', '优先级更高的 Pod');
    return {
      what: byKubelet
        ? both(
            `The pod was ended on ${at.en} to make room for a pod that is critical to the node or cluster${own.en}.${then.en}`,
            `${at.zh}为对节点或集群至关重要的 Pod 腾出空间，终止了该 Pod${own.zh}。${then.zh}`,
          )
        : both(
            `The pod was ended on ${at.en} to make room for ${who.en}${own.en}.${then.en}`,
            `为给${who.zh}腾出空间，${at.zh}上的该 Pod 被终止${own.zh}。${then.zh}`,
          ),
      why: both(
        'When a pod finds no room, those of lower priority are ended for it (preemption). The cluster is full; this program has not done wrong, and may wait now until there is room again.',
        '当 Pod 找不到空间时，会终止优先级较低的 Pod（抢占）。集群资源已满；该程序本身没有问题，但可能要等到有空间时才能再次运行。',
      ),
    };
  },
  steps({ namespace, pod, after }) {
    return [
      {
        text: nextPodInWords(after),
        command: kubectl(namespace, 'get', 'pods', '-o', 'wide'),
      },
      {
        text: both(
          'Ask your platform team for more room, or for a higher priority class if the service is more important than what took its place.',
          '请平台团队增加资源；如果该服务比抢占者更重要，请申请更高的优先级。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
      },
      {
        text: both(
          'Delete the record of the ended pod if it is still there.',
          '如果已终止 Pod 的记录还在，请将其删除。',
        ),
        command: kubectl(namespace, 'delete', 'pod', pod),
      },
    ];
  },
});
