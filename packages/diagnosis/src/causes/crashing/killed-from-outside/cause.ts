import {
  both,
  defineCause,
  duration,
  formatQuantity,
  parseQuantity,
  parseTime,
  quoteOf,
} from '../../../engine';
import { unorderedEnds } from '../../shared/exitCode';
import { placeOf } from '../../shared/kubectl';
import { restartsAt, restartsOf } from '../../shared/restarts';
import { probeKillOf } from '../../shared/probeKill';

const SIGKILL = 9;
/** Made up by the kubelet for a container it no longer finds: no signal was sent. */
const NO_SIGNAL = new Set(['ContainerStatusUnknown', 'OOMKilled']);

export default defineCause({
  id: 'killed-from-outside',
  state: 'crashing',
  title: both(
    'Killed (signal 9), and nobody noted why',
    '被强制终止（信号 9），原因未记录',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: ['container-exits-with-error', 'not-ready/*'],
  covers: ['exitcode/137'],
  detect({ pod, events, subject, now }) {
    const told = events.status === 'ok' ? events.value : undefined;
    return unorderedEnds(pod, now).flatMap(
      ({ container, signal, at, terminated }) => {
        const { reason = '', startedAt, finishedAt } = terminated;
        if (signal !== SIGKILL || NO_SIGNAL.has(reason)) return [];
        // Then it is known who sent it.
        const isNoted = (['liveness', 'startup'] as const).some(
          (
            kind, // literal types
          ) => probeKillOf(pod, told, container, kind, now),
        );
        if (isNoted) return [];
        const [start, end] = [parseTime(startedAt), parseTime(finishedAt)];
        const { resources, livenessProbe, startupProbe } = container.spec ?? {};
        const limit = parseQuantity(resources?.limits?.memory);
        const list = container.kind === 'app' ? 'containers' : 'initContainers';
        const i = pod.spec[list].findIndex(one => one === container.spec);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            container: container.name,
            restarts: restartsAt(container, now),
            hasProbe: Boolean(livenessProbe ?? startupProbe),
            ...(limit !== undefined && { limit }),
            ...(start && end && { ran: (end - start) / 1000 }),
          },
          quotes: [
            ...quoteOf('pod', pod, `${at}.exitCode`),
            ...quoteOf('pod', pod, `${at}.reason`),
            ...quoteOf('pod', pod, `${container.at}.restartCount`),
            ...quoteOf('pod', pod, `spec.${list}.${i}.resources.limits.memory`),
          ],
        };
      },
    );
  },
  explain({ container, restarts, limit, ran, hasProbe }) {
    const again = restartsOf(restarts);
    const after = ran === undefined ? undefined : duration(ran);
    const most = limit === undefined ? '' : formatQuantity('memory', limit);
    const memory =
      limit === undefined
        ? both(
            'the node ran out of memory (the container has no limit of its own)',
            '节点内存耗尽（该容器没有自己的内存上限）',
          )
        : both(
            `lack of memory that was not noted (the limit is ${most}; the mark OOMKilled can be lost)`,
            `内存不足但未被记录（上限为 ${most}；OOMKilled 标记可能丢失）`,
          );
    const probe = hasProbe
      ? both(', a failed liveness or startup probe', '、存活或启动探针失败')
      : both('', '');
    return {
      what: both(
        `The program in container “${container}” was killed by force (exit code 137 = signal 9)${
          after ? ` after ${after.en}` : ''
        } and ${again.en}.`,
        `容器“${container}”中的程序${
          after ? `运行 ${after.zh}后` : ''
        }被强制终止（退出码 137 即信号 9），${again.zh}。`,
      ),
      why: both(
        `Kubernetes did not note who sent the signal. Possible, the likeliest first: ${memory.en}${probe.en}, a stop that took longer than the grace period, or a kill from inside the container.`,
        `Kubernetes 没有记录是谁发出的信号。可能的原因（按可能性排列）：${memory.zh}${probe.zh}、停止超过宽限期，或容器内部的 kill。`,
      ),
    };
  },
  steps({ container, hasProbe }) {
    return [
      {
        text: both(
          `Look through the events for a failed probe or a stop of container “${container}” just before its end.`,
          `在事件中查找容器“${container}”结束之前是否有探针失败或停止。`,
        ),
        action: 'events',
      },
      {
        text: both(
          'Compare its memory use just before the end with its limit and with what the node had free.',
          '将结束前的内存用量与上限以及节点的空闲内存对照。',
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/',
      },
      {
        text: hasProbe
          ? both(
              'Read the log of the instance before: a program that hung until its probe failed falls silent first.',
              '查看上一个实例的日志：卡住直到探针失败的程序会先停止输出。',
            )
          : both(
              'Read the log of the instance before for its last words.',
              '查看上一个实例的日志末尾。',
            ),
        action: 'previous-logs',
      },
    ];
  },
});
