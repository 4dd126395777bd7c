import type { Quote, Text } from '../../../engine';
import {
  both,
  defineCause,
  formatQuantity,
  needed,
  newestEvent,
  parseQuantity,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { PersistentVolumeClaim, Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { claimEvent, cut } from '../../shared/claimView';
import type { DriverAnswer } from '../../shared/driverAnswer';
import { driverAnswer } from '../../shared/driverAnswer';
import { driverWords, sayingOf } from '../../shared/driverWords';
import { kubectl } from '../../shared/kubectl';

type Kind = 'refused' | 'on-node' | 'restart' | 'silent' | 'slow';

/** Growing a volume takes up to this long when all is well, in seconds. */
const PATIENCE = 300;
const EXPANDS = /^ExternalExpanding$/;
const REFUSED = /^(?:VolumeResizeFailed|FileSystemResizeFailed)$/;
const BEGUN = /^(?:Resizing|FileSystemResizeRequired)$/;

interface Facts {
  readonly claimEvents: Fact<FactValues['claimEvents']>;
  readonly events: Fact<FactValues['events']>;
  readonly now: number;
}

/** What keeps one claim, which asks for more than it has, from growing. */
interface Stopped {
  readonly kind: Kind;
  readonly message: string;
  readonly quotes: readonly Quote[];
}

/** The node's own report, which is filed at the pod. */
function byNode({ spec }: PersistentVolumeClaim, { events }: Facts) {
  if (events.status !== 'ok' || spec.volumeName === undefined) return undefined;
  const volume = `"${spec.volumeName}"`;
  const i = newestEvent(
    events.value,
    ({ reason = '', message }) =>
      REFUSED.test(reason) && cut(message).includes(volume),
  );
  return i === undefined
    ? undefined
    : {
        kind: 'on-node' as const, // literal type of Kind
        message: cut(events.value[i]?.message),
        quotes: quoteOf('events', events.value, `${i}.message`),
      };
}

function byEvents(
  claim: PersistentVolumeClaim,
  facts: Facts,
): Stopped | undefined {
  const { claimEvents, now } = facts;
  if (claimEvents.status !== 'ok') return undefined;
  const name = claim.metadata.name ?? '';
  const at = (i: number) => ({
    message: cut(claimEvents.value[i]?.message),
    quotes: quoteOf('claimEvents', claimEvents.value, `${i}.message`),
  });
  const refused = claimEvent(claimEvents, name, REFUSED);
  if (refused !== undefined) return { kind: 'refused', ...at(refused) };
  const begun = claimEvent(claimEvents, name, BEGUN);
  const waits = claimEvent(claimEvents, name, EXPANDS);
  const i = begun ?? waits;
  if (i === undefined) return undefined;
  const age = secondsSince(claimEvents.value[i]?.firstSeen, now);
  const isLate =
    age !== undefined && age >= (begun === undefined ? 60 : PATIENCE);
  return isLate
    ? { kind: begun === undefined ? 'silent' : 'slow', ...at(i) }
    : undefined;
}

/** What the claim's own conditions say. */
function byConditions(
  { status: { conditions } }: PersistentVolumeClaim,
  index: number,
  claims: FactValues['claims'],
  now: number,
): Stopped | undefined {
  const told = (test: RegExp, kind: Kind, patience: number) => {
    const c = conditions.findIndex(
      ({ type = '', status }) => test.test(type) && status === 'True',
    );
    const age = secondsSince(conditions[c]?.lastTransitionTime, now);
    if (c === -1 || (age !== undefined && age < patience)) return undefined;
    const at = `${index}.status.conditions.${c}`;
    const quotes = [
      ...quoteOf('claims', claims, `${at}.message`),
      ...quoteOf('claims', claims, `${at}.type`),
    ];
    return { kind, message: cut(conditions[c]?.message), quotes };
  };
  return (
    told(/^ControllerResizeError$/, 'refused', 0) ??
    told(/^NodeResizeError$/, 'on-node', 0) ??
    told(/^FileSystemResizePending$/, 'restart', PATIENCE)
  );
}

const WHY: Readonly<Record<Exclude<Kind, 'refused' | 'on-node'>, Text>> = {
  restart: both(
    'The disk has grown; the file system on it grows when the node mounts it the next time, which with this driver may need a restart of the pod.',
    '磁盘已扩大；文件系统要等节点下次挂载时才会扩大，对此驱动可能需要重启 Pod。',
  ),
  silent: both(
    'The storage driver’s resizer has not answered: it is not installed, does not run, or the driver cannot grow volumes.',
    '存储驱动的扩容组件没有响应：未安装、未运行，或该驱动不支持扩容。',
  ),
  slow: both(
    'The storage driver began and has reported neither success nor failure since.',
    '存储驱动已开始扩容，但之后既未报告成功也未报告失败。',
  ),
};

function whyOf(kind: Kind, answer: DriverAnswer, saying: Text): Text {
  if (kind !== 'refused' && kind !== 'on-node') return WHY[kind];
  if (kind === 'on-node')
    return both(
      `The disk has grown, but the node could not grow the file system on it.${saying.en}`,
      `磁盘已扩大，但节点无法扩大其上的文件系统。${saying.zh}`,
    );
  if (answer === 'full' || answer === 'throttled')
    return both(
      'The storage service refuses: a limit is reached, or the volume was changed too shortly before (some clouds allow one change in six hours).',
      '存储服务拒绝：已达到上限，或距上次修改时间太短（部分云每六小时只允许修改一次）。',
    );
  return answer === 'permission'
    ? both(
        'The storage driver’s account may not grow volumes.',
        '存储驱动的账户无权扩容。',
      )
    : both(
        `The storage driver refused to grow it.${saying.en}`,
        `存储驱动拒绝扩容。${saying.zh}`,
      );
}

/** Workloads and services mount nothing themselves: their claims are never unknown. */
const isAbout = (kind: string) =>
  kind === 'Pod' || kind === 'PersistentVolumeClaim';

const mountsClaims = ({ metadata, spec }: Pod) =>
  metadata.deletionTimestamp === undefined &&
  spec.volumes.some(
    ({ persistentVolumeClaim, ephemeral }) =>
      persistentVolumeClaim !== undefined || ephemeral === true,
  );

/** What a bound claim has and asks for, when it asks for more. */
function sizesOf({ metadata, spec, status }: PersistentVolumeClaim) {
  const wanted = parseQuantity(spec.resources?.requests?.storage);
  const has = parseQuantity(status.capacity?.storage);
  if (status.phase !== 'Bound' || metadata.deletionTimestamp) return undefined;
  return wanted !== undefined && has !== undefined && has < wanted
    ? {
        has: formatQuantity('storage', has),
        wanted: formatQuantity('storage', wanted, 'up'),
      }
    : undefined;
}

export default defineCause({
  id: 'volume-resize-failed',
  state: 'running-but-wrong',
  title: both(
    'The volume does not grow to the size asked for',
    '卷没有扩大到要求的容量',
  ),
  severity: 'warning',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['pod', 'claims', 'claimEvents', 'events'],
  covers: [
    'volume/VolumeResizeFailed',
    'volume/FileSystemResizeFailed',
    'volume/FailedMount/Expand',
    'volume/pvc/ExternalExpanding',
  ],
  detect(reading) {
    const { claimEvents, events, subject } = reading;
    if (!isAbout(subject.kind)) return [];
    if (subject.kind === 'Pod' && !mountsClaims(needed('pod', reading.pod)))
      return [];
    const claims = needed('claims', reading.claims);
    return claims.flatMap((claim, index) => {
      const sizes = sizesOf(claim);
      if (!sizes) return [];
      const stopped =
        byNode(claim, reading) ??
        byEvents(claim, reading) ??
        byConditions(claim, index, claims, reading.now);
      if (!stopped) {
        needed('claimEvents', claimEvents);
        if (subject.kind === 'Pod') needed('events', events);
        return [];
      }
      const { kind, message, quotes } = stopped;
      const at = (path: string) =>
        quoteOf('claims', claims, `${index}.${path}`);
      return {
        data: {
          namespace: subject.namespace,
          claim: claim.metadata.name ?? '',
          ...(subject.kind === 'Pod' && { pod: subject.name }),
          kind,
          answer: driverAnswer(message),
          words: driverWords(message),
          ...sizes,
        },
        quotes: [
          ...quotes,
          ...at('status.capacity.storage'),
          ...at('spec.resources.requests.storage'),
        ],
      };
    });
  },
  explain({ claim, has, wanted, kind, answer, words }) {
    return {
      what: both(
        `The claim “${claim}” asks for ${wanted} and still has ${has}.`,
        `存储声明“${claim}”要求 ${wanted}，但仍只有 ${has}。`,
      ),
      why: whyOf(kind, answer, sayingOf(words)),
    };
  },
  steps({ namespace, claim, kind, pod }) {
    return [
      {
        text: both(
          'Read the events and conditions of the claim.',
          '查看声明的事件和状态条件。',
        ),
        command: kubectl(namespace, 'describe', 'persistentvolumeclaim', claim),
      },
      ...(kind === 'restart' && pod !== undefined
        ? [
            {
              text: both(
                'Restart the pod when the service can bear it: delete it, if something recreates it.',
                '在服务允许时重启 Pod：如果它会被自动重建，可将其删除。',
              ),
              command: kubectl(namespace, 'delete', 'pod', pod),
            },
          ]
        : []),
      {
        text: both(
          'Ask your platform team about the storage driver’s resizer and its limits; a request for more cannot simply be taken back before Kubernetes 1.34.',
          '请平台团队检查存储驱动的扩容组件及其限制；在 Kubernetes 1.34 之前，扩容请求无法直接撤回。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
      },
    ];
  },
});
