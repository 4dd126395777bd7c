import {
  both,
  defineCause,
  duration,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Quote } from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { placingOf } from '../../shared/placing';
import { isUnplaced } from '../../shared/unschedulable';

/** A pod that a scheduler has refused without a word is left alone for this long, in seconds. */
const PATIENCE = 120;

/** A condition without words, and no event either: all there is. */
function wordless(pod: Pod): Quote[] {
  const i = pod.status.conditions.findIndex(
    ({ type, status, reason }) =>
      type === 'PodScheduled' &&
      status === 'False' &&
      reason !== 'SchedulingGated',
  );
  return i === -1
    ? []
    : [
        ...quoteOf('pod', pod, `status.conditions.${i}.reason`),
        ...quoteOf('pod', pod, `status.conditions.${i}.status`),
      ];
}

const hasClaims = ({ spec }: Pod) =>
  spec.volumes.some(
    ({ persistentVolumeClaim, ephemeral }) =>
      persistentVolumeClaim !== undefined || ephemeral,
  );

export default defineCause({
  id: 'unschedulable-unexplained',
  state: 'pending',
  title: both(
    'The scheduler finds no node for the pod',
    '调度器找不到可用于该 Pod 的节点',
  ),
  severity: 'critical',
  since: '0.1.0',
  lastResort: true,
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  beats: ['autoscaler-cannot-help', 'autoscaler-adds-node'],
  covers: ['scheduler/nodeaffinity-enforced', 'scheduler/vz-misc'],
  detect({ pod, events, nodes, subject, now }) {
    if (!isUnplaced(pod)) return [];
    const placing = placingOf({ pod, events, nodes });
    const root = [...(placing?.roles ?? [])].find(
      ([, role]) => role === 'root',
    )?.[0];
    // Claims have causes of their own, where the pod is known to have one.
    const isOfClaims =
      root === 'storage' && !hasClaims(pod) && placing?.roles.size === 1;
    if (root !== undefined && root !== 'unknown' && !isOfClaims) return [];
    const age = secondsSince(pod.metadata.creationTimestamp, now);
    const quotes = placing ? placing.said.quotes : wordless(pod);
    const isYoung = !placing && age !== undefined && age < PATIENCE;
    if (quotes.length === 0 || isYoung) return [];
    return [
      {
        data: {
          ...placeOf(subject),
          says: (placing?.said.message ?? '').slice(0, 400),
          ...(age !== undefined && { minutes: Math.floor(age / 60) }),
        },
        quotes,
        contradictions: placing?.said.contradictions ?? [],
      },
    ];
  },
  explain({ says, minutes = 0 }) {
    const { en, zh } = duration(minutes * 60);
    const since = minutes > 0 ? both(` for ${en}`, `，已 ${zh}`) : both('', '');
    return {
      what: says
        ? both(
            `The pod has had no node${since.en}; the scheduler says: “${says}”.`,
            `Pod 没有节点${since.zh}；调度器称：“${says}”。`,
          )
        : both(
            `The pod has had no node${since.en}; the scheduler refused it without giving a reason.`,
            `Pod 没有节点${since.zh}；调度器拒绝了它，但没有给出原因。`,
          ),
      why: both(
        'These words are of an extension of this cluster’s scheduler, or newer than this program; what they mean is not known here.',
        '这些说明来自此集群调度器的扩展，或比本程序更新；此处无法解释其含义。',
      ),
    };
  },
  steps({ namespace, pod }) {
    return [
      {
        text: both(
          'Look at the latest events of the pod: they may say more.',
          '查看 Pod 的最新事件：可能有更多信息。',
        ),
        action: 'events' as const,
      },
      {
        text: both(
          'Compare what the pod asks for with the nodes there are.',
          '对比 Pod 的要求与现有节点。',
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
        link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
      },
      {
        text: both(
          'Ask your platform team, with these words, what their scheduler wants.',
          '请将这段说明交给平台团队，了解其调度器的要求。',
        ),
      },
    ];
  },
});
