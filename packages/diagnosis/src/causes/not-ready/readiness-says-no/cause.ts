import type { ContainerView, Quote, Step, Text } from '../../../engine';
import {
  both,
  containersOf,
  defineCause,
  duration,
  parseTime,
  probeTimes,
  quoteOf,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { bracketed } from '../../shared/probeAnswer';
import { writtenProbe } from '../../shared/probeQuestion';
import { probeWords, stepForWords, meaningOf } from '../../shared/probeWords';
import type { ProbeWords } from '../../shared/probeWords';
import { failingReadiness } from '../../shared/unready';

/** How the program said no. */
function answer(
  status: number | undefined,
  isExec: boolean,
  words: ProbeWords | undefined,
): Text {
  if (status !== undefined)
    return both(`answers HTTP status ${status}`, `返回 HTTP 状态 ${status}`);
  if (!isExec)
    return both(
      'answers that it does not serve (NOT_SERVING)',
      '应答自己不提供服务（NOT_SERVING）',
    );
  return words === undefined
    ? both('fails without a word', '失败且没有输出')
    : both(`fails with “${words.said}”`, `失败并输出“${words.said}”`);
}

/** Why the answer may be no. */
function whyNot(isSilent: boolean, timeout: number, beside?: Beside): Text {
  if (beside) {
    const { en, zh } = duration(beside.ago);
    return both(
      `It has answered so since container “${beside.name}” beside it was restarted, ${en} ago. A helper that ends often makes the program it watches over stop serving (drain); the program, which was not restarted, then stays so. The pod gets no traffic from its service meanwhile.`,
      `自从同一 Pod 中的容器“${beside.name}”在 ${zh}前重启后，它一直这样应答。辅助容器结束时常会让它所管理的程序停止服务（排空连接）；而该程序没有重启，因此一直停在这种状态。在此期间服务不会把流量发给该 Pod。`,
    );
  }
  return isSilent
    ? both(
        `Its command either reported a failure and printed nothing, or did not end within ${timeout} s. The pod gets no traffic from its service meanwhile.`,
        `其命令要么报告了失败但没有输出，要么没有在 ${timeout} 秒内结束。在此期间服务不会把流量发给该 Pod。`,
      )
    : both(
        `The check ran and the answer was no: the program is still starting, or something it needs (a database, another service, a file, a licence) is missing. The pod gets no traffic from its service meanwhile.`,
        `检查已执行，结果为“否”：程序仍在启动，或缺少它依赖的东西（数据库、其他服务、文件、许可证等）。在此期间服务不会把流量发给该 Pod。`,
      );
}

/** What the tool of the probe means by its words. */
const knownInWords = ({ en, zh }: Text): Text =>
  both(
    `That means: ${en}. The pod gets no traffic from its service meanwhile.`,
    `其含义：${zh}。在此期间服务不会把流量发给该 Pod。`,
  );

/** A container beside, whose restart began it. */
interface Beside {
  readonly name: string;
  /** Seconds since. */
  readonly ago: number;
}

/** The probe says no this long after the restart at the latest, and this long before it was seen at the earliest; in milliseconds. */
const AFTER = 300_000;
const BEFORE = 60_000;

/**
 * The container beside an unready one that was restarted just when the answer turned to no. What it did at its end (a helper that drains the
 * program it watches over) outlasts its restart.
 */
function restartedBeside(
  pod: Pod,
  { name, status }: ContainerView,
  since: string | undefined,
  now: number,
): { readonly beside: Beside; readonly quotes: readonly Quote[] } | undefined {
  const first = parseTime(since);
  const started = parseTime(status.state?.running?.startedAt);
  if (first === undefined || started === undefined) return undefined;
  for (const other of containersOf(pod)) {
    const { state, lastState } = other.status;
    const ended = parseTime(lastState?.terminated?.finishedAt);
    const isBeside = other.kind !== 'init' && other.name !== name;
    if (!isBeside || !state?.running || ended === undefined) continue;
    if (ended <= started + AFTER) continue;
    if (first < ended - BEFORE || first > ended + AFTER) continue;
    return {
      beside: { name: other.name, ago: (now - ended) / 1000 },
      quotes: [
        ...quoteOf('pod', pod, `${other.at}.lastState.terminated.finishedAt`),
        ...quoteOf('pod', pod, `${other.at}.restartCount`),
      ],
    };
  }
  return undefined;
}

/** What helps when a restart beside it began it. */
function besideSteps(namespace: string, pod: string, name: string): Step[] {
  return [
    {
      text: both(
        'Delete the pod if it has a controller: the new one starts all its containers together.',
        '如果该 Pod 由控制器管理，可将其删除：新的 Pod 会同时启动所有容器。',
      ),
      command: kubectl(namespace, 'delete', 'pod', pod),
    },
    {
      text: both(
        `Find why container “${name}” was restarted (the events may tell of a failed liveness probe), and give its probe more patience if that was it.`,
        `查明容器“${name}”为何重启（事件中可能有存活探针失败的记录）；若是如此，请放宽其探针。`,
      ),
      action: 'events',
    },
  ];
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
    ]).map(({ container, probe, message, ran, failure, quotes }) => {
      const { firstSeen } =
        (events.status === 'ok' && events.value[failure.event]) || {};
      const by = restartedBeside(pod, container, firstSeen, now);
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          asks: writtenProbe(probe, message),
          isExec: failure.problem === 'exit' || failure.problem === 'silent',
          isSilent: failure.problem === 'silent',
          timeout: probeTimes(probe).timeout,
          words: probeWords(String(quotes[0]?.value ?? '')),
          ...(failure.status !== undefined && { status: failure.status }),
          ...(ran !== undefined && { ran }),
          ...(by && { beside: by.beside }),
        },
        quotes: [...quotes, ...(by?.quotes ?? [])],
      };
    });
  },
  explain({ container, asks, isExec, words, status, ran, beside, ...probe }) {
    const target = bracketed(asks);
    const since = ran === undefined ? undefined : duration(ran);
    const says = answer(status, isExec, words);
    const means = isExec && !beside && words ? meaningOf(words) : undefined;
    return {
      what: both(
        `Container “${container}” ${
          since ? `has run for ${since.en}` : 'runs'
        }, but its readiness probe${target.en} ${says.en}.`,
        `容器“${container}”已运行${since ? ` ${since.zh}` : ''}，但就绪探针${
          target.zh
        }${says.zh}。`,
      ),
      why: means
        ? knownInWords(means)
        : whyNot(probe.isSilent, probe.timeout, beside),
    };
  },
  steps({ isExec, asks, beside, words, namespace, pod }) {
    const known = isExec ? stepForWords(words) : undefined;
    const target = bracketed(asks);
    return [
      ...(beside ? besideSteps(namespace, pod, beside.name) : []),
      ...(known ? [{ text: known }] : []),
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
