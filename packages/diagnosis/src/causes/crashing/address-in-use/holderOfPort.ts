import type { Quote, Step } from '../../../engine';
import { both, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl } from '../../shared/kubectl';

const isOver = ({ status }: Pod) =>
  status.phase === 'Succeeded' || status.phase === 'Failed';

/** Whether a pod declares this port of its node: a hostPort, or any port where it uses the node's network. */
const declares = ({ spec }: Pod, port: number) =>
  [...spec.containers, ...spec.initContainers].some(({ ports = [] }) =>
    ports.some(
      one =>
        one.hostPort === port ||
        (spec.hostNetwork === true && one.containerPort === port),
    ),
  );

/**
 * Another pod on the node that declares the port a pod with the node's network wants, as namespace and name: among all pods of the
 * cluster, else among those that happen to be known.
 */
export function holderOfPort(
  pod: Pod,
  facts: {
    readonly scheduledPods: Fact<FactValues['scheduledPods']>;
    readonly nodePods: Fact<FactValues['nodePods']>;
  },
  port: number,
): { readonly name: string; readonly quotes: readonly Quote[] } | undefined {
  if (pod.spec.hostNetwork !== true) return undefined;
  const from =
    facts.scheduledPods.status === 'ok' ? 'scheduledPods' : 'nodePods';
  const fact = facts[from];
  const value = fact.status === 'ok' ? fact.value : [];
  const i = value.findIndex(
    other =>
      other.spec.nodeName === pod.spec.nodeName &&
      other.metadata.uid !== pod.metadata.uid &&
      !isOver(other) &&
      declares(other, port),
  );
  const { namespace, name } = value[i]?.metadata ?? {};
  return name === undefined
    ? undefined
    : {
        name: `${namespace}/${name}`,
        quotes: quoteOf(from, value, `${i}.metadata.name`),
      };
}

/** Shows the pod that has the port. */
export function lookAtHolder(holder: string): Step {
  const [namespace = '', name = ''] = holder.split('/');
  return {
    text: both(
      `Look whether both pods are needed: “${holder}” may do the same work on this node already.`,
      `确认是否两个 Pod 都需要：“${holder}”可能已在该节点上做同样的工作。`,
    ),
    command: kubectl(namespace, 'get', 'pod', name, '-o', 'wide'),
  };
}
