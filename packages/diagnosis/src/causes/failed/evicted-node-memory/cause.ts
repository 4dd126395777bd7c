import type { Text } from '../../../engine';
import {
  aftermathInWords,
  aftermathOf,
  both,
  count,
  defineCause,
  formatQuantity,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import type { Usage } from '../../shared/evictionNumbers';
import { evictionNumbers } from '../../shared/evictionNumbers';
import { placeOf } from '../../shared/kubectl';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteEvicted } from '../../shared/steps';

const memory = (bytes: number, rounding: 'up' | 'down' = 'down') =>
  formatQuantity('memory', bytes, rounding);

/** What the pod asks for and may take, as evidence beside what it used. */
function claimQuotes(pod: Pod) {
  return pod.spec.containers.flatMap((_, i) => [
    ...quoteOf('pod', pod, `spec.containers.${i}.resources.requests.memory`),
    ...quoteOf('pod', pod, `spec.containers.${i}.resources.limits.memory`),
  ]);
}

/** What the node had left, and what it keeps. */
function leftInWords(threshold?: number, available?: number): Text {
  if (threshold === undefined || available === undefined) return both('', '');
  const [left, least] = [memory(available), memory(threshold)];
  return both(
    ` ${left} were left, it keeps ${least} free.`,
    `当时剩余 ${left}，节点需保留 ${least}。`,
  );
}

/** Who used most above what was reserved, and how many more did. */
function tookInWords(most: Usage | undefined, others: number): Text {
  if (!most) return both('', '');
  const used = memory(most.used, 'up');
  const reserved = memory(most.request);
  const asks =
    most.request === 0
      ? both('had reserved none (no request)', '没有预留内存（未设请求）')
      : both(
          `had reserved ${reserved} (request)`,
          `只预留了 ${reserved}（请求）`,
        );
  const more =
    others > 0
      ? both(
          ` (${count(others, 'more container')} too)`,
          `（另有 ${others} 个容器）`,
        )
      : both('', '');
  return both(
    ` “${most.name}” used ${used} and ${asks.en}${more.en}.`,
    `“${most.name}”使用了 ${used}，${asks.zh}${more.zh}。`,
  );
}

function raiseRequest(most: Usage | undefined): Text {
  if (!most) {
    return both(
      'Raise the memory request to what the program really needs, so that this much is reserved for it.',
      '将内存请求提高到程序实际所需，使节点为其预留。',
    );
  }
  const used = memory(most.used, 'up');
  return both(
    `Raise the memory request of “${most.name}” to what it really needs (it used ${used}), so that this much is reserved for it.`,
    `将“${most.name}”的内存请求提高到实际所需（当时使用 ${used}），使节点为其预留。`,
  );
}

export default defineCause({
  id: 'evicted-node-memory',
  state: 'failed',
  title: both('Evicted: the node ran out of memory', '被驱逐：节点内存不足'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: [
    'podstatus/Evicted',
    'eviction/node-low',
    'eviction/container-over',
    'eviction/pod-over',
  ],
  detect({ pod, events, siblings, owners, subject }) {
    const failure = failureOf('evicted-memory', pod, events);
    if (!failure) return [];
    const { threshold, available, usages } = evictionNumbers(failure.message);
    const [most] = usages;
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          ...(threshold !== undefined && { threshold }),
          ...(available !== undefined && { available }),
          ...(most && { most }),
          others: Math.max(0, usages.length - 1),
          after,
        },
        quotes: [
          ...failure.quotes,
          ...claimQuotes(pod),
          ...quoteOf('pod', pod, 'status.qosClass'),
        ],
      },
    ];
  },
  explain({ node, threshold, available, most, others, after }) {
    const at = theNode(node);
    const left = leftInWords(threshold, available);
    const took = tookInWords(most, others);
    const then = aftermathInWords(after);
    return {
      what: both(
        `The pod was ended because ${at.en} ran out of memory.${left.en}${took.en}${then.en}`,
        `${at.zh}内存不足，Pod 被终止。${left.zh}${took.zh}${then.zh}`,
      ),
      why: both(
        'A node that runs low ends first the pods that use more memory than they reserved. The program need not have done wrong: the pods of the node together used more than it has.',
        '节点内存不足时，会优先驱逐用量超过请求的 Pod。程序本身未必有错：节点上所有 Pod 的用量合计超过了节点内存。',
      ),
    };
  },
  steps({ namespace, pod, node, most }) {
    return [
      {
        text: raiseRequest(most),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      },
      {
        text: both(
          'Check whether its memory grows without end; set a memory limit, so that a leak ends this program and not its neighbours.',
          '检查程序内存是否持续增长；设置内存上限，使泄漏只影响该程序而不波及其他 Pod。',
        ),
      },
      {
        text: both(
          `Ask your platform team what fills ${theNode(node).en}.`,
          `请平台团队检查${theNode(node).zh}的内存被什么占用。`,
        ),
        ...(node && { command: `kubectl describe node ${node}` }),
      },
      deleteEvicted({ namespace, pod }),
    ];
  },
});
