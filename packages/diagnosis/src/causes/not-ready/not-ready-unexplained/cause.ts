import type { ContainerView, Quote, Text } from '../../../engine';
import {
  both,
  containersOf,
  count,
  defineCause,
  duration,
  isCrashing,
  isWarmingUp,
  listEn,
  listZh,
  parseTime,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Condition, Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl, placeOf } from '../../shared/kubectl';
import { newestFailure } from '../../shared/probeFailure';
import { writtenProbe } from '../../shared/probeQuestion';

/** The kubelet needs a moment to report, in seconds. */
const PATIENCE_SECONDS = 30;
const LONGEST = 300;
/** How long the API server keeps an event, unless told otherwise, in seconds. */
const EVENTS_KEPT_SECONDS = 3600;

/**
 * Whether a container that is not ready still has time, or its own state tells why: it crashes, waits for a fault, or has done
 * its work.
 */
function isSpokenFor(container: ContainerView, now: number): boolean {
  const { waiting, terminated } = container.status.state ?? {};
  const isDone =
    terminated?.exitCode === 0 && container.restartPolicy !== 'Always';
  const isNormal = ['ContainerCreating', 'PodInitializing'].includes(
    waiting?.reason ?? '',
  );
  return (
    isDone ||
    (waiting !== undefined && !isNormal) ||
    isCrashing(container, now) ||
    isWarmingUp(container, now)
  );
}

/** The same in a pod whose init container fails: what does not run waits for that. */
function isSpokenForIn(pod: Pod, now: number) {
  const isHeld = containersOf(pod).some(
    one => one.kind === 'init' && isCrashing(one, now),
  );
  return (container: ContainerView) =>
    (isHeld && !container.status.state?.running) || isSpokenFor(container, now);
}

/** What the newest event says of a failing probe of these containers, of the instance that runs. */
function told(
  events: Fact<FactValues['events']>,
  pod: Pod,
  late: readonly ContainerView[],
): { said: string; quotes: Quote[] } | undefined {
  if (events.status !== 'ok') return undefined;
  const failures = late.flatMap(container => {
    const { startedAt } = container.status.state?.running ?? {};
    const started = parseTime(startedAt) ?? 0;
    return (['readiness', 'startup'] as const) // literal types
      .flatMap(kind => newestFailure(events.value, pod, container, kind) ?? [])
      .filter(({ lastSeen }) => lastSeen >= started);
  });
  const times = failures.map(({ lastSeen }) => lastSeen);
  const newest = failures.find(
    ({ lastSeen }) => lastSeen === Math.max(...times),
  );
  const message = newest && events.value[newest.event]?.message;
  return message
    ? {
        said: message.slice(0, LONGEST).trim(),
        quotes: quoteOf('events', events.value, `${newest.event}.message`),
      }
    : undefined;
}

/** What was found, for the words. */
interface Found {
  readonly pod: string;
  readonly late: readonly string[];
  readonly total: number;
  readonly asks: string;
  readonly isRunning: boolean;
  readonly said?: string;
  readonly since?: number;
}

function whatOf({ pod, late, total, since }: Found): Text {
  const time = since === undefined ? undefined : duration(since);
  const names = late.map(name => `“${name}”`);
  return late.length > 0
    ? both(
        `${late.length} of ${count(total, 'container')} of pod “${pod}” ${
          late.length === 1 ? 'is' : 'are'
        } not ready${time ? `, since ${time.en}` : ''}: ${listEn(names)}.`,
        `Pod“${pod}”的 ${total} 个容器中有 ${late.length} 个${
          time ? `已持续 ${time.zh}` : ''
        }未就绪：${listZh(names)}。`,
      )
    : both(
        `Pod “${pod}” is marked not ready${
          time ? `, since ${time.en}` : ''
        }, although all its containers say that they are.`,
        `Pod“${pod}”${
          time ? `已持续 ${time.zh}` : ''
        }被标记为未就绪，但它的所有容器都报告已就绪。`,
      );
}

