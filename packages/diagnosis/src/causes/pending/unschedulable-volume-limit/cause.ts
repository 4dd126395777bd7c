import { both, count, defineCause, quoteOf } from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';

/** Claims a pod mounts: each is a disk to attach. */
const claimsOf = ({ spec }: Pod) =>
  spec.volumes.flatMap(({ persistentVolumeClaim, ephemeral, name = '' }) =>
    ephemeral ? name : persistentVolumeClaim?.claimName ?? [],
  );

export default defineCause({
  id: 'unschedulable-volume-limit',
  state: 'pending',
  title: both(
    'The nodes have as many volumes as they can attach',
    '节点可挂接的存储卷数量已达上限',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: ['scheduler/vl', 'scheduler/vl-driver'],
  detect({ pod, events, nodes, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'volume-limit');
    if (!hit) return [];
    const missing = hit.said.reasons
      .map(
        ({ text }) =>
          /^(\S{1,253}) CSI driver is not installed/.exec(text)?.[1],
      )
      .find(Boolean);
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: hit.said.nodes,
          count: hit.count,
          claims: claimsOf(pod).length,
          ...(missing !== undefined && { driver: missing }),
        },
        quotes: [
          ...hit.said.quotes,
          ...pod.spec.volumes.flatMap((_, v) =>
            quoteOf(
              'pod',
              pod,
              `spec.volumes.${v}.persistentVolumeClaim.claimName`,
            ),
          ),
        ],
        ...hit.finding,
      },
    ];
  },
  explain({ nodes, count: some, claims, driver }) {
    const of = nodes > 0 ? ` of ${count(nodes, 'node')}` : '';
    const ofZh = nodes > 0 ? `${nodes} 个节点中` : '';
    if (driver !== undefined) {
      return {
        what: both(
          `The pod waits for a node where the storage driver ${driver} runs: ${some}${of} do not have it.`,
          `Pod 在等待运行存储驱动 ${driver} 的节点：${ofZh}有 ${some} 个没有安装。`,
        ),
        why: both(
          'A volume can only be attached by its CSI driver, and a node counts only when the driver has registered there.',
          '卷只能由其 CSI 驱动挂接，只有驱动已在节点上注册，该节点才可用。',
        ),
      };
    }
    return {
      what: both(
        `The pod waits for a node with room for ${count(
          claims || 1,
          'more volume',
        )}: ${some}${of} ${
          some === 1 ? 'has' : 'have'
        } as many attached as allowed.`,
        `Pod 在等待还能挂接 ${
          claims || 1
        } 个卷的节点：${ofZh}有 ${some} 个已达到挂接上限。`,
      ),
      why: both(
        'A machine can attach only so many disks (a limit of the cloud, lower on small machines); volumes of pods that have gone count until they are detached.',
        '一台机器能挂接的磁盘数量有限（由云平台规定，小型机器更少）；已退出 Pod 的卷在分离之前仍计入。',
      ),
    };
  },
  steps({ driver }) {
    return [
      driver === undefined
        ? {
            text: both(
              'Look how many volumes each node has attached, and whether old ones are still to be detached.',
              '查看每个节点挂接了多少卷，以及是否有旧卷尚未分离。',
            ),
            command: 'kubectl get volumeattachments',
            link: 'https://kubernetes.io/docs/concepts/storage/storage-limits/',
          }
        : {
            text: both(
              'Look on which nodes the driver is registered.',
              '查看驱动已在哪些节点注册。',
            ),
            command: 'kubectl get csinodes -o wide',
            link: 'https://kubernetes.io/docs/concepts/storage/storage-limits/',
          },
      driver === undefined
        ? {
            text: both(
              'Ask your platform team for another node, or for larger machines; or use fewer volumes in one pod.',
              '请平台团队增加节点或使用更大的机器；或减少单个 Pod 使用的卷数。',
            ),
          }
        : {
            text: both(
              `Ask your platform team to repair the node part of ${driver}.`,
              `请平台团队修复 ${driver} 在节点上的组件。`,
            ),
          },
    ];
  },
});
