import type { Failure } from '../../../engine';
import {
  both,
  containersOf,
  currentFailure,
  defineCause,
  needed,
  newestEvent,
  parseTime,
  quoteOf,
} from '../../../engine';
import type { FactValues } from '../../../facts/snapshot';
import { placeOf } from '../../shared/kubectl';

/** The kernel's kill and the end of the container are told by two parts of the kubelet: so far apart, in milliseconds, at most. */
const APART_MS = 90_000;

const VICTIM = /victim process: ([^,\s]{1,64})/;

function wasKilled({ terminated }: Failure): boolean {
  const { exitCode, signal, reason } = terminated;
  return exitCode === 137 || signal === 9 || reason === 'OOMKilled';
}

/** The event of the kernel killing at the time a container ended. Repeats are one event, seen first and last. */
function killNear(
  nodeEvents: FactValues['nodeEvents'],
  finishedAt: string | undefined,
): number | undefined {
  const ended = parseTime(finishedAt);
  if (ended === undefined) return undefined;
  const isNear = (time: string | undefined) =>
    Math.abs((parseTime(time) ?? Number.NaN) - ended) <= APART_MS;
  return newestEvent(
    nodeEvents,
    ({ reason, firstSeen, lastSeen }) =>
      reason === 'SystemOOM' && (isNear(lastSeen) || isNear(firstSeen)),
  );
}

export default defineCause({
  id: 'node-out-of-memory',
  state: 'crashing',
  title: both(
    'The node ran out of memory and killed it',
    '节点内存耗尽，容器被杀死',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['nodeEvents'],
  beats: ['crashing/*', 'not-ready/*'],
  covers: ['node/event/SystemOOM'],
  detect({ pod, nodeEvents, subject, now }) {
    const kills = containersOf(pod).flatMap(container => {
      const end = currentFailure(container, now);
      return end && wasKilled(end) ? [{ container, end }] : [];
    });
    if (kills.length === 0) return [];
    const events = needed('nodeEvents', nodeEvents);
    return kills.flatMap(({ container, end }) => {
      const i = killNear(events, end.terminated.finishedAt);
      if (i === undefined) return [];
      const victim = VICTIM.exec(events[i]?.message?.slice(0, 1024) ?? '')?.[1];
      const list = container.kind === 'app' ? 'containers' : 'initContainers';
      const c = pod.spec[list].findIndex(one => one === container.spec);
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          node: pod.spec.nodeName ?? '',
          count: events[i]?.count ?? 1,
          ...(victim && { victim }),
        },
        quotes: [
          ...quoteOf('nodeEvents', events, `${i}.message`),
          ...quoteOf('pod', pod, `${end.at}.exitCode`),
          ...quoteOf('pod', pod, `${end.at}.finishedAt`),
        ],
        // Its own limit may have been reached at the same moment.
        contradictions: quoteOf(
          'pod',
          pod,
          `spec.${list}.${c}.resources.limits.memory`,
        ),
      };
    });
  },
  explain({ container, node, victim, count }) {
    const what = victim
      ? both(` such as “${victim}”`, `（进程“${victim}”）`)
      : both('', '');
    const times =
      count > 1
        ? both(
            ` This happened ${count} times on the node.`,
            `该节点上已发生 ${count} 次。`,
          )
        : both('', '');
    return {
      what: both(
        `Container “${container}” was killed at the moment when node “${node}” as a whole ran out of memory and its kernel killed processes${what.en} to go on.${times.en}`,
        `节点“${node}”整体内存耗尽、内核为继续运行而杀死进程${what.zh}时，容器“${container}”被杀死。${times.zh}`,
      ),
      why: both(
        'The kernel picks those that use more memory than they reserved. This program need not have reached its own limit: the pods of the node, or the machine’s own services, used more than there is.',
        '内核优先杀死用量超过预留的进程。该程序未必达到自身上限：节点上的 Pod 或系统服务的用量合计超过了总内存。',
      ),
    };
  },
  steps({ container, node }) {
    return [
      {
        text: both(
          `Raise the memory request of container “${container}” to what it really uses, so that this much is reserved for it.`,
          `将容器“${container}”的内存请求提高到实际用量，为其预留内存。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#node-out-of-memory-behavior',
      },
      {
        text: both(
          'Check whether its memory grows without end, and set a limit: then a leak ends only this program.',
          '检查其内存是否持续增长并设置上限：这样泄漏只会影响该程序。',
        ),
        action: 'previous-logs',
      },
      {
        text: both(
          `Ask your platform team who uses the memory of node “${node}”, and whether enough is reserved for the system.`,
          `请平台团队检查节点“${node}”的内存被谁使用，以及是否为系统预留了足够内存。`,
        ),
        command: `kubectl describe node ${node}`,
      },
    ];
  },
});
