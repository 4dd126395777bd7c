import type { Step, Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  memoAlike,
  quoteOf,
  untolerated,
} from '../../../engine';
import type { KubeNode, Pod, Taint } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { keptBecauseOf, nodesMeantFor } from '../../shared/meantNodes';
import { obstacleOf } from '../../shared/obstacle';
import { ownWordsIn, ownWordsInWords } from '../../shared/ownWords';
import { taintKind } from '../../shared/schedulerTexts';
import { someOf } from '../../shared/someOf';
import type { Reason } from '../../shared/unschedulable';

/** A node and the taint that keeps the pod off it. */
interface Reserved {
  readonly node?: string;
  readonly taint: string;
  /** The control plane's own: nobody's services belong there, but in a cluster of one node. */
  readonly isControlPlane: boolean;
}

const CONTROL_PLANE = /^node-role\.kubernetes\.io\//;

const written = ({ key = '', value, effect = '' }: Taint) =>
  `${key}${value ? `=${value}` : ''}${effect && `:${effect}`}`;

/** The first taint that is somebody's reservation; others of the same node pass by themselves. */
function reservedBy(pod: Pod, node: KubeNode): Taint {
  const taints = untolerated(pod.spec, node);
  const reserving = taints.filter(({ key = '' }) =>
    ['taint', 'background'].includes(taintKind(key)),
  );
  return reserving[0] ?? taints[0] ?? {};
}

const fromNodes = memoAlike((pod, nodes) =>
  keptBecauseOf(nodesMeantFor(pod, nodes).kept, 'taint', 'background').map(
    ({ node, i }) => {
      const taint = reservedBy(pod, node);
      const t = node.spec.taints.indexOf(taint);
      const one: Reserved = {
        node: node.metadata.name ?? '',
        taint: written(taint),
        isControlPlane: CONTROL_PLANE.test(taint.key ?? ''),
      };
      const quotes = quoteOf('nodes', nodes, `${i}.spec.taints.${t}.key`);
      return { one, quotes };
    },
  ),
);

/** The taints that older schedulers name. */
function fromWords(reasons: readonly Reason[]): Reserved[] {
  return reasons.flatMap(({ kind, taint }) =>
    taint && (kind === 'taint' || kind === 'background')
      ? {
          taint: written(taint),
          isControlPlane: CONTROL_PLANE.test(taint.key),
        }
      : [],
  );
}

function reservedInWords({ node, taint }: Reserved): Text {
  return node
    ? both(`“${node}” has the taint ${taint}`, `“${node}”有污点 ${taint}`)
    : both(`taint ${taint}`, `污点 ${taint}`);
}

const LINK =
  'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/';

/** A cluster whose only node is its control plane has no place for services until that taint is gone. */
function controlPlaneSteps(): Step[] {
  return [
    {
      text: both(
        'Ask your platform team for a worker node: control plane nodes are kept for the cluster itself.',
        '请平台团队增加工作节点：控制平面节点只供集群自身使用。',
      ),
    },
    {
      text: both(
        'Remove the taint only in a cluster of your own with a single node (kind, minikube, kubeadm).',
        '仅在自己的单节点集群（kind、minikube、kubeadm）中才移除该污点。',
      ),
      command:
        'kubectl taint nodes --all node-role.kubernetes.io/control-plane-',
      link: LINK,
    },
  ];
}

/** For a taint that somebody set on purpose; it is not known when the nodes are not. */
function tolerateSteps(own: Reserved | undefined): Step[] {
  return [
    {
      text: both(
        'Ask your platform team whom the reserved nodes are for.',
        '向平台团队确认这些节点是为谁保留的。',
      ),
    },
    {
      text: own
        ? both(
            `Add a toleration for ${own.taint} to the pod if your service is meant to run there.`,
            `如果您的服务应在那里运行，请为 Pod 添加对 ${own.taint} 的容忍。`,
          )
        : both(
            'Add a toleration to the pod if your service is meant to run there.',
            '如果您的服务应在那里运行，请为 Pod 添加相应的容忍。',
          ),
      link: LINK,
    },
  ];
}

export default defineCause({
  id: 'unschedulable-taint',
  state: 'pending',
  title: both('Nodes are reserved (tainted)', '节点被保留（有污点）'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: ['scheduler/taint'],
  detect({ pod, events, nodes, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'taint', 'background');
    if (!hit) return [];
    const { said, kept } = hit;
    const blocking = nodes.status === 'ok' ? fromNodes(pod, nodes.value) : [];
    const reserved =
      blocking.length > 0
        ? blocking.map(({ one }) => one)
        : fromWords(said.reasons);
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: said.nodes,
          own: ownWordsIn(pod, said),
          tainted: kept.length || hit.count,
          unselected: said.reasons
            .filter(({ kind }) => kind === 'selector')
            .reduce((sum, { nodes: some }) => sum + some, 0),
          reserved,
        },
        quotes: [...said.quotes, ...blocking.flatMap(({ quotes }) => quotes)],
        ...hit.finding,
      },
    ];
  },
  explain({ nodes, tainted, unselected, reserved, own }) {
    const more = ownWordsInWords(own);
    const shown = reserved.slice(0, 5).map(reservedInWords);
    const named =
      shown.length > 0
        ? both(
            `: ${listEn(shown.map(({ en }) => en))}.`,
            `：${listZh(shown.map(({ zh }) => zh))}。`,
          )
        : both('.', '。');
    const others =
      unselected > 0
        ? both(
            ` ${count(unselected, 'other node')} ${
              unselected === 1 ? 'lacks' : 'lack'
            } the labels the pod asks for.`,
            `另有 ${unselected} 个节点没有 Pod 要求的标签。`,
          )
        : both('', '');
    return {
      what: both(
        `The pod waits for a node, and ${someOf(tainted, nodes)} ${
          tainted === 1 ? 'is' : 'are'
        } reserved for others${named.en}`,
        `Pod 在等待节点，而${
          nodes > 0 ? ` ${nodes} 个节点中` : ''
        }有 ${tainted} 个保留给其他用途${named.zh}`,
      ),
      why: both(
        `A taint keeps away every pod that does not say it may go there (toleration).${others.en}${more.en}`,
        `污点会拒绝没有声明容忍（toleration）的 Pod。${others.zh}${more.zh}`,
      ),
    };
  },
  steps({ reserved }) {
    const own = reserved.find(({ isControlPlane }) => !isControlPlane);
    return reserved.length > 0 && !own
      ? controlPlaneSteps()
      : tolerateSteps(own);
  },
});
