import type { Text } from '../../../engine';
import {
  both,
  defineCause,
  listEn,
  listZh,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl } from '../../shared/kubectl';
import type { VolumeFailure } from '../../shared/volumeFailure';
import {
  USUAL_START,
  volumeFailures,
  waitsForVolumes,
} from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';
import { holderOf } from './holder';

const ONE_NODE = new Set(['ReadWriteOnce', 'ReadWriteOncePod']);

/** Claims for one node only that a pod on another node has: for when the events are gone. */
function byClaims(
  pod: Pod,
  claims: Fact<FactValues['claims']>,
): VolumeFailure[] {
  if (claims.status !== 'ok' || !waitsForVolumes(pod)) return [];
  return claims.value.flatMap(({ metadata, spec, status }, i) => {
    const modes = spec.accessModes ?? [];
    const isShared = modes.some(mode => !ONE_NODE.has(mode));
    if (modes.length === 0 || isShared || status.phase !== 'Bound') return [];
    return {
      problem: 'attached-elsewhere' as const, // literal type of VolumeProblem
      volume: spec.volumeName ?? '',
      claim: metadata.name ?? '',
      unmounted: [],
      why: '',
      times: 1,
      node: pod.spec.nodeName ?? '',
      quotes: quoteOf('claims', claims.value, `${i}.spec.accessModes.0`),
    };
  });
}

/** A Deployment that starts the new pod before the old one is gone. */
function rolls(owners: Fact<FactValues['owners']>): boolean {
  if (owners.status !== 'ok') return false;
  const top = owners.value[owners.value.length - 1];
  return top?.kind === 'Deployment' && top.spec.strategy?.type !== 'Recreate';
}

export default defineCause({
  id: 'volume-attached-elsewhere',
  state: 'waiting',
  title: both(
    'The volume is still attached to another node',
    '卷仍挂接在另一个节点上',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: [
    'events',
    'claims',
    'namespacePods',
    'attachments',
    'nodes',
    'owners',
  ],
  covers: ['volume/MultiAttach-exclusive', 'volume/MultiAttach-used'],
  detect({ pod, subject, now, ...facts }) {
    const { events, claims, owners } = facts;
    const guessed =
      events.status === 'ok'
        ? []
        : byClaims(pod, claims).filter(
            one => holderOf(pod, one, '', facts).pods.length > 0,
          );
    const failures =
      guessed.length > 0
        ? guessed
        : volumeFailures({ pod, events, claims, now }, 'attached-elsewhere');
    const age = secondsSince(pod.status.startTime, now);
    return failures.map(one => {
      const { quotes, ...holder } = holderOf(pod, one, one.why, facts);
      const isYoung = age !== undefined && age < USUAL_START;
      return {
        data: {
          ...placeOfVolume(subject, one),
          ...holder,
          rolls: rolls(owners),
          isYoung,
        },
        ...(isYoung && { severity: 'warning' as const }), // a Severity
        quotes: [...one.quotes, ...quotes],
      };
    });
  },
  explain(data) {
    const { at: holder, pods, isLost, isTerminating, rolls: isRolling } = data;
    const name = nameOfVolume(data);
    const list = pods.map(pod => `“${pod}”`);
    const by =
      list.length > 0
        ? both(` by pod ${listEn(list)}`, `，使用者为 Pod ${listZh(list)}`)
        : both('', '');
    const at = holder
      ? both(` on node “${holder}”`, `（节点“${holder}”）`)
      : both(' on another node', '（另一个节点）');
    return {
      what: both(
        `The pod cannot start: ${name.en} is held${by.en}${at.en} and can be attached to one node at a time.`,
        `Pod 无法启动：${name.zh}仍被占用${at.zh}${by.zh}，而它同一时间只能挂接到一个节点。`,
      ),
      why: reasonOf(isLost, isTerminating, isRolling, list.length > 0),
    };
  },
  steps({ namespace, pod, pods, at: node, rolls: isRolling, isLost }) {
    const [holder] = pods;
    return [
      holder === undefined
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
          },
      ...(isLost && node !== undefined
        ? [
            {
              text: both(
                `Let your platform team know: node “${node}” does not answer. Kubernetes takes the volume away after about six minutes, or at once when they mark the node as out of service.`,
                `通知平台团队：节点“${node}”失联。Kubernetes 约六分钟后会强制卸下卷；若将节点标记为停止服务则立即进行。`,
              ),
              link: 'https://kubernetes.io/docs/concepts/architecture/nodes/#non-graceful-node-shutdown',
            },
          ]
        : [
            {
              text: both(
                'Wait some minutes if the other pod has just ended: detaching takes that long at most.',
                '如果另一个 Pod 刚刚结束，请等待几分钟：卸下卷最多需要这么久。',
              ),
            },
          ]),
      {
        text: both(
          isRolling
            ? 'Set the Deployment’s strategy to Recreate, or use a StatefulSet, so that the old pod ends before the new one starts.'
            : 'Keep to one pod for each such volume (StatefulSet, or strategy Recreate), or use a volume that several nodes may mount (ReadWriteMany).',
          isRolling
            ? '将 Deployment 的策略设为 Recreate，或改用 StatefulSet，使旧 Pod 在新 Pod 启动前结束。'
            : '每个此类卷只用一个 Pod（StatefulSet 或 Recreate 策略），或使用可被多个节点挂载的卷（ReadWriteMany）。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
      },
      {
        text: both(
          'See in the events whether it is attached by now.',
          '在事件中查看现在是否已挂接。',
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
      },
    ];
  },
});

/** Why it is not free: the most certain first. */
function reasonOf(
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
