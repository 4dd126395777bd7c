import {
  both,
  defineCause,
  newestEvent,
  parseTime,
  quoteOf,
} from '../../../engine';
import type { KubeEvent } from '../../../facts/objects';
import { unorderedEnds } from '../../shared/exitCode';
import { placeOf } from '../../shared/kubectl';
import { restartsAt, restartsOf } from '../../shared/restarts';

/** Signals that ask a program to stop: HUP, INT, QUIT, TERM. */
const NAMES: Readonly<Record<number, string>> = {
  1: 'HUP',
  2: 'INT',
  3: 'QUIT',
  15: 'TERM',
};
/** The kubelet's word comes this near to the end, in milliseconds. */
const NEAR_MS = 120_000;

/** The kubelet's word that it ends this container, near the end it shows. */
function killingOf(
  events: readonly KubeEvent[],
  container: string,
  finishedAt: string | undefined,
): number | undefined {
  const end = parseTime(finishedAt);
  return newestEvent(
    events,
    ({ reason, message = '', involvedObject, lastSeen }) => {
      const path = involvedObject.fieldPath;
      const isOurs = path
        ? path.includes(`{${container}}`)
        : message.includes(` ${container}`);
      const seen = parseTime(lastSeen);
      const isNear =
        end === undefined ||
        seen === undefined ||
        Math.abs(end - seen) < NEAR_MS;
      return reason === 'Killing' && isOurs && isNear;
    },
  );
}

export default defineCause({
  id: 'stopped-by-signal',
  state: 'crashing',
  title: both(
    'The program was told to stop, though nobody deleted the pod',
    '程序被要求停止，但没有人删除 Pod',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: ['container-exits-with-error', 'not-ready/*'],
  covers: [
    'exitcode/129',
    'exitcode/130',
    'exitcode/131',
    'exitcode/143',
    'kubelet-container/event/Killing-poststart',
  ],
  detect({ pod, events, subject, now }) {
    return unorderedEnds(pod, now).flatMap(
      ({ container, signal, at, terminated }) => {
        const name = NAMES[signal ?? 0];
        if (!name || terminated.reason === 'OOMKilled') return [];
        const told = events.status === 'ok' ? events.value : [];
        const i = killingOf(told, container.name, terminated.finishedAt);
        const word =
          i === undefined ? undefined : told[i]?.message?.slice(0, 300);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            container: container.name,
            signal: name,
            exitCode: terminated.exitCode ?? 143,
            restarts: restartsAt(container, now),
            ...(word && { word }),
          },
          quotes: [
            ...quoteOf('pod', pod, `${at}.exitCode`),
            ...quoteOf('pod', pod, `${at}.reason`),
            ...quoteOf('pod', pod, `${container.at}.restartCount`),
            ...quoteOf('events', told, `${i}.message`),
          ],
        };
      },
    );
  },
  explain({ container, signal, exitCode, restarts, word }) {
    const again = restartsOf(restarts);
    return {
      what: both(
        `The program in container “${container}” ended because it was sent the signal ${signal} (exit code ${exitCode}); it ${again.en}.`,
        `容器“${container}”中的程序收到信号 ${signal} 后结束（退出码 ${exitCode}），${again.zh}。`,
      ),
      why: word
        ? both(
            `Kubernetes stopped it and says: “${word}”.`,
            `Kubernetes 停止了它，并说明：“${word}”。`,
          )
        : both(
            'The program did not fail by itself. Either Kubernetes stopped it (a failed liveness probe, a changed image, a failed start hook; the events of it may be gone), or a process in the container did: a supervisor, a script, a watchdog.',
            '程序不是自己出错。要么是 Kubernetes 停止了它（存活探针失败、镜像被修改、启动钩子失败，相关事件可能已过期），要么是容器内的进程所为：进程管理器、脚本或看门狗。',
          ),
    };
  },
  steps({ container }) {
    return [
      {
        text: both(
          `See in the events whether Kubernetes stopped container “${container}”, and why.`,
          `在事件中查看是否由 Kubernetes 停止了容器“${container}”以及原因。`,
        ),
        action: 'events',
      },
      {
        text: both(
          'Read the end of the log: many programs say that they got the signal, and a supervisor says which child ended first.',
          '查看日志末尾：许多程序会记录收到信号，进程管理器会写明哪个子进程先结束。',
        ),
        action: 'previous-logs',
      },
      {
        text: both(
          'Look for a script or supervisor in the image that stops everything when one part ends.',
          '检查镜像中是否有脚本或进程管理器会在某个部分结束时停止全部进程。',
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts',
      },
    ];
  },
});
