import type { Quote, Step, Text } from '../../../engine';
import {
  both,
  containersOf,
  count,
  currentEnd,
  defineCause,
  needed,
  probeTimes,
  quoteOf,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { restartsAt, restartsOf } from '../../shared/restarts';
import { lastWordCauses } from '../../shared/lastWords';
import { probeAnswer } from '../../shared/probeAnswer';
import { matchPorts, metAt } from '../../shared/portHint';
import { probeKillOf } from '../../shared/probeKill';
import { probeMet } from '../../shared/probeMet';
import { stepForWords } from '../../shared/probeWords';

const PROBES =
  'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/';

const READ_PORT = both(
  'Read the log of the instance before: did the program start, and on which port does it listen?',
  '查看上一个实例的日志：程序是否已启动，监听哪个端口？',
);
const READ = both(
  'Read the log of the instance before: did the program start, and what did it wait for or miss?',
  '查看上一个实例的日志：程序是否已启动，在等待或缺少什么？',
);
const CORRECT_PORT = both(
  'Correct port or path of the probe if the program answers elsewhere. Never let a liveness probe depend on another service.',
  '如果程序在其他端口或路径应答，请改正探针。存活探针不应依赖其他服务。',
);
const CORRECT = both(
  'Correct the command of the probe if it asks wrongly. Never let a liveness probe depend on another service.',
  '如果探针的命令检查有误，请改正。存活探针不应依赖其他服务。',
);

/** What helps against what the probe met. */
function remedy(
  container: string,
  problem: string,
  { timeout, patience }: { timeout: number; patience: number },
  hasStartupProbe: boolean,
): Text {
  if (problem === 'timeout' || problem === 'slow' || problem === 'silent') {
    return both(
      `Raise timeoutSeconds of the probe above ${timeout} s (and the time limit of its command, if it has one of its own), and give the container more CPU if it is held back by its limit or its node is busy.`,
      `将探针的 timeoutSeconds 调大到 ${timeout} 秒以上（如果探针命令自带时限，也一并调大）；如果容器受 CPU 上限限制或节点繁忙，请提供更多 CPU。`,
    );
  }
  return hasStartupProbe
    ? both(
        'Raise failureThreshold of the probe if the program only pauses now and then.',
        '如果程序只是偶尔停顿，请调大该探针的 failureThreshold。',
      )
    : both(
        `Add a startupProbe to container “${container}” if it needs more than ${patience} s to start: the liveness probe then waits for it.`,
        `如果容器“${container}”启动需要超过 ${patience} 秒，请添加 startupProbe，存活探针会等它成功后才开始。`,
      );
}

/** Why a kill by the probe is likely, when its own events are gone. */
function guessed(
  hasTwin: boolean,
  probe: {
    readonly target: string;
    readonly targetZh: string;
    readonly met: Text;
    readonly failures: number;
    readonly period: number;
  },
): Text {
  const { target, targetZh, met, failures, period } = probe;
  return hasTwin
    ? both(
        `The readiness probe asks the same${target} and fails: ${met.en}. The time it ran fits a liveness probe that fails ${failures} times, every ${period} s; its own events are gone.`,
        `就绪探针检查的内容相同${targetZh}，并且失败：${met.zh}。容器的运行时间与存活探针每 ${period} 秒检查、连续失败 ${failures} 次相符；存活探针自己的事件已不存在。`,
      )
    : both(
        `The way it ended and the time it ran fit its liveness probe${target}, which gives up after ${count(
          failures,
          'failure',
        )}, one every ${period} s; no event is left to prove it.`,
        `它的结束方式和运行时间与存活探针${targetZh}相符：每 ${period} 秒检查一次，连续失败 ${failures} 次即放弃；已没有事件可以证明。`,
      );
}

export default defineCause({
  id: 'liveness-probe-kills',
  state: 'crashing',
  title: both(
    'Restarted because its liveness probe fails',
    '存活探针失败导致重启',
  ),
  severity: 'critical',
  since: '0.1.0',
  // A container that is being killed may still be ready.
  alsoWhenHealthy: true,
  reads: ['pod'],
  mayRead: ['events', 'logs'],
  beats: [
    'container-exits-with-error',
    'container-exits-cleanly',
    ...lastWordCauses,
    'killed-from-outside',
    'stopped-by-signal',
    'not-ready/*',
  ],
  covers: [
    'kubelet-container/event/Killing-liveness',
    'kubelet-probe/event/Unhealthy',
    'kubelet-probe/event/Unhealthy-errored',
    'probe/http-status',
    'probe/text/http-refused',
    'probe/text/http-timeout',
    'probe/text/tcp-refused',
    'probe/text/tcp-timeout',
    'probe/text/exec-output',
    'probe/text/exec-timeout',
    'probe/text/exec-notask',
    'probe/text/exec-state',
  ],
  detect({ pod, events, logs, subject, now }) {
    if (pod.metadata.deletionTimestamp) return [];
    return containersOf(pod).flatMap(container => {
      const spec = container.spec?.livenessProbe;
      const told = events.status === 'ok' ? events.value : undefined;
      const end = currentEnd(container, now);
      const kill = probeKillOf(pod, told, container, 'liveness', now);
      if (!kill) {
        const restarts = container.status.restartCount ?? 0;
        // It may have ended in good order when it was told to stop.
        if (spec && restarts > 0 && end?.terminated.exitCode === 0)
          needed('events', events);
        return [];
      }
      const { failure, isGuess } = kill;
      const about = { pod, container, kind: 'liveness' as const, told, logs }; // literal type
      const { met, quotes: known } = probeMet(kill, about);
      const quotes: Quote[] = [
        ...known,
        ...quoteOf('pod', pod, `${container.at}.restartCount`),
        ...(end ? quoteOf('pod', pod, `${end.at}.exitCode`) : []),
      ];
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          isGuess,
          hasTwin: isGuess && failure !== undefined,
          ...met,
          ...probeTimes(spec),
          hasStartupProbe: container.spec?.startupProbe !== undefined,
          restarts: restartsAt(container, now),
        },
        quotes,
      };
    });
  },
  explain({ container, asks, restarts, isGuess, hint, ...probe }) {
    const { failures, period, timeout, delay } = probe;
    const { met, more } = metAt(probeAnswer(probe, timeout), hint);
    const again = restartsOf(restarts);
    const after = both(`; it ${again.en}`, `，${again.zh}`);
    const target = asks && ` (${asks})`;
    const targetZh = asks && `（${asks}）`;
    return {
      what: isGuess
        ? both(
            `Container “${container}” was told to stop although nobody deleted the pod, most likely because its liveness probe failed${after.en}.`,
            `没有人删除 Pod，但容器“${container}”被要求停止，最可能是存活探针失败${after.zh}。`,
          )
        : both(
            `Kubernetes itself stops container “${container}”, because its liveness probe fails${after.en}.`,
            `容器“${container}”的存活探针失败，因此由 Kubernetes 主动终止${after.zh}。`,
          ),
      why: isGuess
        ? guessed(probe.hasTwin, { target, targetZh, met, failures, period })
        : both(
            `The probe${target} failed ${count(
              failures,
              'time',
            )} in a row, every ${period} s${
              delay > 0 ? `, beginning ${delay} s after the start` : ''
            }: ${met.en}.${more.en}`,
            `探针${targetZh}${
              delay > 0 ? `在启动 ${delay} 秒后开始，` : ''
            }每 ${period} 秒检查一次，连续失败 ${failures} 次：${met.zh}。${
              more.zh
            }`,
          ),
    };
  },
  steps({ container, asks, hasStartupProbe, problem, hint, ...rest }) {
    const { probes, words, ...times } = rest;
    const known = stepForWords(words);
    const target = asks && ` (${asks})`;
    const targetZh = asks && `（${asks}）`;
    const match = probes && hint && matchPorts(container, probes, hint);
    const steps: Step[] = [
      ...(match ? [{ text: match, link: PROBES }] : []),
      ...(known ? [{ text: known }] : []),
      {
        text: problem === 'exit' ? READ : READ_PORT,
        action: 'previous-logs',
      },
      {
        text: both(
          `Ask from a debug shell what the probe asks${target}.`,
          `在调试终端中执行与探针相同的检查${targetZh}。`,
        ),
        action: 'debug',
      },
      ...(match
        ? []
        : [{ text: remedy(container, problem, times, hasStartupProbe) }]),
      {
        text: problem === 'exit' ? CORRECT : CORRECT_PORT,
        link: PROBES,
      },
    ];
    return steps;
  },
});
