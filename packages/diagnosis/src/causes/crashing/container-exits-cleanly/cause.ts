import type { ContainerView, Step } from '../../../engine';
import {
  both,
  containersOf,
  currentEnd,
  currentFailure,
  defineCause,
  quoteOf,
} from '../../../engine';
import type { KubeEvent, Pod } from '../../../facts/objects';
import { demandIn, demandSteps } from '../../shared/demand';
import { placeOf } from '../../shared/kubectl';
import { restartsAt, restartsOf } from '../../shared/restarts';
import { probeKillOf } from '../../shared/probeKill';
import { endsInComplaint, saidAt } from '../../shared/said';
import { helpOf, helpSteps, helpWhy } from './help';

/** Whether the kubelet itself stopped the program, which then ended in good order: for a probe, or for a hook that failed. */
function isStopped(
  pod: Pod,
  events: readonly KubeEvent[] | undefined,
  container: ContainerView,
  now: number,
): boolean {
  const { reason } = container.status.state?.waiting ?? {};
  return (
    reason === 'PostStartHookError' ||
    (['liveness', 'startup'] as const).some(kind =>
      probeKillOf(pod, events, container, kind, now),
    ) // literal types
  );
}

const afterComplaint: readonly Step[] = [
  {
    text: both(
      'Read the log from the first complaint on, and mend what it names.',
      '从第一条报错开始查看日志，并解决它指出的问题。',
    ),
    action: 'previous-logs',
  },
  {
    text: both(
      'Compare with what changed last: the image, its settings, its volumes, or a service it needs. If the release before worked, go back to it.',
      '与最近的变更对比：镜像、配置、卷或它依赖的服务。如果上一个版本正常，请回退。',
    ),
  },
  {
    text: both(
      'Let the start script end with the exit code of the program (exec, set -e), so that the failure shows.',
      '让启动脚本以程序的退出码结束（exec、set -e），使失败能够显示出来。',
    ),
  },
];

export default defineCause({
  id: 'container-exits-cleanly',
  state: 'crashing',
  title: both(
    'The program finishes, but should run for ever',
    '程序正常结束，但本应一直运行',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'events'],
  beats: ['not-ready/*'],
  covers: ['terminated/Completed', 'exitcode/0'],
  detect({ pod, logs, events, subject, now }) {
    const told = events.status === 'ok' ? events.value : undefined;
    if (pod.metadata.deletionTimestamp) return [];
    return containersOf(pod).flatMap(container => {
      const { status, restartPolicy, kind } = container;
      const end = currentEnd(container, now);
      const isLoop =
        restartPolicy === 'Always' &&
        kind !== 'init' &&
        (status.restartCount ?? 0) > 0;
      if (!end || !isLoop || end.terminated.exitCode !== 0) return [];
      // Code 0 with a reason of its own (OOMKilled) is no clean end.
      if (currentFailure(container, now)) return [];
      if (isStopped(pod, told, container, now)) return [];
      const { line, quotes } = saidAt(pod, logs, container, end);
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          restarts: restartsAt(container, now),
          ...(line !== undefined && { line }),
          complains: endsInComplaint(logs, container, end),
          help: helpOf(logs, container, end),
        },
        quotes: [
          ...quoteOf('pod', pod, `${end.at}.exitCode`),
          ...quoteOf('pod', pod, `${end.at}.reason`),
          ...quoteOf('pod', pod, `${container.at}.restartCount`),
          ...quoteOf('pod', pod, `${container.at}.state.waiting.reason`),
          ...quotes,
        ],
      };
    });
  },
  explain({ container, restarts, line, complains, help }) {
    const again = restartsOf(restarts);
    if (help)
      return {
        what: both(
          `The program in container “${container}” only prints its help, ends (exit code 0) and ${again.en}.`,
          `容器“${container}”中的程序只输出帮助信息就结束（退出码 0），${again.zh}。`,
        ),
        why: helpWhy(help),
      };
    if (complains && line)
      return {
        what: both(
          `The program in container “${container}” gave up with the complaint “${line}” and ${again.en}.`,
          `容器“${container}”中的程序报告“${line}”后退出，${again.zh}。`,
        ),
        why: both(
          'It ended with exit code 0 all the same: the program, or the script that starts it, does not pass its failure on. What it complains of is the fault.',
          '尽管如此，退出码仍为 0：程序或启动它的脚本没有把失败传递出来。它所报告的问题才是原因。',
        ),
      };
    return {
      what: both(
        `The program in container “${container}” ends without an error (exit code 0) and ${again.en}.`,
        `容器“${container}”中的程序正常结束（退出码 0），${again.zh}。`,
      ),
      why: both(
        `Kubernetes restarts whatever ends in a pod that should always run (restartPolicy: Always), more and more slowly.${
          line ? ` The last words in the log: “${line}”.` : ''
        }`,
        `在应一直运行的 Pod(restartPolicy: Always)中，Kubernetes 会重启任何结束的程序，而且间隔越来越长。${
          line ? `日志最后写道：“${line}”。` : ''
        }`,
      ),
    };
  },
  steps({ container, complains, line, help }) {
    if (help) return helpSteps(help, container);
    if (complains && line)
      return [...demandSteps(demandIn(line)), ...afterComplaint];
    return [
      {
        text: both(
          'Read the log: does the program say that it is done?',
          '查看日志：程序是否说明自己已完成？',
        ),
        action: 'previous-logs',
      },
      {
        text: both(
          `Make the command of container “${container}” stay in the foreground: a shell without input ends at once, and a server that starts itself in the background takes the container with it.`,
          `让容器“${container}”的命令保持在前台运行：没有输入的 shell 会立即结束，把自己放到后台的服务会使容器随之结束。`,
        ),
      },
      {
        text: both(
          'Run it as a Job or CronJob if it is meant to finish.',
          '如果它本来就会结束，请改用 Job 或 CronJob 运行。',
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
      },
    ];
  },
});