function whyOf({ late, asks, said, isRunning, since }: Found): Text {
  if (said) {
    return both(
      `The newest report about its probe: “${said}”.`,
      `关于其探针的最新报告：“${said}”。`,
    );
  }
  if (late.length === 0) {
    return both(
      'Kubernetes itself sets this when the node stops reporting, or while a condition beside the containers is open.',
      '节点停止上报，或容器之外的某个条件未满足时，Kubernetes 会这样标记。',
    );
  }
  if (!isRunning || !asks) {
    return both(
      'No report tells why; the state of the container and its log are what is left to look at.',
      '没有报告说明原因；只能从容器状态和日志中查找。',
    );
  }
  const isOld = since === undefined || since > EVENTS_KEPT_SECONDS;
  return isOld
    ? both(
        `It runs, but its probe (${asks}) has not succeeded; what it met is not known any more, as events are kept for an hour.`,
        `容器在运行，但它的探针（${asks}）没有成功；事件只保留一小时，具体原因已不可知。`,
      )
    : both(
        `It runs, but its probe (${asks}) has not succeeded; no event was found that tells what it met.`,
        `容器在运行，但它的探针（${asks}）没有成功；没有找到说明具体原因的事件。`,
      );
}

const isReadyCondition = ({ type, status }: Condition) =>
  type === 'Ready' && Boolean(status);

export default defineCause({
  id: 'not-ready-unexplained',
  state: 'not-ready',
  title: both('The pod is not ready', 'Pod 未就绪'),
  severity: 'critical',
  since: '0.1.0',
  lastResort: true,
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'condition/Ready-ContainersNotReady',
    'condition/Ready-UnknownContainerStatuses',
    'probe/status-flag',
    'probe/http-redirect',
  ],
  detect({ pod, events, subject, now }) {
    const { conditions, phase } = pod.status;
    if (pod.metadata.deletionTimestamp || phase !== 'Running') return [];
    const at = conditions.findIndex(isReadyCondition);
    const ready = conditions[at];
    const late = containersOf(pod)
      .filter(({ kind, status }) => kind !== 'init' && status.ready !== true)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const since = secondsSince(ready?.lastTransitionTime, now);
    const isReady = ready ? ready.status === 'True' : late.length === 0;
    const isEarly = since !== undefined && since < PATIENCE_SECONDS;
    const isTold = late.length > 0 && late.every(isSpokenForIn(pod, now));
    if (isReady || isEarly || isTold) return [];
    const [first] = late;
    const probe = first?.spec?.readinessProbe ?? first?.spec?.startupProbe;
    const event = told(events, pod, late);
    return [
      {
        ...(late.length === 1 && first && { container: first.name }),
        data: {
          ...placeOf(subject),
          late: late.map(({ name }) => name),
          total: pod.spec.containers.length,
          asks: writtenProbe(probe),
          isRunning: first?.status.state?.running !== undefined,
          ...(event && { said: event.said }),
          ...(since !== undefined && { since }),
          ...(ready?.reason && { reason: ready.reason }),
        },
        quotes: [
          ...quoteOf('pod', pod, `status.conditions.${at}.status`),
          ...quoteOf('pod', pod, `status.conditions.${at}.message`),
          ...late.flatMap(one => quoteOf('pod', pod, `${one.at}.ready`)),
          ...late.flatMap(one => quoteOf('pod', pod, `${one.at}.name`)),
          ...(event?.quotes ?? []),
        ],
      },
    ];
  },
  explain(data) {
    return { what: whatOf(data), why: whyOf(data) };
  },
  steps({ namespace, pod, asks }) {
    return [
      {
        text: both(
          'Read the log of the container that is not ready.',
          '查看未就绪容器的日志。',
        ),
        action: 'logs',
      },
      ...(asks
        ? [
            {
              text: both(
                `Ask from a debug shell what the probe asks (${asks}).`,
                `在调试终端中执行与探针相同的检查（${asks}）。`,
              ),
              action: 'debug' as const, // literal type of Step
            },
          ]
        : []),
      {
        text: both(
          'See the newest events and conditions of the pod.',
          '查看该 Pod 的最新事件与条件。',
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
        link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
      },
    ];
  },
});
