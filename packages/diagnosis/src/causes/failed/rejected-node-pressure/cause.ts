import type { Text } from '../../../engine';
import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  listEn,
  listZh,
  nextPodInWords,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteRefused } from '../../shared/steps';

const CONDITIONS: Readonly<Record<string, Text>> = {
  MemoryPressure: both('memory', '内存'),
  DiskPressure: both('disk', '磁盘'),
  PIDPressure: both('process numbers', '进程号'),
};

export default defineCause({
  id: 'rejected-node-pressure',
  state: 'failed',
  title: both(
    'The node refused the pod: it is short of resources',
    '节点拒绝了 Pod：节点资源紧张',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: ['podreject/Evicted-admission', 'eviction/node-condition'],
  detect({ pod, events, siblings, owners, subject }) {
    const failure = failureOf('node-pressure', pod, events);
    if (!failure) return [];
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          short: Object.keys(CONDITIONS).filter(name =>
            failure.message.includes(name),
          ),
          after,
        },
        quotes: [...failure.quotes, ...quoteOf('pod', pod, 'status.qosClass')],
      },
    ];
  },
  explain({ node, short, after }) {
    const at = theNode(node);
    const names = short.flatMap(name => CONDITIONS[name] ?? []);
    const of =
      names.length > 0
        ? both(
            `short of ${listEn(names.map(({ en }) => en))} (${listEn(short)})`,
            `${listZh(names.map(({ zh }) => zh))}不足（${listZh(short)}）`,
          )
        : both('short of resources', '资源不足');
    const then = aftermathInWords(after);
    return {
      what: both(
        `The pod was refused by ${at.en}, because the node was ${of.en} when it arrived.${then.en}`,
        `Pod 到达时${at.zh}${of.zh}，因此被拒绝。${then.zh}`,
      ),
      why: both(
        'A node under pressure takes no new pods until it has room again (short of memory: none without a memory request). The pod ran nothing; it has not done wrong. A refused pod is never tried again.',
        '资源紧张的节点在恢复之前不接受新 Pod（内存紧张时不接受未设内存请求的 Pod）。该 Pod 没有运行过，本身没有问题；被拒绝的 Pod 不会重试。',
      ),
    };
  },
  steps({ namespace, pod, node, after }) {
    return [
      {
        text: nextPodInWords(after),
        command: kubectl(namespace, 'get', 'pods', '-o', 'wide'),
      },
      {
        text: both(
          `Ask your platform team to make room on ${theNode(node).en}.`,
          `请平台团队为${theNode(node).zh}腾出资源。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
        ...(node && { command: `kubectl describe node ${node}` }),
      },
      deleteRefused({ namespace, pod }),
    ];
  },
});
