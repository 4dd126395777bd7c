import type { Text } from '../../../engine';
import { both, defineCause, duration, probeTimes } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { bracketed } from '../../shared/probeAnswer';
import { writtenProbe } from '../../shared/probeQuestion';
import { failingReadiness } from '../../shared/unready';

const LONGEST_ANSWER = 200;

/** What a command of a probe printed: the first line, without the kubelet's words before it. */
function printed(message: string): string {
  const said = message
    .slice(0, 4096)
    .replace(/^(?:\(combined[^)]{0,40}\): )?[^:]{0,120}: ?/, '');
  return said.trim().split('\n', 1)[0]?.slice(0, LONGEST_ANSWER).trim() ?? '';
}

/** How the program said no. */
function answer(
  status: number | undefined,
  isExec: boolean,
  said: string,
): Text {
  if (status !== undefined)
    return both(`answers HTTP status ${status}`, `返回 HTTP 状态 ${status}`);
  if (!isExec)
    return both(
      'answers that it does not serve (NOT_SERVING)',
      '应答自己不提供服务（NOT_SERVING）',
    );
  return said === ''
    ? both('fails without a word', '失败且没有输出')
    : both(`fails with “${said}”`, `失败并输出“${said}”`);
}

export default defineCause({
  id: 'readiness-says-no',
  state: 'not-ready',
  title: both(
    'The program itself reports that it is not ready',
    '程序自己报告尚未就绪',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: ['not-ready-unexplained'],
  covers: [
    'probe/http-status',
    'probe/text/exec-output',
    'probe/grpc-unhealthy',
    'probe/grpc-rpc-failed',
  ],
  detect({ pod, events, subject, now }) {
    return failingReadiness(pod, events, now, [
      'server-error',
      'exit',
      'silent',
      'not-serving',
    ]).map(({ container, probe, message, ran, failure, quotes }) => ({
      container: container.name,
      data: {
        ...placeOf(subject),
        container: container.name,
        asks: writtenProbe(probe, message),
        isExec: failure.problem === 'exit' || failure.problem === 'silent',
        isSilent: failure.problem === 'silent',
        timeout: probeTimes(probe).timeout,
        said: printed(String(quotes[0]?.value ?? '')),
        ...(failure.status !== undefined && { status: failure.status }),
        ...(ran !== undefined && { ran }),
      },
      quotes,
    }));
  },
  explain({ container, asks, isExec, said, status, ran, ...probe }) {
    const target = bracketed(asks);
    const since = ran === undefined ? undefined : duration(ran);
    const says = answer(status, isExec, said);
    return {
      what: both(
        `Container “${container}” ${
          since ? `has run for ${since.en}` : 'runs'
        }, but its readiness probe${target.en} ${says.en}.`,
        `容器“${container}”已运行${since ? ` ${since.zh}` : ''}，但就绪探针${
          target.zh
        }${says.zh}。`,
      ),
      why: probe.isSilent
        ? both(
            `Its command either reported a failure and printed nothing, or did not end within ${probe.timeout} s. The pod gets no traffic from its service meanwhile.`,
            `其命令要么报告了失败但没有输出，要么没有在 ${probe.timeout} 秒内结束。在此期间服务不会把流量发给该 Pod。`,
          )
        : both(
            `The check ran and the answer was no: the program is still starting, or something it needs (a database, another service, a file, a licence) is missing. The pod gets no traffic from its service meanwhile.`,
            `检查已执行，结果为“否”：程序仍在启动，或缺少它依赖的东西（数据库、其他服务、文件、许可证等）。在此期间服务不会把流量发给该 Pod。`,
          ),
    };
  },
  steps({ isExec, asks }) {
    const target = bracketed(asks);
    return [
      {
        text: both(
          'Read the log for what the program waits for or misses.',
          '查看日志，找出程序在等待或缺少什么。',
        ),
        action: 'logs',
      },
      {
        text: isExec
          ? both(
              `Run the check of the probe${target.en} yourself in a debug shell, read all it prints, and take its time.`,
              `在调试终端中自行执行探针的检查${target.zh}，查看全部输出并测量耗时。`,
            )
          : both(
              `Ask ${
                asks || 'what the probe asks'
              } from a debug shell: many programs name in the answer which part is down.`,
              `在调试终端中请求 ${
                asks || '探针检查的地址'
              }：许多程序会在应答中说明哪个部分不可用。`,
            ),
        action: 'debug',
      },
      {
        text: both(
          'Look at the services it depends on; a shared dependency makes all its users not ready at once.',
          '检查它依赖的服务：公共依赖故障会让所有使用者同时变为未就绪。',
        ),
        link: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#readiness-probe',
      },
    ];
  },
});
