import type { Step, Text } from '../../../engine';
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
import { finalizerOwner, finalizersToo } from '../../shared/finalizers';
import { kubectl, placeOf } from '../../shared/kubectl';
import {
  isNodeAlive,
  isNodeSilent,
  secondsOverdue,
} from '../../shared/overdue';
import type { RuntimeGone } from './runtime';
import { runtimeGone, runtimeInWords } from './runtime';

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

/** What keeps it: told as sure only where the node answers, or its kubelet has said so. */
function reasonsOf(known: {
  readonly isSaid: boolean;
  readonly isNodeAlive: boolean;
}): Text {
  return known.isSaid || known.isNodeAlive
    ? both(
        'The grace period is over, so the kubelet kills it with the signal that no program can ignore (KILL). What survives that hangs in the kernel, mostly on storage that does not answer (NFS, a lost disk), or the container runtime of the node hangs.',
        '宽限期已过，kubelet 会用程序无法忽略的信号（KILL）终止它。仍未结束的进程通常卡在内核中，多因存储无响应（NFS、丢失的磁盘），或节点的容器运行时已卡住。',
      )
    : both(
        'The node has not confirmed the end. Either the node is gone or does not report any more, so that this status is old; or its kubelet or container runtime hangs; or the process hangs in the kernel, mostly on storage that does not answer.',
        '节点尚未确认结束。可能是节点已不存在或不再上报（此状态已过时），也可能是 kubelet 或容器运行时卡住，或进程卡在内核中（多因存储无响应）。',
      );
}

function lookForNode(node: string): Step {
  return {
    text: both(
      `See whether node “${node}” still exists and is Ready.`,
      `查看节点“${node}”是否仍存在且为 Ready。`,
    ),
    command: `kubectl get node ${node}`,
  };
}

function lookAtNode(node: string): Step {
  return {
    text: both(
      `Tell your platform team: on node “${node}” they look for processes in state D, storage that hangs, and a container runtime that does not answer; a restart of the node clears it.`,
      `告知平台团队：请在节点“${node}”上查找处于 D 状态的进程、卡住的存储和无响应的容器运行时；重启节点可以解决。`,
    ),
    link: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
  };
}

const startAgain = (node: string): Text =>
  both(
    `Tell your platform team: on node “${node}” the container runtime must be started again (look at its service and log first); then the kubelet ends the pod by itself.`,
    `告知平台团队：节点“${node}”上的容器运行时需要重新启动（请先查看其服务与日志）；之后 kubelet 会自行结束该 Pod。`,
  );

const OF_RUNTIME: Readonly<Record<RuntimeGone['how'], (node: string) => Text>> =
  {
    away: startAgain,
    broken: startAgain,
    silent: node =>
      both(
        `Tell your platform team: on node “${node}” they look whether the container runtime answers (crictl ps, its log) and restart it if it hangs; else they look for processes in state D and storage that hangs.`,
        `告知平台团队：请在节点“${node}”上检查容器运行时是否有应答（crictl ps 及其日志），卡住则重启它；否则查找处于 D 状态的进程和卡住的存储。`,
      ),
    lost: node =>
      both(
        `Tell your platform team: on node “${node}” they compare crictl ps -a and crictl pods with the processes that run, and restart the container runtime; it then reads anew what is there.`,
        `告知平台团队：请在节点“${node}”上对比 crictl ps -a、crictl pods 与实际运行的进程，并重启容器运行时：它会重新读取实际情况。`,
      ),
  };

function startRuntime(node: string, { how }: RuntimeGone): Step {
  return {
    text: OF_RUNTIME[how](node),
    link: 'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
  };
}

/** What stands in the way of the pod's end, as far as it is known to be there. */
function leftOf(
  names: readonly string[],
  isSure: boolean,
  gone: RuntimeGone | undefined,
): Text {
  if (gone?.how === 'lost')
    return both(
      'the container runtime cannot clear away what is left of it',
      '容器运行时无法清除它剩余的部分',
    );
  if (names.length === 0)
    return both(
      'what is left of it (its sandbox) does not end',
      '它剩余的部分（沙箱）仍未结束',
    );
  const quoted = names.map(name => `“${name}”`);
  return both(
    `${isSure ? '' : 'by the last report '}${listEn(quoted)} still ${
      names.length === 1 ? 'runs' : 'run'
    }`,
    `${listZh(quoted)}${isSure ? '' : '按最后的上报'}仍在运行`,
  );
}

/** What to do about the first finalizer, if any stands. */
function releaseOf([finalizer]: readonly string[]): Step[] {
  if (finalizer === undefined) return [];
  const owner = finalizerOwner(finalizer);
  return [
    {
      text: both(
        `Find out why ${owner.en} does not remove the finalizer “${finalizer}”; the pod stays as long as it stands.`,
        `查明${owner.zh}为何没有移除终结器“${finalizer}”：只要它还在，该 Pod 就会保留。`,
      ),
      link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
    },
  ];
}

export default defineCause({
  id: 'container-cannot-be-killed',
  state: 'terminating',
  title: both(
    'The node does not get rid of the deleted pod',
    '节点无法清除已删除的 Pod',
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
    const overdue = secondsOverdue(pod, events, now);
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
    const gone = runtimeGone(told[i ?? -1]?.message);
    return [
      {
        ...(only && { container: only.name }),
        data: {
          ...placeOf(subject),
          names: running.map(({ name }) => name).sort(),
          node: pod.spec.nodeName ?? '',
          overdue,
          isSaid: i !== undefined,
          isNodeAlive: isNodeAlive(pod, nodes),
          ...(gone && { gone }),
          finalizers: pod.metadata.finalizers ?? [],
        },
        quotes: [
          ...quoteOf('events', told, `${i}.message`),
          ...running.flatMap(one =>
            quoteOf('pod', pod, `${one.at}.state.running.startedAt`),
          ),
          ...quoteOf('pod', pod, 'metadata.deletionTimestamp'),
          ...quoteOf('pod', pod, 'metadata.finalizers.0'),
        ],
      },
    ];
  },
  explain({ names, node, overdue, finalizers, gone, ...known }) {
    const isSure = known.isSaid || known.isNodeAlive;
    const held = finalizersToo(finalizers);
    const time = duration(overdue);
    const left = leftOf(names, isSure, gone);
    return {
      what: both(
        `The pod should have been gone ${time.en} ago, but ${left.en} on node “${node}”${held.en}.`,
        `该 Pod 应在 ${time.zh}前消失，但在节点“${node}”上${left.zh}${held.zh}。`,
      ),
      why: gone ? runtimeInWords(gone) : reasonsOf(known),
    };
  },
  steps({ namespace, pod, node, isNodeAlive: answers, finalizers, gone }) {
    return [
      ...(answers || gone ? [] : [lookForNode(node)]),
      {
        text: both(
          'See what the kubelet says of its attempts.',
          '查看 kubelet 对终止尝试的说明。',
        ),
        action: 'events',
      },
      ...(gone ? [startRuntime(node, gone)] : [lookAtNode(node)]),
      {
        text: both(
          'Force the deletion only when another instance may safely run at the same time: the old one may go on running on the node.',
          '只有在允许两个实例同时运行时才强制删除：旧实例可能仍在节点上运行。',
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
      ...releaseOf(finalizers),
    ];
  },
});
