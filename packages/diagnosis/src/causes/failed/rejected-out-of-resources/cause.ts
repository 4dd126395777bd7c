import type { Text } from '../../../engine';
import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  formatQuantity,
  nextPodInWords,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { placedBy } from '../../shared/placement';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteRefused } from '../../shared/steps';

const SHORT =
  /enough resource: ([\w./-]{1,253}), requested: (\d{1,24}), used: (\d{1,24}), capacity: (\d{1,24})/;
/** A critical pod that could not make room for itself. */
const NO_VICTIMS = /\(res: ([\w./-]{1,253}), q: (\d{1,24})\)/;

/** What the node lacks, in base units. */
interface Lack {
  readonly resource: string;
  readonly requested?: number;
  readonly used?: number;
  readonly capacity?: number;
  /** How much more a critical pod would have needed. */
  readonly missing?: number;
}

function lackOf(reason: string, message: string): Lack {
  const [, name, requested, used, capacity] = SHORT.exec(message) ?? [];
  const [, other, missing] = NO_VICTIMS.exec(message) ?? [];
  const resource = name ?? other ?? /^OutOf(.+)$/.exec(reason)?.[1] ?? '';
  // The kubelet counts CPU in thousandths.
  const scale = resource.toLowerCase() === 'cpu' ? 1000 : 1;
  const base = (text: string) => Number(text) / scale;
  return {
    resource: resource.slice(0, 253),
    ...(requested && { requested: base(requested) }),
    ...(used && { used: base(used) }),
    ...(capacity && { capacity: base(capacity) }),
    ...(missing && { missing: base(missing) }),
  };
}

const NAMES: Readonly<Record<string, Text>> = {
  '': both('room', '资源'),
  cpu: both('CPU', ' CPU '),
  memory: both('memory', '内存'),
  'ephemeral-storage': both('local disk', '本地磁盘'),
  pods: both('places for pods', ' Pod 名额'),
  disk: both('local disk', '本地磁盘'),
};
const nameOf = (resource: string) =>
  NAMES[resource.toLowerCase()] ?? both(resource, ` ${resource} `);

function numbersInWords({
  resource,
  requested,
  used,
  capacity,
  missing,
}: Lack): Text {
  const of = (value: number, up: 'up' | 'down' = 'down') =>
    formatQuantity(resource, value, up);
  if (missing !== undefined) {
    return both(
      ` It lacks ${of(
        missing,
        'up',
      )}, and no less important pod could be stopped to make that room.`,
      `还缺 ${of(missing, 'up')}，且没有可停止的次要 Pod 来腾出空间。`,
    );
  }
  if (requested === undefined || used === undefined || capacity === undefined)
    return both('', '');
  return both(
    ` It asks for ${of(requested, 'up')}; of ${of(capacity)}, ${of(
      Math.max(0, capacity - used),
    )} were left.`,
    `Pod 请求 ${of(requested, 'up')}，节点共 ${of(capacity)}，剩余 ${of(
      Math.max(0, capacity - used),
    )}。`,
  );
}

export default defineCause({
  id: 'rejected-out-of-resources',
  state: 'failed',
  title: both(
    'The node refused the pod: not enough room',
    '节点拒绝了 Pod：资源不足',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: [
    'podreject/OutOfcpu',
    'podreject/OutOfmemory',
    'podreject/OutOfephemeral-storage',
    'podreject/OutOfpods',
    'podreject/OutOf-extended',
    'podreject/UnexpectedAdmissionError/recover',
  ],
  detect({ pod, events, siblings, owners, subject, now }) {
    const failure = failureOf('out-of-resources', pod, events);
    if (!failure) return [];
    const lack = lackOf(failure.reason, failure.message);
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          lack,
          placed: placedBy(pod, events, now),
          after,
        },
        quotes: [
          ...failure.quotes,
          ...quoteOf('pod', pod, 'spec.nodeName'),
          ...pod.spec.containers.flatMap((_, i) =>
            quoteOf(
              'pod',
              pod,
              `spec.containers.${i}.resources.requests.${lack.resource}`,
            ),
          ),
        ],
      },
    ];
  },
  explain({ node, lack, placed, after }) {
    const at = theNode(node);
    const numbers = numbersInWords(lack);
    const then = aftermathInWords(after);
    const never =
      lack.requested !== undefined &&
      lack.requested > (lack.capacity ?? Infinity);
    const why = {
      manifest: both(
        'The manifest names the node itself (spec.nodeName), so the scheduler never checked whether there is room.',
        '清单直接指定了节点（spec.nodeName），调度器没有检查资源是否足够。',
      ),
      scheduler: both(
        'The scheduler had counted that much as free, but when the pod arrived the node did not have it: other pods were still ending or had come meanwhile, or the node restarted with less.',
        '调度时认为资源足够，但 Pod 到达时节点已没有这么多：其他 Pod 尚未结束或刚刚启动，或节点重启后资源变少。',
      ),
      unknown: both(
        'A node checks again when a pod arrives; it counts pods that are still ending, and pods that did not pass the scheduler.',
        'Pod 到达时节点会再次检查，仍在结束的 Pod 和未经调度器的 Pod 也会计入。',
      ),
    }[placed];
    return {
      what: both(
        `The pod was refused by ${at.en} for lack of ${
          nameOf(lack.resource).en
        }.${numbers.en}${then.en}`,
        `${at.zh}因${nameOf(lack.resource).zh}不足拒绝了该 Pod。${numbers.zh}${
          then.zh
        }`,
      ),
      why: both(
        `${why.en}${
          never ? ' It could not fit even if the node were empty.' : ''
        } A refused pod is never tried again.`,
        `${why.zh}${
          never ? '即使节点空闲也放不下。' : ''
        }被拒绝的 Pod 不会重试。`,
      ),
    };
  },
  steps({ namespace, pod, lack, placed, after }) {
    const name = nameOf(lack.resource);
    return [
      placed === 'manifest'
        ? {
            text: both(
              'Remove nodeName from the manifest, so that the scheduler picks a node with room; use a nodeSelector to ask for a kind of node.',
              '从清单中删除 nodeName，由调度器选择有空间的节点；如需特定节点，请使用 nodeSelector。',
            ),
            link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename',
          }
        : {
            text: nextPodInWords(after),
            command: kubectl(namespace, 'get', 'pods', '-o', 'wide'),
          },
      {
        text: both(
          `Lower the request for ${name.en}, or free some on the node.`,
          `降低${name.zh}的请求，或在节点上腾出空间。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
      },
      deleteRefused({ namespace, pod }),
    ];
  },
});
