import type { Text } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  firstQuoteOf,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { KubeEvent, Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl, placeOf } from '../../shared/kubectl';
import { isUnplaced, unschedulable } from '../../shared/unschedulable';

/** A scheduler looks at a new pod within moments; a busy one within this, in seconds. */
const PATIENCE = 60;
/** Schedulers that start a machine for each pod say nothing for this long. */
const LONG_PATIENCE = 300;
/** While volumes are made for the chosen node, or devices prepared, nothing is reported for up to ten minutes. */
const BINDING_PATIENCE = 660;
const DEFAULT = 'default-scheduler';

/** Anything that shows that somebody looks after the pod's placement. */
const isOfPlacing = ({ reason = '', source = '' }: KubeEvent) =>
  /Schedul|ScaleUp|Nominated|Preempt/i.test(reason) ||
  /scheduler|autoscaler|karpenter/i.test(source);

/** Whether a volume or device of the pod may be made just now, for the node that was chosen. */
function mayBeBinding(
  { spec }: Pod,
  claims: Fact<FactValues['claims']>,
): boolean {
  if ((spec.resourceClaims ?? []).length > 0) return true;
  const mounts = spec.volumes.some(
    ({ persistentVolumeClaim, ephemeral }) =>
      persistentVolumeClaim !== undefined || ephemeral,
  );
  const isBound =
    claims.status === 'ok' &&
    claims.value.every(({ status }) => status.phase === 'Bound');
  return mounts && !isBound;
}

/** How long nothing may be heard of a pod, in seconds. */
function patienceWith(pod: Pod, claims: Fact<FactValues['claims']>): number {
  if (mayBeBinding(pod, claims)) return BINDING_PATIENCE;
  return /fargate|virtual/.test(pod.spec.schedulerName ?? '')
    ? LONG_PATIENCE
    : PATIENCE;
}

function ageInWords(seconds: number | undefined): Text {
  if (seconds === undefined || seconds < 60) return both('', '');
  const { en, zh } = duration(seconds);
  return both(` in ${en}`, `在 ${zh}内`);
}

export default defineCause({
  id: 'scheduler-absent',
  state: 'pending',
  title: both('No scheduler looks at the pod', '没有调度器处理该 Pod'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'scheduledPods', 'claims'],
  covers: ['condition/PodScheduled-missing', 'scheduler/profile'],
  detect({ pod, events, scheduledPods, claims, subject, now }) {
    const { schedulingGates = [], schedulerName = DEFAULT } = pod.spec;
    const hasAnswer =
      !isUnplaced(pod) ||
      schedulingGates.length > 0 ||
      pod.status.conditions.some(({ type }) => type === 'PodScheduled') ||
      unschedulable(pod, events) !== undefined ||
      (events.status === 'ok' && events.value.some(isOfPlacing));
    const age = secondsSince(pod.metadata.creationTimestamp, now);
    if (hasAnswer || (age !== undefined && age < patienceWith(pod, claims)))
      return [];
    const placed =
      scheduledPods.status === 'ok'
        ? scheduledPods.value.filter(
            ({ spec }) => (spec.schedulerName ?? DEFAULT) === schedulerName,
          ).length
        : undefined;
    return [
      {
        data: {
          ...placeOf(subject),
          scheduler: schedulerName,
          ...(age !== undefined && { age }),
          ...(placed !== undefined && { placed }),
        },
        quotes: [
          ...firstQuoteOf('pod', pod, 'spec.schedulerName', 'metadata.name'),
          ...quoteOf('pod', pod, 'status.phase'),
          ...quoteOf('pod', pod, 'metadata.creationTimestamp'),
        ],
      },
    ];
  },
  explain({ scheduler, age, placed }) {
    const since = ageInWords(age);
    const isOwn = scheduler !== DEFAULT;
    const none =
      isOwn && placed === 0
        ? both(
            ' No pod of the cluster has been placed by a scheduler of that name.',
            '集群中没有任何 Pod 由该名称的调度器调度过。',
          )
        : both('', '');
    return {
      what: both(
        `The pod waits for the scheduler “${scheduler}”, which has not answered${since.en}: neither a result nor a refusal.${none.en}`,
        `Pod 在等待调度器“${scheduler}”，但它${since.zh}没有任何回应：既没有结果也没有拒绝。${none.zh}`,
      ),
      why: isOwn
        ? both(
            'schedulerName hands the pod to that scheduler alone; if none of that name runs here, or it is down, nobody else takes over.',
            'schedulerName 把 Pod 只交给该调度器；如果集群中没有这个名称的调度器，或它已停止，其他调度器不会接手。',
          )
        : both(
            'The cluster’s scheduler is down, has lost its lease, or is far behind; new pods of all services would then wait alike.',
            '集群调度器可能已停止、失去租约或严重积压；这种情况下所有服务的新 Pod 都会等待。',
          ),
    };
  },
  steps({ namespace, pod, scheduler }) {
    return [
      {
        text: both(
          'Look whether other new pods wait in the same way.',
          '查看其他新 Pod 是否同样在等待。',
        ),
        command: kubectl(
          namespace,
          'get',
          'pods',
          '--field-selector',
          'status.phase=Pending',
        ),
      },
      ...(scheduler === DEFAULT
        ? []
        : [
            {
              text: both(
                `Correct or remove schedulerName “${scheduler}”, if the pod needs no scheduler of its own; then let it be made anew.`,
                `如果不需要专用调度器，请改正或去掉 schedulerName “${scheduler}”，然后重新创建 Pod。`,
              ),
              link: 'https://kubernetes.io/docs/tasks/extend-kubernetes/configure-multiple-schedulers/',
            },
          ]),
      {
        text: both(
          'Ask your platform team whether the scheduler runs.',
          '向平台团队确认调度器是否在运行。',
        ),
        command: 'kubectl -n kube-system get pods,leases',
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
      },
      {
        text: both('Look at the pod’s events.', '查看 Pod 的事件。'),
        command: kubectl(namespace, 'describe', 'pod', pod),
      },
    ];
  },
});
