import type {
  ContainerView,
  Quote,
  Severity,
  Step,
  Text,
} from '../../../engine';
import {
  both,
  containersOf,
  currentEnd,
  defineCause,
  isWarmingUp,
  needed,
  parseTime,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod, Probe } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { placeOf } from '../../shared/kubectl';
import { probeAnswer } from '../../shared/probeAnswer';
import type { ProbeKind, ProbeProblem } from '../../shared/probeFailure';
import { newestFailure, probeToldBy } from '../../shared/probeFailure';
import { probePort, writtenProbe } from '../../shared/probeQuestion';
import { probeKillOf } from '../../shared/probeKill';

const KINDS: readonly ProbeKind[] = ['startup', 'readiness', 'liveness'];
const HOPELESS: readonly ProbeProblem[] = [
  'no-port',
  'no-program',
  'wrong-shell',
  'no-health-service',
];
/** A missing program or service may be a script's passing trouble: it must have been told this often. */
const LEAST_COUNT = 3;

/** Path of the port's name when the container declares no such port: then no answer is needed to know. */
function namelessPortAt(probe: Probe, container: ContainerView) {
  const handler = probe.httpGet ? 'httpGet' : 'tcpSocket';
  const port = probe[handler]?.port;
  return typeof port === 'string' && probePort(container, probe) === undefined
    ? `${handler}.port`
    : undefined;
}

/** What the probe does to the container; `undefined` when nothing (yet). */
function harm(
  pod: Pod,
  events: Fact<FactValues['events']>,
  container: ContainerView,
  kind: ProbeKind,
  now: number,
): Severity | undefined {
  const { status } = container;
  const told = events.status === 'ok' ? events.value : [];
  if (kind !== 'readiness' && probeKillOf(pod, told, container, kind, now))
    return 'critical';
  if (currentEnd(container, now) || !status.state?.running) return undefined;
  if (kind === 'liveness') return 'warning';
  const isLate = !status.ready && !isWarmingUp(container, now);
  return isLate ? 'critical' : undefined;
}

interface Hopeless {
  readonly problem: ProbeProblem;
  readonly quotes: readonly Quote[];
}

function hopeless(
  pod: Pod,
  events: Fact<FactValues['events']>,
  container: ContainerView,
  kind: ProbeKind,
  probe: Probe,
): Hopeless | undefined {
  const list = container.kind === 'app' ? 'containers' : 'initContainers';
  const i = pod.spec[list].findIndex(one => one === container.spec);
  const port = namelessPortAt(probe, container);
  if (port) {
    const at = `spec.${list}.${i}.${kind}Probe.${port}`;
    return { problem: 'no-port', quotes: quoteOf('pod', pod, at) };
  }
  if (events.status !== 'ok') return undefined;
  const failure = newestFailure(events.value, pod, container, kind);
  if (!failure || !HOPELESS.includes(failure.problem)) return undefined;
  const { startedAt } = container.status.state?.running ?? {};
  const isOld = failure.lastSeen < (parseTime(startedAt) ?? 0);
  // The runtime's words hold a new id each time, so each failure may be an event of its own.
  const times = events.value.reduce(
    (sum, { message, count }) =>
      probeToldBy(message) === kind ? sum + count : sum,
    0,
  );
  const isRare = times < LEAST_COUNT;
  if (isOld || (kind === 'liveness' && isRare)) return undefined;
  const at = `${failure.event}.message`;
  return {
    problem: failure.problem,
    quotes: quoteOf('events', events.value, at),
  };
}

/** For a script of bash that a plain sh runs. */
const otherShell = (field: string, container: string): Text =>
  both(
    `Run the script of the ${field} of container “${container}” with bash (command: [bash, -c, …]) if the image holds it, or write it for sh: [ ] in place of [[ ]], . in place of source; if a chart writes it, look for a version that has it mended. For an HTTP check an httpGet probe needs no script.`,
    `如果镜像中有 bash，请用 bash 运行容器“${container}”的 ${field} 脚本（command: [bash, -c, …]），或按 sh 的写法改写：用 [ ] 代替 [[ ]]，用 . 代替 source；如果脚本来自 Chart，请查看是否有已修正的版本。HTTP 检查可改用不需要脚本的 httpGet 探针。`,
  );

