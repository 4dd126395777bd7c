import {
  both,
  defineCause,
  formatQuantity,
  newestEvent,
  quoteOf,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { resizeProblem } from '../../shared/resize';

/** Since 1.33; CPU in thousandths, memory in bytes. */
const NUMBERS =
  /enough capacity: ([\w.-]{1,63}), requested: (\d{1,18}), capacity: (\d{1,18})/;

/** What is asked, and the whole node's size, in words. */
function numbersIn(message: string) {
  const [, resource = '', requested, capacity] = NUMBERS.exec(message) ?? [];
  if (!capacity) return undefined;
  const inWords = (value: string | undefined) =>
    formatQuantity(resource, Number(value) / (resource === 'cpu' ? 1000 : 1));
  return {
    resource,
    wanted: inWords(requested),
    capacity: inWords(capacity),
  };
}

export default defineCause({
  id: 'resize-infeasible',
  state: 'running-but-wrong',
  title: both(
    'Its CPU or memory cannot be changed in place here',
    '此处无法原地调整 CPU 或内存',
  ),
  severity: 'warning',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'condition/PodResizePending-Infeasible',
    'condition/PodResizePending-Infeasible-platform',
    'kubelet-pod/event/ResizeInfeasible',
    'kubelet-pod/event/FailedNodeDeclaredFeaturesCheck',
  ],
  detect({ pod, events, subject }) {
    const resize = resizeProblem(pod, events, 'Infeasible');
    const told = events.status === 'ok' ? events.value : [];
    const i = newestEvent(
      told,
      ({ reason }) => reason === 'FailedNodeDeclaredFeaturesCheck',
    );
    if (!resize && (i === undefined || pod.metadata.deletionTimestamp))
      return [];
    const numbers = numbersIn(resize?.message ?? '');
    const feature = told[i ?? -1]?.message?.slice(0, 500).trim();
    return [
      {
        data: {
          ...placeOf(subject),
          node: pod.spec.nodeName ?? '',
          message: resize?.message || (feature ?? ''),
          ...(numbers && { numbers }),
        },
        quotes: [
          ...(resize?.quotes ?? []),
          ...(resize ? [] : quoteOf('events', told, `${i}.message`)),
        ],
      },
    ];
  },
  explain({ pod, node, message, numbers }) {
    if (numbers) {
      const { resource, wanted, capacity } = numbers;
      return {
        what: both(
          `Pod “${pod}” keeps its old resources: the change asks for ${wanted} of ${resource}, and node “${node}” has ${capacity} in all.`,
          `Pod“${pod}”仍使用原来的资源：变更需要 ${wanted} 的 ${resource}，而节点“${node}”总共只有 ${capacity}。`,
        ),
        why: both(
          'A change in place cannot move the pod to a larger node, so it can never be made here.',
          '原地调整无法把 Pod 移到更大的节点，因此在这里永远无法完成。',
        ),
      };
    }
    const said = message.replace(/[.。\s]+$/, '');
    return {
      what: both(
        `Pod “${pod}” keeps its old resources: the change that was asked for can never be made on node “${node}”.`,
        `Pod“${pod}”仍使用原来的资源：所要求的变更在节点“${node}”上永远无法完成。`,
      ),
      why: said
        ? both(`The kubelet says: “${said}”.`, `kubelet 的说明：“${said}”。`)
        : both(
            'It asks for more than the whole node has, or the node’s settings (static CPU or memory manager, swap, Windows) forbid a change in place.',
            '请求超过了整个节点的容量，或节点的设置（静态 CPU 或内存管理器、交换空间、Windows）不允许原地调整。',
          ),
    };
  },
  steps({ pod }) {
    return [
      {
        text: both(
          'Set the new size in the pod template of the workload, so that new pods get it on a node that can.',
          '在工作负载的 Pod 模板中设置新的规格，让新 Pod 在合适的节点上使用它。',
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/',
      },
      {
        text: both(
          `Undo the change on pod “${pod}” if a restart is not wanted.`,
          `如果不希望重启，请撤销对 Pod“${pod}”的变更。`,
        ),
      },
    ];
  },
});
