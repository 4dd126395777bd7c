import type { ContainerView, Step } from '../../../engine';
import { both, count, defineCause, quoteOf } from '../../../engine';
import { demandIn, demandSteps } from '../../shared/demand';
import { exitCodeInWords, failedEnds, signalOf } from '../../shared/exitCode';
import { placeOf } from '../../shared/kubectl';
import { restartsAt, timesInWords } from '../../shared/restarts';
import { saidAt } from '../../shared/said';
import { isUnspecified } from '../../shared/windowsStatus';
import { NODE_STEPS, noNode } from './erlang';
import { needsOf, PANIC, ranFor, stepsOfNeeds } from './needs';

const WHERE_TO_LOOK =
  'https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/';

/** The limits of CPU and memory as they are written; empty without any. */
function limitsOf({ spec }: ContainerView): string {
  const { cpu, memory } = spec?.resources?.limits ?? {};
  return [cpu && `${cpu} CPU`, memory].filter(Boolean).join(', ');
}

/** What helps a Windows program that fails at the start. */
function moreRoom(container: string, limits: string): Step {
  const [en, zh] = limits
    ? [` (now at most ${limits})`, `（目前上限为 ${limits}）`]
    : ['', ''];
  return {
    text: both(
      `Give container “${container}” more CPU and memory${en}, or place fewer pods on its node: Windows programs need much at the start.`,
      `为容器“${container}”分配更多 CPU 和内存${zh}，或减少该节点上的 Pod：Windows 程序启动时占用较多资源。`,
    ),
  };
}

const WHO_KILLED: Step = {
  text: both(
    'Find out who killed it: Kubernetes did not note lack of memory (OOMKilled), so look for a failing liveness probe, a stop that took too long, or a kill inside the container.',
    '查明是谁终止了它：Kubernetes 没有记录内存不足（OOMKilled），因此请检查存活探针失败、停止超时或容器内部的 kill。',
  ),
  action: 'events',
};

export default defineCause({
  id: 'container-exits-with-error',
  state: 'crashing',
  title: both('The program ends with an error', '程序因错误退出'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'services'],
  covers: [
    'terminated/Error',
    'exitcode/1',
    'exitcode/2',
    'exitcode/125',
    'exitcode/126',
    'exitcode/127',
    'exitcode/141',
    'exitcode/255',
    'waiting/CrashLoopBackOff',
    'kubelet-container/event/BackOff',
    'condition/Ready-PodFailed',
  ],
  beats: ['not-ready/*'],
  detect({ pod, logs, services, subject, now }) {
    return failedEnds(pod, now).flatMap(
      ({ container, exitCode, ...failure }) => {
        if (container.kind === 'init') return [];
        const { line, quotes } = saidAt(pod, logs, container, failure);
        const { state, restartCount } = container.status;
        const isSilent = line === undefined;
        const { needs, quotes: named } = needsOf(
          pod,
          container,
          failure,
          services,
        );
        return {
          container: container.name,
          // One past end of a program that runs again is less than a fault that is there now.
          givesWay: state?.running !== undefined && restartCount === 1,
          data: {
            ...placeOf(subject),
            container: container.name,
            exitCode,
            restarts: restartsAt(container, now),
            ...(isSilent && { needs }),
            ...(!isSilent && { line }),
            ...(isUnspecified(exitCode) && { limits: limitsOf(container) }),
          },
          quotes: [
            ...quoteOf('pod', pod, `${failure.at}.exitCode`),
            ...quoteOf('pod', pod, `${failure.at}.reason`),
            ...quoteOf('pod', pod, `${container.at}.restartCount`),
            ...quoteOf('pod', pod, `${container.at}.state.waiting.reason`),
            ...quotes,
            ...(isSilent ? named : []),
          ],
          // An evicted or shut down pod ends its containers too.
          contradictions: quoteOf('pod', pod, 'status.reason'),
        };
      },
    );
  },
  explain({ container, exitCode, restarts, line, needs }) {
    const isPanic = exitCode === 101 && needs?.isRust;
    const meaning = isPanic ? PANIC : exitCodeInWords(exitCode);
    const alone = needs ? ranFor(needs) : both('', '');
    const more = noNode(line) ?? alone;
    const said = line
      ? both(`; its last words: “${line}”`, `，最后写道：“${line}”`)
      : both('', '');
    const { en, zh } = timesInWords(restarts);
    const times = restarts.count;
    const again =
      times > 0
        ? both(
            ` and was restarted ${count(times, 'time')}${en}`,
            `，已重启 ${times} 次${zh}`,
          )
        : both(' and was not restarted', '，没有重启');
    return {
      what: both(
        `The program in container “${container}” ended with exit code ${exitCode}${again.en}${said.en}.`,
        `容器“${container}”中的程序以退出码 ${exitCode} 结束${again.zh}${said.zh}。`,
      ),
      why: both(
        `Exit code ${exitCode} means: ${meaning.en}.${more.en}`,
        `退出码 ${exitCode} 表示：${meaning.zh}。${more.zh}`,
      ),
    };
  },
  steps({ container, exitCode, restarts, line, limits, needs }) {
    return [
      ...demandSteps(demandIn(line)),
      {
        text: both(
          'Read the last lines the program wrote before it ended.',
          '查看程序结束前写下的最后几行日志。',
        ),
        action: restarts.count > 0 ? 'previous-logs' : 'logs',
      },
      ...(needs ? stepsOfNeeds(needs) : []),
      ...(noNode(line) ? NODE_STEPS : []),
      ...(signalOf(exitCode) === 9 ? [WHO_KILLED] : []),
      ...(limits === undefined ? [] : [moreRoom(container, limits)]),
      {
        text: both(
          'Compare with what changed last: the image, its settings, or a service it needs. If the release before worked, go back to it.',
          '对照最近的改动：镜像、配置或它依赖的服务。如果上一个版本正常，请回退。',
        ),
        link: WHERE_TO_LOOK,
      },
      {
        text: both(
          `Open a debug shell beside container “${container}” if the log does not tell.`,
          `如果日志说明不了问题，请在容器“${container}”旁打开调试终端。`,
        ),
        action: 'debug',
      },
    ];
  },
});
