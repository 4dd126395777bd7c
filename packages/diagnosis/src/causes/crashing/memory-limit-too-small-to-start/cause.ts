import type { ContainerView, Quote } from '../../../engine';
import {
  both,
  containersOf,
  defineCause,
  formatQuantity,
  needed,
  newestEvent,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { waitsForVolumes } from '../../shared/configSource';
import { placeOf } from '../../shared/kubectl';
import { hasTinyLimit, memoryLimitOf } from '../../shared/memoryOfStart';
import {
  EARLIER_ENDS,
  specPath,
  startsThatFail,
} from '../../shared/startFaults';

/** The limit in words, and whether its unit is a slip: `128m` is an eighth of a byte. */
function limitOf(container: ContainerView) {
  const limit = memoryLimitOf(container);
  const written = container.spec?.resources?.limits?.memory ?? '';
  return {
    ...(limit !== undefined && {
      limit: limit < 1024 ? written : formatQuantity('memory', limit),
    }),
    isMilli: /^\d{1,18}m$/.test(written),
    written,
  };
}

function quoteLimit(pod: Pod, container: ContainerView): Quote[] {
  const at = specPath(pod, container);
  return quoteOf('pod', pod, `${at}.resources.limits.memory`);
}

const KILLED = /OOM-killed|memory limit too low/;
/** What else fails when even the sandbox has no memory to begin with. */
const DIED =
  /cannot start a stopped process|memory\.(?:limit_in_bytes|max)|pid from pipe|init-p/;

/**
 * The pod's sandbox and its volumes in memory (secrets, tokens) live under the sum of the limits: with too small a one, these
 * fail first. Told by the newest event of either, and by a limit in which nothing fits.
 */
function beforeTheContainers(
  pod: Pod,
  events: Fact<FactValues['events']>,
): { container: ContainerView; quotes: Quote[] } | undefined {
  if (!waitsForVolumes(pod)) return undefined;
  const limited = containersOf(pod)
    .filter(one => memoryLimitOf(one) !== undefined)
    .sort((a, b) => (memoryLimitOf(a) ?? 0) - (memoryLimitOf(b) ?? 0));
  const [container] = limited;
  if (!container) return undefined;
  const isTiny = hasTinyLimit(container);
  // Without events it cannot be told, and only a tiny limit makes it likely.
  if (events.status !== 'ok' && !isTiny) return undefined;
  const known = needed('events', events);
  const i = newestEvent(known, ({ reason, message = '' }) => {
    const said = message.slice(0, 4096);
    return reason === 'FailedCreatePodSandBox'
      ? KILLED.test(said) || (isTiny && DIED.test(said))
      : reason === 'FailedMount' &&
          isTiny &&
          /no space left on device/.test(said);
  });
  return i === undefined
    ? undefined
    : { container, quotes: quoteOf('events', known, `${i}.message`) };
}

export default defineCause({
  id: 'memory-limit-too-small-to-start',
  state: 'crashing',
  title: both(
    'The memory limit is too small to start at all',
    '内存上限过小，根本无法启动',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: [
    ...EARLIER_ENDS,
    'out-of-memory',
    'sandbox-not-created',
    'volume-node-disk-full',
    'volume-mount-failed',
    'node-out-of-memory',
    'node-rebooted',
    'sandbox-keeps-changing',
    'sandbox-runtime-failed',
  ],
  covers: ['runtime/oci/oom-init'],
  detect(reading) {
    const { pod, events, subject } = reading;
    const found = startsThatFail(
      reading,
      ['memory-limit-too-small-to-start', 'init-died'],
      ({ container, problem }) =>
        problem === 'init-died' && !hasTinyLimit(container)
          ? undefined
          : { data: limitOf(container), quotes: quoteLimit(pod, container) },
    );
    const early =
      found.length > 0 ? undefined : beforeTheContainers(pod, events);
    if (!early) return found;
    const { container, quotes } = early;
    return [
      {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          ...limitOf(container),
        },
        quotes: [...quotes, ...quoteLimit(pod, container)],
      },
    ];
  },
  explain({ container, limit, isMilli, written }) {
    const most = limit ? both(` of ${limit}`, ` ${limit} `) : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start: its memory limit${most.en} is used up before the program begins.`,
        `容器“${container}”无法启动：程序尚未开始，内存上限${most.zh}就已用尽。`,
      ),
      why: isMilli
        ? both(
            `The unit is a slip: “m” means thousandths, so “${written}” is less than a byte or a few of them; “Mi” is most likely meant.`,
            `单位写错了：“m”表示千分之一，因此“${written}”还不到几个字节；很可能想写的是“Mi”。`,
          )
        : both(
            'Setting up a container takes some 10 MiB for a moment (more with large environments), and the kernel kills what goes beyond the limit.',
            '创建容器的瞬间需要约 10 MiB 内存（环境变量很大时更多），超出上限的进程会被内核终止。',
          ),
    };
  },
  steps({ container, isMilli, written }) {
    const meant = `${written.replace(/m$/, '')}Mi`;
    return [
      {
        text: isMilli
          ? both(
              `Change the memory limit of container “${container}” from ${written} to ${meant}, and the request likewise.`,
              `将容器“${container}”的内存上限从 ${written} 改为 ${meant}，request 也一并修改。`,
            )
          : both(
              `Raise the memory limit of container “${container}” (resources.limits.memory) to at least 32Mi, or to what the program is known to need.`,
              `将容器“${container}”的内存上限（resources.limits.memory）提高到至少 32Mi，或程序实际所需的大小。`,
            ),
        link: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory',
      },
      {
        text: both(
          'Check whether a limit range of the namespace sets this limit, if your manifest does not.',
          '如果您的清单没有写该上限，请检查是否由命名空间的 LimitRange 设置。',
        ),
      },
    ];
  },
});
