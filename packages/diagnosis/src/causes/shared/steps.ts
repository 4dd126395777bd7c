import type { Step } from '../../engine';
import { both } from '../../engine';
import type { Place } from './kubectl';
import { kubectl, podsOf } from './kubectl';

/** Steps that causes of several kinds end in: one wording, so that a reader knows them again. */

/** For a fault of the node: let the pod start on another. */
export function tryAnotherNode({ namespace, pod }: Place): Step {
  return {
    text: both(
      'Delete the pod if it belongs to a Deployment or another controller: its replacement may land on another node.',
      '如果 Pod 由 Deployment 等控制器管理，请删除它：新的 Pod 可能会分到其他节点。',
    ),
    command: kubectl(namespace, 'delete', 'pod', pod),
  };
}

/** For a fault of the node: whom it concerns. */
export function lookAtNode(node: string): Step {
  return {
    text: both(
      'See what else fails on that node.',
      '查看该节点上还有哪些 Pod 异常。',
    ),
    command: podsOf(node),
  };
}

/** For a pod that the kubelet refused, which stays as a record. */
export function deleteRefused({ namespace, pod }: Place): Step {
  return {
    text: both(
      'Delete the refused pod: it will never start.',
      '删除被拒绝的 Pod：它不会再启动。',
    ),
    command: kubectl(namespace, 'delete', 'pod', pod),
  };
}

/** For several pods that the kubelet refused, for a fault of their template. */
export function deleteRefusedOnceCorrected({ namespace, pod }: Place): Step {
  return {
    text: both(
      'Delete the refused pods once it is corrected: they never start.',
      '改正后删除被拒绝的 Pod：它们不会再启动。',
    ),
    command: kubectl(namespace, 'delete', 'pod', pod),
  };
}

/** For an evicted pod, which stays as a record. */
export function deleteEvicted({ namespace, pod }: Place): Step {
  return {
    text: both(
      'Delete the record of the evicted pod once you have read it.',
      '看过之后删除这个被驱逐 Pod 的记录。',
    ),
    command: kubectl(namespace, 'delete', 'pod', pod),
  };
}

/** The log in which the quoted line stands. */
export function readBefore(action: NonNullable<Step['action']>): Step {
  return {
    text: both('Read what the program said before.', '查看程序此前的日志。'),
    action,
  };
}

/** For what the kubelet tries again and again. */
export const SEE_WHETHER_IT_STILL_FAILS: Step = {
  text: both(
    'See in the events whether it still fails and with which words.',
    '在事件中查看是否仍在失败及其原文。',
  ),
  action: 'events',
};