export default defineCause({
  id: 'probe-cannot-work',
  state: 'running-but-wrong',
  title: both('The probe itself cannot work', '探针本身无法工作'),
  severity: 'critical',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['pod'],
  mayRead: ['events'],
  beats: [
    'liveness-probe-kills',
    'startup-probe-kills',
    'container-exits-with-error',
    'container-exits-cleanly',
    'killed-from-outside',
    'stopped-by-signal',
    'not-ready/*',
  ],
  covers: [
    'kubelet-probe/event/Unhealthy-errored',
    'probe/port-name',
    'probe/text/exec-notfound',
    'probe/grpc-unimplemented',
  ],
  detect({ pod, events, subject, now }) {
    if (pod.metadata.deletionTimestamp) return [];
    const found = containersOf(pod).flatMap(container =>
      KINDS.flatMap(kind => {
        const probe = container.spec?.[`${kind}Probe`];
        const severity = probe && harm(pod, events, container, kind, now);
        const fault = severity && hopeless(pod, events, container, kind, probe);
        if (!fault || fault.quotes.length === 0) return [];
        return {
          container: container.name,
          severity,
          data: {
            ...placeOf(subject),
            container: container.name,
            kind,
            problem: fault.problem,
            asks: writtenProbe(probe),
            ports: (container.spec?.ports ?? [])
              .flatMap(({ name }) => name ?? [])
              .sort(),
            isIdle: severity === 'warning',
          },
          quotes: [
            ...fault.quotes,
            ...quoteOf('pod', pod, `${container.at}.ready`),
            ...quoteOf('pod', pod, `${container.at}.restartCount`),
          ],
        };
      }),
    );
    const isOpen = containersOf(pod).some(one => {
      const { readinessProbe, livenessProbe, startupProbe } = one.spec ?? {};
      return currentEnd(one, now)
        ? (livenessProbe ?? startupProbe) !== undefined
        : readinessProbe && harm(pod, events, one, 'readiness', now);
    });
    if (found.length === 0 && isOpen) needed('events', events);
    return found;
  },
  explain({ container, kind, asks, problem, isIdle }) {
    const name = {
      liveness: both('liveness probe', '存活探针'),
      readiness: both('readiness probe', '就绪探针'),
      startup: both('startup probe', '启动探针'),
    }[kind];
    const effect = isIdle
      ? both(
          'it watches over nothing: a program that hangs would not be restarted',
          '它没有起到监护作用：程序卡死时不会被重启',
        )
      : both(
          'it can never succeed, whatever the program does',
          '无论程序状态如何，它都不可能成功',
        );
    const met = probeAnswer({ problem }, 1);
    const target = asks && ` (${asks})`;
    const targetZh = asks && `（${asks}）`;
    const does =
      problem === 'wrong-shell'
        ? both(
            'is a script that its shell does not understand',
            '是其 shell 无法理解的脚本',
          )
        : both('cannot be carried out', '无法执行');
    return {
      what: both(
        `The ${name.en} of container “${container}”${target} ${does.en}, so ${effect.en}.`,
        `容器“${container}”的${name.zh}${targetZh}${does.zh}，因此${effect.zh}。`,
      ),
      why: both(
        `This is a fault of the probe, not of the program: ${met.en}.`,
        `这是探针的问题，而不是程序的问题：${met.zh}。`,
      ),
    };
  },
  steps({ container, kind, problem, ports, asks }) {
    const field = `${kind}Probe`;
    const fixes: Partial<Record<ProbeProblem, Step['text']>> = {
      'no-port': both(
        `Correct the port’s name in the ${field} of container “${container}”, or add it to the container’s ports${
          ports.length > 0 ? ` (declared now: ${ports.join(', ')})` : ''
        }.`,
        `改正容器“${container}”的 ${field} 中的端口名称，或在容器的 ports 中添加该名称${
          ports.length > 0 ? `（目前声明了：${ports.join('、')}）` : ''
        }。`,
      ),
      'no-program': both(
        `Use a command for the ${field} of container “${container}” that its image holds${
          asks && ` (not ${asks.slice(5)} or what it calls)`
        }, or an httpGet, tcpSocket or grpc probe, which need none.`,
        `为容器“${container}”的 ${field} 使用镜像中存在的命令，或改用不需要命令的 httpGet、tcpSocket 或 grpc 探针。`,
      ),
      'wrong-shell': otherShell(field, container),
      'no-health-service': both(
        `Register the gRPC health service (grpc.health.v1.Health) in the program, correct the service’s name in the ${field} of container “${container}”, or use a tcpSocket probe.`,
        `在程序中注册 gRPC 健康服务（grpc.health.v1.Health），或改正容器“${container}”的 ${field} 中的服务名，或改用 tcpSocket 探针。`,
      ),
    };
    const text = fixes[problem] ?? both('Correct the probe.', '改正探针。');
    return [
      {
        text,
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
      },
      {
        text: both(
          'Try the probe’s check from a debug shell in the same image before the next release.',
          '在下次发布之前，用同一镜像在调试终端中试一下探针的检查。',
        ),
        action: 'debug',
      },
    ];
  },
});
