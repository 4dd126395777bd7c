import type { Step, Text } from '../../../engine';
import {
  allocatableOf,
  both,
  count,
  defineCause,
  isSelected,
  listEn,
  listZh,
  quoteOf,
  requestsOf,
  untolerated,
} from '../../../engine';
import type { KubeNode, Pod, Taint } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import type { Unschedulable } from '../../shared/unschedulable';
import { unschedulable } from '../../shared/unschedulable';

/** Taints that Kubernetes itself sets, in words. Source: https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const BUILT_IN: Readonly<Record<string, Text>> = {
  unschedulable: both(
    'it is cordoned, for maintenance',
    '已被隔离（cordon），例如维护',
  ),
  'not-ready': both('it is not ready', '节点未就绪'),
  unreachable: both('it does not answer', '节点失联'),
  'memory-pressure': both('its memory runs out', '内存不足'),
  'disk-pressure': both('its disk is full', '磁盘不足'),
  'pid-pressure': both('it runs too many processes', '进程过多'),
  'network-unavailable': both('its network is not ready', '网络未就绪'),
};

interface Kept {
  readonly node: string;
  readonly taint: string;
  /** End of the taint's key when Kubernetes itself set it. */
  readonly builtIn?: string;
}

const written = ({ key = '', value, effect = '' }: Taint) =>
  `${key}${value ? `=${value}` : ''}:${effect}`;

/**
 * Nodes that only a taint keeps the pod from: when no open node is left among the selected, or none of the open ones has a
 * device (extended resource) the pod asks for.
 */
function keptBy(pod: Pod, nodes: readonly KubeNode[]): KubeNode[] {
  const devices = [...requestsOf(pod).keys()].filter(name =>
    name.includes('/'),
  );
  const hasDevices = (node: KubeNode) =>
    devices.every(name => (allocatableOf(node).get(name) ?? 0) > 0);
  const able = nodes.filter(
    node => isSelected(pod.spec, node) && hasDevices(node),
  );
  return able.every(node => untolerated(pod.spec, node).length > 0) ? able : [];
}

/** By the scheduler's words alone: a taint is to blame when nothing was kept out for another reason it checks later. */
function isLikely({ insufficient, tainted }: Unschedulable): boolean {
  return tainted > 0 && Object.keys(insufficient).length === 0;
}

function keptInWords({ node, taint, builtIn = '' }: Kept): Text {
  const words = BUILT_IN[builtIn];
  return both(
    `“${node}” has the taint ${taint}${words ? ` (${words.en})` : ''}`,
    `“${node}”有污点 ${taint}${words ? `(${words.zh})` : ''}`,
  );
}

const LINK =
  'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/';

/** For a taint that Kubernetes set: it goes by itself. */
function waitStep({ node, taint }: Kept): Step {
  return {
    text: both(
      `Wait until node “${node}” is in order again, or ask your platform team; never tolerate the taint ${taint}.`,
      `等待节点“${node}”恢复，或联系平台团队；不要容忍污点 ${taint}。`,
    ),
    link: LINK,
  };
}

/** For a taint that somebody set on purpose; it is not known when the nodes are not. */
function tolerateSteps(own: Kept | undefined): Step[] {
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
  title: both(
    'The nodes it could use are reserved (tainted)',
    '可用的节点都被保留（有污点）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['nodes'],
  beats: ['unschedulable-resources'],
  covers: ['scheduler/taint', 'scheduler/unschedulable', 'taint/unschedulable'],
  detect({ pod, nodes, subject }) {
    const said = unschedulable(pod);
    if (!said || said.tainted === 0) return [];
    const all = nodes.status === 'ok' ? nodes.value : undefined;
    const kept = all ? keptBy(pod, all) : [];
    if (all ? kept.length === 0 : !isLikely(said)) return [];
    const blocking = kept.map(node => {
      const [taint = {}] = untolerated(pod.spec, node);
      const [, builtIn] =
        /^node\.kubernetes\.io\/(.+)$/.exec(taint.key ?? '') ?? [];
      const i = all?.indexOf(node) ?? -1;
      const t = node.spec.taints.indexOf(taint);
      const at = `${i}.spec.${t === -1 ? 'unschedulable' : `taints.${t}.key`}`;
      const one: Kept = {
        node: node.metadata.name ?? '',
        taint: written(taint),
        ...(builtIn !== undefined && { builtIn }),
      };
      return { one, quotes: all ? quoteOf('nodes', all, at) : [] };
    });
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: said.nodes,
          tainted: said.tainted,
          unselected: said.unselected,
          kept: blocking.map(({ one }) => one),
        },
        quotes: [...said.quotes, ...blocking.flatMap(({ quotes }) => quotes)],
        contradictions: said.contradictions,
      },
    ];
  },
  explain({ nodes, tainted, unselected, kept }) {
    const shown = kept.slice(0, 5).map(keptInWords);
    const named =
      shown.length > 0
        ? both(
            `: ${listEn(shown.map(({ en }) => en))}.`,
            `:${listZh(shown.map(({ zh }) => zh))}。`,
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
        `The pod waits for a node: ${kept.length || tainted} of ${count(
          nodes,
          'node',
        )} could take it, but ${
          kept.length === 1 ? 'that one is' : 'those are'
        } reserved${named.en}`,
        `Pod 在等待节点：${nodes} 个节点中有 ${
          kept.length || tainted
        } 个可以接纳它，但都被保留${named.zh}`,
      ),
      why: both(
        `A taint keeps away every pod that does not say it may go there (toleration).${others.en}`,
        `污点会拒绝没有声明容忍（toleration）的 Pod。${others.zh}`,
      ),
    };
  },
  steps({ kept }) {
    const [own] = kept.filter(({ builtIn }) => builtIn === undefined);
    const [built] = kept.filter(({ builtIn }) => builtIn !== undefined);
    return [
      ...(built ? [waitStep(built)] : []),
      ...(built && !own ? [] : tolerateSteps(own)),
    ];
  },
});
