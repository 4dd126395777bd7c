import type { Quote, Text } from '../../../engine';
import {
  both,
  containersOf,
  currentFailure,
  defineCause,
  duration,
  listEn,
  listZh,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import type { Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import type { NodeOfPod } from '../../shared/nodeOfPod';
import { nodeCondition, nodeOfPod } from '../../shared/nodeOfPod';

const PRESSURES: Readonly<Record<string, Text>> = {
  MemoryPressure: both('memory', '内存'),
  DiskPressure: both('disk', '磁盘'),
  PIDPressure: both('process numbers', '进程号'),
};

/** The node trying to make room. */
const RECLAIMS =
  /^(?:EvictionThresholdMet|FreeDiskSpaceFailed|ImageGCFailed|NodeHasDiskPressure|NodeHasInsufficientMemory|NodeHasInsufficientPID)$/;
/** A struggle that ended longer ago than this, in seconds, is over: a kubelet drops a pressure after five minutes. */
const RECENT_SECONDS = 600;

const NORMAL = /^(?:ContainerCreating|PodInitializing)$/;

/** Whether the pod has failed, waits for a reason, or keeps ending: a node's pressure may be why. */
function isSick(pod: Pod, now: number): boolean {
  if (pod.status.phase === 'Failed') return true;
  return containersOf(pod).some(container => {
    const { waiting, running } = container.status.state ?? {};
    return (
      (waiting && !NORMAL.test(waiting.reason ?? 'ContainerCreating')) ||
      (running && container.status.ready === false) ||
      currentFailure(container, now) !== undefined
    );
  });
}

function pressuresOf(on: NodeOfPod) {
  return Object.keys(PRESSURES).flatMap(type => {
    const found = nodeCondition(on, type);
    return found?.condition.status === 'True' ? [{ type, ...found }] : [];
  });
}

function struggle(
  nodeEvents: Fact<FactValues['nodeEvents']>,
  now: number,
): Quote[] {
  if (nodeEvents.status !== 'ok') return [];
  const i = newestEvent(
    nodeEvents.value,
    ({ reason = '', lastSeen }) =>
      RECLAIMS.test(reason) &&
      (secondsSince(lastSeen, now) ?? Infinity) < RECENT_SECONDS,
  );
  return quoteOf('nodeEvents', nodeEvents.value, `${i}.message`);
}

export default defineCause({
  id: 'node-pressure',
  state: 'running-but-wrong',
  title: both(
    'The node is short of memory, disk or processes',
    '节点内存、磁盘或进程号紧张',
  ),
  severity: 'warning',
  since: '0.1.0',
  givesWay: true,
  reads: ['pod', 'nodes'],
  mayRead: ['nodeEvents'],
  beats: ['starting-unexplained', 'not-ready-unexplained'],
  covers: [
    'node/MemoryPressure',
    'node/DiskPressure',
    'node/PIDPressure',
    'node/event/NodeHasPressure',
    'node/event/EvictionThresholdMet',
    'taint/memory-pressure',
    'taint/disk-pressure',
    'taint/pid-pressure',
  ],
  detect({ pod, nodes, nodeEvents, subject, now }) {
    const on = nodeOfPod(pod, { status: 'ok', value: nodes });
    const pressures = on ? pressuresOf(on) : [];
    const [first] = pressures;
    if (!first || !isSick(pod, now)) return [];
    const lasts = secondsSince(first.condition.lastTransitionTime, now);
    return [
      {
        data: {
          ...placeOf(subject),
          node: on?.node.metadata.name ?? '',
          types: pressures.map(({ type }) => type),
          ...(lasts !== undefined && { lasts }),
        },
        quotes: [
          ...pressures.flatMap(({ at }) => [
            ...quoteOf('nodes', nodes, `${at}.message`),
            ...quoteOf('nodes', nodes, `${at}.status`),
          ]),
          ...struggle(nodeEvents, now),
        ],
      },
    ];
  },
  explain({ node, types, lasts }) {
    const names = types.flatMap(type => PRESSURES[type] ?? []);
    const since = lasts === undefined ? undefined : duration(lasts);
    return {
      what: both(
        `The pod’s node “${node}” ${
          since ? 'has been' : 'is'
        } short of ${listEn(names.map(({ en }) => en))}${
          since ? ` for ${since.en}` : ''
        } (${listEn(types)}).`,
        `Pod 所在的节点“${node}”${listZh(names.map(({ zh }) => zh))}紧张${
          since ? `，已持续 ${since.zh}` : ''
        }（${listZh(types)}）。`,
      ),
      why: both(
        'All pods of a node share these. While they are short, pods are evicted or refused, images cannot be pulled and programs may fail in odd ways; whether it is the cause here is not certain.',
        '节点上的所有 Pod 共享这些资源。紧张时 Pod 可能被驱逐或拒绝，镜像无法拉取，程序可能出现异常；是否为本次故障的原因尚不确定。',
      ),
    };
  },
  steps({ node }) {
    return [
      {
        text: both(
          `Ask your platform team what uses up the resources of node “${node}”.`,
          `请平台团队检查节点“${node}”的资源被什么占用。`,
        ),
        command: `kubectl describe node ${node}`,
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      },
      {
        text: both(
          'Set requests for memory and ephemeral-storage to what the program uses, so that the node is not filled beyond what it has.',
          '将内存与 ephemeral-storage 的请求设为程序的实际用量，避免节点超额分配。',
        ),
      },
    ];
  },
});
