import type { Quote } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  listEn,
  listZh,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import type { VolumeReading } from '../../shared/volumeFailure';
import { volumeFailures, waitsForVolumes } from '../../shared/volumeFailure';
import { passedAt } from '../../shared/volumeReports';

/** Since 1.36 kubelets say nothing of a volume that only takes long; so long it may, in seconds. */
const PATIENCE = 180;
const FAILED = /^(?:Failed|VolumePermission)/;

/** Volumes that need somebody else: the node fills the others itself. */
function foreignVolumes({ spec }: Pod): string[] {
  return spec.volumes.flatMap(
    ({ name, persistentVolumeClaim, ephemeral, csi, nfs }) =>
      name !== undefined && (persistentVolumeClaim || ephemeral || csi || nfs)
        ? [name]
        : [],
  );
}

/** The pod's sandbox, which comes after the volumes, is not there, and nobody said why. */
function silence({ pod, events, now }: VolumeReading): Quote[] {
  const age = secondsSince(pod.status.startTime, now);
  if (!waitsForVolumes(pod) || age === undefined || age < PATIENCE) return [];
  if (events.status !== 'ok' || foreignVolumes(pod).length === 0) return [];
  const isPast = passedAt(pod, events.value) > -Infinity;
  const isTold = events.value.some(
    ({ reason = '' }) => FAILED.test(reason) && reason !== 'FailedScheduling',
  );
  if (isPast || isTold) return [];
  const c = pod.status.conditions.findIndex(
    ({ type }) => type === 'PodReadyToStartContainers',
  );
  return pod.status.conditions[c]?.status === 'False'
    ? quoteOf('pod', pod, `status.conditions.${c}.type`)
    : [];
}

/** Which volumes are missing, in the pod's own names, with the claim behind each. */
function missingOf(pod: Pod, names: readonly string[]): string[] {
  return names.slice(0, 6).map(name => {
    const volume = pod.spec.volumes.find(one => one.name === name);
    const claim = volume?.persistentVolumeClaim?.claimName;
    return claim === undefined || claim === name ? name : `${name} (${claim})`;
  });
}

export default defineCause({
  id: 'volume-not-mounted-unexplained',
  state: 'waiting',
  title: both(
    'The pod waits for a volume, and nothing says why',
    'Pod 正在等待卷，但没有说明原因',
  ),
  severity: 'critical',
  since: '0.1.0',
  lastResort: true,
  reads: ['pod'],
  mayRead: ['events', 'claims'],
  beats: ['starting-unexplained'],
  covers: ['volume/FailedMount-wait'],
  detect({ pod, events, claims, subject, now }) {
    const reading = { pod, events, claims, now };
    const [told] = volumeFailures(reading, 'summary');
    const quotes = told?.quotes ?? silence(reading);
    if (quotes.length === 0) return [];
    const foreign = foreignVolumes(pod);
    const unmounted = told?.unmounted ?? foreign;
    // A summary may list volumes that the node has long filled, but the one it waits for is foreign if any is.
    const likely = unmounted.filter(name => foreign.includes(name));
    const age = secondsSince(pod.status.startTime, now);
    return [
      {
        data: {
          ...placeOf(subject),
          node: pod.spec.nodeName ?? '',
          volumes: missingOf(pod, likely.length > 0 ? likely : unmounted),
          isTold: told !== undefined,
          hasGroup: pod.spec.securityContext?.fsGroup !== undefined,
          ...(age !== undefined && { seconds: age }),
        },
        ...(told === undefined && { severity: 'warning' as const }), // a Severity
        quotes,
      },
    ];
  },
  explain({ volumes, node, seconds, isTold, hasGroup }) {
    const list = volumes.map(name => `“${name}”`);
    const which =
      list.length === 0
        ? both('its volumes', '其卷')
        : both(
            `the volume${list.length > 1 ? 's' : ''} ${listEn(list)}`,
            `卷${listZh(list)}`,
          );
    const long = seconds === undefined ? undefined : duration(seconds);
    const since = long
      ? both(` for ${long.en}`, `已 ${long.zh}`)
      : both('', '');
    const group = hasGroup
      ? both(
          ' With fsGroup set, a volume with very many files also looks like this.',
          '设置了 fsGroup 且卷中文件很多时，也会出现这种情况。',
        )
      : both('', '');
    return {
      what: both(
        `The pod has waited${since.en} on node “${node}” for ${which.en}${
          isTold ? '' : ', probably'
        }.`,
        `Pod 在节点“${node}”上${since.zh}${isTold ? '' : '可能'}在等待${
          which.zh
        }。`,
      ),
      why: both(
        `The node only says that it takes too long, or nothing at all: the volume is not attached yet, its storage does not answer, or its driver is stuck.${group.en}`,
        `节点只表示等待超时或没有任何说明：卷尚未挂接、存储没有响应，或驱动卡住。${group.zh}`,
      ),
    };
  },
  steps({ namespace, node }) {
    return [
      {
        text: both(
          'See whether each claim is bound to a volume.',
          '查看每个存储声明是否已绑定到卷。',
        ),
        command: kubectl(namespace, 'get', 'persistentvolumeclaims'),
      },
      {
        text: both(
          `See whether the volumes are attached to node “${node}”.`,
          `查看卷是否已挂接到节点“${node}”。`,
        ),
        command: 'kubectl get volumeattachments',
      },
      {
        text: both(
          `Ask your platform team for the log of the kubelet and of the storage driver’s pod on node “${node}”.`,
          `请平台团队查看节点“${node}”上 kubelet 和存储驱动 Pod 的日志。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/volumes/',
      },
    ];
  },
});
