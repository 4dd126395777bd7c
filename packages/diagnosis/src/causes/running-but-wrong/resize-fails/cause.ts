import { both, defineCause, formatQuantity } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { resizeProblem } from '../../shared/resize';

/** Since 1.33: a limit is not lowered below what is in use, in bytes. */
const BELOW_USE =
  /memory limit \((\d{1,18})\) below current usage \((\d{1,18})\)/;

export default defineCause({
  id: 'resize-fails',
  state: 'running-but-wrong',
  title: both(
    'The node fails to change its CPU or memory',
    '节点未能调整它的 CPU 或内存',
  ),
  severity: 'warning',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'condition/PodResizeInProgress-Error',
    'kubelet-pod/event/ResizeError',
    'syncresult/ResizePodInPlaceError',
  ],
  detect({ pod, events, subject }) {
    const resize = resizeProblem(pod, events, 'Error');
    if (!resize) return [];
    const [, limit, used] = BELOW_USE.exec(resize.message) ?? [];
    return [
      {
        data: {
          ...placeOf(subject),
          node: pod.spec.nodeName ?? '',
          message: resize.message,
          // Some kernels report no use at all; then the numbers explain nothing.
          ...(Number(used) > Number(limit) && {
            limit: Number(limit),
            used: Number(used),
          }),
        },
        quotes: resize.quotes,
      },
    ];
  },
  explain({ pod, node, message, limit, used }) {
    const said = message.replace(/[.。\s]+$/, '');
    const [most, now] = [limit, used].map(bytes =>
      bytes === undefined ? '' : formatQuantity('memory', bytes),
    );
    return {
      what: both(
        `Node “${node}” accepted the new resources of pod “${pod}”, but cannot put them into effect.`,
        `节点“${node}”接受了 Pod“${pod}”的新资源设置，但无法使其生效。`,
      ),
      why: limit
        ? both(
            `The new memory limit of ${most} is below the ${now} in use, and the kubelet does not lower it under a running program.`,
            `新的内存上限 ${most} 低于正在使用的 ${now}，kubelet 不会在程序运行时将其降到用量以下。`,
          )
        : both(
            said
              ? `The kubelet says: “${said}”.`
              : 'The kubelet tries again and again; it gives no reason.',
            said
              ? `kubelet 的说明：“${said}”。`
              : 'kubelet 在不断重试，没有给出原因。',
          ),
    };
  },
  steps({ limit }) {
    return [
      {
        text: limit
          ? both(
              'Choose a limit above what the program uses, or let it free memory first.',
              '将上限设为高于程序用量的值，或先让程序释放内存。',
            )
          : both(
              'Wait a few minutes: the kubelet tries again.',
              '等待几分钟：kubelet 会重试。',
            ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/',
      },
      {
        text: both(
          'Recreate the pod with the new size if it must have it now.',
          '如果必须立即生效，请以新的规格重建该 Pod。',
        ),
      },
    ];
  },
});
