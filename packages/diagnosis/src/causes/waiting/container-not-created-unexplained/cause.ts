import type { Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { startFailures } from '../../shared/containerStart';
import { cannotStartNow, isStartReason } from '../../shared/startReason';
import { innerError, innerInWords } from '../../shared/innerError';
import { kubectl, placeOf } from '../../shared/kubectl';
import { EARLIER_ENDS, whichContainer } from '../../shared/startFaults';

/** Ends that are history once the container cannot even be made; what the cluster noted of them is no less so. */
const HISTORY = [
  ...EARLIER_ENDS,
  'liveness-probe-kills',
  'out-of-memory',
  'probe-asks-wrongly',
  'startup-probe-kills',
];

/** Of a raw error that stands where a reason should, in characters. */
const LONGEST_REASON = 120;

function whyOf(reason: string, isSaid: boolean): Text {
  if (reason === 'RestartingAllContainers') {
    return both(
      'A rule of the pod (RestartAllContainers) has all containers started anew, because another container ended in a way the rule names.',
      'Pod 的规则（RestartAllContainers）要求重新启动所有容器，因为另一个容器以规则所列的方式结束了。',
    );
  }
  return isSaid
    ? both(
        'The kubelet or the container runtime of the node refused it in words that are not known here; the evidence holds them in full.',
        '节点的 kubelet 或容器运行时拒绝了它，其报错不在已知之列；证据中有完整原文。',
      )
    : both(
        'The status names no reason beyond this; the events of the pod may.',
        '状态中没有更多原因；Pod 的事件中可能会有。',
      );
}

export default defineCause({
  id: 'container-not-created-unexplained',
  state: 'waiting',
  title: both('The container cannot be started', '容器无法启动'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  lastResort: true,
  beats: ['starting-unexplained'],
  covers: [
    'kubelet-container/event/Failed-create',
    'kubelet-container/event/Failed-start',
    'waiting/CreateContainerConfigError',
    'waiting/CreateContainerError',
    'waiting/RunContainerError',
    'waiting/RunInitContainerError',
    'waiting/RestartingAllContainers',
    'runtime/shim-create',
    'runtime/create/crio-failed',
    'exitcode/125',
  ],
  detect(reading) {
    const { pod, subject } = reading;
    const failed = startFailures(reading).filter(
      ({ problem }) => problem === 'unknown',
    );
    return failed.map(({ container, quotes, message }) => {
      const { waiting, terminated } = container.status.state ?? {};
      const ended = terminated ?? container.status.lastState?.terminated;
      const own = waiting?.reason ?? '';
      const reason = isStartReason(own) ? own : ended?.reason ?? own;
      return {
        container: container.name,
        ...(cannotStartNow(own) && { beats: HISTORY }),
        data: {
          ...placeOf(subject),
          container: container.name,
          isInit: container.kind === 'init',
          reason: reason.slice(0, LONGEST_REASON),
          isSaid: message !== '',
          // Words that are kept out of the evidence are not repeated either.
          says: quotes.some(({ value }) => value === message)
            ? innerError(message)
            : '',
        },
        quotes: [
          ...quotes,
          ...quoteOf('pod', pod, `${container.at}.restartCount`),
        ],
      };
    });
  },
  explain(data) {
    const { reason, isSaid, says } = data;
    const said = innerInWords(says === reason ? '' : says);
    const why = whyOf(reason, isSaid);
    return {
      what: both(
        `${whichContainer(data).en} is not running: it reports “${reason}”.${
          said.en
        }`,
        `${whichContainer(data).zh}没有运行，状态为“${reason}”。${said.zh}`,
      ),
      why,
    };
  },
  steps({ namespace, pod }) {
    return [
      {
        text: both(
          'Read the events of the pod: the newest warnings hold the exact words.',
          '查看 Pod 的事件：最新的警告中有原文。',
        ),
        action: 'events',
      },
      {
        text: both(
          'Compare with the release before: command, volumes, security settings and image are what decides about a start.',
          '与上一个版本对比：命令、卷、安全设置与镜像决定容器能否启动。',
        ),
      },
      {
        text: both(
          'Show the description to your platform team if nothing in the manifest changed.',
          '如果清单没有改动，请将以下描述交给平台团队。',
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
        link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
      },
    ];
  },
});
