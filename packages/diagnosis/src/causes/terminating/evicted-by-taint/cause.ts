import type { Quote } from '../../../engine';
import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  duration,
  isReplaced,
  listEn,
  listZh,
  quoteOf,
  theNode,
  untolerated,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import type { Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { nodeOfPod } from '../../shared/nodeOfPod';
import { graceLeft, leftInWords } from '../../shared/overdue';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';

/** A taint that drives the pod off, and for how long the pod bears it. */
interface Driver {
  readonly taint: string;
  readonly borne?: number;
  readonly quotes: readonly Quote[];
}

function driversOf(pod: Pod, nodes: Fact<FactValues['nodes']>): Driver[] {
  const on = nodeOfPod(pod, nodes);
  if (!on) return [];
  const refused = new Set(untolerated(pod.spec, on.node));
  return on.node.spec.taints.flatMap((taint, t) => {
    if (taint.effect !== 'NoExecute') return [];
    const borne = (pod.spec.tolerations ?? []).find(
      ({ key, tolerationSeconds }) =>
        tolerationSeconds !== undefined && (!key || key === taint.key),
    )?.tolerationSeconds;
    if (!refused.has(taint) && borne === undefined) return [];
    const { key = '', value } = taint;
    return {
      taint: value ? `${key}=${value}` : key,
      ...(!refused.has(taint) && { borne }),
      quotes: quoteOf('nodes', on.nodes, `${on.at}.spec.taints.${t}.key`),
    };
  });
}

export default defineCause({
  id: 'evicted-by-taint',
  state: 'terminating',
  title: both(
    'Driven off its node by a taint (NoExecute)',
    '因污点（NoExecute）被驱逐出节点',
  ),
  severity: 'warning',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: [
    'node/event-TaintManagerEviction',
    'node/event-DeviceTaintManagerEviction',
    'condition/DisruptionTarget-DeletionByTaintManager',
    'condition/DisruptionTarget-DeletionByDeviceTaintManager',
  ],
  detect({ pod, events, nodes, siblings, owners, subject, now }) {
    const failure = failureOf('evicted-by-taint', pod, events);
    if (!failure) return [];
    const ofDevice = /device/i.test(failure.reason);
    const drivers = ofDevice ? [] : driversOf(pod, nodes);
    const borne = drivers.find(one => one.borne !== undefined)?.borne;
    const after = aftermathOf(pod, siblings, owners);
    const isAlone = after.controller === undefined && !isReplaced(after);
    return [
      {
        ...(isAlone && { severity: 'critical' as const }),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          ofDevice,
          taints: drivers.map(({ taint }) => taint),
          ...(borne !== undefined && { borne }),
          after,
          ...graceLeft(pod, events, now),
        },
        quotes: [
          ...failure.quotes,
          ...drivers.flatMap(({ quotes }) => quotes),
          ...quoteOf('pod', pod, 'metadata.deletionTimestamp'),
        ],
      },
    ];
  },
  explain({ node, ofDevice, taints, borne, after, left }) {
    const at = theNode(node);
    const more = leftInWords(left);
    const which =
      taints.length > 0
        ? both(` (${listEn(taints)})`, `（${listZh(taints)}）`)
        : both('', '');
    const bore =
      borne === undefined
        ? both('', '')
        : both(
            ` It bore the taint for ${duration(borne).en} (tolerationSeconds).`,
            `它容忍该污点 ${duration(borne).zh}（tolerationSeconds）。`,
          );
    const then = aftermathInWords(after);
    return {
      what: ofDevice
        ? both(
            `The pod is deleted, because a device that it uses on ${at.en} was tainted: the device is failing or in maintenance.${more.en}${then.en}`,
            `Pod 使用的${at.zh}上的设备被添加了污点（故障或维护），因此被删除。${more.zh}${then.zh}`,
          )
        : both(
            `The pod is deleted from ${at.en}, because the node has a taint of effect NoExecute${which.en} that the pod does not tolerate.${bore.en}${more.en}${then.en}`,
            `${at.zh}带有该 Pod 不容忍的 NoExecute 污点${which.zh}，Pod 正被删除。${bore.zh}${more.zh}${then.zh}`,
          ),
      why: both(
        'Such a taint tells all pods to leave: set by Kubernetes when a node is not ready or unreachable, or by people and tools for maintenance. The program has not done wrong.',
        '这类污点要求 Pod 离开：节点未就绪或失联时由 Kubernetes 添加，或由人员、工具为维护而添加。程序本身没有问题。',
      ),
    };
  },
  steps({ node, ofDevice }) {
    return [
      {
        text: both(
          'Check that other pods of the service carry the load meanwhile.',
          '确认该服务的其他 Pod 能承担负载。',
        ),
      },
      {
        text: ofDevice
          ? both(
              `Ask your platform team about the devices of ${
                theNode(node).en
              }.`,
              `请平台团队检查${theNode(node).zh}的设备。`,
            )
          : both(
              `Ask your platform team why ${theNode(node).en} is tainted.`,
              `请平台团队说明${theNode(node).zh}为何有污点。`,
            ),
        ...(node && { command: `kubectl describe node ${node}` }),
      },
      {
        text: both(
          'Add a toleration only if the pod must stay there in spite of it.',
          '只有 Pod 必须留在该节点时才添加容忍。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions',
      },
    ];
  },
});
