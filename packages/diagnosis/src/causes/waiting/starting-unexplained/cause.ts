import type { ContainerView, Quote } from '../../../engine';
import {
  both,
  containersOf,
  count,
  currentEnd,
  currentFailure,
  defineCause,
  duration,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { KubeEvent, Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';

/** A start takes this long at most before it is told, in seconds; sooner when a warning came this often. */
const PATIENCE_SECONDS = 300;
/** A node that joins, and a cluster that catches its breath, repeat warnings for about so long, in seconds. */
const SETTLING_SECONDS = 120;
const LEAST_COUNT = 3;
/** A kubelet takes a pod within seconds: silence is told after this, in seconds. */
const SILENCE_SECONDS = 90;
const LONGEST = 500;
const NORMAL = new Set(['ContainerCreating', 'PodInitializing', '']);

/** A container that waits for another reason than its turn; not one whose end is known, which says more. */
function stuckContainer(pod: Pod, now: number): ContainerView | undefined {
  return containersOf(pod).find(container => {
    const { waiting } = container.status.state ?? {};
    return (
      waiting &&
      !NORMAL.has(waiting.reason ?? '') &&
      !currentEnd(container, now)
    );
  });
}

/** The newest warning of the node about the pod; what the scheduler said before is over. */
function newestWarning(events: Fact<readonly KubeEvent[]>) {
  if (events.status !== 'ok') return undefined;
  const i = newestEvent(
    events.value,
    ({ type, reason }) => type === 'Warning' && reason !== 'FailedScheduling',
  );
  const event = i === undefined ? undefined : events.value[i];
  return event && i !== undefined ? { event, i, all: events.value } : undefined;
}

/** Seconds since the kubelet took the pod, or the scheduler gave it. */
function secondsStarting({ status, metadata }: Pod, now: number) {
  const scheduled = status.conditions.find(
    ({ type }) => type === 'PodScheduled',
  );
  return secondsSince(
    status.startTime ??
      scheduled?.lastTransitionTime ??
      metadata.creationTimestamp,
    now,
  );
}

/** Whether the kubelet has not said a word about the pod. */
function hasNoWord({ status }: Pod): boolean {
  return status.containerStatuses.length === 0 && !status.startTime;
}

const isOver = ({ metadata, status: { phase } }: Pod) =>
  Boolean(metadata.deletionTimestamp) ||
  phase === 'Succeeded' ||
  phase === 'Failed';

/** Whether an init container ended with a failure: that is told with its exit, whatever the events repeat. */
function isInitFailing(pod: Pod, now: number): boolean {
  return containersOf(pod).some(
    container =>
      container.kind === 'init' &&
      currentFailure(container, now)?.terminated.exitCode !== undefined,
  );
}

/** Whether the start does not get on: a container waits for a fault, warnings repeat, or it takes too long. */
function isStuck(
  pod: Pod,
  stuck: ContainerView | undefined,
  warnings: number,
  age: number | undefined,
): boolean {
  if (stuck) return true;
  // While an init container works, whatever kept the pod from starting is over.
  const isWorking = containersOf(pod).some(
    ({ kind, status }) => kind !== 'app' && status.state?.running,
  );
  if (pod.status.phase !== 'Pending' || isWorking) return false;
  const patience = hasNoWord(pod) ? SILENCE_SECONDS : PATIENCE_SECONDS;
  const repeats =
    warnings >= LEAST_COUNT && (age === undefined || age > SETTLING_SECONDS);
  return repeats || (age !== undefined && age > patience);
}

export default defineCause({
  id: 'starting-unexplained',
  state: 'waiting',
  title: both('The pod does not start', 'Pod 无法启动'),
  severity: 'critical',
  since: '0.1.0',
  lastResort: true,
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'waiting/ContainerCreating',
    'kubelet-pod/event/FailedSync',
    'kubelet-pod/event/Failed-datadirs',
  ],
  detect({ pod, events, subject, now }) {
    const { nodeName } = pod.spec;
    if (!nodeName || isOver(pod)) return [];
    const stuck = stuckContainer(pod, now);
    const warning = newestWarning(events);
    const age = secondsStarting(pod, now);
    if (!stuck && isInitFailing(pod, now)) return [];
    if (!isStuck(pod, stuck, warning?.event.count ?? 0, age)) return [];
    const { reason, message } = stuck?.status.state?.waiting ?? {};
    const said = message || (warning?.event.message ?? '');
    const at = `${stuck?.at}.state.waiting`;
    const quotes: Quote[] = [
      ...quoteOf('pod', pod, `${at}.reason`),
      ...quoteOf('pod', pod, `${at}.message`),
      ...(warning
        ? quoteOf('events', warning.all, `${warning.i}.message`)
        : []),
      ...quoteOf('pod', pod, 'status.phase'),
      ...quoteOf('pod', pod, 'spec.nodeName'),
    ];
    return [
      {
        ...(stuck && { container: stuck.name }),
        data: {
          ...placeOf(subject),
          node: nodeName,
          isSilent: hasNoWord(pod),
          reason: reason || (warning?.event.reason ?? ''),
          said: said.slice(0, LONGEST).trim(),
          times: warning?.event.count ?? 0,
          ...(stuck && { container: stuck.name }),
          ...(age !== undefined && { age }),
        },
        quotes,
      },
    ];
  },
  explain({ pod, node, isSilent, reason, said, times, container, age }) {
    const time = age === undefined ? undefined : duration(age);
    const whose = container
      ? both(
          `Container “${container}” of pod “${pod}”`,
          `Pod“${pod}”的容器“${container}”`,
        )
      : both(`Pod “${pod}”`, `Pod“${pod}”`);
    const what = both(
      `${whose.en} has a place on node “${node}”${
        time ? ` for ${time.en}` : ''
      } but does not start${reason ? ` (${reason})` : ''}.`,
      `${whose.zh}已被分配到节点“${node}”${
        time ? ` ${time.zh}` : ''
      }，但没有启动${reason ? `（${reason}）` : ''}。`,
    );
    if (said) {
      const often = times > 1 ? ` (${count(times, 'time')})` : '';
      return {
        what,
        why: both(
          `The newest the node says of it${often}: “${said}”.`,
          `节点的最新说明${times > 1 ? `（${times} 次）` : ''}：“${said}”。`,
        ),
      };
    }
    return {
      what,
      why: isSilent
        ? both(
            'The node has not reported anything of this pod: its kubelet does not run, does not answer, or does not know of the pod.',
            '节点没有上报过该 Pod 的任何信息：其 kubelet 可能没有运行、没有响应，或不知道该 Pod。',
          )
        : both(
            'No warning tells why. Pulling a large image and attaching a disk take long without a word; so does a node whose disk or runtime is slow.',
            '没有警告说明原因。拉取大镜像、挂接磁盘可能耗时很久而没有提示；磁盘或运行时缓慢的节点也是如此。',
          ),
    };
  },
  steps({ namespace, pod, node }) {
    return [
      {
        text: both(
          'See all events of the pod, the newest first.',
          '查看该 Pod 的全部事件，最新的在前。',
        ),
        action: 'events',
      },
      {
        text: both(
          `Check that node “${node}” is well, and whether other pods start there.`,
          `检查节点“${node}”是否正常，以及其他 Pod 能否在其上启动。`,
        ),
        command: `kubectl get node ${node}`,
        link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
      },
      {
        text: both(
          'Delete the pod if only this node is at fault: its controller makes another, which may land elsewhere.',
          '如果只是该节点有问题，请删除此 Pod：控制器会创建新的 Pod，可能落到其他节点。',
        ),
        command: kubectl(namespace, 'delete', 'pod', pod),
      },
    ];
  },
});
