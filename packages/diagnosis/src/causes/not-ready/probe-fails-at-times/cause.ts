import type { ContainerView, Text } from '../../../engine';
import {
  both,
  containersOf,
  count,
  defineCause,
  duration,
  listEn,
  listZh,
  parseTime,
  probeTimes,
  quoteOf,
} from '../../../engine';
import type { KubeEvent, Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { bracketed, probeAnswer } from '../../shared/probeAnswer';
import { failureTest, newestFailure } from '../../shared/probeFailure';
import { writtenProbe } from '../../shared/probeQuestion';

/** While a program starts its probes may fail: this long after the start it has started, in seconds. */
const START_SECONDS = 600;
/** Failures are told when the last is this fresh, and this long after the start, in seconds. */
const FRESH_SECONDS = 1800;
const SETTLED_SECONDS = 1800;
/** So many, and on average no further apart than this, in seconds. */
const LEAST_COUNT = 10;
const LONGEST_GAP_SECONDS = 10_800;

const KINDS = ['readiness', 'liveness'] as const;
const NAMES: Readonly<Record<(typeof KINDS)[number], Text>> = {
  readiness: both('readiness', '就绪'),
  liveness: both('liveness', '存活'),
};

type Row = ReturnType<typeof rowOf>;

/** How often the probe of a kind failed, and since when, by all events of it together. */
function rowOf(
  events: readonly KubeEvent[],
  pod: Pod,
  container: ContainerView,
  kind: (typeof KINDS)[number],
) {
  const ours = events.filter(failureTest(pod, container, kind));
  const first = Math.min(
    ...ours.map(one => parseTime(one.firstSeen ?? one.lastSeen) ?? Infinity),
  );
  const last = Math.max(
    ...ours.map(({ lastSeen }) => parseTime(lastSeen) ?? -Infinity),
  );
  const times = ours.reduce((sum, one) => sum + one.count, 0);
  return { kind, first, last, times };
}

/** Whether a row of failures goes on although the program has long started. */
function goesOn(
  { kind, first, last, times }: Row,
  { spec, status }: ContainerView,
  now: number,
): boolean {
  const started = parseTime(status.state?.running?.startedAt);
  if (started === undefined || !Number.isFinite(last - first)) return false;
  if (last - started < SETTLED_SECONDS * 1000) return false;
  if (now - last > FRESH_SECONDS * 1000) return false;
  // An event counts on: what each start may have added is no sign of anything.
  const { period } = probeTimes(spec?.[`${kind}Probe`]);
  const starts = 1 + (status.restartCount ?? 0);
  const isFromStart = first < started + START_SECONDS * 1000;
  const early = isFromStart ? starts * Math.ceil(START_SECONDS / period) : 0;
  const late = times - early;
  return (
    late >= LEAST_COUNT && (last - first) / 1000 <= late * LONGEST_GAP_SECONDS
  );
}

/** The rows of a container that go on. */
function rowsOf(
  events: readonly KubeEvent[],
  pod: Pod,
  container: ContainerView,
  now: number,
): Row[] {
  return KINDS.map(kind => rowOf(events, pod, container, kind)).filter(row =>
    goesOn(row, container, now),
  );
}

const newestOf = (rows: readonly Row[]) =>
  rows.find(({ last }) => last === Math.max(...rows.map(one => one.last)));

const isReady = ({ metadata, status }: Pod) =>
  metadata.deletionTimestamp === undefined &&
  status.conditions.some(
    ({ type, status: value }) => type === 'Ready' && value === 'True',
  );

/** How the probe could bear it. */
function patience(problem: string, timeout: number, failures: number): Text {
  return ['timeout', 'slow', 'silent'].includes(problem)
    ? both(
        `Raise timeoutSeconds above ${timeout} or failureThreshold above ${failures} if such pauses are normal, or let the probe ask something cheaper.`,
        `如果这种停顿属于正常，请将 timeoutSeconds 调大到 ${timeout} 以上或将 failureThreshold 调大到 ${failures} 以上，或让探针检查更轻量的内容。`,
      )
    : both(
        `Raise failureThreshold above ${failures} if such failures are normal; a liveness probe should not depend on another service.`,
        `如果这种失败属于正常，请将 failureThreshold 调大到 ${failures} 以上；存活探针不应依赖其他服务。`,
      );
}

export default defineCause({
  id: 'probe-fails-at-times',
  state: 'not-ready',
  title: both('A probe fails now and then', '探针时而失败'),
  severity: 'warning',
  since: '0.2.0',
  alsoWhenHealthy: true,
  reads: ['pod', 'events'],
  covers: [],
  detect({ pod, events, subject, now }) {
    if (!isReady(pod)) return [];
    return containersOf(pod).flatMap(container => {
      if (!container.status.ready) return [];
      const rows = rowsOf(events, pod, container, now);
      const newest = newestOf(rows);
      const failure =
        newest && newestFailure(events, pod, container, newest.kind);
      if (!newest || !failure) return [];
      const probe = container.spec?.[`${newest.kind}Probe`];
      const { message } = events[failure.event] ?? {};
      const cpu = container.spec?.resources?.limits?.cpu;
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          kinds: rows.map(({ kind }) => kind),
          times: rows.reduce((sum, row) => sum + row.times, 0),
          since: (now - Math.min(...rows.map(({ first }) => first))) / 1000,
          last: Math.max(0, (now - newest.last) / 1000),
          asks: writtenProbe(probe, message),
          problem: failure.problem,
          ...(failure.status !== undefined && { status: failure.status }),
          ...probeTimes(probe),
          ...(cpu !== undefined && { cpu }),
        },
        quotes: [
          ...quoteOf('events', events, `${failure.event}.message`),
          ...quoteOf('events', events, `${failure.event}.count`),
          ...quoteOf('events', events, `${failure.event}.lastSeen`),
          ...quoteOf('pod', pod, `${container.at}.ready`),
        ],
      };
    });
  },
  explain({ container, kinds, times, since, last, asks, ...probe }) {
    const names = kinds.map(kind => NAMES[kind]);
    const [from, ago] = [duration(since), duration(last)];
    const target = bracketed(asks);
    const met = probeAnswer(probe, probe.timeout);
    const row = count(probe.failures, 'failure');
    const stops = kinds.includes('readiness')
      ? both(
          ` After ${row} in a row of the readiness probe the pod gets no traffic until it answers again.`,
          `就绪探针连续失败 ${probe.failures} 次后，Pod 会暂时收不到流量，直到恢复应答。`,
        )
      : both('', '');
    const kills = kinds.includes('liveness')
      ? both(
          ` After ${row} in a row of the liveness probe the container is restarted.`,
          `存活探针连续失败 ${probe.failures} 次后，容器会被重启。`,
        )
      : both('', '');
    const most = kinds.length > 1 ? both('probes', '') : both('probe', '');
    return {
      what: both(
        `Container “${container}” is ready now, but its ${listEn(
          names.map(({ en }) => en),
        )} ${most.en}${target.en} failed ${count(times, 'time')} in the last ${
          from.en
        }, the last time ${ago.en} ago.`,
        `容器“${container}”目前已就绪，但其${listZh(
          names.map(({ zh }) => zh),
        )}探针${target.zh}在最近 ${from.zh}内失败了 ${times} 次，最近一次在 ${
          ago.zh
        }前。`,
      ),
      why: both(
        `What it met: ${met.en}.${stops.en}${kills.en}`,
        `遇到的情况：${met.zh}。${stops.zh}${kills.zh}`,
      ),
    };
  },
  steps({ container, asks, timeout, failures, problem, cpu }) {
    const target = bracketed(asks);
    return [
      {
        text: both(
          'Read the log around the last failure: load, a pause (garbage collection), or a service it waited for.',
          '查看最近一次失败前后的日志：是否有高负载、停顿（垃圾回收）或等待其他服务。',
        ),
        action: 'logs',
      },
      {
        text: cpu
          ? both(
              `Compare the CPU use of container “${container}” with its limit of ${cpu}: one that is held back answers late.`,
              `将容器“${container}”的 CPU 用量与上限 ${cpu} 对照：受限制的程序应答会变慢。`,
            )
          : both(
              `Compare the CPU use of container “${container}” and of its node at those times: a program that gets too little answers late.`,
              `查看失败时容器“${container}”及其节点的 CPU 用量：得不到足够 CPU 的程序应答会变慢。`,
            ),
      },
      {
        text: both(
          `Ask from a debug shell what the probe asks${target.en}, some times, and measure how long it takes.`,
          `在调试终端中多次执行与探针相同的检查${target.zh}，并测量耗时。`,
        ),
        action: 'debug',
      },
      {
        text: patience(problem, timeout, failures),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
      },
    ];
  },
});
