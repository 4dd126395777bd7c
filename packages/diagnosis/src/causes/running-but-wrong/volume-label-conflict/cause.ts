import type { Text } from '../../../engine';
import {
  both,
  defineCause,
  needed,
  newestEvent,
  quoteOf,
} from '../../../engine';
import type { KubeEvent } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { hasStorage } from '../../shared/volumeProblem';

type Kind = 'within' | 'between' | 'group';

function kindOf({ reason = '' }: KubeEvent): Kind | undefined {
  if (reason === 'MultipleSELinuxLabels') return 'within';
  if (/^SELinux(?:Label|ChangePolicy)Conflict$/.test(reason)) return 'between';
  return reason === 'AlreadyMountedVolume' ? 'group' : undefined;
}

const OTHER = / conflicts with pod (?:\S{1,63}\/)?([\w.-]{1,253})/;

const WHAT: Readonly<Record<Kind, Text>> = {
  within: both(
    'Two containers of the pod want different SELinux labels on one volume.',
    'Pod 的两个容器要求同一卷使用不同的 SELinux 标签。',
  ),
  between: both(
    'This pod and another one want different SELinux labels, or ways to set them, on one volume.',
    '该 Pod 与另一个 Pod 对同一卷要求不同的 SELinux 标签或设置方式。',
  ),
  group: both(
    'This pod asks for another group (fsGroup) on a local volume than the one it was mounted with for another pod.',
    '该 Pod 对本地卷要求的属组（fsGroup）与其他 Pod 挂载时使用的不同。',
  ),
};

export default defineCause({
  id: 'volume-label-conflict',
  state: 'running-but-wrong',
  title: both(
    'A volume is shared with conflicting owners or labels',
    '共享卷的属组或标签互相冲突',
  ),
  severity: 'info',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'volume/selinux-multi',
    'volume/selinux-conflict',
    'volume/AlreadyMountedVolume',
  ],
  detect({ pod, subject, ...facts }) {
    const { phase } = pod.status;
    const isOver = phase === 'Succeeded' || phase === 'Failed';
    if (pod.metadata.deletionTimestamp || isOver || !hasStorage(pod)) return [];
    // Events that are all gone hold none of the last hour.
    if (facts.events.status === 'expired') return [];
    const events = needed('events', facts.events);
    const i = newestEvent(events, event => kindOf(event) !== undefined);
    const event = i === undefined ? undefined : events[i];
    const kind = event && kindOf(event);
    if (!kind) return [];
    const [, other] = OTHER.exec(event.message?.slice(0, 2048) ?? '') ?? [];
    return [
      {
        data: { ...placeOf(subject), kind, ...(other && { other }) },
        ...(phase !== 'Running' && { severity: 'warning' as const }), // a Severity
        quotes: [
          ...quoteOf('events', events, `${i}.reason`),
          ...quoteOf('events', events, `${i}.message`),
        ],
      },
    ];
  },
  explain({ kind, other }) {
    const name = other
      ? both(` The other pod is “${other}”.`, `另一个 Pod 是“${other}”。`)
      : both('', '');
    return {
      what: WHAT[kind],
      why: both(
        `One volume carries one set of them at a time: one of the two may be denied its files, and clusters that label on mounting (SELinuxMount) do not start the second at all.${name.en}`,
        `一个卷同一时间只能有一组标签或属组：其中一方可能无法访问文件；在挂载时打标签的集群（SELinuxMount）中，后启动者将无法启动。${name.zh}`,
      ),
    };
  },
  steps() {
    return [
      {
        text: both(
          'Set the same seLinuxOptions, seLinuxChangePolicy and fsGroup in all pods and containers that share the volume.',
          '为共享该卷的所有 Pod 和容器设置相同的 seLinuxOptions、seLinuxChangePolicy 和 fsGroup。',
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
      },
    ];
  },
});
