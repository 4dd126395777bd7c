import {
  both,
  defineCause,
  needed,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';

const CHOSEN = /Chose "([a-z0-9.-]{1,253})" arbitrarily/;

/** The API server keeps events for an hour. */
const EVENTS_LIVE_SECONDS = 3600;

export default defineCause({
  id: 'budgets-overlap',
  state: 'running-but-wrong',
  title: both(
    'Two disruption budgets cover the pod: no drain works',
    '两个中断预算覆盖该 Pod，无法清空节点',
  ),
  severity: 'info',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['eviction/event-MultiplePDB', 'eviction/api-multi'],
  detect({ pod, events, subject, now }) {
    const { phase } = pod.status;
    if (phase === 'Succeeded' || phase === 'Failed') return [];
    if (pod.metadata.deletionTimestamp !== undefined) return [];
    if (events.status !== 'ok') {
      // Of an older pod events may simply be gone, which is no reason to doubt a healthy one.
      const age = secondsSince(pod.metadata.creationTimestamp, now);
      if ((age ?? Infinity) < EVENTS_LIVE_SECONDS) needed('events', events);
      return [];
    }
    const i = newestEvent(
      events.value,
      ({ reason }) => reason === 'MultiplePodDisruptionBudgets',
    );
    const event = events.value[i ?? -1];
    if (!event) return [];
    const chosen = CHOSEN.exec(event.message?.slice(0, 2048) ?? '')?.[1];
    return [
      {
        data: { ...placeOf(subject), ...(chosen && { chosen }) },
        quotes: [
          ...quoteOf('events', events.value, `${i}.message`),
          ...quoteOf('events', events.value, `${i}.reason`),
        ],
      },
    ];
  },
  explain({ pod, chosen }) {
    const one = chosen
      ? both(`, “${chosen}” among them`, `，其中包括“${chosen}”`)
      : both('', '');
    return {
      what: both(
        `More than one PodDisruptionBudget selects pod “${pod}”${one.en}.`,
        `多个 PodDisruptionBudget 选中了 Pod“${pod}”${one.zh}。`,
      ),
      why: both(
        'The pod works, but the cluster refuses every request to evict it as long as this is so: a node with it on cannot be drained for an upgrade, nor removed by an autoscaler.',
        'Pod 正常工作，但集群会拒绝所有驱逐它的请求：其所在节点无法清空升级，也无法被自动扩缩容移除。',
      ),
    };
  },
  steps({ namespace }) {
    return [
      {
        text: both(
          'List the budgets of the namespace, and compare their selectors with the labels of the pod.',
          '列出命名空间中的预算，将其选择器与 Pod 的标签对比。',
        ),
        command: kubectl(
          namespace,
          'get',
          'poddisruptionbudgets',
          '-o',
          'yaml',
        ),
      },
      {
        text: both(
          'Keep one of them for these pods: delete the other, or narrow its selector.',
          '只为这些 Pod 保留一个：删除另一个，或缩小其选择器范围。',
        ),
        link: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
      },
    ];
  },
});
