import type { Quote, Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  memoAlike,
  nearest,
  quoteOf,
} from '../../../engine';
import type { KubeNode, PodSpec } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';
import { ownWordsIn, ownWordsInWords } from '../../shared/ownWords';

/** A label asked for, and what the nodes have under that key. */
interface Wanted {
  readonly key: string;
  readonly values: readonly string[];
  /** Values that nodes have; empty when no node has the key. */
  readonly have: readonly string[];
  /** What was probably meant. */
  readonly near?: string;
}

/** Every label that the node selector and the required affinity ask for. */
function asked(spec: PodSpec): { key: string; values: readonly string[] }[] {
  const { nodeAffinity } = spec.affinity ?? {};
  const terms =
    nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms ?? [];
  return [
    ...Object.entries(spec.nodeSelector ?? {}).map(([key, value]) => ({
      key,
      values: [value],
    })),
    ...terms
      .flatMap(({ matchExpressions = [], matchFields = [] }) => [
        ...matchExpressions,
        ...matchFields,
      ])
      .filter(({ operator }) => operator === 'In' || operator === 'Exists')
      .map(({ key = '', values = [] }) => ({ key, values })),
  ];
}

/** The labels asked for that no node has. */
const unmet = memoAlike(({ spec }, nodes): Wanted[] => {
  const valuesOf = (key: string) =>
    nodes.flatMap(({ metadata: { name, labels = {} } }) =>
      // A field, not a label.
      key === 'metadata.name' ? name ?? [] : labels[key] ?? [],
    );
  const keys = nodes.flatMap(({ metadata }) =>
    Object.keys(metadata.labels ?? {}),
  );
  return asked(spec).flatMap(({ key, values }) => {
    const have = [...new Set(valuesOf(key))].sort();
    const isMet =
      values.length === 0
        ? have.length > 0
        : values.some(value => have.includes(value));
    if (isMet) return [];
    const near =
      have.length > 0 ? nearest(values[0] ?? '', have) : nearest(key, keys);
    return { key, values, have, ...(near !== undefined && { near }) };
  });
});

function quotesOf(
  nodes: readonly KubeNode[],
  wanted: readonly Wanted[],
): Quote[] {
  return wanted.flatMap(({ key }) => {
    const i = nodes.findIndex(
      ({ metadata }) => metadata.labels?.[key] !== undefined,
    );
    return quoteOf('nodes', nodes, `${i}.metadata.labels.${key}`);
  });
}

const label = ({ key, values }: { key: string; values: readonly string[] }) =>
  values.length > 0 ? `${key}=${values.join('|')}` : key;

/** What the nodes have in place of a label asked for. */
function wantedInWords({ key, have, near }: Wanted): Text {
  const meant = near
    ? both(` Did you mean “${near}”?`, `是否应为“${near}”？`)
    : both('', '');
  return have.length > 0
    ? both(
        ` For ${key} the nodes have ${listEn(have.slice(0, 5))}.${meant.en}`,
        `节点上 ${key} 的值为 ${listZh(have.slice(0, 5))}。${meant.zh}`,
      )
    : both(
        ` No node has a label ${key}.${meant.en}`,
        `没有节点带有标签 ${key}。${meant.zh}`,
      );
}

/** How many nodes are not what is asked for: all of them, or those that the scheduler counts. */
function lackEn(nodes: number, lacking: number, labels: number): string {
  if (nodes === 0) return 'no node is such a one';
  if (lacking === nodes) return `none of ${count(nodes, 'node')} is such a one`;
  const it = labels > 1 ? 'are without one of these' : 'lack it';
  const one = labels > 1 ? 'is without one of these' : 'lacks it';
  return `${lacking} of ${count(nodes, 'node')} ${lacking === 1 ? one : it}`;
}

