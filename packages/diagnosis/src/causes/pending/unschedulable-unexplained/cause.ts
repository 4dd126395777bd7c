import {
  both,
  defineCause,
  duration,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Quote, Step } from '../../../engine';
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

/** Claims have causes of their own, which know how long each thing may take; where none of them speaks, this long is too long, in seconds. */
const CLAIM_PATIENCE = 300;

const hasClaims = ({ spec }: Pod) =>
  spec.volumes.some(
    ({ persistentVolumeClaim, ephemeral }) =>
      persistentVolumeClaim !== undefined || ephemeral,
  );

const STORAGE = both(
  'A volume claim (PersistentVolumeClaim) of the pod is missing, not bound to a volume, or its volume cannot be reached from any node. Which claim it is cannot be told from what was gathered.',
  'Pod 的某个存储卷声明（PersistentVolumeClaim）不存在、尚未绑定，或其存储卷无法从任何节点访问。根据已收集的信息无法判断是哪一个。',
);

function lookAtClaims(namespace: string): Step {
  return {
    text: both(
      'See which volume claims of the namespace are not bound, and what their events say.',
      '查看命名空间中哪些存储卷声明未绑定，及其事件。',
    ),
    command: kubectl(namespace, 'describe', 'pvc'),
    link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  };
}

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
    const age = secondsSince(pod.metadata.creationTimestamp, now);
    const isStorage = root === 'storage';
    const isEarly = hasClaims(pod) && (age ?? Infinity) < CLAIM_PATIENCE;
    if (isStorage && (isEarly || placing?.roles.size !== 1)) return [];
    if (root !== undefined && root !== 'unknown' && !isStorage) return [];
    const quotes = placing ? placing.said.quotes : wordless(pod);
    const isYoung = !placing && age !== undefined && age < PATIENCE;
    if (quotes.length === 0 || isYoung) return [];
    return [
      {
        data: {
          ...placeOf(subject),
          isStorage,
          says: (placing?.said.message ?? '').slice(0, 400),
          ...(age !== undefined && { minutes: Math.floor(age / 60) }),
        },
        quotes,
        contradictions: placing?.said.contradictions ?? [],
      },
    ];
  },
  explain({ says, isStorage, minutes = 0 }) {
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
      why: isStorage
        ? STORAGE
        : both(
            'These words are of an extension of this cluster’s scheduler, or newer than this program; what they mean is not known here.',
            '这些说明来自此集群调度器的扩展，或比本程序更新；此处无法解释其含义。',
          ),
    };
  },
  steps({ namespace, pod, isStorage }) {
    return [
      ...(isStorage ? [lookAtClaims(namespace)] : []),
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
