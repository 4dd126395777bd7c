import type { Step } from '../../../engine';
import {
  both,
  containersOf,
  count,
  currentEnd,
  defineCause,
  duration,
  needed,
  probeTimes,
  quoteOf,
  secondsSince,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { restartsAt, restartsOf } from '../../shared/restarts';
import { probeAnswer } from '../../shared/probeAnswer';
import { matchPorts, metAt, otherPort } from '../../shared/portHint';
import { probeKillOf } from '../../shared/probeKill';
import { probeMet } from '../../shared/probeMet';
import { stepForWords } from '../../shared/probeWords';

const PROBES =
  'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes';

/** For a program that is only slow. */
function moreTime(
  container: string,
  {
    failures,
    patience,
    more,
  }: Record<'failures' | 'patience' | 'more', number>,
): Step {
  return {
    text: both(
      `Raise failureThreshold of the startup probe of container “${container}” from ${failures} to ${more} if the program truly needs more than ${patience} s; raise its CPU limit if it starts slowly for lack of it.`,
      `如果程序启动确实需要超过 ${patience} 秒，请将容器“${container}”启动探针的 failureThreshold 从 ${failures} 调大到 ${more}；如果因 CPU 不足而启动缓慢，请提高 CPU 上限。`,
    ),
    link: PROBES,
  };
}

export default defineCause({
  id: 'startup-probe-kills',
  state: 'crashing',
  title: both(
    'Restarted because it does not start in time',
    '未在限定时间内启动而被重启',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'logs'],
  beats: [
    'liveness-probe-kills',
    'container-exits-with-error',
    'container-exits-cleanly',
    'killed-from-outside',
    'stopped-by-signal',
    'not-ready/*',
  ],
  covers: ['kubelet-container/event/Killing-startup'],
  detect({ pod, events, logs, subject, now }) {
    if (pod.metadata.deletionTimestamp) return [];
    return containersOf(pod).flatMap(container => {
      const { status } = container;
      const spec = container.spec?.startupProbe;
      if (!spec) return [];
      const told = events.status === 'ok' ? events.value : undefined;
      const end = currentEnd(container, now);
      const kill = probeKillOf(pod, told, container, 'startup', now);
      // Without the startup probe's own word, a liveness probe could have done it as well.
      const isClear = kill && !(kill.isGuess && container.spec?.livenessProbe);
      if (!isClear) {
        const ran = secondsSince(status.state?.running?.startedAt, now) ?? 0;
        // The first attempt comes at once, so the last one is a period early.
        const { patience, period } = probeTimes(spec);
        const isDue = status.started === false && ran >= patience - period;
        if (isDue || (end && status.restartCount)) needed('events', events);
        return [];
      }
      const about = { pod, container, kind: 'startup' as const, told, logs }; // literal type
      const { met, quotes: known } = probeMet(kill, about);
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          ...met,
          ...probeTimes(spec),
          restarts: restartsAt(container, now),
        },
        quotes: [
          ...known,
          ...quoteOf('pod', pod, `${container.at}.restartCount`),
          ...(end ? quoteOf('pod', pod, `${end.at}.exitCode`) : []),
        ],
      };
    });
  },
  explain({ container, asks, restarts, patience, hint, ...probe }) {
    const again = restartsOf(restarts);
    const { failures, period, delay } = probe;
    const { met, more } = metAt(probeAnswer(probe, probe.timeout), hint);
    const time = duration(patience);
    const target = asks && ` (${asks})`;
    const targetZh = asks && `（${asks}）`;
    const isElsewhere = hint && otherPort(hint) !== undefined;
    return {
      what: isElsewhere
        ? both(
            `Kubernetes stopped container “${container}”, because its startup probe, which asks port ${hint.asked}, did not succeed within ${time.en}; it ${again.en}.`,
            `容器“${container}”的启动探针检查端口 ${hint.asked}，在 ${time.zh}内没有成功，因此容器被 Kubernetes 终止，${again.zh}。`,
          )
        : both(
            `Kubernetes stopped container “${container}”, because it did not start within ${time.en}; it ${again.en}.`,
            `容器“${container}”没有在 ${time.zh}内启动完成，因此被 Kubernetes 终止，${again.zh}。`,
          ),
      why: both(
        `Its startup probe${target} has ${count(
          failures,
          'attempt',
        )}, every ${period} s${
          delay > 0 ? `, beginning ${delay} s after the start` : ''
        }, and none succeeded: ${met.en}.${more.en}`,
        `它的启动探针${targetZh}${
          delay > 0 ? `在启动 ${delay} 秒后开始，` : ''
        }每 ${period} 秒检查一次，共 ${failures} 次，都没有成功：${met.zh}。${
          more.zh
        }`,
      ),
    };
  },
  steps({ container, asks, failures, patience, problem, hint, ...rest }) {
    const { probes, words } = rest;
    const known = stepForWords(words);
    const target = asks && ` (${asks})`;
    const targetZh = asks && `（${asks}）`;
    const more = Math.max(failures * 2, 30);
    const match = probes && hint && matchPorts(container, probes, hint);
    return [
      ...(match ? [{ text: match, link: PROBES }] : []),
      ...(known ? [{ text: known }] : []),
      {
        text: both(
          'Read the log of the instance before: how far did the program get, and what does it wait for?',
          '查看上一个实例的日志：程序启动到了哪一步，在等待什么？',
        ),
        action: 'previous-logs',
      },
      ...(problem === 'exit' || problem === 'server-error'
        ? []
        : [
            {
              text: both(
                `Check that the program listens where the startup probe asks${target}.`,
                `确认程序在启动探针检查的位置${targetZh}监听。`,
              ),
              action: 'debug' as const, // literal type of Step
            },
          ]),
      ...(match ? [] : [moreTime(container, { failures, patience, more })]),
    ];
  },
});
