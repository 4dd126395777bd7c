import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  formatQuantity,
  listEn,
  listZh,
  parseQuantity,
  quoteOf,
  severityAfter,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteEvicted } from '../../shared/steps';

const VOLUME = /emptydir volume "?([a-z0-9-]{1,63})"? exceeds the limit/i;
const CONTAINER = /container ([a-z0-9-]{1,63}) exceeded its local ephemeral/i;
/** Up to 1.22 the total was printed as Go holds it: `{{1073741824 0} {<nil>} 1Gi BinarySI}`. */
const LIMIT =
  /(?:limit|containers) (?:"|\{\{\d{1,20} \d\} \{[^}]{0,40}\} )?(\d[\d.]{0,20}[A-Za-z]{0,2})/i;

/** What went over its limit: one volume, one container, or the pod with all it writes. */
type Over =
  | { readonly what: 'volume' | 'container'; readonly name: string }
  | { readonly what: 'pod' };

const EPHEMERAL = 'ephemeral-storage';

/**
 * Containers that set the limit. The kubelet adds up those that do and holds all that the pod writes against the sum, so that the limit
 * of one counts for what the others write, too.
 * Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/eviction/eviction_manager.go (podEphemeralStorageLimitEviction)
 */
interface Limited {
  readonly limited: readonly string[];
  readonly others: readonly string[];
}

function limitedIn({ spec: { containers, initContainers } }: Pod): Limited {
  const sidecars = (initContainers ?? []).filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  );
  const has = (limit: boolean) =>
    [...containers, ...sidecars]
      .filter(
        ({ resources }) =>
          (resources?.limits?.[EPHEMERAL] !== undefined) === limit,
      )
      .map(({ name }) => name ?? '');
  return { limited: has(true), others: has(false) };
}

/** Whose limit it is, where some containers have none of their own: it holds for them nevertheless. */
function whoseInWords(over: Over, { limited, others }: Limited) {
  if (over.what !== 'pod' || limited.length === 0 || others.length === 0)
    return both('', '');
  const names = limited.map(name => `“${name}”`);
  const rest = others.map(name => `“${name}”`);
  return both(
    `Only ${listEn(names)} ${
      names.length === 1 ? 'sets' : 'set'
    } such a limit, but it then holds for all that the pod writes: what ${listEn(
      rest,
    )} ${rest.length === 1 ? 'writes' : 'write'} counts, too. `,
    `只有${listZh(names)}设置了该上限，但它对整个 Pod 的写入都有效：${listZh(
      rest,
    )}写入的内容也计算在内。`,
  );
}

function overOf(message: string): Over {
  const volume = VOLUME.exec(message)?.[1];
  if (volume) return { what: 'volume', name: volume };
  const container = CONTAINER.exec(message)?.[1];
  return container ? { what: 'container', name: container } : { what: 'pod' };
}

function limitQuotes(pod: Pod) {
  const { volumes, containers } = pod.spec;
  return [
    ...volumes.flatMap((_, i) =>
      quoteOf('pod', pod, `spec.volumes.${i}.emptyDir.sizeLimit`),
    ),
    ...containers.flatMap((_, i) =>
      quoteOf(
        'pod',
        pod,
        `spec.containers.${i}.resources.limits.ephemeral-storage`,
      ),
    ),
  ];
}

const ends = (limit: number | undefined) =>
  limit === undefined
    ? both('', '')
    : both(
        ` of ${formatQuantity('storage', limit)}`,
        `（${formatQuantity('storage', limit)}）`,
      );

function overInWords(over: Over, limit: number | undefined) {
  const of = ends(limit);
  if (over.what === 'volume') {
    return both(
      `the files in its emptyDir volume “${over.name}” went over the limit${of.en} (sizeLimit)`,
      `其 emptyDir 卷“${over.name}”中的文件超过了 sizeLimit 上限${of.zh}`,
    );
  }
  return over.what === 'container'
    ? both(
        `container “${over.name}” wrote more to its own disk, logs included, than its limit${of.en} (limits.ephemeral-storage)`,
        `容器“${over.name}”写入自身磁盘的内容（含日志）超过了 limits.ephemeral-storage 上限${of.zh}`,
      )
    : both(
        `what it writes to local disk (files in containers, logs, emptyDir volumes) went over the sum of its containers’ limits${of.en} (limits.ephemeral-storage)`,
        `写入本地磁盘的内容（容器内文件、日志、emptyDir 卷）超过了各容器 limits.ephemeral-storage 上限之和${of.zh}`,
      );
}

