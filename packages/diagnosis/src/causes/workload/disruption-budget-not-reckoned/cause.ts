import type { Quote } from '../../../engine';
import {
  both,
  defineCause,
  needed,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl } from '../../shared/kubectl';
import {
  conditionOf,
  quoteOwner,
  workloadOf,
  workloadPlace,
} from '../../shared/workload';

/** The controller tries again and again; what it has not said for this long is over. */
const RECENT_SECONDS = 3_600;

interface Trouble {
  /** Pods without a controller are left out of the count; everything else stops it. */
  readonly isStopped: boolean;
  readonly quotes: readonly Quote[];
}

function inEvents(
  ownerEvents: Fact<FactValues['ownerEvents']>,
  now: number,
): Trouble | undefined {
  if (ownerEvents.status !== 'ok') return undefined;
  const events = ownerEvents.value;
  const newest = (wanted: string) =>
    newestEvent(
      events,
      ({ reason, lastSeen }) =>
        reason === wanted &&
        (secondsSince(lastSeen, now) ?? Infinity) < RECENT_SECONDS,
    );
  const failed = newest('CalculateExpectedPodCountFailed');
  const i = failed ?? newest('UnmanagedPods');
  const quotes = ['reason', 'message'].flatMap(at =>
    quoteOf('ownerEvents', events, `${i}.${at}`),
  );
  return i === undefined
    ? undefined
    : { isStopped: failed !== undefined, quotes };
}

export default defineCause({
  id: 'disruption-budget-not-reckoned',
  state: 'workload',
  title: both(
    'The disruption budget cannot count its pods',
    '中断预算无法统计其 Pod',
  ),
  severity: 'warning',
  since: '0.2.0',
  // A budget wants no pods itself, which counts as completed.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['owners', 'ownerEvents'],
  covers: [
    'controller/pdb-CalculateExpectedPodCountFailed',
    'controller/pdb-UnmanagedPods',
  ],
  detect({ subject, owners, ownerEvents, now }) {
    const workload = workloadOf(subject, owners, 'PodDisruptionBudget');
    if (!workload) return [];
    const allowed = conditionOf(workload.self, 'DisruptionAllowed');
    const isFailed = allowed?.reason === 'SyncFailed';
    const at = `status.conditions.${allowed?.i}`;
    const own = quoteOwner(workload.owners, 0, `${at}.reason`, `${at}.message`);
    if (!isFailed && allowed?.status === 'False') {
      // Too few pods are ready, or some do not count: only the events tell.
      needed('ownerEvents', ownerEvents);
    }
    const said = inEvents(ownerEvents, now);
    if (!isFailed && !said) return [];
    const isStopped = isFailed || said?.isStopped === true;
    const isShut = isStopped || allowed?.status === 'False';
    return [
      {
        severity: isShut ? ('warning' as const) : ('info' as const),
        data: { ...workloadPlace(subject), isStopped },
        quotes: [...(isFailed ? own : []), ...(said?.quotes ?? [])],
      },
    ];
  },
  explain({ name, isStopped }) {
    return isStopped
      ? {
          what: both(
            `Budget “${name}” cannot tell how many pods there should be, so the cluster refuses to evict any of them.`,
            `中断预算“${name}”无法得知应有多少个 Pod，因此集群拒绝驱逐其中任何一个。`,
          ),
          why: both(
            'A share, or maxUnavailable, is reckoned from what the controllers of the pods want: each selected pod needs a controller that can be scaled. Nodes with these pods cannot be drained.',
            '百分比或 maxUnavailable 依据 Pod 的控制器期望数计算：每个被选中的 Pod 都需要一个可扩缩的控制器。在此之前，这些 Pod 所在的节点无法清空。',
          ),
        }
      : {
          what: both(
            `Budget “${name}” also selects pods that no controller owns.`,
            `中断预算“${name}”选中了没有控制器的 Pod。`,
          ),
          why: both(
            'Nobody wants a number of such pods, so they do not count as expected when a share or maxUnavailable is reckoned: the budget may then refuse every eviction, and so the draining of their nodes.',
            '这类 Pod 没有期望数，在按比例或 maxUnavailable 计算时不计入应有数量：预算可能因此拒绝所有驱逐，使其所在节点无法清空。',
          ),
        };
  },
  steps({ namespace, name }) {
    return [
      {
        text: both(
          'Compare its selector with the labels of the pods, and see which of them have no controller.',
          '将其选择器与 Pod 标签对比，查看哪些 Pod 没有控制器。',
        ),
        command: kubectl(namespace, 'describe', 'pdb', name),
      },
      {
        text: both(
          'Use minAvailable with a whole number for pods of other controllers or of none.',
          '对于没有控制器或使用其他控制器的 Pod，请使用整数形式的 minAvailable。',
        ),
        link: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors',
      },
    ];
  },
});
