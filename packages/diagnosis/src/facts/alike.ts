import { memo, memoLast } from './memo';
import type { KubeNode, Pod } from './objects';
import { requestsOf } from './room';

/** What decides which nodes would take a pod, as a text: the same for all replicas of a workload. */
const asksOf = memoLast((pod: Pod): string => {
  const { nodeSelector, affinity, tolerations } = pod.spec;
  const { nodeAffinity } = affinity ?? {};
  const requests = [...requestsOf(pod)];
  return JSON.stringify([nodeSelector, nodeAffinity, tolerations, requests]);
});

/** So many different pods are remembered at a time: an answer may be a list of all nodes. */
const MOST = 100;

/**
 * Like {@link memo}, for what compares all nodes with what a pod asks of them (labels, affinity, tolerations, requests) and looks at
 * nothing else of the pod: reckoned once for all pods that ask the same, so that many pending pods do not cost the square.
 */
export function memoAlike<R extends readonly unknown[], V>(
  answer: (pod: Pod, nodes: readonly KubeNode[], ...rest: R) => V,
): (pod: Pod, nodes: readonly KubeNode[], ...rest: R) => V {
  const answersFor = memo(
    (_: readonly KubeNode[], ..._rest: R) => new Map<string, V>(),
  );
  return (pod, nodes, ...rest) => {
    const answers = answersFor(nodes, ...rest);
    const asks = asksOf(pod);
    const before = answers.get(asks);
    if (before !== undefined || answers.has(asks)) return before as V; // put under this key below
    const value = answer(pod, nodes, ...rest);
    if (answers.size >= MOST) answers.clear();
    answers.set(asks, value);
    return value;
  };
}