function lackZh(nodes: number, lacking: number): string {
  if (nodes === 0) return '没有节点符合';
  return lacking === nodes
    ? ` ${nodes} 个节点都不符合`
    : ` ${nodes} 个节点中有 ${lacking} 个不符合`;
}

export default defineCause({
  id: 'unschedulable-node-selector',
  state: 'pending',
  title: both(
    'Nodes lack the labels the pod asks for',
    '节点缺少 Pod 要求的标签',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: [
    'scheduler/nodeaffinity',
    'scheduler/nodeaffinity-conflict',
    'scheduler/nodename',
    'scheduler/plugins-one',
    'scheduler/plugins-absent',
  ],
  detect({ pod, events, nodes, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'selector');
    if (!hit) return [];
    const { said } = hit;
    const all = nodes.status === 'ok' ? nodes.value : undefined;
    const total = said.nodes || (all?.length ?? 0);
    const told = said.reasons
      .filter(({ kind }) => kind === 'selector')
      .reduce((sum, { nodes: some }) => sum + some, 0);
    const lacking = told === 0 || told >= total ? total : told;
    // Where some nodes have the labels, only a full list can tell what no node has.
    const isKnown =
      all !== undefined && (lacking === total || all.length >= total);
    const wanted = all && isKnown ? unmet(pod, all) : [];
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: total,
          own: ownWordsIn(pod, said),
          lacking,
          asked: asked(pod.spec).map(label),
          wanted,
          isKnown,
        },
        quotes: [
          ...said.quotes,
          ...Object.keys(pod.spec.nodeSelector ?? {}).flatMap(key =>
            quoteOf('pod', pod, `spec.nodeSelector.${key}`),
          ),
          ...(all ? quotesOf(all, wanted) : []),
        ],
        ...hit.finding,
      },
    ];
  },
  explain({ nodes, lacking, asked: labels, wanted, isKnown, own }) {
    const more = ownWordsInWords(own);
    const found = wanted.map(wantedInWords);
    const none =
      isKnown && lacking === nodes && labels.length > 1 && wanted.length === 0
        ? both(
            ' Each of them exists, but no single node has all of them.',
            '这些标签各自存在，但没有一个节点同时具有全部标签。',
          )
        : both('', '');
    const wants =
      labels.length > 0
        ? both(listEn(labels), listZh(labels))
        : both('certain labels', '特定标签');
    return {
      what: both(
        `The pod waits for a node with ${wants.en}, and ${lackEn(
          nodes,
          lacking,
          labels.length,
        )}.`,
        `Pod 在等待带有 ${wants.zh} 的节点，而${lackZh(nodes, lacking)}。`,
      ),
      why: both(
        `The pod's nodeSelector or required node affinity allows only nodes with these labels.${found
          .map(({ en }) => en)
          .join('')}${none.en}${more.en}`,
        `Pod 的 nodeSelector 或必需的节点亲和性只允许带有这些标签的节点。${found
          .map(({ zh }) => zh)
          .join('')}${none.zh}${more.zh}`,
      ),
    };
  },
  steps({ asked: labels, wanted }) {
    const [first] = wanted;
    return [
      {
        text: both('Look which labels the nodes have.', '查看节点有哪些标签。'),
        command: 'kubectl get nodes --show-labels',
      },
      {
        text: first?.near
          ? both(
              `Correct ${label(first)} in the manifest; “${
                first.near
              }” exists.`,
              `改正清单中的 ${label(first)}；“${first.near}”是存在的。`,
            )
          : both(
              `Correct or remove ${
                listEn(labels) || 'the condition'
              } in nodeSelector or affinity, if the service can run anywhere.`,
              `如果服务可在任意节点运行，请改正或删除 nodeSelector 或 affinity 中的 ${
                listZh(labels) || '条件'
              }。`,
            ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
      },
      {
        text: both(
          'Ask your platform team for such a node if the service needs it.',
          '如果服务确实需要，请平台团队提供这样的节点。',
        ),
      },
    ];
  },
});
