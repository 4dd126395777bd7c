import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import type { ProbeProblem } from '../../shared/probeFailure';
import { bracketed } from '../../shared/probeAnswer';
import { writtenProbe } from '../../shared/probeQuestion';
import { failingReadiness } from '../../shared/unready';

/** What the answer says of the port. */
function meaning(problem: ProbeProblem, isHttps: boolean): Text {
  if (problem === 'scheme') {
    return isHttps
      ? both(
          'The probe speaks HTTPS, the port plain HTTP.',
          '探针使用 HTTPS，而端口使用普通 HTTP。',
        )
      : both(
          'The probe speaks plain HTTP, the port TLS (HTTPS).',
          '探针使用普通 HTTP，而端口使用 TLS（HTTPS）。',
        );
  }
  if (problem === 'not-http') {
    return both(
      'The port does not speak HTTP/1.1: it is one for gRPC, HTTP/2 or another protocol.',
      '该端口使用的不是 HTTP/1.1，而是 gRPC、HTTP/2 或其他协议。',
    );
  }
  return problem === 'tls'
    ? both(
        'The TLS handshake fails: the port wants a client certificate, or speaks a TLS version or name the probe does not offer.',
        'TLS 握手失败：端口要求客户端证书，或所用的 TLS 版本、名称与探针不符。',
      )
    : both(
        'The port takes the connection and cuts it off without an answer. Often it expects TLS (also a service mesh that demands mutual TLS of the node), or the program breaks down while it answers.',
        '端口接受连接后未应答就中断。常见原因是端口要求 TLS（例如服务网格要求双向 TLS），或程序在应答时崩溃。',
      );
}

export default defineCause({
  id: 'readiness-wrong-protocol',
  state: 'not-ready',
  title: both(
    'The readiness probe speaks another protocol than the port',
    '就绪探针与端口使用的协议不一致',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: ['not-ready-unexplained'],
  covers: [
    'probe/text/http-eof',
    'probe/text/http-tlsrecord',
    'probe/text/http-httpresp',
    'probe/text/http-malformed',
    'probe/text/http-reset',
  ],
  detect({ pod, events, subject, now }) {
    return failingReadiness(pod, events, now, [
      'scheme',
      'not-http',
      'tls',
      'reset',
    ]).map(({ container, probe, message, failure, quotes }) => ({
      container: container.name,
      data: {
        ...placeOf(subject),
        container: container.name,
        asks: writtenProbe(probe, message),
        problem: failure.problem,
        isHttps: probe.httpGet?.scheme?.toUpperCase() === 'HTTPS',
      },
      quotes,
    }));
  },
  explain({ container, asks, problem, isHttps }) {
    const target = bracketed(asks);
    return {
      what: both(
        `The readiness probe of container “${container}”${target.en} reaches the port but gets no answer that it understands, so the pod gets no traffic.`,
        `容器“${container}”的就绪探针${target.zh}能连到端口，但得不到可识别的应答，因此 Pod 收不到流量。`,
      ),
      why: meaning(problem, isHttps),
    };
  },
  steps({ container, problem, isHttps }) {
    const wanted = isHttps ? 'HTTP' : 'HTTPS';
    const switchScheme = both(
      `Set scheme: ${wanted} in the readiness probe of container “${container}”${
        problem === 'scheme' ? '' : ' if the port expects it'
      }.`,
      `${
        problem === 'scheme' ? '' : '如果端口需要，'
      }请在容器“${container}”的就绪探针中设置 scheme: ${wanted}。`,
    );
    return [
      {
        text: both(
          'Read the log: servers often write down a handshake or request they did not understand.',
          '查看日志：服务器通常会记录无法识别的握手或请求。',
        ),
        action: 'logs',
      },
      {
        text:
          problem === 'not-http'
            ? both(
                `Use a grpc or tcpSocket probe for container “${container}”, or ask its HTTP port.`,
                `对容器“${container}”使用 grpc 或 tcpSocket 探针，或改为检查它的 HTTP 端口。`,
              )
            : switchScheme,
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
      },
      ...(problem === 'reset'
        ? [
            {
              text: both(
                'Check with your platform team that the service mesh rewrites probes, if the pod has a mesh proxy.',
                '如果 Pod 中有服务网格代理，请与平台团队确认网格会改写探针。',
              ),
            },
          ]
        : []),
    ];
  },
});
