import type { Text } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  firstQuoteOf,
  listEn,
  listZh,
  quoteOf,
  secondsSince,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { isUnplaced } from '../../shared/unschedulable';

const KUEUE = /(?:^|\.)kueue\.x-k8s\.io\//;
const LINK =
  'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/';
const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';

/** "for 2 hours"; empty when not known. */
function ageInWords(seconds: number | undefined): Text {
  if (seconds === undefined || seconds < 60) return both('', '');
  const { en, zh } = duration(seconds);
  return both(` for ${en}`, `已 ${zh}，`);
}

export default defineCause({
  id: 'scheduling-gated',
  state: 'pending',
  title: both(
    'It is held back until a gate is lifted',
    '调度被门控暂停（schedulingGates）',
  ),
  severity: 'warning',
  since: '0.1.0',
  reads: ['pod'],
  covers: ['condition/PodScheduled-SchedulingGated', 'scheduler/gates'],
  detect({ pod, subject, now }) {
    const gates = (pod.spec.schedulingGates ?? []).flatMap(
      ({ name }) => name ?? [],
    );
    const i = pod.status.conditions.findIndex(
      ({ type, reason }) =>
        type === 'PodScheduled' && reason === 'SchedulingGated',
    );
    if (!isUnplaced(pod) || (gates.length === 0 && i === -1)) return [];
    const age = secondsSince(pod.metadata.creationTimestamp, now);
    const queue = pod.metadata.labels?.[QUEUE_LABEL];
    return [
      {
        data: {
          ...placeOf(subject),
          gates,
          isKueue: gates.some(name => KUEUE.test(name)),
          ...(queue && { queue }),
          ...(age !== undefined && { age }),
        },
        quotes: [
          ...gates.flatMap((_, g) =>
            quoteOf('pod', pod, `spec.schedulingGates.${g}.name`),
          ),
          ...firstQuoteOf(
            'pod',
            pod,
            `status.conditions.${i}.message`,
            `status.conditions.${i}.reason`,
          ),
          ...quoteOf('pod', pod, `metadata.labels.${QUEUE_LABEL}`),
        ],
      },
    ];
  },
  explain({ gates, isKueue, queue, age }) {
    const names = gates.map(name => `“${name}”`);
    const since = ageInWords(age);
    return {
      what: both(
        `The pod has been held back${since.en} by ${
          names.length > 1 ? 'the gates' : 'the gate'
        } ${listEn(names) || 'of a controller'}.`,
        `${since.zh}系统没有为该 Pod 寻找节点：它带有调度门控 ${listZh(
          names,
        )}。`,
      ),
      why: isKueue
        ? both(
            `It waits in the queue ${
              queue ? `“${queue}” ` : ''
            }of Kueue, which removes the gate once the queue’s quota has room for the whole job.`,
            `它在 Kueue 的队列${
              queue ? `“${queue}”` : ''
            }中等待；当队列配额能容纳整个作业时，Kueue 会移除门控。`,
          )
        : both(
            'Whoever set the gate must remove it; until then the scheduler leaves the pod alone and reports nothing. If that controller is not running, the pod waits for ever.',
            '门控必须由设置它的控制器移除；在此之前调度器不会处理该 Pod，也不会报告任何事件。如果该控制器没有运行，Pod 会一直等待。',
          ),
    };
  },
  steps({ namespace, isKueue, gates }) {
    if (isKueue) {
      return [
        {
          text: both(
            'Look at the workload in the queue and why it is not admitted.',
            '查看队列中的 Workload 以及未被准入的原因。',
          ),
          command: kubectl(namespace, 'describe', 'workloads.kueue.x-k8s.io'),
          link: LINK,
        },
        {
          text: both(
            'Wait for quota, lower what the job asks for, or ask your platform team about the queue’s limits.',
            '等待配额、降低作业的资源请求，或向平台团队了解队列限额。',
          ),
        },
      ];
    }
    return [
      {
        text: both(
          `Ask your platform team which controller owns the gate${
            gates[0] ? ` “${gates[0]}”` : ''
          } and whether it runs.`,
          `向平台团队确认门控${
            gates[0] ? `“${gates[0]}”` : ''
          }由哪个控制器负责、是否在运行。`,
        ),
        link: LINK,
      },
      {
        text: both(
          'Remove schedulingGates from the manifest if nothing in this cluster lifts it.',
          '如果集群中没有组件会移除该门控，请从清单中去掉 schedulingGates。',
        ),
      },
    ];
  },
});
