import type { Quote, Step, Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import type { MountOfPath } from '../../shared/lastWordsMount';
import { absolute, likelyMountOf } from '../../shared/lastWordsMount';
import { answersFull } from './answer';

/** Size of the volume a path lies on: of its claim, or the limit of its emptyDir. */
function sizeOf(
  pod: FactValues['pod'],
  mount: MountOfPath | undefined,
  claims: Fact<FactValues['claims']>,
): { size?: string; quotes: readonly Quote[] } {
  const v = pod.spec.volumes.findIndex(({ name }) => name === mount?.volume);
  const limit = pod.spec.volumes[v]?.emptyDir?.sizeLimit;
  if (limit !== undefined) {
    const at = `spec.volumes.${v}.emptyDir.sizeLimit`;
    return { size: limit, quotes: quoteOf('pod', pod, at) };
  }
  if (claims.status !== 'ok' || mount?.kind !== 'claim') return { quotes: [] };
  const c = claims.value.findIndex(
    ({ metadata }) => metadata.name === mount.source,
  );
  const size = claims.value[c]?.status.capacity?.storage;
  return size === undefined
    ? { quotes: [] }
    : {
        size,
        quotes: quoteOf('claims', claims.value, `${c}.status.capacity.storage`),
      };
}

/** What is known of the place that is full. */
interface Full {
  readonly mount: MountOfPath | undefined;
  readonly size: string | undefined;
  readonly isShm: boolean;
  readonly isOfImage: boolean;
}

/** Where the place lies that is full. */
function liesOn({ mount, size, isShm, isOfImage }: Full): Text {
  if (!mount && isShm)
    return both(
      'Shared memory (/dev/shm) of a container is only 64 MiB unless a volume is mounted there.',
      '容器的共享内存（/dev/shm）默认只有 64 MiB，除非在该处挂载卷。',
    );
  if (!mount && isOfImage)
    return both(
      'The path is of the image itself, so it lies on the disk of the node, which is full or out of inodes.',
      '该路径属于镜像本身，位于节点磁盘上，而节点磁盘已满或 inode 耗尽。',
    );
  if (!mount)
    return both(
      'Nothing tells where that lies: a volume of the pod, or the disk of the node, is full or out of inodes.',
      '没有信息说明它的位置：Pod 的某个卷或节点磁盘已满，或 inode 耗尽。',
    );
  const { volume, mountPath, kind, source } = mount;
  const named =
    kind === 'claim' && source !== undefined
      ? both(`the volume of claim “${source}”`, `存储卷声明“${source}”的卷`)
      : both(`volume “${volume}”`, `卷“${volume}”`);
  const of =
    size === undefined ? both('', '') : both(` of ${size}`, `（${size}）`);
  return mount.isGuess
    ? both(
        `No full path is named; most likely it lies on ${named.en}${of.en}, mounted at ${mountPath}: the only one for data that the container may write to.`,
        `没有写明完整路径；它很可能位于挂载在 ${mountPath} 的${named.zh}${of.zh}上：这是该容器唯一可写的数据卷。`,
      )
    : both(
        `It lies on ${named.en}${of.en}, mounted at ${mountPath}.`,
        `它位于挂载在 ${mountPath} 的${named.zh}${of.zh}上。`,
      );
}

/** How a claim becomes larger. */
function enlarge(namespace: string, claim: string | undefined): Step[] {
  if (claim === undefined) return [];
  return [
    {
      text: both(
        `Raise the size that claim “${claim}” asks for, if its storage class allows volumes to grow.`,
        `如果存储类允许扩容，请提高存储卷声明“${claim}”请求的容量。`,
      ),
      command: kubectl(namespace, 'edit', 'pvc', claim),
      link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
    },
  ];
}

export default defineCause({
  id: 'disk-full',
  state: 'crashing',
  title: both('The disk it writes to is full', '写入的磁盘已满'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'claims', 'events'],
  beats: endings,
  covers: [],
  detect({ pod, logs, claims, events, subject, now }) {
    const answers = answersFull(pod, events, now);
    // An answer needs no log.
    const said =
      answers.length > 0 && logs.status !== 'ok'
        ? []
        : lastWords('disk-full', pod, logs, now);
    const names = new Set(said.map(({ data }) => data.container));
    const answered = answers
      .filter(({ data }) => !names.has(data.container))
      .map(({ path, ...one }) => ({
        ...one,
        kind: undefined,
        facts: { path },
      }));
    return [...said, ...answered].map(one => {
      const { whose, container, data, facts, kind, quotes } = one;
      const at = kind === 'shm' ? '/dev/shm' : facts.path;
      const mount = likelyMountOf(pod, container, at);
      const { size, quotes: known } = sizeOf(pod, mount, claims);
      return {
        ...whose,
        data: {
          ...placeOf(subject),
          ...data,
          path: facts.path,
          isShm: kind === 'shm',
          isOfImage: absolute(at, container) !== undefined,
          mount,
          size,
        },
        quotes: [...quotes, ...(mount?.quotes ?? []), ...known],
      };
    });
  },
  explain(data) {
    const { who, again, ended } = inWords(data);
    const path = data.isShm ? undefined : data.path;
    const at =
      path === undefined
        ? both('', '')
        : both(` for “${path}”`, `（“${path}”）`);
    return {
      what: both(
        `The program in ${who.en} ${ended.en} because there was no space left${at.en}${again.en}.`,
        `${who.zh}中的程序因磁盘空间不足${at.zh}而${ended.zh}${again.zh}。`,
      ),
      why: liesOn(data),
    };
  },
  steps(data) {
    const { namespace, mount, isShm } = data;
    const claim = mount?.kind === 'claim' ? mount.source : undefined;
    return [
      {
        text: both(
          'See what fills it, from a debug shell (df, then du).',
          '在调试终端中查看是什么占满了空间（先 df，再 du）。',
        ),
        action: 'debug' as const, // literal type of Step
      },
      ...enlarge(namespace, claim),
      isShm
        ? {
            text: both(
              'Mount an emptyDir of medium Memory at /dev/shm; what is written there counts as memory of the container.',
              '在 /dev/shm 挂载介质为 Memory 的 emptyDir；写入的内容计入容器内存。',
            ),
            link: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
          }
        : {
            text: both(
              'Delete what is no longer needed, and let the program bound its logs, caches and old versions.',
              '删除不再需要的内容，并让程序限制日志、缓存和旧版本的大小。',
            ),
          },
      {
        text: both(
          'Read what the program wanted to write.',
          '查看程序要写入什么。',
        ),
        action: data.action,
      },
    ];
  },
});
