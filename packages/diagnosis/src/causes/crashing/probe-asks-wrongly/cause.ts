import type { ContainerView, Step, Text } from '../../../engine';
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
import type { KubeEvent, Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { bracketed } from '../../shared/probeAnswer';
import type { ProbeKill } from '../../shared/probeKill';
import { probeKillOf } from '../../shared/probeKill';
import { writtenProbe } from '../../shared/probeQuestion';
import { asSentence, statusMeaning } from '../../shared/probeStatus';
import { restartsAt, restartsOf } from '../../shared/restarts';

const PROBES =
  'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-http-request';

/** The program is late or has too much to do, rather than asked wrongly: timeout, too early, too many requests. */
const NOT_NOW = new Set([408, 425, 429]);

type Kind = 'startup' | 'liveness';

/** The probe for which the container is ended, when that gets an answer of 4xx: the startup probe comes first. */
function turnedDown(
  pod: Pod,
  events: readonly KubeEvent[],
  container: ContainerView,
  now: number,
): { kind: Kind; kill: ProbeKill; status: number } | undefined {
  for (const kind of ['startup', 'liveness'] as const) {
    const kill = probeKillOf(pod, events, container, kind, now);
    const { problem, status = 0 } = kill?.failure ?? {};
    if (kill && problem === 'client-error' && !NOT_NOW.has(status))
      return { kind, kill, status };
  }
  return undefined;
}

/** Whether a probe over HTTP may have ended the container, so that events would tell. */
function mayBe(container: ContainerView, now: number): boolean {
  const { spec, status } = container;
  const asks = spec?.startupProbe?.httpGet ?? spec?.livenessProbe?.httpGet;
  const { exitCode } = currentEnd(container, now)?.terminated ?? {};
  return (
    asks !== undefined &&
    Boolean(status.restartCount) &&
    (exitCode === 137 || exitCode === 143 || exitCode === 0)
  );
}

const named = (kind: Kind): Text =>
  kind === 'startup'
    ? both('startup probe', '启动探针')
    : both('liveness probe', '存活探针');

function fix(kind: Kind, container: string, status: number): Step {
  const probe = named(kind);
  if (status === 401 || status === 403)
    return {
      text: both(
        `Point the ${probe.en} of container “${container}” to an address that needs no login; or let it only open the port (tcpSocket); or let the program answer this one without a login.`,
        `将容器“${container}”的${probe.zh}指向无需登录的地址；或只检查端口（tcpSocket）；或让程序在无需登录的情况下应答该地址。`,
      ),
      link: PROBES,
    };
  return status === 400
    ? {
        text: both(
          `Set scheme: HTTPS in the ${probe.en} of container “${container}” if the port expects TLS, or the header Host that the program accepts (httpHeaders).`,
          `如果该端口需要 TLS，请在容器“${container}”的${probe.zh}中设置 scheme: HTTPS；或设置程序接受的 Host 请求头（httpHeaders）。`,
        ),
        link: PROBES,
      }
    : {
        text: both(
          `Correct path and port of the ${probe.en} of container “${container}”.`,
          `改正容器“${container}”的${probe.zh}的路径和端口。`,
        ),
        link: PROBES,
      };
}

export default defineCause({
  id: 'probe-asks-wrongly',
  state: 'crashing',
  title: both(
    'Restarted because its probe asks a wrong address',
    '探针地址有误导致重启',
  ),
  severity: 'critical',
  since: '0.2.0',
  // A container that is being killed may still be ready.
  alsoWhenHealthy: true,
  reads: ['pod'],
  mayRead: ['events'],
  beats: [
    'startup-probe-kills',
    'liveness-probe-kills',
    'container-exits-with-error',
    'container-exits-cleanly',
    'killed-from-outside',
    'stopped-by-signal',
    'not-ready/*',
  ],
  covers: ['probe/http-status'],
  detect({ pod, events, subject, now }) {
    if (pod.metadata.deletionTimestamp) return [];
    return containersOf(pod).flatMap(container => {
      if (events.status !== 'ok') {
        if (mayBe(container, now)) needed('events', events);
        return [];
      }
      const told = turnedDown(pod, events.value, container, now);
      if (!told) return [];
      const { kind, kill, status } = told;
      const probe = container.spec?.[`${kind}Probe`];
      const { killing, failure } = kill;
      const end = currentEnd(container, now);
      const message = events.value[failure?.event ?? -1]?.message;
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          kind,
          status,
          asks: writtenProbe(probe, message),
          ...probeTimes(probe),
          restarts: restartsAt(container, now),
        },
        quotes: [
          ...quoteOf('events', events.value, `${failure?.event}.message`),
          ...quoteOf('events', events.value, `${killing}.message`),
          ...quoteOf('pod', pod, `${container.at}.restartCount`),
          ...(end ? quoteOf('pod', pod, `${end.at}.exitCode`) : []),
        ],
      };
    });
  },
  explain({ container, kind, status, asks, restarts, failures, period }) {
    const probe = named(kind);
    const target = bracketed(asks);
    const again = restartsOf(restarts);
    const means = asSentence(statusMeaning(status));
    const loads =
      kind === 'startup' && status === 404
        ? both(
            ' Some servers also answer so until the application behind them is loaded.',
            '有些服务器在其后的应用加载完成之前也会这样应答。',
          )
        : both('', '');
    return {
      what: both(
        `Kubernetes stops container “${container}”, although its program runs and answers: its ${probe.en}${target.en} gets HTTP status ${status}; it ${again.en}.`,
        `容器“${container}”中的程序在运行并有应答，却被 Kubernetes 终止：${probe.zh}${target.zh}得到 HTTP 状态 ${status}，${again.zh}。`,
      ),
      why: both(
        `${means.en} Only 200 to 399 count as success; after ${count(
          failures,
          'other answer',
        )}, one every ${period} s, the container is started anew.${loads.en}`,
        `${means.zh}只有 200 到 399 算成功；每 ${period} 秒检查一次，${failures} 次未成功后容器会被重启。${loads.zh}`,
      ),
    };
  },
  steps({ container, kind, status, asks }) {
    const target = bracketed(asks);
    return [
      {
        text: both(
          `Ask from a debug shell what the probe asks${target.en} and compare with the addresses the program serves.`,
          `在调试终端中执行与探针相同的请求${target.zh}，并与程序提供的地址对照。`,
        ),
        action: 'debug',
      },
      fix(kind, container, status),
      {
        text: both(
          'Check what changed last: a release that moved the health page, a new base path, a login in front of everything.',
          '检查最近的改动：健康检查页面是否换了位置，是否有新的基础路径或统一登录。',
        ),
      },
      {
        text: both(
          'Read the log of the instance before: it may show the requests of the probe.',
          '查看上一个实例的日志：其中可能有探针的请求。',
        ),
        action: 'previous-logs',
      },
    ];
  },
});
