import {
  both,
  defineCause,
  duration,
  listEn,
  listZh,
  memoAlike,
  quoteOf,
  secondsSince,
  untolerated,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { placeOf } from '../../shared/kubectl';
import type { Kept } from '../../shared/meantNodes';
import { keptBecauseOf, nodesMeantFor } from '../../shared/meantNodes';
import { obstacleOf } from '../../shared/obstacle';
import { someOf } from '../../shared/someOf';
import { taintKind } from '../../shared/schedulerTexts';

/** A node taken out of service. */
interface Closed {
  readonly node: string;
  /** Set when an autoscaler or the cloud is about to remove it: the taint's key. */
  readonly leaving?: string;
  /** Since when, in seconds, where the taint tells. */
  readonly seconds?: number;
}

const CORDON = 'node.kubernetes.io/unschedulable';

function closedNode(
  pod: Pod,
  { node, i }: Kept,
  all: FactValues['nodes'],
  now: number,
) {
  const taint = untolerated(pod.spec, node).find(
    ({ key = '' }) => taintKind(key) === 'cordoned',
  );
  const t = taint ? node.spec.taints.indexOf(taint) : -1;
  const at = t === -1 ? 'unschedulable' : `taints.${t}.key`;
  const seconds = secondsSince(taint?.timeAdded, now);
  const one: Closed = {
    node: node.metadata.name ?? '',
    ...(taint?.key && taint.key !== CORDON && { leaving: taint.key }),
    ...(seconds !== undefined && { seconds }),
  };
  return { one, quotes: quoteOf('nodes', all, `${i}.spec.${at}`) };
}

const closedNodes = memoAlike((pod, nodes, now: number) =>
  keptBecauseOf(nodesMeantFor(pod, nodes).kept, 'cordoned').map(one =>
    closedNode(pod, one, nodes, now),
  ),
);

/** "for 3 h"; nothing of less than a minute. */
function sinceInWords(seconds = 0) {
  if (seconds < 60) return both('', '');
  const { en, zh } = duration(seconds);
  return both(` for ${en}`, `，已 ${zh}`);
}

export default defineCause({
  id: 'unschedulable-cordoned',
  state: 'pending',
  title: both(
    'Nodes are closed to new pods (cordoned)',
    '节点已停止接收新 Pod（cordon）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: ['scheduler/unschedulable', 'taint/unschedulable'],
  detect({ pod, events, nodes, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'cordoned');
    if (!hit) return [];
    const closed =
      nodes.status === 'ok' ? closedNodes(pod, nodes.value, now) : [];
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: hit.said.nodes,
          count: closed.length || hit.count,
          closed: closed.map(({ one }) => one),
        },
        quotes: [...hit.said.quotes, ...closed.flatMap(({ quotes }) => quotes)],
        ...hit.finding,
      },
    ];
  },
  explain({ nodes, count: some, closed }) {
    const shown = closed.slice(0, 5).map(({ node, seconds }) => {
      const since = sinceInWords(seconds);
      return both(`“${node}”${since.en}`, `“${node}”${since.zh}`);
    });
    const named =
      shown.length > 0
        ? both(
            ` (${listEn(shown.map(({ en }) => en))})`,
            `（${listZh(shown.map(({ zh }) => zh))}）`,
          )
        : both('', '');
    const leaving = closed.find(one => one.leaving !== undefined);
    return {
      what: both(
        `The pod waits for a node, and ${someOf(some, nodes)} ${
          some === 1 ? 'takes' : 'take'
        } no new pods${named.en}.`,
        `Pod 在等待节点，而${
          nodes > 0 ? ` ${nodes} 个节点中` : ''
        }有 ${some} 个不再接收新 Pod${named.zh}。`,
      ),
      why: leaving
        ? both(
            `The node is about to be removed (taint ${leaving.leaving}), so nothing new is placed there.`,
            `该节点即将被移除（污点 ${leaving.leaving}），因此不会再放置新的 Pod。`,
          )
        : both(
            'Somebody, or an upgrade, has cordoned it: running pods stay, new ones are kept off until it is uncordoned.',
            '有人或升级程序将其隔离（cordon）：已运行的 Pod 保留，在解除隔离（uncordon）之前不接收新的 Pod。',
          ),
    };
  },
  steps({ closed }) {
    const cordoned = closed.filter(({ leaving }) => leaving === undefined);
    return [
      {
        text: both(
          'Look which nodes are marked SchedulingDisabled.',
          '查看哪些节点标记为 SchedulingDisabled。',
        ),
        command: 'kubectl get nodes',
      },
      {
        text: both(
          'Ask your platform team whether an upgrade or maintenance is going on, and when it ends.',
          '询问平台团队是否正在升级或维护，以及何时结束。',
        ),
      },
      ...cordoned.slice(0, 1).map(({ node }) => ({
        text: both(
          `Uncordon “${node}” if the work on it is done.`,
          `如果节点“${node}”上的维护已完成，请解除隔离。`,
        ),
        command: `kubectl uncordon ${node}`,
        link: 'https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/',
      })),
    ];
  },
});
