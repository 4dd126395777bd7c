import type { ContainerView, Quote, Step, Text } from '../../../engine';
import {
  both,
  containersOf,
  count,
  currentEnd,
  defineCause,
  duration,
  needed,
  newestEvent,
  parseTime,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { KubeEvent, Pod } from '../../../facts/objects';
import { kubectl, placeOf, podsOf } from '../../shared/kubectl';
import { isOnWindows } from '../../shared/windows';

/** A node that starts up changes a sandbox once; this often is a loop. */
const OFTEN = 3;
/** Few events are enough when the restarts speak of more: events are gathered, thinned out and forgotten. */
const FEW = 2;
/** A single change is one when the container lives no longer than this each time, in seconds, and was restarted this often. */
const SHORT_LIFE = 300;
const MANY_RESTARTS = 5;
/** An end this near to a change of the sandbox, in milliseconds, is of it. */
const TOGETHER = 60_000;
/** Older changes are history, in seconds. */
const CURRENT = 900;
/** What programs end with when they are told to stop or are killed, or nobody saw their end. */
const STOPPED = new Set([
  0, 2, 137, 143, 255,
  // Windows: ended by Ctrl-C, signed or not.
  -1073741510, 3221225786,
]);

function isChange({ reason }: KubeEvent): boolean {
  return reason === 'SandboxChanged';
}

/** The last end of each container, newest first, with its container. */
function endsOf(pod: Pod, now: number) {
  return containersOf(pod)
    .filter(({ kind }) => kind !== 'init')
    .flatMap(container => {
      const end = currentEnd(container, now);
      const time = parseTime(end?.terminated.finishedAt);
      return end && time !== undefined ? [{ container, end, time }] : [];
    })
    .sort((a, b) => b.time - a.time);
}

type End = ReturnType<typeof endsOf>[number];

const restartsIn = ({ container }: End) => container.status.restartCount ?? 0;

/** Whether all containers end again and again as if they were stopped: only then could events that are missing tell of it. */
function looksStopped(ends: readonly End[], all: readonly ContainerView[]) {
  const apps = all.filter(({ kind }) => kind !== 'init');
  return (
    ends.length === apps.length &&
    ends.every(
      ({ container, end }) =>
        (container.status.restartCount ?? 0) >= OFTEN - 1 &&
        STOPPED.has(end.terminated.exitCode ?? -1),
    )
  );
}

/** Whether so many changes are a loop, by the events or by what the containers show. */
function isLoop(
  times: number,
  change: number,
  ends: readonly End[],
  all: readonly ContainerView[],
): boolean {
  if (times >= OFTEN) return true;
  const restarts = ends.map(restartsIn);
  const together = ends.every(one => Math.abs(change - one.time) <= TOGETHER);
  if (!looksStopped(ends, all) || !together || Math.min(...restarts) < OFTEN)
    return false;
  const isShort = ends.every(({ end, time }) => {
    const lived = secondsSince(end.terminated.startedAt, time) ?? Infinity;
    return lived <= SHORT_LIFE;
  });
  return (
    times >= FEW ||
    (times === 1 && isShort && Math.min(...restarts) >= MANY_RESTARTS)
  );
}

function quotesOf(pod: Pod, ends: readonly End[]): Quote[] {
  return [
    ...ends.flatMap(({ end, container }) => [
      ...quoteOf('pod', pod, `${end.at}.exitCode`),
      ...quoteOf('pod', pod, `${container.at}.restartCount`),
    ]),
    ...quoteOf('pod', pod, 'spec.shareProcessNamespace'),
    ...quoteOf('pod', pod, 'spec.nodeName'),
  ];
}

const SHARED = both(
  'The pod shares one process list (shareProcessNamespace), in which the sandbox’s own process has number 1: a program in the pod most likely stops that process, for example by kill 1. Otherwise the node or its container runtime is at fault.',
  '该 Pod 共享进程命名空间（shareProcessNamespace），沙箱自身的进程编号为 1：很可能是 Pod 中的程序终止了它，例如执行 kill 1。否则问题在节点或其容器运行时。',
);
const OF_WINDOWS = both(
  'The exit codes of the containers then say nothing of the program: they were stopped, they did not crash. On Windows it is most often the network service of the host (HNS) or the network plugin that cannot keep up the sandbox’s network; else the container runtime or the pause image, whose Windows version must match the host’s.',
  '此时容器的退出码不能说明程序本身的问题：它们是被停止的，而不是崩溃。在 Windows 上，最常见的原因是主机的网络服务（HNS）或网络插件无法维持沙箱的网络；否则可能是容器运行时，或 Windows 版本与主机不一致的 pause 镜像。',
);
const OF_LINUX = both(
  'The exit codes of the containers then say nothing of the program. Where all pods of the node fare so, kubelet and container runtime are most often set to different cgroup drivers (containerd: SystemdCgroup); else the runtime crashes, or the node kills the sandbox’s process for lack of memory.',
  '此时容器的退出码不能说明程序本身的问题。如果该节点上的 Pod 都如此，最常见的原因是 kubelet 与容器运行时的 cgroup 驱动不一致（containerd：SystemdCgroup）；否则可能是运行时崩溃，或节点因内存不足终止了沙箱进程。',
);

function whyOf(isShared: boolean, isWindows: boolean): Text {
  if (isShared) return SHARED;
  return isWindows ? OF_WINDOWS : OF_LINUX;
}

/** What the platform team looks at first. */
function lookFirst(node: string, isWindows: boolean): Step {
  if (isWindows)
    return {
      text: both(
        `Let your platform team know: on node “${node}” sandboxes do not last; its network service (HNS) and network plugin come first, a restart of hns and containerd or a new node usually mends it.`,
        `通知平台团队：节点“${node}”上的沙箱无法持续运行；请首先检查其网络服务（HNS）与网络插件，通常重启 hns 与 containerd 或更换节点即可恢复。`,
      ),
    };
  return {
    text: both(
      `Let your platform team know: on node “${node}” sandboxes do not last; the cgroup driver of kubelet and runtime comes first.`,
      `通知平台团队：节点“${node}”上的沙箱无法持续运行；请首先检查 kubelet 与运行时的 cgroup 驱动。`,
    ),
    link: 'https://kubernetes.io/docs/setup/production-environment/container-runtimes/#cgroup-drivers',
  };
}

export default defineCause({
  id: 'sandbox-keeps-changing',
  state: 'crashing',
  title: both(
    'The pod’s sandbox is lost and made again and again',
    'Pod 沙箱反复丢失并重建',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  beats: ['crashing/*', 'not-ready/*', 'sandbox-lost'],
  covers: ['kubelet-sandbox/event/SandboxChanged'],
  detect({ pod, events, nodes, subject, now }) {
    if (pod.metadata.deletionTimestamp) return [];
    const ends = endsOf(pod, now);
    const [last] = ends;
    // A container killed for its memory may take the sandbox with it: then that is the fault.
    if (!last || ends.some(one => one.end.terminated.reason === 'OOMKilled'))
      return [];
    if (events.status !== 'ok' && !looksStopped(ends, containersOf(pod)))
      return [];
    const known = needed('events', events);
    const i = newestEvent(known, isChange);
    const change = known[i ?? -1];
    const time = parseTime(change?.lastSeen) ?? -Infinity;
    const age = secondsSince(change?.lastSeen, now) ?? Infinity;
    const changes = known.filter(isChange);
    const times = changes.reduce((sum, one) => sum + one.count, 0);
    const isNow = age <= CURRENT && Math.abs(time - last.time) <= TOGETHER;
    if (!isNow || !isLoop(times, time, ends, containersOf(pod))) return [];
    const first = Math.min(
      ...changes.map(one => parseTime(one.firstSeen) ?? Infinity),
    );
    return [
      {
        data: {
          ...placeOf(subject),
          node: pod.spec.nodeName ?? '',
          times,
          restarts: Math.max(...ends.map(restartsIn)),
          isShared: pod.spec.shareProcessNamespace === true,
          isWindows: isOnWindows(pod, nodes),
          ...(first < now && { lasts: Math.round((now - first) / 1000) }),
        },
        quotes: [
          ...quoteOf('events', known, `${i}.message`),
          ...quoteOf('events', known, `${i}.count`),
          ...quotesOf(pod, ends),
        ],
      },
    ];
  },
  explain({ node, times, restarts, lasts, isShared, isWindows }) {
    const time = lasts === undefined ? undefined : duration(lasts);
    const within = time ? ` in ${time.en}` : '';
    const withinZh = time ? `在 ${time.zh}内` : '';
    const more =
      restarts > times
        ? both(
            ` The containers were restarted ${count(
              restarts,
              'time',
            )} in all; not every change is still among the events.`,
            `容器总共已重启 ${restarts} 次；并非每次变化都还留在事件中。`,
          )
        : both('', '');
    return {
      what: both(
        `Node “${node}” lost the pod’s sandbox (SandboxChanged) ${count(
          times,
          'time',
        )}${within}; each time all its containers were killed and started anew.${
          more.en
        }`,
        `节点“${node}”${withinZh} ${times} 次丢失 Pod 沙箱（SandboxChanged）；每次其所有容器都会被终止并重新启动。${more.zh}`,
      ),
      why: whyOf(isShared, isWindows),
    };
  },
  steps({ node, namespace, pod, isShared, isWindows }) {
    return [
      {
        text: both(
          `See whether other pods on node “${node}” restart as well.`,
          `查看节点“${node}”上的其他 Pod 是否也在重启。`,
        ),
        command: podsOf(node),
      },
      ...(isShared
        ? [
            {
              text: both(
                'Find what stops process 1 in the pod (a stop script, a supervisor), or remove shareProcessNamespace from the manifest.',
                '查找 Pod 中终止 1 号进程的程序（停止脚本、进程管理器），或从清单中删除 shareProcessNamespace。',
              ),
              action: 'previous-logs' as const, // literal type of Step
              link: 'https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/',
            },
          ]
        : []),
      {
        text: both(
          'Delete the pod if it has a controller: the new one may be placed on another node.',
          '如果该 Pod 由控制器管理，可将其删除：新的 Pod 可能被分配到其他节点。',
        ),
        command: kubectl(namespace, 'delete', 'pod', pod),
      },
      lookFirst(node, isWindows),
    ];
  },
});
