import type { Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  duration,
  needed,
  quoteOf,
  secondsSince,
} from '../../../engine';
import { ok } from '../../../facts/fact';
import type { Workload } from '../../../facts/objects';
import { CREATE_FACTS, failures, lackers } from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import { hasOf } from '../../shared/makers';

/** A controller reacts within seconds; it gets this long. */
const PATIENCE_SECONDS = 180;

/** Between two pods of a Job there is none; a paused Deployment makes no ReplicaSet. */
function isResting({ spec, status }: Workload): boolean {
  return (
    spec.paused === true || (status.failed ?? 0) + (status.succeeded ?? 0) > 0
  );
}

/** Whether the controller has never looked at the workload as it is now. */
function isUnseen({ kind, metadata, status }: Workload): boolean {
  // A Job's status holds no generation, only a start.
  if (kind === 'Job') return status.startTime === undefined;
  return (status.observedGeneration ?? 0) < (metadata.generation ?? 1);
}

function whyNot(unseen: boolean, hasEvents: boolean): Text {
  if (unseen) {
    return both(
      'The controller that should make them has not looked at the workload as it is now: it does not run (kube-controller-manager), or the workload is left to another controller (managedBy) that does not run.',
      '负责创建 Pod 的控制器还没有处理当前的工作负载：它（kube-controller-manager）没有运行，或该工作负载交由另一个未运行的控制器管理（managedBy）。',
    );
  }
  return hasEvents
    ? both(
        'Its events and conditions give no reason: some clusters drop events under load, or the controller does not get on.',
        '其事件和状态条件都没有给出原因：部分集群在高负载时会丢弃事件，或控制器没有进展。',
      )
    : both(
        'Its conditions give no reason, and its events, which would, are gone (they are kept for an hour) or could not be read.',
        '其状态条件没有给出原因，而能说明原因的事件已过期（只保留一小时）或无法读取。',
      );
}

export default defineCause({
  id: 'workload-without-pods',
  state: 'workload',
  title: both(
    'The workload has no pods, and nothing says why',
    '工作负载没有 Pod，也没有说明原因',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: [...CREATE_FACTS, 'siblings'],
  lastResort: true,
  covers: [],
  detect(reading) {
    const { owners, ownerEvents, siblings, subject, now } = reading;
    const [lacking] = lackers(reading);
    if (!lacking || owners.status !== 'ok') return [];
    const [self] = owners.value;
    const age = secondsSince(self?.metadata.creationTimestamp, now) ?? 0;
    if (!self || isResting(self) || hasOf(self) > 0 || age < PATIENCE_SECONDS)
      return [];
    if (needed('siblings', siblings).length > 0) return [];
    const events = ownerEvents.status === 'ok' ? ownerEvents : ok([]);
    // What is written down is another cause's to tell; without events this one still speaks.
    if (failures({ ...reading, ownerEvents: events }).length > 0) return [];
    const { who } = lacking;
    const unseen = isUnseen(self);
    return [
      {
        data: {
          namespace: subject.namespace,
          kind: self.kind,
          name: subject.name,
          wants: who.wants,
          minutes: Math.floor(age / 60),
          unseen,
          hasEvents: ownerEvents.status === 'ok',
        },
        quotes: [
          ...quoteOf('owners', owners.value, '0.metadata.name'),
          ...quoteOf('owners', owners.value, '0.spec.replicas'),
          ...quoteOf('owners', owners.value, '0.spec.parallelism'),
          ...quoteOf('owners', owners.value, '0.status.desiredNumberScheduled'),
          ...quoteOf('owners', owners.value, '0.metadata.creationTimestamp'),
        ],
      },
    ];
  },
  explain({ kind, name, wants, minutes, unseen, hasEvents }) {
    const age = duration(minutes * 60);
    return {
      what: both(
        `${kind} “${name}” should have ${count(
          wants,
          'pod',
        )} and has none; it was made ${age.en} ago.`,
        `${kind}“${name}”应有 ${wants} 个 Pod，却一个也没有；它创建于 ${age.zh}前。`,
      ),
      why: whyNot(unseen, hasEvents),
    };
  },
  steps({ namespace, kind, name, unseen }) {
    const workload = `${kind.toLowerCase()}/${name}`;
    return [
      {
        text: both(
          'Read the whole status and the events of the workload.',
          '查看工作负载的完整状态和事件。',
        ),
        command: kubectl(namespace, 'describe', workload),
      },
      {
        text: both(
          'Annotate the workload, so that its controller looks at it again, and watch which events come.',
          '给工作负载加一个注解，使其控制器重新处理，并观察产生的事件。',
        ),
        command: kubectl(
          namespace,
          'annotate',
          workload,
          'retry-at=1',
          '--overwrite',
        ),
      },
      {
        text: both(
          unseen
            ? 'Ask your platform team whether the controllers of the cluster run.'
            : 'Ask your platform team to look into the log of kube-controller-manager for this workload.',
          unseen
            ? '向平台团队确认集群的控制器是否在运行。'
            : '请平台团队在 kube-controller-manager 的日志中查找该工作负载。',
        ),
        link: 'https://kubernetes.io/docs/concepts/architecture/#kube-controller-manager',
      },
    ];
  },
});
