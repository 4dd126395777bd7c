import {
  both,
  defineCause,
  duration,
  probeTimes,
  quoteOf,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { bracketed } from '../../shared/probeAnswer';
import { writtenProbe } from '../../shared/probeQuestion';
import { failingReadiness } from '../../shared/unready';

export default defineCause({
  id: 'readiness-times-out',
  state: 'not-ready',
  title: both(
    'The readiness probe gets no answer in time',
    '就绪探针没有及时得到应答',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: ['not-ready-unexplained'],
  covers: [
    'probe/text/http-timeout',
    'probe/text/exec-timeout',
    'probe/exec-containerd-timeout',
    'probe/grpc-rpc-timeout',
  ],
  detect({ pod, events, subject, now }) {
    return failingReadiness(pod, events, now, ['timeout', 'slow']).map(
      ({ container, probe, message, ran, quotes }) => {
        const list = container.kind === 'app' ? 'containers' : 'initContainers';
        const i = pod.spec[list].findIndex(one => one === container.spec);
        const at = `spec.${list}.${i}`;
        const cpu = container.spec?.resources?.limits?.cpu;
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            container: container.name,
            asks: writtenProbe(probe, message),
            timeout: probeTimes(probe).timeout,
            isExec: probe.exec !== undefined,
            ...(cpu !== undefined && { cpu }),
            ...(ran !== undefined && { ran }),
          },
          quotes: [
            ...quotes,
            ...quoteOf('pod', pod, `${at}.readinessProbe.timeoutSeconds`),
            ...quoteOf('pod', pod, `${at}.resources.limits.cpu`),
          ],
        };
      },
    );
  },
  explain({ container, asks, timeout, ran, cpu, isExec }) {
    const target = bracketed(asks);
    const since = ran === undefined ? undefined : duration(ran);
    const limit = cpu
      ? both(
          ` Its CPU limit is ${cpu}; a program held back by it answers late.`,
          `它的 CPU 上限为 ${cpu}；受此限制的程序应答会变慢。`,
        )
      : both('', '');
    const slow = isExec
      ? both(
          'The command takes longer than that, or hangs on something it asks itself.',
          '该命令执行时间超出限制，或卡在它自己查询的内容上。',
        )
      : both(
          'The connection is taken but not answered: the program is busy, stuck, or waits for another service before it answers.',
          '连接已建立但没有应答：程序繁忙、卡住，或在应答前等待其他服务。',
        );
    return {
      what: both(
        `Container “${container}” ${
          since ? `has run for ${since.en}` : 'runs'
        }, but does not answer its readiness probe${
          target.en
        } within ${timeout} s.`,
        `容器“${container}”已运行${
          since ? ` ${since.zh}` : ''
        }，但没有在 ${timeout} 秒内应答就绪探针${target.zh}。`,
      ),
      why: both(
        `${slow.en}${limit.en} The pod gets no traffic from its service meanwhile.`,
        `${slow.zh}${limit.zh}在此期间服务不会把流量发给该 Pod。`,
      ),
    };
  },
  steps({ container, asks, timeout, cpu }) {
    const target = bracketed(asks);
    return [
      {
        text: both(
          'Read the log: is the program under load, waiting for another service, or still starting?',
          '查看日志：程序是负载过高、在等待其他服务，还是仍在启动？',
        ),
        action: 'logs',
      },
      {
        text: both(
          `Measure from a debug shell how long the answer takes${target.en}.`,
          `在调试终端中测量应答需要多久${target.zh}。`,
        ),
        action: 'debug',
      },
      {
        text: both(
          `Raise timeoutSeconds of the readiness probe of container “${container}” above ${timeout} if slow answers are normal, or let the probe ask something cheaper.`,
          `如果应答本来就慢，请将容器“${container}”就绪探针的 timeoutSeconds 调大到 ${timeout} 以上，或让探针检查更轻量的内容。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
      },
      ...(cpu
        ? [
            {
              text: both(
                `Raise the CPU limit of container “${container}” above ${cpu} if it is used up.`,
                `如果 CPU 已用满，请将容器“${container}”的 CPU 上限调高到 ${cpu} 以上。`,
              ),
            },
          ]
        : []),
    ];
  },
});