/** Which limit to raise. An injected container takes its own from the settings of whatever injects it. */
function raiseLimit(over: Over, { limited, others }: Limited) {
  const names = over.what === 'container' ? [over.name] : limited;
  const of = names.map(name => `“${name}”`);
  const en = of.length === 0 ? '' : ` of ${listEn(of)}`;
  const zh = of.length === 0 ? '' : `${listZh(of)}的 `;
  const isPartly =
    over.what === 'pod' && limited.length > 0 && others.length > 0;
  return isPartly
    ? both(
        `Raise limits.ephemeral-storage${en} to what the whole pod needs, or remove it (in the settings of what injects that container, if something does).`,
        `将${zh}limits.ephemeral-storage 提高到整个 Pod 所需，或删除它（如果该容器是自动注入的，请在注入方的设置中修改）。`,
      )
    : both(
        `Raise limits.ephemeral-storage${en} in the manifest to what the program needs, or let it clean up.`,
        `在清单中将${zh}limits.ephemeral-storage 提高到实际所需，或让程序清理文件。`,
      );
}

export default defineCause({
  id: 'evicted-ephemeral-storage-limit',
  state: 'failed',
  title: both(
    'Evicted: it wrote more to local disk than its limit',
    '被驱逐：写入本地磁盘超过上限',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: [
    'eviction/container-ephemeral',
    'eviction/pod-ephemeral',
    'eviction/emptydir',
  ],
  detect({ pod, events, siblings, owners, subject }) {
    const failure = failureOf('evicted-storage-limit', pod, events);
    if (!failure) return [];
    const over = overOf(failure.message);
    const text = LIMIT.exec(failure.message)?.[1]?.replace(/\.$/, '');
    const limit = parseQuantity(text);
    const after = aftermathOf(pod, siblings, owners);
    const inMemory =
      over.what === 'volume' &&
      pod.spec.volumes.some(
        ({ name, emptyDir }) =>
          name === over.name && emptyDir?.medium === 'Memory',
      );
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          over,
          inMemory,
          ...limitedIn(pod),
          ...(limit !== undefined && { limit }),
          after,
        },
        quotes: [...failure.quotes, ...limitQuotes(pod)],
      },
    ];
  },
  explain({ over, limit, after, inMemory, limited, others }) {
    const whose = whoseInWords(over, { limited, others });
    const what = overInWords(over, limit);
    const then = aftermathInWords(after);
    return {
      what: both(
        `The pod was ended because ${what.en}.${then.en}`,
        `Pod 被终止，因为${what.zh}。${then.zh}`,
      ),
      why: both(
        `${
          whose.en
        }The node measures this about every ten seconds and ends the whole pod as soon as the limit is passed; the program gets no error before.${
          inMemory
            ? ' This volume lies in memory, so it counts as memory too.'
            : ''
        } The next pod of it is likely to end the same way.`,
        `${
          whose.zh
        }节点约每十秒检查一次用量，一旦超限就终止整个 Pod，程序事先不会收到错误。${
          inMemory ? '该卷位于内存中，因此也计入内存用量。' : ''
        }新建的 Pod 很可能同样被终止。`,
      ),
    };
  },
  steps({ namespace, pod, over, limited, others }) {
    return [
      {
        text: both(
          'Check what grows there: caches, uploads, temporary files, a log without rotation.',
          '检查增长的是什么：缓存、上传文件、临时文件或未轮转的日志。',
        ),
      },
      {
        text:
          over.what === 'volume'
            ? both(
                `Raise sizeLimit of volume “${over.name}” in the manifest to what the program needs, or let it clean up.`,
                `在清单中将卷“${over.name}”的 sizeLimit 提高到实际所需，或让程序清理文件。`,
              )
            : raiseLimit(over, { limited, others }),
        link: 'https://kubernetes.io/docs/concepts/storage/ephemeral-storage/',
      },
      {
        text: both(
          'Put what is large or must be kept on a persistent volume.',
          '将体积大或需要保留的数据放到持久卷上。',
        ),
      },
      deleteEvicted({ namespace, pod }),
    ];
  },
});
