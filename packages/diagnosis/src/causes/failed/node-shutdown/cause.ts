import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';

export default defineCause({
  id: 'node-shutdown',
  state: 'failed',
  title: both('The node was shut down', '节点已关机'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: ['podreject/NodeShutdown', 'podstatus/Terminated'],
  detect({ pod, events, siblings, owners, subject }) {
    const failure = failureOf('node-shutdown', pod, events);
    if (!failure) return [];
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          // Refused, or ended while it ran.
          isRefused: /reject|not admitting/i.test(failure.message),
          after,
        },
        quotes: [...failure.quotes, ...quoteOf('pod', pod, 'spec.nodeName')],
      },
    ];
  },
  explain({ node, isRefused, after }) {
    const at = theNode(node);
    const then = aftermathInWords(after);
    return {
      what: isRefused
        ? both(
            `The pod was refused, because ${at.en} was shutting down when it arrived.${then.en}`,
            `Pod 到达时${at.zh}正在关机，因此被拒绝。${then.zh}`,
          )
        : both(
            `The pod was ended, because ${at.en} was shut down or restarted.${then.en}`,
            `${at.zh}关机或重启，Pod 被终止。${then.zh}`,
          ),
      why: both(
        'The machine was switched off: by hand, for maintenance, or by the cloud, which takes spot (preemptible) machines back at any time. The program has not done wrong; what it kept in the container or in emptyDir volumes is gone.',
        '机器被关闭：人工操作、维护，或被云平台收回（竞价、抢占式实例随时可能被收回）。程序本身没有问题；保存在容器内或 emptyDir 卷中的数据已丢失。',
      ),
    };
  },
  steps({ namespace, pod, node }) {
    return [
      {
        text: both(
          'Check that other pods of the service carry the load.',
          '确认该服务的其他 Pod 能承担负载。',
        ),
      },
      {
        text: both(
          'Run at least two replicas on different nodes if the service must not stop when one node does.',
          '如果服务不能因一个节点关机而中断，请在不同节点上至少运行两个副本。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
      },
      {
        text: both(
          `Ask your platform team why ${
            theNode(node).en
          } was shut down, if it was not announced.`,
          `如事先未通知，请向平台团队了解${theNode(node).zh}关机的原因。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/',
      },
      {
        text: both(
          'Delete the record of the ended pod once you have read it.',
          '看过之后删除这个已终止 Pod 的记录。',
        ),
        command: kubectl(namespace, 'delete', 'pod', pod),
      },
    ];
  },
});
