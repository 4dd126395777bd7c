import type { ContainerView, Failure, Quote } from '../../../engine';
import {
  both,
  containersOf,
  count,
  currentEnd,
  defineCause,
  duration,
  needed,
  parseTime,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { exitCodeInWords } from '../../shared/exitCode';
import { placeOf } from '../../shared/kubectl';
import { understoodAt } from '../../shared/lastWords';
import { saidAt } from '../../shared/said';

const DAY = 86_400;
/** The last crash is this fresh; on average they are no further apart than this, in seconds. */
const FRESH_SECONDS = DAY;
const LONGEST_GAP_SECONDS = 3 * DAY;
const LEAST_RESTARTS = 3;
/** A program that ends sooner than this often only waits for another to be up; once that is there it runs for good. */
const START_SECONDS = 600;
/** Ends that are asked for or come from outside: INT, KILL, TERM, and what a lost node leaves. */
const NOT_ITS_OWN = new Set([0, 130, 137, 143, 255]);
/** ILL, TRAP, ABRT, BUS, FPE and SEGV: the program brought them on itself. */
const OWN_SIGNALS = new Set([132, 133, 134, 135, 136, 139]);

/** A crash that is past, of a program that runs again. */
interface Past extends Failure {
  readonly exitCode: number;
  /** How long ago, and how long the instance that crashed had run, in seconds. */
  readonly ago: number;
  readonly ran: number;
}

const isWell = ({ metadata, status }: Pod) =>
  metadata.deletionTimestamp === undefined &&
  status.phase === 'Running' &&
  status.conditions.some(
    ({ type, status: value }) => type === 'Ready' && value === 'True',
  );

/** The last of a row of crashes, each of which came long after the start. */
function pastOf(container: ContainerView, now: number): Past | undefined {
  const { status, kind, podStarted, at } = container;
  const { ready, restartCount = 0, state, lastState } = status;
  const terminated = lastState?.terminated;
  if (kind === 'init' || !ready || !state?.running || !terminated)
    return undefined;
  // A crash that is no history yet is told as such.
  if (restartCount < LEAST_RESTARTS || currentEnd(container, now))
    return undefined;
  const { exitCode = 0, reason } = terminated;
  const end = parseTime(terminated.finishedAt);
  const ago = secondsSince(terminated.finishedAt, now);
  if (end === undefined || ago === undefined) return undefined;
  const gap = (secondsSince(podStarted, end) ?? Infinity) / restartCount;
  const ran = secondsSince(terminated.startedAt, end) ?? gap;
  // Lack of memory that comes back is told by its own cause for as long as it may.
  const isOwn = reason !== 'OOMKilled' && !NOT_ITS_OWN.has(exitCode);
  return isOwn &&
    ago <= FRESH_SECONDS &&
    gap <= LONGEST_GAP_SECONDS &&
    Math.min(ran, gap) >= START_SECONDS
    ? {
        terminated,
        at: `${at}.lastState.terminated`,
        exitCode,
        ago,
        ran,
      }
    : undefined;
}

/** What shows that it was a crash and no orderly end; `undefined` when nothing does. */
function signatureOf(
  pod: Pod,
  logs: Fact<FactValues['logs']>,
  container: ContainerView,
  past: Past,
): { readonly line?: string; readonly quotes: readonly Quote[] } | undefined {
  const said = saidAt(pod, logs, container, past);
  if (OWN_SIGNALS.has(past.exitCode)) return said;
  needed('logs', logs);
  const told = understoodAt(logs, container.name, past);
  return told.length > 0 ? said : undefined;
}

export default defineCause({
  id: 'crashes-at-times',
  state: 'running-but-wrong',
  title: both('It runs, but crashes now and then', '正在运行，但不时崩溃'),
  severity: 'info',
  since: '0.2.0',
  alsoWhenHealthy: true,
  reads: ['pod'],
  mayRead: ['logs'],
  covers: [],
  detect({ pod, logs, subject, now }) {
    if (!isWell(pod)) return [];
    return containersOf(pod).flatMap(container => {
      const past = pastOf(container, now);
      const signature = past && signatureOf(pod, logs, container, past);
      if (!past || !signature) return [];
      const { exitCode, ago, ran, at } = past;
      const { line, quotes } = signature;
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          restarts: container.status.restartCount ?? 0,
          exitCode,
          ago,
          ran,
          ...(line !== undefined && { line }),
        },
        quotes: [
          ...quotes,
          ...quoteOf('pod', pod, `${at}.exitCode`),
          ...quoteOf('pod', pod, `${at}.reason`),
          ...quoteOf('pod', pod, `${at}.finishedAt`),
          ...quoteOf('pod', pod, `${container.at}.restartCount`),
        ],
      };
    });
  },
  explain({ container, restarts, exitCode, ago, ran, line }) {
    const [before, lasted] = [duration(ago), duration(ran)];
    const code = `${exitCode}`;
    const how = OWN_SIGNALS.has(exitCode)
      ? both(
          `${code}: ${exitCodeInWords(exitCode).en}`,
          `${code}：${exitCodeInWords(exitCode).zh}`,
        )
      : both(code, code);
    const said = line
      ? both(`Its last words: “${line}”. `, `它最后写道：“${line}”。`)
      : both('', '');
    return {
      what: both(
        `Container “${container}” is ready now, but was restarted ${count(
          restarts,
          'time',
        )}; the last crash was ${before.en} ago, after ${
          lasted.en
        } of running (exit code ${how.en}).`,
        `容器“${container}”目前已就绪，但已重启 ${restarts} 次；最近一次崩溃在 ${before.zh}前，此前运行了 ${lasted.zh}（退出码 ${how.zh}）。`,
      ),
      why: both(
        `${said.en}It did not fail at the start but after working for a while, so it will probably happen again.`,
        `${said.zh}它不是在启动时失败，而是运行一段时间后崩溃，因此很可能再次发生。`,
      ),
    };
  },
  steps() {
    return [
      {
        text: both(
          'Read the end of the log of the instance that crashed.',
          '查看崩溃实例日志的末尾。',
        ),
        action: 'previous-logs',
      },
      {
        text: both(
          'Look for a newer version of the program in which this error is mended, or report it to its makers.',
          '查找已修复该错误的新版本，或向程序的维护者报告。',
        ),
      },
      {
        text: both(
          'Keep its log outside the cluster: only that of the last instance is kept here.',
          '将日志保存到集群之外：这里只保留上一个实例的日志。',
        ),
        link: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
      },
    ];
  },
});
