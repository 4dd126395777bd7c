import {
  both,
  defineCause,
  needed,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { waitsForVolumes } from '../../shared/volumeFailure';

const FILES = /processed (\d{1,15}) files/;
/** The kubelet reports about once a minute while it is at work, in seconds. */
const FRESH = 600;

export default defineCause({
  id: 'volume-permission-slow',
  state: 'waiting',
  title: both(
    'Setting the owner of the volume’s files takes long',
    '设置卷中文件的属组耗时很长',
  ),
  severity: 'warning',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: ['starting-unexplained'],
  covers: ['volume/VolumePermissionChangeInProgress'],
  detect({ pod, events, subject, now }) {
    const { fsGroup } = pod.spec.securityContext ?? {};
    if (fsGroup === undefined || !waitsForVolumes(pod)) return [];
    // Events that are all gone hold none of the last minutes.
    if (events.status === 'expired') return [];
    const all = needed('events', events);
    const i = newestEvent(
      all,
      ({ reason }) => reason === 'VolumePermissionChangeInProgress',
    );
    const event = i === undefined ? undefined : all[i];
    const age = secondsSince(event?.lastSeen, now);
    if (!event || (age !== undefined && age > FRESH)) return [];
    const [, files] = FILES.exec(event.message?.slice(0, 2048) ?? '') ?? [];
    return [
      {
        data: {
          ...placeOf(subject),
          fsGroup,
          ...(files !== undefined && { files: Number(files) }),
        },
        quotes: [
          ...quoteOf('events', all, `${i}.message`),
          ...quoteOf('pod', pod, 'spec.securityContext.fsGroup'),
        ],
      },
    ];
  },
  explain({ fsGroup, files }) {
    const done =
      files === undefined
        ? both('', '')
        : both(` (${files} so far)`, `（目前 ${files} 个）`);
    return {
      what: both(
        `The pod waits while the node gives every file of a volume to group ${fsGroup}${done.en}.`,
        `Pod 正在等待节点把卷中的每个文件改为属组 ${fsGroup}${done.zh}。`,
      ),
      why: both(
        'With fsGroup set this is done at each start, and a volume with very many files takes minutes to hours.',
        '设置 fsGroup 后每次启动都会执行此操作，文件很多的卷需要数分钟到数小时。',
      ),
    };
  },
  steps() {
    return [
      {
        text: both(
          'Wait: the pod starts when it is done.',
          '等待：完成后 Pod 会启动。',
        ),
      },
      {
        text: both(
          'Set securityContext.fsGroupChangePolicy to OnRootMismatch in the manifest: later starts then skip it.',
          '在清单中将 securityContext.fsGroupChangePolicy 设为 OnRootMismatch：之后启动时会跳过此操作。',
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods',
      },
    ];
  },
});
