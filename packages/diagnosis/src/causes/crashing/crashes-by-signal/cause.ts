import type { ContainerView, Failure, Text } from '../../../engine';
import {
  both,
  defineCause,
  logLines,
  logOfEnd,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { exitCodeInWords, unorderedEnds } from '../../shared/exitCode';
import { placeOf } from '../../shared/kubectl';
import { afterAt } from '../../shared/lastWordsWeight';
import { restartsAt, restartsOf } from '../../shared/restarts';
import { saidAt } from '../../shared/said';
import { windowsStatus } from '../../shared/windowsStatus';
import type { Mapped } from './sharedMemory';
import { mappedBy, stepOfBus, whyOfBus } from './sharedMemory';

/** Signals a program brings on itself: ILL, TRAP, ABRT, BUS, FPE, SEGV. */
const OWN_FAULT = new Set([4, 5, 6, 7, 8, 11]);

/** What is behind the signal most often. */
function usual(signal: number | undefined, mapped: Mapped): Text {
  switch (signal) {
    case 4:
      return both(
        'The program was built for a newer processor than this node has (AVX and the like), or for another architecture.',
        '程序是为更新的处理器（例如需要 AVX 指令）或其他架构编译的，本节点不支持。',
      );
    case 6:
      return both(
        'The program gave up by itself: an error that nobody caught (.NET, C++), a failed assertion, a damaged heap, or a runtime that ran out of its own heap (Node.js, JVM). It says why just before.',
        '程序主动中止：未捕获的错误（.NET、C++）、断言失败、堆损坏，或运行时（Node.js、JVM）自身的堆用尽。它通常会在此之前写明原因。',
      );
    case 7:
      return whyOfBus(mapped);
    case 8:
      return both(
        'A whole number was divided by zero in native code.',
        '本地代码中出现整数除以零。',
      );
    default:
      return both(
        'A fault in native code: of the program, of a library or module it loads, or a library that does not fit the image (glibc against musl); also an overflow of the stack.',
        '本地代码出错：程序自身、它加载的库或模块有缺陷，或库与镜像不匹配（glibc 与 musl），也可能是栈溢出。',
      );
  }
}

/** What it said that tells most, and whether it did ordinary work after that. */
function dyingWords(
  pod: Pod,
  logs: Fact<FactValues['logs']>,
  container: ContainerView,
  end: Failure,
) {
  const said = saidAt(pod, logs, container, end);
  const [quote] = said.quotes;
  const log =
    logs.status === 'ok' &&
    quote?.from === 'logs' &&
    logOfEnd(logs.value, container.name, end);
  if (!log) return { ...said, isLast: true };
  const lines = logLines(log.log);
  const i = lines.findLastIndex(({ raw }) => raw === quote?.value);
  return { ...said, isLast: afterAt(lines, i) !== 'work' };
}

export default defineCause({
  id: 'crashes-by-signal',
  state: 'crashing',
  title: both('The program crashes or aborts itself', '程序崩溃或主动中止'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'nodes'],
  beats: ['container-exits-with-error', 'not-ready/*'],
  covers: [
    'exitcode/132',
    'exitcode/134',
    'exitcode/135',
    'exitcode/136',
    'exitcode/139',
  ],
  detect({ pod, logs, nodes, subject, now }) {
    return unorderedEnds(pod, now).flatMap(
      ({ container, exitCode, signal, ...end }) => {
        const isOwn = signal !== undefined && OWN_FAULT.has(signal);
        if (!isOwn && !windowsStatus(exitCode)) return [];
        const { line, isLast, quotes } = dyingWords(pod, logs, container, end);
        const { mapped, quotes: known } = mappedBy(pod, container, nodes);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            container: container.name,
            exitCode,
            ...(isOwn && { signal }),
            restarts: restartsAt(container, now),
            mapped,
            ...(line !== undefined && { line, isLast }),
          },
          quotes: [
            ...quoteOf('pod', pod, `${end.at}.exitCode`),
            ...quoteOf('pod', pod, `${end.at}.signal`),
            ...quoteOf('pod', pod, `${end.at}.reason`),
            ...quoteOf('pod', pod, `${container.at}.restartCount`),
            ...(signal === 7 ? known : []),
            ...quotes,
          ],
        };
      },
    );
  },
  explain({ container, exitCode, signal, restarts, line, isLast, mapped }) {
    const again = restartsOf(restarts);
    const meaning = exitCodeInWords(
      signal === undefined ? exitCode : 128 + signal,
    );
    const why = usual(signal, mapped);
    const said = isLast
      ? both(` Its last words: “${line}”.`, `它最后写道：“${line}”。`)
      : both(
          ` It complained before, but went on: “${line}”.`,
          `它此前有过报错，但仍继续运行：“${line}”。`,
        );
    return {
      what: both(
        `The program in container “${container}” crashed with ${meaning.en} (exit code ${exitCode}); it ${again.en}.`,
        `容器“${container}”中的程序崩溃：${meaning.zh}（退出码 ${exitCode}），${again.zh}。`,
      ),
      why: both(
        `${why.en}${line ? said.en : ''}`,
        `${why.zh}${line ? said.zh : ''}`,
      ),
    };
  },
  steps({ signal, mapped }) {
    const first = {
      text: both(
        'Read the end of the log: runtimes print a stack or an assertion before they die.',
        '查看日志末尾：运行时在崩溃前通常会打印调用栈或断言。',
      ),
      action: 'previous-logs' as const, // literal type of Step
    };
    const bySignal: Readonly<Record<number, Text>> = {
      4: both(
        'Compare the processor of this node with those where it works; place it by a node selector, or build for the older one.',
        '将本节点的处理器与能正常运行的节点对照；用节点选择器安排位置，或为较旧的处理器编译。',
      ),
      7: stepOfBus(mapped),
    };
    return [
      first,
      {
        text:
          bySignal[signal ?? 0] ??
          both(
            'Go back to the release before if it worked: a new base image, native module or driver is the usual change behind it.',
            '如果上一个版本正常，请先回退：常见的变化是新的基础镜像、本地模块或驱动。',
          ),
      },
      {
        text: both(
          'Run the same image with the same input outside the cluster, under a debugger or with core dumps on.',
          '在集群外用同一镜像和输入运行，并启用调试器或核心转储。',
        ),
        link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/',
      },
    ];
  },
});
