import type { Quote, Step, Text } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  quoteLog,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod, Service } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { placeOf } from '../../shared/kubectl';
import { bracketed } from '../../shared/probeAnswer';
import { probePort, writtenProbe } from '../../shared/probeQuestion';
import { failingReadiness } from '../../shared/unready';
import type { Listening } from './listening';
import { listeningLine } from './listening';

interface Said extends Listening {
  readonly quotes: readonly Quote[];
}

/** Where the program says that it listens. */
function saidIn(
  logs: Fact<FactValues['logs']>,
  container: string,
): Said | undefined {
  if (logs.status !== 'ok' || !Object.hasOwn(logs.value, container))
    return undefined;
  const said = listeningLine(logs.value[container]?.current ?? '');
  return (
    said && {
      ...said,
      quotes: quoteLog(logs.value, container, 'current', said.line),
    }
  );
}

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

/** Why nothing answers, as far as the data tells. */
function reason(
  port: number | undefined,
  said: { port: number; isLocal: boolean } | undefined,
  declared: readonly number[],
): Text {
  if (said && said.port !== port) {
    return both(
      `Its log says that it listens on port ${said.port} instead.`,
      `它的日志显示程序监听的是端口 ${said.port}。`,
    );
  }
  if (said?.isLocal) {
    return both(
      'Its log says that it listens on localhost only: the probe comes from outside the container and needs 0.0.0.0.',
      '它的日志显示程序只监听 localhost：探针来自容器外部，需要监听 0.0.0.0。',
    );
  }
  if (said) {
    return both(
      'Its log says that it listened on this port, so it may have stopped, or speaks of another address.',
      '它的日志显示曾监听该端口，因此可能已停止监听，或监听的是其他地址。',
    );
  }
  const elsewhere =
    port !== undefined && declared.length > 0 && !declared.includes(port);
  return elsewhere
    ? both(
        `The container declares other ports (${declared.join(
          ', ',
        )}), so the probe’s port may be the mistake.`,
        `容器声明的是其他端口（${declared.join(
          '、',
        )}），因此可能是探针端口写错了。`,
      )
    : both(
        'The program has not come so far as to listen (it may wait for another service), or listens on another port, or only on localhost.',
        '程序还没有开始监听（可能在等待其他服务），或监听了其他端口，或只监听 localhost。',
      );
}

/** How to bring probe and program together. */
function match(
  container: string,
  port: number | undefined,
  wanted: number | undefined,
): Text {
  return wanted === undefined
    ? both(
        `Match the port of the readiness probe of container “${container}” with the one the program listens on, on all addresses (0.0.0.0).`,
        `让容器“${container}”就绪探针的端口与程序监听的端口一致，并让程序监听所有地址（0.0.0.0）。`,
      )
    : both(
        `Change the port of the readiness probe of container “${container}” to ${wanted}, or let the program listen on ${
          port ?? 'the port asked'
        }.`,
        `将容器“${container}”就绪探针的端口改为 ${wanted}，或让程序监听${
          port === undefined ? '探针检查的端口' : ` ${port}`
        }。`,
      );
}

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
        const port = probePort(container, probe, message);
        const said = saidIn(logs, container.name);
        const other = otherTarget(services, pod, port);
        const list = container.kind === 'app' ? 'containers' : 'initContainers';
        const i = pod.spec[list].findIndex(one => one === container.spec);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            container: container.name,
            asks: writtenProbe(probe, message),
            isGrpc: probe.grpc !== undefined,
            declared: (container.spec?.ports ?? [])
              .flatMap(one => one.containerPort ?? [])
              .sort((a, b) => a - b),
            ...(port !== undefined && { port }),
            ...(ran !== undefined && { ran }),
            ...(said && { said: { port: said.port, isLocal: said.isLocal } }),
            ...(other && { other }),
          },
          quotes: [
            ...quotes,
            ...(said?.quotes ?? []),
            ...quoteOf('pod', pod, `spec.${list}.${i}.ports.0.containerPort`),
          ],
        };
      },
    );
  },
  explain({ container, asks, port, ran, said, declared, isGrpc }) {
    const target = bracketed(asks);
    const since = ran === undefined ? undefined : duration(ran);
    const where = port === undefined ? '' : ` ${port}`;
    const tls = isGrpc
      ? both(
          ' A server that accepts only TLS looks the same to a gRPC probe.',
          '只接受 TLS 的服务对 gRPC 探针而言也是同样的表现。',
        )
      : both('', '');
    const why = reason(port, said, declared);
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
  steps({ container, port, said, other }) {
    const wanted = said && said.port !== port ? said.port : undefined;
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
        text: match(container, port, wanted),
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
