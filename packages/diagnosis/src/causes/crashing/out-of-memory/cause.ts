import type { ContainerView } from '../../../engine';
import {
  both,
  containersOf,
  count,
  currentFailure,
  defineCause,
  formatQuantity,
  parseQuantity,
  parseTime,
  quoteOf,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { lastWordCauses } from '../../shared/lastWords';

/** runc's words when even the start of the program did not fit into the limit. */
const AT_START = /container init was OOM-killed|possibly OOM-killed/;

function secondsRun(started?: string, finished?: string): number | undefined {
  const [from, to] = [parseTime(started), parseTime(finished)];
  // A container that never started has a start of 1970.
  return from && to !== undefined ? (to - from) / 1000 : undefined;
}

/** Path of the evidence that the kernel killed the container for memory; exit code 137 alone is none. */
function evidenceAt(container: ContainerView, now: number): string | undefined {
  const { state } = container.status;
  if (AT_START.test(state?.waiting?.message ?? ''))
    return `${container.at}.state.waiting.message`;
  const failure = currentFailure(container, now);
  if (failure?.terminated.reason === 'OOMKilled') return `${failure.at}.reason`;
  return failure && AT_START.test(failure.terminated.message ?? '')
    ? `${failure.at}.message`
    : undefined;
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
  beats: ['container-exits-with-error', 'missing-command', ...lastWordCauses],
  covers: [
    'terminated/OOMKilled',
    'runtime/oci/oom-init',
    'runtime/oci/oom-exec',
  ],
  detect({ pod, subject, now }) {
    if (pod.metadata.deletionTimestamp || pod.status.phase === 'Succeeded')
      return [];
    return containersOf(pod).flatMap(container => {
      const at = evidenceAt(container, now);
      if (!at) return [];
      const end = currentFailure(container, now);
      const list = container.kind === 'app' ? 'containers' : 'initContainers';
      const i = pod.spec[list].findIndex(({ name }) => name === container.name);
      const limit = parseQuantity(container.spec?.resources?.limits?.memory);
      const seconds = secondsRun(
        end?.terminated.startedAt,
        end?.terminated.finishedAt,
      );
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          restarts: container.status.restartCount ?? 0,
          ...(limit !== undefined && { limit }),
          ...(seconds !== undefined && { seconds }),
        },
        quotes: [
          ...quoteOf('pod', pod, at),
          ...quoteOf('pod', pod, `spec.${list}.${i}.resources.limits.memory`),
          ...(end ? quoteOf('pod', pod, `${end.at}.exitCode`) : []),
          ...quoteOf('pod', pod, `${container.at}.restartCount`),
        ],
      };
    });
  },
  explain({ container, limit, seconds, restarts }) {
    const most = limit === undefined ? '' : formatQuantity('memory', limit);
    const ran =
      seconds === undefined ? '' : ` after ${count(seconds, 'second')}`;
    const ranZh = seconds === undefined ? '' : `运行 ${seconds} 秒后`;
    return {
      what: both(
        `The kernel killed container “${container}”${ran} for using too much memory (OOMKilled); it was restarted ${count(
          restarts,
          'time',
        )}.`,
        `容器“${container}”${ranZh}因占用内存过多被内核终止（OOMKilled），已重启 ${restarts} 次。`,
      ),
      why:
        limit === undefined
          ? both(
              'The container has no memory limit of its own, so either the node had no memory left or a limit of the whole pod was reached.',
              '该容器没有自己的内存上限，因此要么节点内存已耗尽，要么达到了整个 Pod 的上限。',
            )
          : both(
              `Its processes wanted more than the limit of ${most}, and memory cannot be taken away from a program in any other way.`,
              `它的进程需要的内存超过上限 ${most}，而内存无法用其他方式从程序收回。`,
            ),
    };
  },
  steps({ container, limit }) {
    const doubled = limit ? formatQuantity('memory', limit * 2, 'up') : '';
    return [
      {
        text: both(
          'Read what the program did just before: a large request, file or cache is often the reason.',
          '查看程序被终止前在做什么：常见原因是很大的请求、文件或缓存。',
        ),
        action: 'previous-logs',
      },
      {
        text: both(
          'Set the heap of a Java, Node.js or Go program to about three quarters of the limit, so that it frees memory in time.',
          '将 Java、Node.js 或 Go 程序的堆设为上限的约四分之三，使其及时回收内存。',
        ),
      },
      {
        text: limit
          ? both(
              `Raise the memory limit of container “${container}” (resources.limits.memory), for example to ${doubled}, if the program truly needs it; if it grows again to the new limit, it leaks.`,
              `如果程序确实需要，请提高容器“${container}”的内存上限（resources.limits.memory），例如 ${doubled}；如果又涨到新的上限，则是内存泄漏。`,
            )
          : both(
              `Give container “${container}” a memory request and limit, so that it gets a node with enough room.`,
              `为容器“${container}”设置内存请求与上限，使它被分到空间足够的节点。`,
            ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/',
      },
    ];
  },
});
