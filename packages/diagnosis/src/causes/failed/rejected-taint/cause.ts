import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  listEn,
  listZh,
  quoteOf,
  severityAfter,
  theNode,
  untolerated,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import type { Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { nodeOfPod } from '../../shared/nodeOfPod';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteRefused } from '../../shared/steps';

/** The node's taints that drive the pod away now, in words and as evidence. */
function taintsOf(pod: Pod, nodes: Fact<FactValues['nodes']>) {
  const on = nodeOfPod(pod, nodes);
  if (!on) return { taints: [], quotes: [] };
  const refused = untolerated(pod.spec, on.node).filter(
    ({ effect }) => effect === 'NoExecute',
  );
  return {
    taints: refused.map(({ key = '', value }) =>
      value ? `${key}=${value}` : key,
    ),
    quotes: refused.flatMap(taint => {
      const t = on.node.spec.taints.indexOf(taint);
      return quoteOf('nodes', on.nodes, `${on.at}.spec.taints.${t}.key`);
    }),
  };
}

export default defineCause({
  id: 'rejected-taint',
  state: 'failed',
  title: both(
    'The node refused the pod: it is reserved (tainted)',
    '节点拒绝了 Pod：节点有污点',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners', 'nodes'],
  beats: [...CONSEQUENCES],
  covers: ['podreject/TaintToleration'],
  detect({ pod, events, siblings, owners, nodes, subject }) {
    const failure = failureOf('taint', pod, events);
    if (!failure) return [];
    const { taints, quotes } = taintsOf(pod, nodes);
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          taints,
          after,
        },
        quotes: [
          ...failure.quotes,
          ...quoteOf('pod', pod, 'spec.nodeName'),
          ...quotes,
        ],
      },
    ];
  },
  explain({ node, taints, after }) {
    const at = theNode(node);
    const which =
      taints.length > 0
        ? both(` (now: ${listEn(taints)})`, `（目前：${listZh(taints)}）`)
        : both('', '');
    const then = aftermathInWords(after);
    return {
      what: both(
        `The pod was refused by ${at.en}, which has a taint of effect NoExecute${which.en} that the pod does not tolerate.${then.en}`,
        `${at.zh}带有该 Pod 不容忍的 NoExecute 污点${which.zh}，因此拒绝了它。${then.zh}`,
      ),
      why: both(
        'A taint reserves a node or marks it as unfit. The scheduler respects it; a pod whose manifest names the node (spec.nodeName), or a taint set just then, meets it at the node. A refused pod is never tried again.',
        '污点表示节点被保留或不可用。调度器会避开；但清单指定了节点（spec.nodeName）或污点刚刚添加时，由节点拒绝。被拒绝的 Pod 不会重试。',
      ),
    };
  },
  steps({ namespace, pod, node }) {
    return [
      {
        text: both(
          'Remove nodeName from the manifest if it has one, so that the scheduler picks a node that is open to the pod.',
          '如果清单中有 nodeName，请删除，由调度器选择可用的节点。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename',
      },
      {
        text: both(
          `Ask your platform team why ${
            theNode(node).en
          } is tainted; tolerate the taint only if the pod belongs there.`,
          `请平台团队说明${
            theNode(node).zh
          }为何有污点；只有 Pod 确实应在那里运行时才添加容忍。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
      },
      deleteRefused({ namespace, pod }),
    ];
  },
});
