import type { Step } from '../../../engine';
import { both, defineCause, duration } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { bracketed } from '../../shared/probeAnswer';
import { writtenProbe } from '../../shared/probeQuestion';
import { asSentence, statusMeaning } from '../../shared/probeStatus';
import { failingReadiness } from '../../shared/unready';

const PROBES =
  'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-http-request';

function fix(container: string, status: number, asks: string): Step {
  const link = PROBES;
  if (status === 401 || status === 403) {
    return {
      text: both(
        `Let the program answer ${asks} without a login, or point the probe of container “${container}” to an address that needs none.`,
        `让程序在无需登录的情况下应答 ${asks}，或将容器“${container}”的探针指向无需登录的地址。`,
      ),
      link,
    };
  }
  return status === 400
    ? {
        text: both(
          `Set scheme: HTTPS in the readiness probe of container “${container}” if the port expects TLS.`,
          `如果该端口需要 TLS，请在容器“${container}”的就绪探针中设置 scheme: HTTPS。`,
        ),
        link,
      }
    : {
        text: both(
          `Correct path and port of the readiness probe of container “${container}” (now ${asks}).`,
          `改正容器“${container}”就绪探针的路径和端口（当前为 ${asks}）。`,
        ),
        link,
      };
}

export default defineCause({
  id: 'readiness-asks-wrongly',
  state: 'not-ready',
  title: both(
    'The readiness probe asks a wrong address (HTTP 4xx)',
    '就绪探针的地址有误（HTTP 4xx）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: ['not-ready-unexplained'],
  covers: ['probe/http-status'],
  detect({ pod, events, subject, now }) {
    return failingReadiness(pod, events, now, ['client-error']).map(
      ({ container, probe, message, ran, failure, quotes }) => ({
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          asks: writtenProbe(probe, message),
          status: failure.status ?? 400,
          ...(ran !== undefined && { ran }),
        },
        quotes,
      }),
    );
  },
  explain({ container, asks, status, ran }) {
    const target = bracketed(asks);
    const since = ran === undefined ? undefined : duration(ran);
    const why = asSentence(statusMeaning(status));
    return {
      what: both(
        `The readiness probe of container “${container}”${
          target.en
        } gets HTTP status ${status}${
          since ? `, ${since.en} after the start` : ''
        }.`,
        `容器“${container}”的就绪探针${target.zh}得到 HTTP 状态 ${status}${
          since ? `，此时已启动 ${since.zh}` : ''
        }。`,
      ),
      why: both(
        `${why.en} Only 200 to 399 count as ready, so the pod gets no traffic from its service.`,
        `${why.zh}只有 200 到 399 才算就绪，因此服务不会把流量发给该 Pod。`,
      ),
    };
  },
  steps({ container, status, asks }) {
    const target = bracketed(asks);
    return [
      {
        text: both(
          `Ask from a debug shell what the probe asks${target.en} and compare with the paths the program serves.`,
          `在调试终端中执行与探针相同的请求${target.zh}，并与程序提供的路径对照。`,
        ),
        action: 'debug',
      },
      fix(container, status, asks),
      {
        text: both(
          'Check what changed last: a release that moved the health page, a new base path, a login in front of everything.',
          '检查最近的改动：健康检查页面是否换了位置，是否有新的基础路径或统一登录。',
        ),
      },
    ];
  },
});
