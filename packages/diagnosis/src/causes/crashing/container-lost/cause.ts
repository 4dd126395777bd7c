import {
  both,
  defineCause,
  needed,
  newestEvent,
  parseTime,
  quoteOf,
} from '../../../engine';
import type { KubeEvent } from '../../../facts/objects';
import { unorderedEnds } from '../../shared/exitCode';
import { placeOf } from '../../shared/kubectl';
import { restartsAt, restartsOf } from '../../shared/restarts';

/** containerd: the task is gone; kubelet: the container is gone. */
const LOST = new Set(['Unknown', 'ContainerStatusUnknown']);
/** CRI-O, when it finds no exit code. */
const NO_CODE = -1;
/** containerd, for a container whose shim is gone; programs give it, too, so the lost sandbox has to tell. */
const NO_SHIM = 255;
/** The kubelet sees within a minute or two that the sandbox is gone; after a reboot it takes longer. */
const NEAR_MS = 300_000;

/** Whether the whole sandbox was lost at the time of an end: what takes the sandbox away is no program. */
function lostSandbox(
  events: readonly KubeEvent[],
  finishedAt: string | undefined,
): number | undefined {
  const end = parseTime(finishedAt);
  if (end === undefined) return undefined;
  return newestEvent(events, ({ reason, lastSeen }) => {
    const seen = parseTime(lastSeen) ?? -Infinity;
    return reason === 'SandboxChanged' && seen >= end && seen - end < NEAR_MS;
  });
}

export default defineCause({
  id: 'container-lost',
  state: 'crashing',
  title: both(
    'The container was lost when its node or runtime restarted',
    '节点或容器运行时重启时丢失了容器',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: [
    'container-exits-with-error',
    'init-container-fails',
    'killed-from-outside',
    'not-ready/*',
  ],
  covers: [
    'terminated/Unknown',
    'terminated/ContainerStatusUnknown',
    'exitcode/-1',
    'exitcode/255',
    'kubelet-container/event/Killing-unknown-state',
  ],
  detect({ pod, events, subject, now }) {
    return unorderedEnds(pod, now).flatMap(
      ({ container, exitCode, at, terminated }) => {
        const { reason = '', finishedAt } = terminated;
        const isLost = LOST.has(reason) || exitCode === NO_CODE;
        const sandbox =
          !isLost && exitCode === NO_SHIM
            ? lostSandbox(needed('events', events), finishedAt)
            : undefined;
        if (!isLost && sandbox === undefined) return [];
        const told = events.status === 'ok' ? events.value : [];
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            container: container.name,
            exitCode,
            node: pod.spec.nodeName ?? '',
            restarts: restartsAt(container, now),
            isOver: pod.status.phase === 'Failed',
          },
          quotes: [
            ...quoteOf('pod', pod, `${at}.reason`),
            ...quoteOf('pod', pod, `${at}.exitCode`),
            ...quoteOf('pod', pod, `${at}.message`),
            ...quoteOf('events', told, `${sandbox}.message`),
            ...quoteOf('pod', pod, `${container.at}.restartCount`),
          ],
        };
      },
    );
  },
  explain({ container, exitCode, node, restarts, isOver }) {
    const again = restartsOf(restarts);
    return {
      what: both(
        `Container “${container}” vanished on node “${node}”: how it ended is not known, and the exit code ${exitCode} is only a stand-in${
          isOver ? '' : `; it ${again.en}`
        }.`,
        `容器“${container}”在节点“${node}”上消失：其结束方式不得而知，退出码 ${exitCode} 只是占位${
          isOver ? '' : `，${again.zh}`
        }。`,
      ),
      why: both(
        'The node was rebooted or shut down, or its container runtime was restarted or wiped while the program ran. It is no proof of a fault in the program.',
        '程序运行期间节点重启或关机，或容器运行时被重启、清空。这不能说明程序本身有错。',
      ),
    };
  },
  steps({ node, isOver }) {
    return [
      {
        text: both(
          `Ask your platform team whether node “${node}” or its container runtime was restarted at that time.`,
          `向平台团队确认当时节点“${node}”或其容器运行时是否重启过。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/architecture/nodes/',
      },
      {
        text: isOver
          ? both(
              'Delete this pod if its controller has already made another: nothing of it is left.',
              '如果控制器已创建新的 Pod，请删除此 Pod：它已没有任何内容。',
            )
          : both(
              'Wait whether it gets ready; if it happens again and again, move the pod to another node.',
              '等待它恢复就绪；如果反复发生，请将 Pod 移到其他节点。',
            ),
      },
    ];
  },
});
