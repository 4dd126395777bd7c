import {
  both,
  defineCause,
  duration,
  newestEvent,
  quoteOf,
} from '../../../engine';
import { finalizersToo } from '../../shared/finalizers';
import { kubectl, placeOf } from '../../shared/kubectl';
import {
  isAnyRunning,
  isNodeSilent,
  secondsOverdue,
} from '../../shared/overdue';

/** How long past its time a pod may take to go, in seconds. */
const PATIENCE_SECONDS = 60;
const LONGEST = 400;

export default defineCause({
  id: 'stuck-terminating-unexplained',
  state: 'terminating',
  title: both('The deleted pod does not go away', '已删除的 Pod 没有消失'),
  severity: 'critical',
  since: '0.1.0',
  lastResort: true,
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: ['node/terminating-dra'],
  detect({ pod, events, nodes, subject, now }) {
    const overdue = secondsOverdue(pod, events, now);
    if (overdue === undefined || overdue < PATIENCE_SECONDS) return [];
    // A node that is silent is told as such.
    if (isNodeSilent(pod, nodes)) return [];
    const told = events.status === 'ok' ? events.value : [];
    const i = newestEvent(told, ({ type }) => type === 'Warning');
    const said =
      i === undefined ? undefined : told[i]?.message?.slice(0, LONGEST).trim();
    return [
      {
        data: {
          ...placeOf(subject),
          node: pod.spec.nodeName ?? '',
          isRunning: isAnyRunning(pod),
          isSilent: pod.status.containerStatuses.length === 0,
          hasDevices: (pod.spec.resourceClaims ?? []).length > 0,
          overdue,
          finalizers: pod.metadata.finalizers ?? [],
          ...(said && { said }),
        },
        quotes: [
          ...quoteOf('pod', pod, 'metadata.deletionTimestamp'),
          ...quoteOf('pod', pod, 'spec.nodeName'),
          ...quoteOf('events', told, `${i}.message`),
        ],
      },
    ];
  },
  explain(data) {
    const { pod, node, overdue, isRunning, isSilent, hasDevices, said } = data;
    const held = finalizersToo(data.finalizers);
    const time = duration(overdue);
    const ended = isRunning
      ? both('by its status it still runs', '按其状态仍在运行')
      : both('its containers have ended', '其容器已结束');
    const rest = isSilent
      ? both('the node never reported on it', '节点从未上报过它')
      : ended;
    const usual = hasDevices
      ? both(
          'Its claimed devices have to be given back first, so their driver on the node may be down',
          '必须先归还它申领的设备，因此可能是节点上的设备驱动已停止',
        )
      : both(
          'What is usual then: the kubelet or the container runtime on the node hangs, the node is gone or cannot reach the API server, or a volume of it cannot be unmounted',
          '常见原因：节点上的 kubelet 或容器运行时卡住、节点已不存在或无法访问 API 服务器，或其卷无法卸载',
        );
    return {
      what: both(
        `Pod “${pod}” was deleted and should have been gone ${time.en} ago; ${rest.en}${held.en}.`,
        `Pod“${pod}”已被删除，应在 ${time.zh}前消失；${rest.zh}${held.zh}。`,
      ),
      why: both(
        `Node “${node}” has not confirmed the end. ${usual.en}.${
          said ? ` The newest warning: “${said}”.` : ''
        }`,
        `节点“${node}”尚未确认结束。${usual.zh}。${
          said ? `最新的警告：“${said}”。` : ''
        }`,
      ),
    };
  },
  steps({ namespace, pod, node }) {
    return [
      {
        text: both(
          'See the newest events of the pod.',
          '查看该 Pod 的最新事件。',
        ),
        action: 'events',
      },
      {
        text: both(
          `Ask your platform team to look at the kubelet on node “${node}”.`,
          `请平台团队检查节点“${node}”上的 kubelet。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/#my-pod-stays-terminating',
      },
      {
        text: both(
          'Force the deletion only when it is sure that the program does not run any more, or may run twice.',
          '只有确认程序已不再运行，或允许同时运行两个实例时，才强制删除。',
        ),
        command: kubectl(
          namespace,
          'delete',
          'pod',
          pod,
          '--grace-period=0',
          '--force',
        ),
      },
    ];
  },
});
