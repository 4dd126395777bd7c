import { both, defineCause, formatQuantity } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { resizeProblem } from '../../shared/resize';

/** Since 1.33; CPU in thousandths, memory in bytes. */
const NUMBERS =
  /enough resource: ([\w.-]{1,63}), requested: (\d{1,18}), used: (\d{1,18}), capacity: (\d{1,18})/;

/** What is asked, and what is free, in words. */
function room(message: string) {
  const [, resource = '', requested, used, capacity] =
    NUMBERS.exec(message) ?? [];
  if (!capacity) return undefined;
  const scale = resource === 'cpu' ? 1000 : 1;
  const inWords = (value: number) => formatQuantity(resource, value / scale);
  return {
    resource,
    wanted: inWords(Number(requested)),
    free: inWords(Math.max(0, Number(capacity) - Number(used))),
    capacity: inWords(Number(capacity)),
  };
}

export default defineCause({
  id: 'resize-deferred',
  state: 'running-but-wrong',
  title: both(
    'Its new CPU or memory does not fit on the node now',
    '节点目前容不下调整后的 CPU 或内存',
  ),
  severity: 'warning',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'condition/PodResizePending-Deferred',
    'kubelet-pod/event/ResizeDeferred',
  ],
  detect({ pod, events, subject }) {
    const resize = resizeProblem(pod, events, 'Deferred');
    if (!resize) return [];
    const numbers = room(resize.message);
    return [
      {
        data: {
          ...placeOf(subject),
          node: pod.spec.nodeName ?? '',
          message: resize.message,
          ...(numbers && { numbers }),
        },
        quotes: resize.quotes,
      },
    ];
  },
  explain({ pod, node, message, numbers }) {
    const said = message.replace(/[.。\s]+$/, '');
    return {
      what: numbers
        ? both(
            `Pod “${pod}” keeps its old resources: the change asks for ${numbers.wanted} of ${numbers.resource}, and node “${node}” has ${numbers.free} of ${numbers.capacity} left.`,
            `Pod“${pod}”仍使用原来的资源：变更需要 ${numbers.wanted} 的 ${numbers.resource}，而节点“${node}”的 ${numbers.capacity} 中只剩 ${numbers.free}。`,
          )
        : both(
            `Pod “${pod}” keeps its old resources: node “${node}” puts the change off.`,
            `Pod“${pod}”仍使用原来的资源：节点“${node}”推迟了变更。`,
          ),
      why: both(
        `The pod’s resources were changed in place, and the node has no room for it now; the kubelet tries again when other pods leave.${
          said && !numbers ? ` It says: “${said}”.` : ''
        }`,
        `Pod 的资源被原地调整，但节点目前没有空间；其他 Pod 离开后 kubelet 会重试。${
          said && !numbers ? `它的说明：“${said}”。` : ''
        }`,
      ),
    };
  },
  steps({ node }) {
    return [
      {
        text: both(
          'Ask for less, if the pod can do with it.',
          '如果够用，请减少请求的资源。',
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/',
      },
      {
        text: both(
          `Move another pod away from node “${node}”, or let this one be made anew with the new size: the scheduler then finds a node with room.`,
          `将其他 Pod 从节点“${node}”移走，或以新的规格重建此 Pod：调度器会为它找到有空间的节点。`,
        ),
      },
    ];
  },
});
