import type { Step } from '../../../engine';
import { both, defineCause, duration } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod, Service } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { bracketed } from '../../shared/probeAnswer';
import { matchPorts, portHint, portReason } from '../../shared/portHint';
import { writtenProbe } from '../../shared/probeQuestion';
import { failingReadiness } from '../../shared/unready';

/** The name of a service that sends its traffic to another port of this pod than the one that is asked. */
function otherTarget(
  services: Fact<readonly Service[]>,
  { metadata }: Pod,
  port: number | undefined,
) {
  if (services.status !== 'ok' || port === undefined) return undefined;
  for (const { metadata: meta, spec } of services.value) {
    const wanted = Object.entries(spec.selector ?? {});
    const matches =
      wanted.length > 0 &&
      wanted.every(([name, value]) => metadata.labels?.[name] === value);
    const targets = (spec.ports ?? []).map(one => one.targetPort ?? one.port);
    const numbers = targets.filter(one => typeof one === 'number');
    if (!matches || numbers.length !== targets.length) continue;
    const [target] = numbers;
    if (target !== undefined && !numbers.includes(port))
      return { service: meta.name ?? '', target };
  }
  return undefined;
}

const NOT_SO_FAR = both(
  'The program has not come so far as to listen (it may wait for another service), or listens on another port, or only on localhost.',
  '程序还没有开始监听（可能在等待其他服务），或监听了其他端口，或只监听 localhost。',
);

export default defineCause({
  id: 'readiness-port-closed',
  state: 'not-ready',
  title: both(
    'Nothing listens on the port its readiness probe asks',
    '就绪探针检查的端口上没有程序监听',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'services', 'logs'],
  beats: ['not-ready-unexplained'],
  covers: [
    'probe/text/http-refused',
    'probe/text/tcp-refused',
    'probe/grpc-connect-timeout',
    'probe/grpc-connect-error',
  ],
  detect({ pod, events, services, logs, subject, now }) {
    return failingReadiness(pod, events, now, ['refused']).map(
      ({ container, probe, message, ran, quotes }) => {
        const { quotes: told, ...hint } = portHint({
          pod,
          container,
          probe,
          message,
          logs,
        });
        const other = otherTarget(services, pod, hint.asked);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            container: container.name,
            asks: writtenProbe(probe, message),
            isGrpc: probe.grpc !== undefined,
            hint,
            ...(ran !== undefined && { ran }),
            ...(other && { other }),
          },
          quotes: [...quotes, ...told],
        };
      },
    );
  },
  explain({ container, asks, ran, hint, isGrpc }) {
    const target = bracketed(asks);
    const since = ran === undefined ? undefined : duration(ran);
    const where = hint.asked === undefined ? '' : ` ${hint.asked}`;
    const tls = isGrpc
      ? both(
          ' A server that accepts only TLS looks the same to a gRPC probe.',
          '只接受 TLS 的服务对 gRPC 探针而言也是同样的表现。',
        )
      : both('', '');
    const why = portReason(hint) ?? NOT_SO_FAR;
    return {
      what: both(
        `Container “${container}” ${
          since ? `has run for ${since.en}` : 'runs'
        }, but nothing accepts connections on port${where}, where its readiness probe asks${
          target.en
        }.`,
        `容器“${container}”已运行${
          since ? ` ${since.zh}` : ''
        }，但就绪探针检查的端口${where}上没有程序接受连接${target.zh}。`,
      ),
      why: both(
        `As long as the probe fails, the pod gets no traffic from its service. ${why.en}${tls.en}`,
        `探针失败期间，服务不会把流量发给该 Pod。${why.zh}${tls.zh}`,
      ),
    };
  },
  steps({ container, hint, other }) {
    const steps: Step[] = [
      {
        text: both(
          'Read the log: did the program finish its start, and on which address and port does it listen?',
          '查看日志：程序是否完成启动，监听哪个地址和端口？',
        ),
        action: 'logs',
      },
      {
        text: both(
          'List the listening ports from a debug shell that shares the container’s processes, for example with netstat -tln.',
          '在共享该容器进程的调试终端中列出监听端口，例如 netstat -tln。',
        ),
        action: 'debug',
      },
      {
        text: matchPorts(container, both('readiness probe', '就绪探针'), hint),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-readiness-probes',
      },
    ];
    return other
      ? [
          ...steps,
          {
            text: both(
              `Compare with service “${other.service}”, which sends its traffic to port ${other.target}.`,
              `对照服务“${other.service}”：它把流量发往端口 ${other.target}。`,
            ),
          },
        ]
      : steps;
  },
});
