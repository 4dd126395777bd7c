import type { Text } from '../../engine';
import { both, listEn, listZh } from '../../engine';

/** Who removes a finalizer that pods are known to carry, by its name. */
const OWNERS: Readonly<Record<string, Text>> = {
  'batch.kubernetes.io/job-tracking': both(
    'the job controller of Kubernetes, which counts the pod’s result first',
    'Kubernetes 的 Job 控制器，它要先统计该 Pod 的结果',
  ),
  foregroundDeletion: both(
    'the garbage collector of Kubernetes, which first deletes what the pod owns',
    'Kubernetes 的垃圾回收器，它要先删除该 Pod 拥有的对象',
  ),
  orphan: both(
    'the garbage collector of Kubernetes, which first lets go what the pod owns',
    'Kubernetes 的垃圾回收器，它要先解除该 Pod 与其所属对象的关系',
  ),
  'workflows.argoproj.io/status': both(
    'Argo Workflows, which first notes the result of the step',
    'Argo Workflows，它要先记录该步骤的结果',
  ),
};

/** Who should remove a finalizer, as part of a sentence. */
export function finalizerOwner(finalizer: string): Text {
  const known = Object.hasOwn(OWNERS, finalizer)
    ? OWNERS[finalizer]
    : undefined;
  const domain = finalizer.split('/')[0] ?? finalizer;
  return known ?? both(`the controller of “${domain}”`, `“${domain}”的控制器`);
}

/** What to know of finalizers on a pod that is held by something else too: the end of a sentence; nothing without any. */
export function finalizersToo(finalizers: readonly string[]): Text {
  if (finalizers.length === 0) return both('', '');
  const one = finalizers.length === 1;
  const quoted = finalizers.map(name => `“${name}”`);
  return both(
    `; the finalizer${one ? '' : 's'} ${listEn(quoted)} ${
      one ? 'stands' : 'stand'
    } on it too and ${
      one ? 'has' : 'have'
    } to be removed as well, even after a forced deletion`,
    `；其上还有终结器（finalizer）${listZh(
      quoted,
    )}，即使强制删除，也还需要移除它`,
  );
}
