import {
  aftermathInWords,
  aftermathOf,
  both,
  containersOf,
  currentFailure,
  defineCause,
  newestEvent,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl, placeOf } from '../../shared/kubectl';
import { podFailure } from '../../shared/podFailure';

/** What the cluster last complained of. */
function lastWarning(events: Fact<FactValues['events']>) {
  if (events.status !== 'ok') return [];
  const i = newestEvent(events.value, ({ type }) => type === 'Warning');
  return quoteOf('events', events.value, `${i}.message`);
}

export default defineCause({
  id: 'pod-failed-unexplained',
  state: 'failed',
  title: both('The pod has failed', 'Pod 已失败'),
  severity: 'critical',
  since: '0.1.0',
  lastResort: true,
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners'],
  covers: [],
  detect({ pod, events, siblings, owners, subject, now }) {
    const { phase, reason = '', message = '' } = pod.status;
    const isUnknown = phase === 'Unknown';
    if (phase !== 'Failed' && !isUnknown) return [];
    // A lost node has a cause of its own, while its pod is not over.
    if (isUnknown && reason === 'NodeLost') return [];
    if (podFailure(pod, events)) return [];
    const ended = containersOf(pod).some(one => currentFailure(one, now));
    if (ended && reason === '') return [];
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          isUnknown,
          reason: reason.slice(0, 253),
          message: message.trim().slice(0, 500),
          after,
        },
        quotes: [
          ...quoteOf('pod', pod, 'status.message'),
          ...quoteOf('pod', pod, 'status.reason'),
          ...quoteOf('pod', pod, 'status.phase'),
          ...lastWarning(events),
        ],
      },
    ];
  },
  explain({ node, isUnknown, reason, message, after }) {
    const at = theNode(node);
    const said = [reason, message].filter(text => text !== '').join(': ');
    const words = said
      ? both(` The cluster says: “${said}”.`, `集群给出的说明：“${said}”。`)
      : both(' The cluster gives no reason.', '集群没有给出原因。');
    const then = aftermathInWords(after);
    return {
      what: isUnknown
        ? both(
            `The state of the pod is unknown, because ${at.en} could not be asked.${words.en}${then.en}`,
            `无法从${at.zh}获取信息，Pod 状态未知。${words.zh}${then.zh}`,
          )
        : both(
            `The pod has failed and will not run again.${words.en}${then.en}`,
            `Pod 已失败，不会再运行。${words.zh}${then.zh}`,
          ),
      why: both(
        'None of the causes that are known here fits: it may come from a tool, a virtual node or a provider of its own. What the cluster says is all there is.',
        '没有符合的已知原因：可能来自某个工具、虚拟节点或云服务商。集群给出的说明是仅有的线索。',
      ),
    };
  },
  steps({ namespace, pod }) {
    return [
      {
        text: both(
          'Look at the events of the pod and at its last log lines, if there are any.',
          '查看 Pod 的事件及最后的日志（如有）。',
        ),
        action: 'events',
      },
      {
        text: both(
          'Show the whole status to your platform team if it does not speak for itself.',
          '如果仍不清楚，请将完整状态提供给平台团队。',
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
        link: 'https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/',
      },
      {
        text: both(
          'Delete the failed pod once you know enough; its controller, if any, makes a new one.',
          '了解原因后删除失败的 Pod；若有控制器，会创建新的 Pod。',
        ),
        command: kubectl(namespace, 'delete', 'pod', pod),
      },
    ];
  },
});
