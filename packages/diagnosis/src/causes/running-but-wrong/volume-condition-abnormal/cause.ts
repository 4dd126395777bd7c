import {
  both,
  defineCause,
  needed,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { hasStorage } from '../../shared/volumeProblem';

/** The kubelet reports each minute while it lasts; older is over, in seconds. */
const FRESH = 600;
const VOLUME = /^Volume (\S{1,253}): /;

export default defineCause({
  id: 'volume-condition-abnormal',
  state: 'running-but-wrong',
  title: both(
    'The storage driver reports a volume as unhealthy',
    '存储驱动报告卷状态异常',
  ),
  severity: 'warning',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['kubelet-pod/event/VolumeConditionAbnormal'],
  detect({ pod, subject, now, ...facts }) {
    const { phase } = pod.status;
    const isOver = phase === 'Succeeded' || phase === 'Failed';
    if (pod.metadata.deletionTimestamp || isOver || !hasStorage(pod)) return [];
    // Events that are all gone hold none of the last hour.
    if (facts.events.status === 'expired') return [];
    const events = needed('events', facts.events);
    const i = newestEvent(
      events,
      ({ reason }) => reason === 'VolumeConditionAbnormal',
    );
    const event = i === undefined ? undefined : events[i];
    const age = secondsSince(event?.lastSeen, now);
    if (!event || (age !== undefined && age > FRESH)) return [];
    const [, volume] = VOLUME.exec(event.message?.slice(0, 512) ?? '') ?? [];
    return [
      {
        data: { ...placeOf(subject), ...(volume !== undefined && { volume }) },
        quotes: quoteOf('events', events, `${i}.message`),
      },
    ];
  },
  explain({ volume }) {
    const name = volume ? both(` “${volume}”`, `“${volume}”`) : both('', '');
    return {
      what: both(
        `The storage driver says that volume${name.en} of the pod is not well.`,
        `存储驱动表示 Pod 的卷${name.zh}状态异常。`,
      ),
      why: both(
        'The storage behind it has a fault, or the volume was changed or deleted outside Kubernetes; reads and writes may fail.',
        '其后端存储有故障，或卷在 Kubernetes 之外被修改或删除；读写可能失败。',
      ),
    };
  },
  steps() {
    return [
      {
        text: both(
          'Look into the log for errors on reading or writing.',
          '在日志中查看是否有读写错误。',
        ),
        action: 'logs',
      },
      {
        text: both(
          'Give the driver’s words in the events to your platform team, and check that a backup exists.',
          '将事件中驱动的原文转交平台团队，并确认有备份。',
        ),
        action: 'events',
        link: 'https://kubernetes.io/docs/concepts/storage/volume-health-monitoring/',
      },
    ];
  },
});
