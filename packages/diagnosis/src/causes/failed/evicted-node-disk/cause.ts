import type { Step, Text } from '../../../engine';
import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  formatQuantity,
  newestEvent,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import type { Usage } from '../../shared/evictionNumbers';
import { evictionNumbers } from '../../shared/evictionNumbers';
import { placeOf } from '../../shared/kubectl';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteEvicted } from '../../shared/steps';
import { pullInWords, pulledMeanwhile, smallerImage } from './pulling';

/** A node that tried to free disk and could not: images in use, or something else fills it. */
const CANNOT_FREE = /^(?:FreeDiskSpaceFailed|ImageGCFailed|ContainerGCFailed)$/;

function cannotFree(nodeEvents: Fact<FactValues['nodeEvents']>) {
  if (nodeEvents.status !== 'ok') return [];
  const i = newestEvent(nodeEvents.value, ({ reason = '' }) =>
    CANNOT_FREE.test(reason),
  );
  return quoteOf('nodeEvents', nodeEvents.value, `${i}.message`);
}

const amount = (value: number, inodes: boolean, up: 'up' | 'down' = 'down') =>
  inodes ? String(Math.round(value)) : formatQuantity('storage', value, up);

/** What the node had left, and what it keeps. */
function leftInWords(
  inodes: boolean,
  threshold?: number,
  available?: number,
): Text {
  if (threshold === undefined || available === undefined) return both('', '');
  const [left, least] = [amount(available, inodes), amount(threshold, inodes)];
  return both(
    ` ${left} were left, it keeps ${least} free.`,
    `当时剩余 ${left}，节点需保留 ${least}。`,
  );
}

/** Who had written most above what was reserved. */
function tookInWords(inodes: boolean, most: Usage | undefined): Text {
  if (!most) return both('', '');
  const used = amount(most.used, inodes, 'up');
  const reserved =
    most.request > 0
      ? both(
          `reserved ${amount(most.request, inodes)} (request)`,
          `预留 ${amount(most.request, inodes)}（请求）`,
        )
      : both('reserved none (no request)', '未预留（未设请求）');
  return both(
    ` “${most.name}” had written ${used} and ${reserved.en}.`,
    `“${most.name}”已写入 ${used}，${reserved.zh}。`,
  );
}

/** Less than this does not fill the disk of a node, in bytes. */
const SMALL = 100 * 2 ** 20;

const checkWrites = (name: string | undefined): Step => ({
  text:
    name === undefined
      ? both(
          'Check what the program writes outside its volumes: logs, temporary files, caches. Put what is large on a persistent volume.',
          '检查程序在卷之外写入了什么：日志、临时文件、缓存；将大文件放到持久卷上。',
        )
      : both(
          `Check what “${name}” writes outside its volumes: logs, temporary files, caches. Put what is large on a persistent volume.`,
          `检查“${name}”在卷之外写入了什么：日志、临时文件、缓存；将大文件放到持久卷上。`,
        ),
});

const RESERVE: Step = {
  text: both(
    'Set a request and a limit for ephemeral-storage, so that what it needs is reserved.',
    '为 ephemeral-storage 设置请求与上限，为其预留所需空间。',
  ),
  link: 'https://kubernetes.io/docs/concepts/storage/ephemeral-storage/',
};

const askWhatFills = (node: string | undefined): Step => ({
  text: both(
    `Ask your platform team what fills the disk of ${
      theNode(node).en
    }, and whether it is large enough.`,
    `请平台团队检查${theNode(node).zh}的磁盘被什么占用、容量是否足够。`,
  ),
  ...(node && { command: `kubectl describe node ${node}` }),
});

export default defineCause({
  id: 'evicted-node-disk',
  state: 'failed',
  title: both('Evicted: the node ran out of disk', '被驱逐：节点磁盘不足'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners', 'nodeEvents'],
  beats: [...CONSEQUENCES],
  covers: [
    'node/event/FreeDiskSpaceFailed',
    'node/event/ImageGCFailed',
    'node/event/ContainerGCFailed',
  ],
  detect({ pod, events, siblings, owners, nodeEvents, subject }) {
    const failure = failureOf('evicted-disk', pod, events);
    if (!failure) return [];
    const { threshold, available, usages } = evictionNumbers(failure.message);
    const [most] = usages;
    const after = aftermathOf(pod, siblings, owners);
    const stuck = cannotFree(nodeEvents);
    const pulled = pulledMeanwhile(events);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          inodes: /low on resource: \[?\w{0,12}inodes/i.test(failure.message),
          ...(threshold !== undefined && { threshold }),
          ...(available !== undefined && { available }),
          ...(most && { most }),
          cannotFree: stuck.length > 0,
          ...(pulled && { pulled: pulled.image }),
          after,
        },
        quotes: [
          ...failure.quotes,
          ...pod.spec.containers.flatMap((_, i) =>
            quoteOf(
              'pod',
              pod,
              `spec.containers.${i}.resources.requests.ephemeral-storage`,
            ),
          ),
          ...stuck,
          ...(pulled?.quotes ?? []),
        ],
      },
    ];
  },
  explain({
    node,
    inodes,
    threshold,
    available,
    most,
    cannotFree: stuck,
    pulled,
    after,
  }) {
    const pull = pulled === undefined ? both('', '') : pullInWords(pulled);
    const at = theNode(node);
    const what = inodes
      ? both('ran out of files it can hold (inodes)', 'inode 耗尽')
      : both('ran out of local disk', '本地磁盘不足');
    const left = leftInWords(inodes, threshold, available);
    const took = tookInWords(inodes, most);
    const then = aftermathInWords(after);
    return {
      what: both(
        `The pod was ended because ${at.en} ${what.en}.${left.en}${took.en}${then.en}`,
        `${at.zh}${what.zh}，Pod 被终止。${left.zh}${took.zh}${then.zh}`,
      ),
      why: both(
        `Images, logs, files written in containers and emptyDir volumes of all pods share the node’s disk; when it is nearly full the node ends pods that use more of it than they reserved.${
          stuck
            ? ' The node had tried to free space, and could not free enough.'
            : ''
        }${pull.en || ' What fills it may well belong to others.'}`,
        `镜像、日志、容器内写入的文件和 emptyDir 卷共用节点磁盘；磁盘将满时，节点会驱逐用量超过请求的 Pod。${
          stuck ? '节点曾尝试清理空间，但仍不足。' : ''
        }${pull.zh || '占用磁盘的也可能是其他 Pod。'}`,
      ),
    };
  },
  steps({ namespace, pod, node, most, pulled, inodes }) {
    // What wrote next to nothing did not fill a disk.
    const isSmall = most !== undefined && !inodes && most.used < SMALL;
    return [
      ...(pulled === undefined ? [] : [{ text: smallerImage(pulled) }]),
      ...(isSmall ? [] : [checkWrites(most?.name)]),
      ...(isSmall
        ? [askWhatFills(node), RESERVE]
        : [RESERVE, askWhatFills(node)]),
      deleteEvicted({ namespace, pod }),
    ];
  },
});
