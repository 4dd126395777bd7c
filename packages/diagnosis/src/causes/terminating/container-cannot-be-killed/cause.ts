import {
  both,
  containersOf,
  defineCause,
  duration,
  listEn,
  listZh,
  newestEvent,
  quoteOf,
} from '../../../engine';
import type { KubeEvent } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { isNodeSilent, secondsOverdue } from '../../shared/overdue';

/** After the grace period the kubelet kills at once; a runtime may take this long to do it, in seconds. */
const PATIENCE_SECONDS = 60;
/** Words about the sandbox, which is a process, too; when its network is the trouble, that has a cause of its own. */
const SANDBOX = /KillPodSandboxError/;
const NETWORK = /network|\bcni\b/i;
/** Words of the kubelet and of dockershim, containerd and CRI-O about a container that does not die. */
const CANNOT_KILL =
  /KillContainer(?:Error)?\b|failed to (?:kill|stop) container|waiting for container .{0,100} to be killed|tried to kill container, but did not receive an exit event|wait container .{0,100}deadline exceeded/;

function isAboutKill({ reason, message = '' }: KubeEvent): boolean {
  if (reason === 'ExceededGracePeriod') return true;
  const said = message.slice(0, 8192);
  const isSandbox = SANDBOX.test(said) && !NETWORK.test(said);
  return (
    (reason === 'FailedKillPod' || reason === 'FailedSync') &&
    (CANNOT_KILL.test(said) || isSandbox)
  );
}

export default defineCause({
  id: 'container-cannot-be-killed',
  state: 'terminating',
  title: both(
    'A container does not die although it was killed',
    '容器已被终止，但没有结束',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  beats: ['finalizer-blocks-deletion'],
  covers: [
    'kubelet-container/event/ExceededGracePeriod',
    'kubelet-pod/event/FailedKillPod',
    'node/terminating-kill-fail',
    'syncresult/KillContainerError',
    'runtime/stop/timeout',
  ],
  detect({ pod, events, nodes, subject, now }) {
    const overdue = secondsOverdue(pod, now);
    if (overdue === undefined || overdue < 0 || isNodeSilent(pod, nodes))
      return [];
    const running = containersOf(pod).filter(
      ({ status }) => status.state?.running,
    );
    const told = events.status === 'ok' ? events.value : [];
    const i = newestEvent(told, isAboutKill);
    // Without the kubelet's word a container that runs on past its time is enough.
    const isLate = running.length > 0 && overdue >= PATIENCE_SECONDS;
    if (i === undefined && !isLate) return [];
    const only = running.length === 1 ? running[0] : undefined;
    return [
      {
        ...(only && { container: only.name }),
        data: {
          ...placeOf(subject),
          names: running.map(({ name }) => name).sort(),
          node: pod.spec.nodeName ?? '',
          overdue,
        },
        quotes: [
          ...quoteOf('events', told, `${i}.message`),
          ...running.flatMap(one =>
            quoteOf('pod', pod, `${one.at}.state.running.startedAt`),
          ),
          ...quoteOf('pod', pod, 'metadata.deletionTimestamp'),
        ],
      },
    ];
  },
  explain({ names, node, overdue }) {
    const time = duration(overdue);
    const quoted = names.map(name => `“${name}”`);
    const left =
      names.length === 0
        ? both(
            'what is left of it (its sandbox) does not end',
            '它剩余的部分（沙箱）仍未结束',
          )
        : both(
            `${listEn(quoted)} still ${names.length === 1 ? 'runs' : 'run'}`,
            `${listZh(quoted)}仍在运行`,
          );
    return {
      what: both(
        `The pod should have been gone ${time.en} ago, but ${left.en} on node “${node}”.`,
        `该 Pod 应在 ${time.zh}前消失，但在节点“${node}”上${left.zh}。`,
      ),
      why: both(
        'The grace period is over, so the kubelet has sent the signal that no program can ignore (KILL). What survives it hangs in the kernel, mostly on storage that does not answer (NFS, a lost disk), or the container runtime of the node hangs.',
        '宽限期已过，kubelet 已发送程序无法忽略的信号（KILL）。仍未结束的进程通常卡在内核中，多因存储无响应（NFS、丢失的磁盘），或节点的容器运行时已卡住。',
      ),
    };
  },
  steps({ namespace, pod, node }) {
    return [
      {
        text: both(
          'See what the kubelet says of its attempts.',
          '查看 kubelet 对终止尝试的说明。',
        ),
        action: 'events',
      },
      {
        text: both(
          `Tell your platform team: on node “${node}” they look for processes in state D, storage that hangs, and a container runtime that does not answer; a restart of the node clears it.`,
          `告知平台团队：请在节点“${node}”上查找处于 D 状态的进程、卡住的存储和无响应的容器运行时；重启节点可以解决。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
      },
      {
        text: both(
          'Force the deletion only when another instance may safely run at the same time: the old one keeps running on the node.',
          '只有在允许两个实例同时运行时才强制删除：旧实例仍会在节点上运行。',
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
