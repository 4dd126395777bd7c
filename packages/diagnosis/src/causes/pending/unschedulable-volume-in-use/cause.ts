import { both, defineCause, listEn, listZh, quoteOf } from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';

const claimsOf = ({ metadata, spec }: Pod) =>
  spec.volumes.flatMap(({ persistentVolumeClaim, ephemeral, name = '' }) =>
    ephemeral
      ? `${metadata.name}-${name}`
      : persistentVolumeClaim?.claimName ?? [],
  );

const hasEnded = ({ status: { phase } }: Pod) =>
  phase === 'Succeeded' || phase === 'Failed';

/** A placed pod that has one of the same claims. */
function userOf(pod: Pod, pods: readonly Pod[]) {
  const wanted = claimsOf(pod);
  return pods
    .filter(
      one =>
        one.spec.nodeName &&
        one.metadata.uid !== pod.metadata.uid &&
        !hasEnded(one) &&
        claimsOf(one).some(claim => wanted.includes(claim)),
    )
    .map(({ metadata, spec }) => ({
      pod: metadata.name ?? '',
      node: spec.nodeName ?? '',
      isLeaving: metadata.deletionTimestamp !== undefined,
    }))
    .sort((a, b) => (a.pod < b.pod ? -1 : 1))[0];
}

export default defineCause({
  id: 'unschedulable-volume-in-use',
  state: 'pending',
  title: both(
    'Its volume is in use by another pod',
    '它的存储卷正被另一个 Pod 使用',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes', 'namespacePods'],
  covers: ['scheduler/vr-disk', 'scheduler/vr-rwop'],
  detect({ pod, events, nodes, namespacePods, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'volume-in-use');
    if (!hit) return [];
    const user =
      namespacePods.status === 'ok'
        ? userOf(pod, namespacePods.value)
        : undefined;
    return [
      {
        data: {
          ...placeOf(subject),
          claims: claimsOf(pod),
          isOncePod: /ReadWriteOncePod/.test(hit.said.message.slice(0, 16_384)),
          ...(user && { user }),
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
  explain({ claims, isOncePod, user }) {
    const names = claims.map(name => `“${name}”`);
    const by = user
      ? both(
          ` It is held by ${user.pod} on “${user.node}”${
            user.isLeaving ? ', which is being deleted' : ''
          }.`,
          `占用者是“${user.node}”上的 ${user.pod}${
            user.isLeaving ? '（正在删除）' : ''
          }。`,
        )
      : both('', '');
    return {
      what: both(
        `The pod waits because its volume${
          names.length > 0 ? ` (${listEn(names)})` : ''
        } is in use by another pod.${by.en}`,
        `Pod 在等待：它的存储卷${
          names.length > 0 ? `（${listZh(names)}）` : ''
        }正被另一个 Pod 使用。${by.zh}`,
      ),
      why: isOncePod
        ? both(
            'The claim has the access mode ReadWriteOncePod, so only one pod in the whole cluster may have it at a time.',
            '该 PVC 的访问模式为 ReadWriteOncePod，整个集群同一时刻只允许一个 Pod 使用。',
          )
        : both(
            'The same disk is already used on those nodes in a way that cannot be shared.',
            '同一磁盘已在这些节点上被以不可共享的方式使用。',
          ),
    };
  },
  steps({ namespace, user }) {
    return [
      {
        text: both(
          'Look which pod has the volume, and whether it should.',
          '查看是哪个 Pod 占用该卷，以及是否应该占用。',
        ),
        command: user
          ? kubectl(namespace, 'get', 'pod', user.pod, '-o', 'wide')
          : kubectl(namespace, 'get', 'pods', '-o', 'wide'),
      },
      {
        text: both(
          'Let rollouts stop the old pod first (strategy Recreate), and run a single replica.',
          '让发布先停止旧 Pod（Recreate 策略），并只运行一个副本。',
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment',
      },
      {
        text: both(
          'Use a claim with ReadWriteMany and a storage class that can share, if several pods need the data.',
          '如果多个 Pod 需要同一份数据，请使用 ReadWriteMany 且支持共享的存储类。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
      },
    ];
  },
});
