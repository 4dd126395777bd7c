import {
  both,
  containersOf,
  defineCause,
  needed,
  newestEvent,
  quoteOf,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';

export default defineCause({
  id: 'pre-stop-hook-fails',
  state: 'terminating',
  title: both('The hook before the stop fails', '停止前的钩子执行失败'),
  severity: 'warning',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['kubelet-container/event/FailedPreStopHook'],
  detect({ pod, events, subject }) {
    if (!pod.metadata.deletionTimestamp) return [];
    const hooked = containersOf(pod).filter(
      ({ spec }) => spec?.lifecycle?.preStop,
    );
    if (hooked.length === 0) return [];
    const told = needed('events', events);
    return hooked.flatMap(container => {
      const i = newestEvent(
        told,
        ({ reason, message = '', involvedObject }) => {
          const path = involvedObject.fieldPath;
          const isOurs = path
            ? path.includes(`{${container.name}}`)
            : hooked.length === 1 || message.includes(`"${container.name}"`);
          return reason === 'FailedPreStopHook' && isOurs;
        },
      );
      if (i === undefined) return [];
      const grace =
        pod.metadata.deletionGracePeriodSeconds ??
        pod.spec.terminationGracePeriodSeconds;
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          ...(grace !== undefined && { grace }),
          // Kubelets before 1.27 say which command; since then only that it failed.
          isKilled: /exited with 137|deadline exceeded|timed out/i.test(
            (told[i]?.message ?? '').slice(0, 8192),
          ),
        },
        quotes: [
          ...quoteOf('events', told, `${i}.message`),
          ...quoteOf('pod', pod, 'metadata.deletionGracePeriodSeconds'),
        ],
      };
    });
  },
  explain({ container, grace, isKilled }) {
    return {
      what: both(
        `The preStop hook of container “${container}” failed, so the program gets the signal to stop without what the hook should do first.`,
        `容器“${container}”的 preStop 钩子失败，因此程序在钩子应完成的工作之前就收到了停止信号。`,
      ),
      why: isKilled
        ? both(
            `The hook was still running when the grace period${
              grace === undefined ? '' : ` of ${grace} s`
            } ended, and was killed. The hook’s time counts into the grace period.`,
            `宽限期${
              grace === undefined ? '' : `（${grace} 秒）`
            }结束时钩子仍在运行，因而被终止。钩子的时间计入宽限期。`,
          )
        : both(
            'Its command is not in the image (a hook needs a shell or sleep there), reports an error, or the address it calls does not answer. Kubernetes goes on with the stop: requests in flight may be cut off.',
            '钩子的命令不在镜像中（需要镜像中有 shell 或 sleep）、报告错误，或它调用的地址没有应答。Kubernetes 会继续停止流程：正在处理的请求可能被中断。',
          ),
    };
  },
  steps({ container, grace, isKilled }) {
    return [
      {
        text: both(
          'Read what the event says of the hook.',
          '查看事件中对钩子的说明。',
        ),
        action: 'events',
      },
      {
        text: isKilled
          ? both(
              `Raise terminationGracePeriodSeconds${
                grace === undefined ? '' : ` above ${grace}`
              }, or shorten the hook.`,
              `调大 terminationGracePeriodSeconds${
                grace === undefined ? '' : `（当前 ${grace}）`
              }，或缩短钩子的时间。`,
            )
          : both(
              `Try the hook of container “${container}” by hand in the same image; for a plain wait use the sleep handler, which needs no command (Kubernetes 1.30 and later).`,
              `在同一镜像中手动执行容器“${container}”的钩子；如果只是等待，可使用无需命令的 sleep 处理方式（Kubernetes 1.30 及以上）。`,
            ),
        link: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution',
      },
    ];
  },
});
