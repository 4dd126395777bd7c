import type { Quote, Text } from '../../../engine';
import {
  both,
  containersOf,
  count,
  currentEnd,
  defineCause,
  quoteOf,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { lastWordCauses } from '../../shared/lastWords';
import { answerInWords, probeAnswer, probeTarget, probeTiming } from './answer';
import { blowOf } from './blow';

/** Grace period when the pod names none. */
const DEFAULT_GRACE_SECONDS = 30;

/** Advice for a program that takes longer to start than its liveness probe bears. */
function addStartupProbe(container: string, seconds: number): Text {
  return both(
    `Add a startupProbe to container “${container}” if it needs more than ${seconds} s to start: the liveness probe then waits for it.`,
    `如果容器“${container}”启动需要超过 ${seconds} 秒，请添加 startupProbe，存活探针会等它成功后才开始。`,
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
  alsoWhenHealthy: true,
  reads: ['pod', 'events'],
  beats: [
    'container-exits-with-error',
    'container-exits-cleanly',
    ...lastWordCauses,
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
  ],
  detect({ pod, events, subject, now }) {
    if (pod.metadata.deletionTimestamp) return [];
    const grace =
      pod.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
    return containersOf(pod).flatMap(container => {
      const blow = blowOf(events, container, grace, now);
      if (!blow) return [];
      const { probe, killing, unhealthy } = blow;
      const spec = container.spec?.[`${probe}Probe`];
      const said = unhealthy === undefined ? '' : events[unhealthy]?.message;
      const end = currentEnd(container, now);
      const quotes: Quote[] = [
        ...quoteOf('events', events, `${killing}.message`),
        ...quoteOf('events', events, `${unhealthy}.message`),
        ...quoteOf('pod', pod, `${container.at}.restartCount`),
        ...(end ? quoteOf('pod', pod, `${end.at}.exitCode`) : []),
      ];
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          probe,
          answer: probeAnswer(said ?? ''),
          target: probeTarget(spec),
          ...probeTiming(spec),
          hasStartupProbe: container.spec?.startupProbe !== undefined,
          restarts: container.status.restartCount ?? 0,
        },
        quotes,
      };
    });
  },
  explain({ container, probe, answer, target, restarts, ...times }) {
    const { failures, period, timeout, delay } = times;
    const name =
      probe === 'startup'
        ? both('startup probe', '启动探针')
        : both('liveness probe', '存活探针');
    const met = answerInWords(answer, timeout);
    return {
      what: both(
        `Kubernetes itself stops container “${container}”, because its ${
          name.en
        } fails; it was restarted ${count(restarts, 'time')}.`,
        `容器“${container}”的${name.zh}失败，因此由 Kubernetes 主动终止，已重启 ${restarts} 次。`,
      ),
      why: both(
        `The probe (${target.en}) failed ${count(
          failures,
          'time',
        )} in a row, every ${period} s${
          delay > 0 ? `, beginning ${delay} s after the start` : ''
        }. ${met.en}`,
        `探针（${target.zh}）${
          delay > 0 ? `在启动 ${delay} 秒后开始，` : ''
        }每 ${period} 秒检查一次，连续失败 ${failures} 次。${met.zh}`,
      ),
    };
  },
  steps({ container, probe, target, failures, period, hasStartupProbe }) {
    return [
      {
        text: both(
          'Read the log of the instance before: did the program start, and on which port does it listen?',
          '查看上一个实例的日志：程序是否已启动，监听哪个端口？',
        ),
        action: 'previous-logs',
      },
      {
        text: both(
          `Ask from a debug shell what the probe asks (${target.en}).`,
          `在调试终端中执行与探针相同的检查（${target.zh}）。`,
        ),
        action: 'debug',
      },
      {
        text:
          probe === 'liveness' && !hasStartupProbe
            ? addStartupProbe(container, failures * period)
            : both(
                'Raise failureThreshold of the probe if the program is only slow.',
                '如果程序只是较慢，请调大该探针的 failureThreshold。',
              ),
      },
      {
        text: both(
          'Correct port or path of the probe if the program answers elsewhere. Never let a liveness probe depend on another service.',
          '如果程序在其他端口或路径应答，请改正探针。存活探针不应依赖其他服务。',
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
      },
    ];
  },
});
