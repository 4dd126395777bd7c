import type { Text } from '../../../engine';
import {
  both,
  containersOf,
  defineCause,
  duration,
  needed,
  newestEvent,
  parseTime,
  quoteOf,
} from '../../../engine';
import type { KubeEvent } from '../../../facts/objects';
import { meaningOf, outputIn } from '../../shared/hookOutput';
import { placeOf } from '../../shared/kubectl';
import {
  endingSince,
  graceLeft,
  graceOf,
  leftInWords,
} from '../../shared/overdue';

/** What is said of a hook that was killed. */
const KILLED = /exited with 137|deadline exceeded|timed out/i;
/** The events' times are whole seconds, and the kubelet takes some to tell. */
const SLACK_SECONDS = 5;

/** `undefined` when either is not known, or they do not follow. */
function secondsBetween(from: number | undefined, to: number | undefined) {
  return from === undefined || to === undefined || to < from
    ? undefined
    : (to - from) / 1000;
}

/** Whether an event says that the hook of this container failed. */
function isAbout(
  { reason, message = '', involvedObject }: KubeEvent,
  name: string,
  isOnly: boolean,
): boolean {
  const path = involvedObject.fieldPath;
  const isOurs = path
    ? path.includes(`{${name}}`)
    : isOnly || message.includes(`"${name}"`);
  return reason === 'FailedPreStopHook' && isOurs;
}

const USUAL = both(
  'Its command is not in the image (a hook needs a shell or sleep there), reports an error, or the address it calls does not answer.',
  '钩子的命令不在镜像中（需要镜像中有 shell 或 sleep）、报告错误，或它调用的地址没有应答。',
);

/** What the hook itself said, and what that means. */
function saidBy(output: string | undefined): Text {
  if (output === undefined) return USUAL;
  const { en, zh } = meaningOf(output) ?? both('', '');
  return both(
    `Its command said: “${output}”.${en && ` ${en}`}`,
    `它的命令写道：“${output}”。${zh}`,
  );
}

/** Why the hook failed. */
function reasonOf(hook: {
  readonly output?: string;
  readonly isKilled: boolean;
  readonly isEarly: boolean;
  readonly grace: number;
  readonly lasted?: number;
}): Text {
  const said = saidBy(hook.output);
  const grace = duration(hook.grace);
  const lasted = duration(hook.lasted ?? 0);
  if (hook.isKilled && hook.isEarly) {
    return both(
      `The hook was killed by force (signal 9) ${lasted.en} after the stop began, long before the grace period of ${grace.en} was over: it ended its own container, or took too much memory. Until the program has ended, the pod may stay for the rest of the grace period.`,
      `停止开始 ${lasted.zh}后，钩子就被强制终止（信号 9），远早于 ${grace.zh}的宽限期结束：它可能结束了自己所在的容器，或占用内存过多。在程序结束之前，Pod 可能一直保留到宽限期结束。`,
    );
  }
  return hook.isKilled
    ? both(
        `The hook was still running when the grace period of ${grace.en} ended, and was killed. The hook’s time counts into the grace period.`,
        `宽限期（${grace.zh}）结束时钩子仍在运行，因而被终止。钩子的时间计入宽限期。`,
      )
    : both(
        `${said.en} Kubernetes goes on with the stop: requests in flight may be cut off.`,
        `${said.zh}Kubernetes 会继续停止流程：正在处理的请求可能被中断。`,
      );
}

export default defineCause({
  id: 'pre-stop-hook-fails',
  state: 'terminating',
  title: both('The hook before the stop fails', '停止前的钩子执行失败'),
  severity: 'warning',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['kubelet-container/event/FailedPreStopHook'],
  detect({ pod, events, subject, now }) {
    if (!pod.metadata.deletionTimestamp) return [];
    const hooked = containersOf(pod).filter(
      ({ spec }) => spec?.lifecycle?.preStop,
    );
    if (hooked.length === 0) return [];
    const told = needed('events', events);
    return hooked.flatMap(container => {
      const i = newestEvent(told, event =>
        isAbout(event, container.name, hooked.length === 1),
      );
      if (i === undefined) return [];
      const message = (told[i]?.message ?? '').slice(0, 8192);
      const output = outputIn(message);
      const grace = graceOf(pod);
      const lasted = secondsBetween(
        endingSince(pod, events),
        parseTime(told[i]?.lastSeen),
      );
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          grace,
          ...(output !== undefined && { output }),
          ...(lasted !== undefined && { lasted }),
          ...graceLeft(pod, events, now),
          // A hook that was killed long before the end of the grace was killed by something else.
          isEarly: lasted !== undefined && lasted < grace - SLACK_SECONDS,
          // Kubelets before 1.27 say which command; since then only that it failed.
          isKilled: KILLED.test(message),
        },
        quotes: [
          ...quoteOf('events', told, `${i}.message`),
          ...quoteOf('pod', pod, 'metadata.deletionGracePeriodSeconds'),
        ],
      };
    });
  },
  explain({ container, left, ...hook }) {
    const more = leftInWords(left);
    return {
      what: both(
        `The preStop hook of container “${container}” failed, so the program gets the signal to stop without what the hook should do first.${more.en}`,
        `容器“${container}”的 preStop 钩子失败，因此程序在钩子应完成的工作之前就收到了停止信号。${more.zh}`,
      ),
      why: reasonOf(hook),
    };
  },
  steps({ container, grace, isKilled, isEarly }) {
    return [
      {
        text: both(
          'Read what the event says of the hook.',
          '查看事件中对钩子的说明。',
        ),
        action: 'events',
      },
      {
        text:
          isKilled && !isEarly
            ? both(
                `Raise terminationGracePeriodSeconds above ${grace}, or shorten the hook.`,
                `调大 terminationGracePeriodSeconds（当前 ${grace}），或缩短钩子的时间。`,
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
