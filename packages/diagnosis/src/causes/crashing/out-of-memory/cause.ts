import type { ContainerView, Text } from '../../../engine';
import {
  both,
  containersOf,
  currentFailure,
  defineCause,
  duration,
  formatQuantity,
  parseQuantity,
  parseTime,
  quoteOf,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { restartsAt, restartsOf } from '../../shared/restarts';
import { lastWordCauses } from '../../shared/lastWords';
import type { Platform } from './evidence';
import { evidenceOf, platformOf } from './evidence';

const KILLED = 137;

function secondsRun(started?: string, finished?: string): number | undefined {
  const [from, to] = [parseTime(started), parseTime(finished)];
  // A container that never started has a start of 1970.
  return from && to !== undefined ? (to - from) / 1000 : undefined;
}

/** The memory limit that holds for a container: its own, else that of the whole pod; in bytes, with its path. */
function limitOf(pod: Pod, { kind, spec }: ContainerView) {
  const list = kind === 'app' ? 'containers' : 'initContainers';
  const i = pod.spec[list].findIndex(one => one === spec);
  const own = parseQuantity(spec?.resources?.limits?.memory);
  if (own !== undefined) {
    const at = `spec.${list}.${i}.resources.limits.memory`;
    return { limit: own, isPods: false, at };
  }
  const pods = parseQuantity(pod.spec.resources?.limits?.memory);
  return pods === undefined
    ? undefined
    : { limit: pods, isPods: true, at: 'spec.resources.limits.memory' };
}

/** Volumes in memory that the container mounts: what is written there counts as its own. */
function mountsMemory(pod: Pod, { spec }: ContainerView): boolean {
  const inMemory = pod.spec.volumes.filter(
    ({ emptyDir }) => emptyDir?.medium === 'Memory',
  );
  return inMemory.some(({ name }) =>
    spec?.volumeMounts?.some(mount => mount.name === name),
  );
}

/** How to keep a platform's heap below the limit. */
function heapAdvice(platform: Platform | undefined): Text {
  switch (platform) {
    case 'java':
      return both(
        'Set the Java heap to three quarters of the limit at most (-XX:MaxRAMPercentage=75, or less where it is killed at that); threads, metaspace and buffers need the rest.',
        '将 Java 堆设为不超过上限的四分之三（-XX:MaxRAMPercentage=75，若仍被终止则再调低），其余留给线程、元空间和缓冲区。',
      );
    case 'node':
      return both(
        'Set the heap of Node.js to about three quarters of the limit (--max-old-space-size, in MiB).',
        '将 Node.js 的堆设为上限的约四分之三（--max-old-space-size，单位 MiB）。',
      );
    case 'go':
      return both(
        'Set GOMEMLIMIT to about nine tenths of the limit, so that the program frees memory in time.',
        '将 GOMEMLIMIT 设为上限的约九成，使程序及时回收内存。',
      );
    default:
      return both(
        'Set the heap of a Java, Node.js or Go program to about three quarters of the limit, so that it frees memory in time.',
        '将 Java、Node.js 或 Go 程序的堆设为上限的约四分之三，使其及时回收内存。',
      );
  }
}

/** Why the kernel killed, as far as the data tells. */
function reason(limit: number | undefined, isPods: boolean): Text {
  if (limit === undefined) {
    return both(
      'The container has no memory limit of its own, so either the node had no memory left or a limit of the whole pod was reached.',
      '该容器没有自己的内存上限，因此要么节点内存已耗尽，要么达到了整个 Pod 的上限。',
    );
  }
  const most = formatQuantity('memory', limit);
  return isPods
    ? both(
        `The containers of the pod together wanted more than the pod’s limit of ${most}.`,
        `Pod 中所有容器合计需要的内存超过了 Pod 的上限 ${most}。`,
      )
    : both(
        `Its processes wanted more than the limit of ${most}, and memory cannot be taken away from a program in any other way.`,
        `它的进程需要的内存超过上限 ${most}，而内存无法用其他方式从程序收回。`,
      );
}

export default defineCause({
  id: 'out-of-memory',
  state: 'crashing',
  title: both(
    'Killed for using more memory than its limit',
    '内存超过上限而被终止',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  beats: [
    'container-exits-with-error',
    'container-exits-cleanly',
    'init-container-fails',
    'killed-from-outside',
    'stopped-by-signal',
    'crashes-by-signal',
    ...lastWordCauses,
    'missing-command',
    'liveness-probe-kills',
    'startup-probe-kills',
    'not-ready/*',
  ],
  covers: [
    'terminated/OOMKilled',
    'runtime/oci/oom-init',
    'runtime/oci/oom-exec',
  ],
  detect({ pod, subject, now }) {
    if (pod.metadata.deletionTimestamp || pod.status.phase === 'Succeeded')
      return [];
    return containersOf(pod).flatMap(container => {
      const at = evidenceOf(container, now);
      if (at === undefined) return [];
      const end = currentFailure(container, now);
      const { startedAt, finishedAt, exitCode } = end?.terminated ?? {};
      const limit = limitOf(pod, container);
      const seconds = secondsRun(startedAt, finishedAt);
      const platform = platformOf(container.spec);
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          isInit: container.kind === 'init',
          restarts: restartsAt(container, now),
          inMemory: mountsMemory(pod, container),
          isPods: limit?.isPods ?? false,
          ...(limit && { limit: limit.limit }),
          ...(seconds !== undefined && { seconds }),
          ...(platform && { platform }),
          ...(exitCode !== undefined && exitCode !== KILLED && { exitCode }),
        },
        quotes: [
          ...quoteOf('pod', pod, at),
          ...(limit ? quoteOf('pod', pod, limit.at) : []),
          ...(end ? quoteOf('pod', pod, `${end.at}.exitCode`) : []),
          ...quoteOf('pod', pod, `${container.at}.restartCount`),
        ],
      };
    });
  },
  explain(data) {
    const { container, isInit, isPods, limit, seconds } = data;
    const { restarts, exitCode, inMemory } = data;
    const time = seconds === undefined ? undefined : duration(seconds);
    const ran = time ? ` after ${time.en}` : '';
    const ranZh = time ? `运行 ${time.zh}后` : '';
    const kind = isInit
      ? both('init container', '初始化容器')
      : both('container', '容器');
    const child =
      exitCode === undefined
        ? both('', '')
        : both(
            ` One of its processes was killed; the main one then ended with code ${exitCode}.`,
            `被终止的是它的一个子进程，主进程随后以退出码 ${exitCode} 结束。`,
          );
    const tmpfs = inMemory
      ? both(
          ' Files in its emptyDir of medium Memory count as its memory, too.',
          '它所挂载的内存型 emptyDir（medium: Memory）中的文件也计入内存。',
        )
      : both('', '');
    const again = restartsOf(restarts);
    const why = reason(limit, isPods);
    return {
      what: both(
        `The kernel killed ${kind.en} “${container}”${ran} for using too much memory (OOMKilled); it ${again.en}.`,
        `${kind.zh}“${container}”${ranZh}因占用内存过多被内核终止（OOMKilled），${again.zh}。`,
      ),
      why: both(
        `${why.en}${child.en}${tmpfs.en}`,
        `${why.zh}${child.zh}${tmpfs.zh}`,
      ),
    };
  },
  steps({ container, limit, platform }) {
    const doubled = limit ? formatQuantity('memory', limit * 2, 'up') : '';
    return [
      {
        text: both(
          'Read what the program did just before: a large request, file or cache is often the reason.',
          '查看程序被终止前在做什么：常见原因是很大的请求、文件或缓存。',
        ),
        action: 'previous-logs',
      },
      { text: heapAdvice(platform) },
      {
        text: limit
          ? both(
              `Raise the memory limit of container “${container}” (resources.limits.memory), for example to ${doubled}, if the program truly needs it; if it grows again to the new limit, it leaks.`,
              `如果程序确实需要，请提高容器“${container}”的内存上限（resources.limits.memory），例如 ${doubled}；如果又涨到新的上限，则是内存泄漏。`,
            )
          : both(
              `Give container “${container}” a memory request that fits its use, and a limit, so that it gets a node with enough room.`,
              `为容器“${container}”设置与实际用量相符的内存请求与上限，使它被分到空间足够的节点。`,
            ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/',
      },
    ];
  },
});
