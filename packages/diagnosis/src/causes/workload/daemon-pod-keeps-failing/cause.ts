import {
  both,
  count,
  defineCause,
  needed,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { KubeEvent } from '../../../facts/objects';
import { kubectl } from '../../shared/kubectl';
import { oneLine } from '../../shared/webhook';

/** The longest pause between two pods on one node: after that a failure is history. */
const LONGEST_PAUSE_SECONDS = 1200;
/** Source: pkg/controller/daemon/daemon_controller.go */
const FAILED =
  /^Found failed daemon pod (?:[a-z0-9-]{1,63}\/)?([a-z0-9.-]{1,253}) on node ([a-z0-9.-]{1,253}),/;

interface Loss {
  readonly pod: string;
  readonly node: string;
}

/** The failed pods that the events of late tell of. */
function lossesIn(
  events: readonly KubeEvent[],
  now: number,
): ReadonlyMap<KubeEvent, Loss> {
  const losses = new Map<KubeEvent, Loss>();
  for (const event of events) {
    const { reason, message = '', lastSeen } = event;
    const age = secondsSince(lastSeen, now) ?? Infinity;
    if (reason !== 'FailedDaemonPod' || age > LONGEST_PAUSE_SECONDS) continue;
    const [, pod, node] = FAILED.exec(message.slice(0, 1000)) ?? [];
    if (pod && node) losses.set(event, { pod, node });
  }
  return losses;
}

export default defineCause({
  id: 'daemon-pod-keeps-failing',
  state: 'workload',
  title: both(
    'The DaemonSet’s pod fails on a node again and again',
    'DaemonSet 的 Pod 在某个节点上反复失败',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: ['owners', 'ownerEvents', 'siblings'],
  covers: ['controller/ds-FailedDaemonPod'],
  detect({ owners, ownerEvents, siblings, subject, now }) {
    if (subject.kind !== 'DaemonSet') return [];
    const [set] = needed('owners', owners);
    const { numberReady = 0, desiredNumberScheduled = 0 } = set?.status ?? {};
    if (!set || numberReady >= desiredNumberScheduled) return [];
    const events = needed('ownerEvents', ownerEvents);
    const losses = lossesIn(events, now);
    const i = newestEvent(events, one => losses.has(one));
    const newest = events[i ?? -1];
    const last = newest && losses.get(newest);
    if (!last) return [];
    const pods = siblings.status === 'ok' ? siblings.value : [];
    // The pod itself is deleted at once; another that failed says as much.
    const k = pods.findIndex(
      ({ status }) => status.phase === 'Failed' && status.reason,
    );
    const { reason, message } = pods[k]?.status ?? {};
    return [
      {
        data: {
          namespace: subject.namespace,
          name: subject.name,
          pod: last.pod,
          node: last.node,
          nodes: new Set([...losses.values()].map(({ node }) => node)).size,
          times: [...losses.keys()].reduce((sum, { count: n }) => sum + n, 0),
          ready: numberReady,
          wanted: desiredNumberScheduled,
          ...(reason !== undefined && { reason }),
          ...(message !== undefined && { message: oneLine(message, 300) }),
        },
        quotes: [
          ...quoteOf('ownerEvents', events, `${i}.message`),
          ...quoteOf('siblings', pods, `${k}.status.reason`),
          ...quoteOf('siblings', pods, `${k}.status.message`),
        ],
      },
    ];
  },
  explain({ name, pod, node, nodes, times, ready, wanted, reason, message }) {
    const others =
      nodes > 1
        ? both(
            ` and ${count(nodes - 1, 'other node')}`,
            `及其他 ${nodes - 1} 个节点`,
          )
        : both('', '');
    const because =
      reason === undefined
        ? both(
            'The pod was ended as a whole: evicted because the node ran short or it used too much local disk, or refused by the node. Its own status said which, and went with it.',
            'Pod 是被整体终止的：因节点资源不足或本地磁盘用量超限被驱逐，或被节点拒绝。具体原因在其状态中，已随 Pod 一起被删除。',
          )
        : both(
            `A pod of it that failed gives the reason “${reason}”${
              message ? `: “${message}”` : ''
            }.`,
            `其中一个失败的 Pod 给出的原因是“${reason}”${
              message ? `：“${message}”` : ''
            }。`,
          );
    return {
      what: both(
        `DaemonSet “${name}” (${ready} of ${wanted} pods ready) loses its pod on node “${node}”${
          others.en
        } again and again: ${count(
          times,
          'pod',
        )} failed of late, the last “${pod}”.`,
        `DaemonSet“${name}”（应有 ${wanted} 个，就绪 ${ready} 个）在节点“${node}”${others.zh}上反复失去 Pod：近期失败 ${times} 个，最近的是“${pod}”。`,
      ),
      why: both(
        `${because.en} Kubernetes deletes it and makes a new one, with pauses that grow to a quarter of an hour.`,
        `${because.zh}Kubernetes 会删除它并创建新的 Pod，间隔会逐渐增长到一刻钟。`,
      ),
    };
  },
  steps({ namespace, name, node }) {
    return [
      {
        text: both(
          'Look for the events of its pods: they outlive the pods by an hour.',
          '查看其 Pod 的事件：事件会比 Pod 多保留一小时。',
        ),
        command: kubectl(
          namespace,
          'get',
          'events',
          '--field-selector',
          'involvedObject.kind=Pod',
        ),
      },
      {
        text: both(
          'Check whether the node is short of memory, disk or process numbers.',
          '检查节点是否缺少内存、磁盘或进程号。',
        ),
        command: `kubectl describe node ${node}`,
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      },
      {
        text: both(
          `Raise what the pods of “${name}” request or may use (memory, local disk), if that is what ends them.`,
          `如果是内存或本地磁盘导致的，请提高“${name}”的 Pod 的请求值或上限。`,
        ),
      },
    ];
  },
});
