import {
  both,
  defineCause,
  duration,
  listEn,
  listZh,
  quoteOf,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import {
  isAnyRunning,
  isNodeSilent,
  secondsOverdue,
} from '../../shared/overdue';

/** An unmount that goes well takes seconds. */
const PATIENCE_SECONDS = 60;

/** Volumes with something behind them that can hang, by name, with the path that says so. */
function heavyVolumes({ spec }: Pod) {
  return spec.volumes.flatMap((volume, i) => {
    const {
      name = '',
      persistentVolumeClaim,
      nfs,
      csi,
      ephemeral,
      other,
    } = volume;
    const at = `spec.volumes.${i}`;
    if (persistentVolumeClaim)
      return {
        name: persistentVolumeClaim.claimName ?? name,
        at: `${at}.persistentVolumeClaim.claimName`,
      };
    if (nfs) return { name, at: `${at}.nfs.server` };
    if (csi) return { name, at: `${at}.csi.driver` };
    if (ephemeral) return { name, at: `${at}.name` };
    return other && other !== 'downwardAPI' ? { name, at: `${at}.other` } : [];
  });
}

export default defineCause({
  id: 'volume-holds-pod',
  state: 'terminating',
  title: both(
    'The pod waits for its volumes to be unmounted',
    'Pod 在等待卷卸载',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['nodes', 'events'],
  covers: ['volume/terminating-unmount'],
  detect({ pod, nodes, events, subject, now }) {
    const overdue = secondsOverdue(pod, events, now);
    const { finalizers = [] } = pod.metadata;
    if (overdue === undefined || overdue < PATIENCE_SECONDS) return [];
    if (finalizers.length > 0 || isAnyRunning(pod) || !pod.spec.nodeName)
      return [];
    const volumes = heavyVolumes(pod);
    // Without a container that has ended nothing was ever mounted for it.
    const hasEnded = pod.status.containerStatuses.some(
      ({ state }) => state?.terminated,
    );
    if (volumes.length === 0 || !hasEnded || isNodeSilent(pod, nodes))
      return [];
    return [
      {
        data: {
          ...placeOf(subject),
          volumes: volumes.map(({ name }) => name).sort(),
          node: pod.spec.nodeName,
          overdue,
        },
        quotes: [
          ...quoteOf('pod', pod, 'metadata.deletionTimestamp'),
          ...volumes.flatMap(({ at }) => quoteOf('pod', pod, at)),
          ...quoteOf(
            'pod',
            pod,
            'status.containerStatuses.0.state.terminated.finishedAt',
          ),
        ],
      },
    ];
  },
  explain({ pod, volumes, node, overdue }) {
    const time = duration(overdue);
    const quoted = volumes.map(name => `“${name}”`);
    return {
      what: both(
        `Pod “${pod}” should have been gone ${
          time.en
        } ago; its containers have ended and no finalizer holds it, so most likely node “${node}” cannot unmount ${listEn(
          quoted,
        )}.`,
        `Pod“${pod}”应在 ${
          time.zh
        }前消失；容器已结束，也没有终结器，因此最可能是节点“${node}”无法卸载${listZh(
          quoted,
        )}。`,
      ),
      why: both(
        'The kubelet lets a pod go only when its volumes are unmounted. That hangs when the storage does not answer (an NFS server that is gone), the storage driver on the node is down, or another process on the node still uses the mount.',
        'kubelet 只有在卷卸载完成后才放走 Pod。存储无响应（例如 NFS 服务器已消失）、节点上的存储驱动停止，或节点上其他进程仍占用挂载点时，卸载会卡住。',
      ),
    };
  },
  steps({ node, volumes }) {
    return [
      {
        text: both(
          'See the events of the pod for what the kubelet says of its volumes.',
          '在 Pod 的事件中查看 kubelet 对卷的说明。',
        ),
        action: 'events',
      },
      {
        text: both(
          `Ask your platform team to read the kubelet’s log on node “${node}” for ${listEn(
            volumes,
          )}, and to check that the storage and its driver answer.`,
          `请平台团队在节点“${node}”的 kubelet 日志中查找 ${listZh(
            volumes,
          )}，并确认存储及其驱动有响应。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
      },
      {
        text: both(
          'Wait before you force the deletion: a volume that is still mounted here must not be written to from elsewhere.',
          '不要急于强制删除：仍挂载在此处的卷不应被其他地方写入。',
        ),
      },
    ];
  },
});
