import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  nextPodInWords,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteRefused } from '../../shared/steps';

export default defineCause({
  id: 'rejected-kubelet-cannot-judge',
  state: 'failed',
  title: both(
    'The node refused the pod: its kubelet could not check it',
    '节点拒绝了 Pod：kubelet 无法完成检查',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: [
    'podreject/InvalidNodeInfo',
    'podreject/UnknownReason',
    'podreject/UnexpectedPredicateFailureType',
    'podreject/NodeName',
  ],
  detect({ pod, events, siblings, owners, subject }) {
    const failure = failureOf('kubelet-cannot-judge', pod, events);
    if (!failure) return [];
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          isOtherName: /^(?:Node|Host)Name$/.test(failure.reason),
          after,
        },
        quotes: [...failure.quotes, ...quoteOf('pod', pod, 'spec.nodeName')],
      },
    ];
  },
  explain({ node, isOtherName, after }) {
    const at = theNode(node);
    const then = aftermathInWords(after);
    return {
      what: isOtherName
        ? both(
            `The pod was refused by a kubelet that goes by another name than ${at.en}.${then.en}`,
            `拒绝该 Pod 的 kubelet 的名称与${at.zh}不同。${then.zh}`,
          )
        : both(
            `The pod was refused by the kubelet of ${at.en}, which could not check whether the pod fits.${then.en}`,
            `${at.zh}的 kubelet 无法检查 Pod 是否合适，因此拒绝了它。${then.zh}`,
          ),
      why: isOtherName
        ? both(
            'The name of the node was changed or is set wrongly on the machine; the pod itself is in order.',
            '节点名称被更改或在机器上配置有误；Pod 本身没有问题。',
          )
        : both(
            'The kubelet did not know its own node object, as right after a start without the API server, or met a case it does not know. The pod itself is most likely in order.',
            'kubelet 当时不知道自己的节点对象（例如启动时无法连接 API 服务器），或遇到未知情况；Pod 本身多半没有问题。',
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
          `Ask your platform team to look at the kubelet of ${
            theNode(node).en
          } if it comes again.`,
          `如再次发生，请平台团队检查${theNode(node).zh}的 kubelet。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/architecture/nodes/',
      },
      deleteRefused({ namespace, pod }),
    ];
  },
});
