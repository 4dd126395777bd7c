import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';
import { kubectl, podsOf } from '../../shared/kubectl';

/** Why it is not free: the most certain first. */
export function reasonOf(
  isLost: boolean,
  isTerminating: boolean,
  isRolling: boolean,
  isUsed: boolean,
): Text {
  if (isLost)
    return both(
      'The node that holds it does not answer, so nobody can say that its program has stopped writing; Kubernetes waits about six minutes before it takes the volume away.',
      '占用它的节点失联，无法确认其上的程序已停止写入；Kubernetes 会等待约六分钟再强制卸下卷。',
    );
  if (isTerminating)
    return both(
      'The pod that holds it is on its way out; the volume is free when it has ended.',
      '占用它的 Pod 正在终止；结束后卷即可释放。',
    );
  if (isRolling && isUsed)
    return both(
      'The Deployment starts the new pod before the old one ends (RollingUpdate), and on another node the two cannot share this volume: neither gives way.',
      'Deployment 在旧 Pod 结束前启动新 Pod（RollingUpdate），而两者位于不同节点无法共享该卷，因此互相等待。',
    );
  return isUsed
    ? both(
        'Another pod still uses it (access mode ReadWriteOnce).',
        '另一个 Pod 仍在使用它（访问模式 ReadWriteOnce）。',
      )
    : both(
        'It was not detached from the node where it was used before: that node is down, or the detaching failed or is not done yet.',
        '它没有从之前使用的节点上卸下：该节点已宕机，或卸下失败、尚未完成。',
      );
}

/** Looks at who holds the volume. */
export function lookStep(
  namespace: string,
  holder?: string,
  node?: string,
): Step {
  if (holder === undefined && node !== undefined)
    return {
      text: both(
        `Look on node “${node}”, which holds the volume, for a pod that still uses it.`,
        `在占用该卷的节点“${node}”上查找仍在使用它的 Pod。`,
      ),
      command: podsOf(node),
    };
  return holder === undefined
    ? {
        text: both(
          'See which nodes the volumes are attached to.',
          '查看卷挂接在哪些节点上。',
        ),
        command: 'kubectl get volumeattachments',
      }
    : {
        text: both(
          `Check whether pod “${holder}” is still needed; the volume is free once it has ended.`,
          `确认 Pod“${holder}”是否仍需要；它结束后卷即可释放。`,
        ),
        command: kubectl(namespace, 'get', 'pod', holder, '-o', 'wide'),
      };
}

/** For a volume held by a node that does not answer. */
export const lostStep = (node: string): Step => ({
  text: both(
    `Let your platform team know: node “${node}” does not answer. Kubernetes takes the volume away after about six minutes, or at once when they mark the node as out of service.`,
    `通知平台团队：节点“${node}”失联。Kubernetes 约六分钟后会强制卸下卷；若将节点标记为停止服务则立即进行。`,
  ),
  link: 'https://kubernetes.io/docs/concepts/architecture/nodes/#non-graceful-node-shutdown',
});

/** For a volume that no pod uses any more. */
export const staleStep = (node?: string): Step => ({
  text: both(
    `Ask your platform team to detach it from ${
      node === undefined ? 'the other node' : `node “${node}”`
    } if it stays so and no pod uses it there: a stale attachment (VolumeAttachment) does not go away by itself.`,
    `如果一直如此且那里没有 Pod 使用它，请平台团队将它从${
      node === undefined ? '另一个节点' : `节点“${node}”`
    }卸下：失效的挂接（VolumeAttachment）不会自行消失。`,
  ),
});

/** For a volume that is on its way. */
export const WAIT: Step = {
  text: both(
    'Wait some minutes if the other pod has just ended: detaching takes that long at most.',
    '如果另一个 Pod 刚刚结束，请等待几分钟：卸下卷最多需要这么久。',
  ),
};

/** For a Deployment whose old and new pod wait for each other. */
export const RECREATE: Step = {
  text: both(
    'Set the Deployment’s strategy to Recreate, or use a StatefulSet, so that the old pod ends before the new one starts.',
    '将 Deployment 的策略设为 Recreate，或改用 StatefulSet，使旧 Pod 在新 Pod 启动前结束。',
  ),
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
};

/** For any other way of sharing it. */
export const KEEP_TO_ONE: Step = {
  text: both(
    'Keep to one pod for each such volume (StatefulSet, or strategy Recreate), or use a volume that several nodes may mount (ReadWriteMany).',
    '每个此类卷只用一个 Pod（StatefulSet 或 Recreate 策略），或使用可被多个节点挂载的卷（ReadWriteMany）。',
  ),
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
};
