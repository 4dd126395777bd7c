import type { Step, Text } from '../../../engine';
import { both, quoteOf } from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { kubectl } from '../../shared/kubectl';

const UNREACHABLE = 'node.kubernetes.io/unreachable';

/**
 * Whether Kubernetes never moves the pod off a node that is lost: it tolerates that taint without an end. A pod of a DaemonSet
 * does so on purpose, as it belongs to its node. Of several tolerations the shortest time counts.
 */
export function staysForEver({ metadata, spec }: Pod): boolean {
  const isOfNode = metadata.ownerReferences?.some(
    ({ kind }) => kind === 'DaemonSet' || kind === 'Node',
  );
  if (isOfNode || metadata.deletionTimestamp) return false;
  const borne = (spec.tolerations ?? []).filter(
    ({ key, operator = 'Equal', value = '', effect = 'NoExecute' }) =>
      effect === 'NoExecute' &&
      (key ? key === UNREACHABLE : operator === 'Exists') &&
      (operator === 'Exists' || value === ''),
  );
  return (
    borne.length > 0 &&
    borne.every(({ tolerationSeconds }) => tolerationSeconds === undefined)
  );
}

/** The tolerations that keep it there. */
export const stayQuotes = (pod: Pod) =>
  (pod.spec.tolerations ?? []).flatMap(({ key }, i) =>
    !key || key === UNREACHABLE
      ? quoteOf('pod', pod, `spec.tolerations.${i}.operator`)
      : [],
  );

/** That nothing moves it by itself. */
export const STAYS: Text = both(
  ' The pod tolerates the taint of a lost node without an end (a toleration without tolerationSeconds), so Kubernetes never moves it elsewhere by itself.',
  '该 Pod 无限期容忍失联节点的污点（容忍未设置 tolerationSeconds），因此 Kubernetes 不会自动将其迁走。',
);

/** What to do when nothing moves it. */
export const leave = (
  namespace: string,
  pod: string,
  isOwned: boolean,
): Step[] => [
  {
    text: both(
      `Delete the pod if the machine does not come back${
        isOwned
          ? ', so that its controller makes one elsewhere'
          : ', and create it anew: it has no controller that would'
      }; delete the node’s object, too, if the machine is gone for good.`,
      `如果机器不会恢复，请删除该 Pod${
        isOwned
          ? '，让其控制器在别处新建'
          : '并重新创建：它没有负责新建的控制器'
      }；如果机器已不复存在，还应删除节点对象。`,
    ),
    command: kubectl(namespace, 'delete', 'pod', pod, '--wait=false'),
  },
  {
    text: both(
      'Narrow the toleration in the manifest: to the taints that are meant, or with tolerationSeconds.',
      '收窄清单中的容忍：只写需要的污点，或设置 tolerationSeconds。',
    ),
    link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions',
  },
];
