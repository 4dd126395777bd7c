import type { Explanation, Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  needed,
  quoteOf,
} from '../../../engine';
import type { Workload } from '../../../facts/objects';
import { kubectl } from '../../shared/kubectl';
import {
  quoteOwner,
  resourceOf,
  workloadOf,
  workloadPlace,
} from '../../shared/workload';
import { mostlyTainted, noNodeFor } from './nodes';

/** On how many nodes it is to run, by a controller that has looked at the DaemonSet as it is now. */
function wantedOf({ metadata, status }: Workload): number | undefined {
  const { desiredNumberScheduled, observedGeneration = 0 } = status;
  const isSeen =
    observedGeneration > 0 && observedGeneration >= (metadata.generation ?? 0);
  return isSeen ? desiredNumberScheduled : undefined;
}

const selectorPaths = (missing: readonly string[]) =>
  missing.map(
    label => `spec.template.spec.nodeSelector.${label.split('=', 1)[0]}`,
  );

/** Which nodes are none for it, and why; only what there is. */
function outInWords(unselected: number, tainted: number, taint?: string): Text {
  const by = taint
    ? both(` (such as ${taint})`, `（如 ${taint}）`)
    : both('', '');
  const parts = [
    ...(unselected > 0
      ? [
          both(
            `${unselected} of them it does not choose`,
            ` ${unselected} 个未被选中`,
          ),
        ]
      : []),
    ...(tainted > 0
      ? [
          both(
            `${tainted} of them it does not tolerate${by.en}`,
            ` ${tainted} 个的污点不被容忍${by.zh}`,
          ),
        ]
      : []),
  ];
  return both(
    parts.map(({ en }) => en).join(', '),
    parts.map(({ zh }) => zh).join('，'),
  );
}

/** It runs on some nodes, and a taint keeps it off the others. */
function someInWords(data: {
  readonly name: string;
  readonly wanted: number;
  readonly nodes: number;
  readonly tainted: number;
  readonly taint?: string;
}): Explanation {
  const { name, wanted, nodes, tainted, taint = '' } = data;
  return {
    what: both(
      `DaemonSet “${name}” is to run on ${wanted} of ${count(
        nodes,
        'node',
      )}: ${tainted} have the taint ${taint}, which it does not tolerate.`,
      `DaemonSet“${name}”只在 ${nodes} 个节点中的 ${wanted} 个上运行：${tainted} 个节点带有它不容忍的污点 ${taint}。`,
    ),
    why: both(
      'Nodes whose taints it does not tolerate are not counted, so it looks complete. That may be meant so: such a taint keeps nodes for others.',
      '带有不被容忍的污点的节点不计入，因此看起来是完整的。这也可能是有意为之：此类污点用于把节点留给其他负载。',
    ),
  };
}

export default defineCause({
  id: 'daemon-set-selects-no-node',
  state: 'workload',
  title: both(
    'The DaemonSet leaves out most or all nodes',
    'DaemonSet 排除了大部分或全部节点',
  ),
  severity: 'info',
  since: '0.2.0',
  // It wants no pod then, which counts as completed.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['owners', 'nodes'],
  covers: [],
  detect({ subject, owners, nodes }) {
    const workload = workloadOf(subject, owners, 'DaemonSet');
    const template = workload?.self.spec.template?.spec;
    const wanted = workload && wantedOf(workload.self);
    if (!workload || !template || wanted === undefined) return [];
    // Most DaemonSets run on all nodes, and nobody misses the nodes then.
    if (wanted > 0 && nodes.status !== 'ok') return [];
    const all = needed('nodes', nodes);
    const none =
      wanted > 0
        ? mostlyTainted(template, all, wanted)
        : all.length > 0 && noNodeFor(template, all);
    if (!none) return [];
    const { taint, ...told } = none;
    const at = `${taint?.i}.spec.taints.${taint?.t}.key`;
    return [
      {
        // Labels that no node has are also how people switch a DaemonSet off.
        severity: none.near ? ('warning' as const) : ('info' as const),
        data: {
          ...workloadPlace(subject),
          wanted,
          ...told,
          ...(taint && { taint: taint.key }),
        },
        quotes: [
          ...quoteOwner(workload.owners, 0, 'status.desiredNumberScheduled'),
          ...quoteOwner(workload.owners, 0, ...selectorPaths(none.missing)),
          ...quoteOf('nodes', all, at),
        ],
      },
    ];
  },
  explain(data) {
    const { name, nodes, unselected, tainted, missing, near, taint } = data;
    if (data.wanted > 0) return someInWords(data);
    const labels =
      missing.length > 0
        ? both(
            ` No node has the label ${listEn(missing, 'or')}.`,
            `没有节点带有标签 ${listZh(missing, '或')}。`,
          )
        : both('', '');
    const meant = near
      ? both(` Did you mean ${near}?`, `是否应为 ${near}？`)
      : both('', '');
    const out = outInWords(unselected, tainted, taint);
    return {
      what: both(
        `DaemonSet “${name}” has no pods, as none of ${count(
          nodes,
          'node',
        )} is one for it.${labels.en}${meant.en}`,
        `DaemonSet“${name}”没有 Pod：${nodes} 个节点都不符合要求。${labels.zh}${meant.zh}`,
      ),
      why: both(
        `It makes one pod on each node that its node selector and affinity choose and whose taints it tolerates: ${out.en}. That may be meant so.`,
        `它只在符合节点选择器和亲和性、且能容忍其污点的节点上各创建一个 Pod：其中${out.zh}。这也可能是有意为之。`,
      ),
    };
  },
  steps(data) {
    const { namespace, near, missing } = data;
    return [
      {
        text: both(
          'Compare the labels and taints of the nodes with what the DaemonSet asks for.',
          '将节点的标签和污点与 DaemonSet 的要求对比。',
        ),
        command: 'kubectl get nodes --show-labels',
      },
      ...(near
        ? [
            {
              text: both(
                `Correct the node selector: ${near} instead of ${missing[0]}.`,
                `修正节点选择器：将 ${missing[0]} 改为 ${near}。`,
              ),
              command: kubectl(namespace, 'edit', resourceOf(data)),
            },
          ]
        : []),
      {
        text: both(
          'Ask your platform team to label a node, or add a toleration, if it should run there.',
          '如果应当运行，请平台团队为节点添加标签，或在模板中添加容忍。',
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#running-pods-on-select-nodes',
      },
    ];
  },
});
