import type { Text } from '../../../engine';
import { both } from '../../../engine';
import type { Unreached } from '../../shared/unreached';
import { unreachedIn, unreachedInWords } from '../../shared/unreached';

/**
 * What does not work about the runtime of the node. `away`: the kubelet does not reach it at all. `broken`: it answers, but has lost
 * what keeps its containers (Docker its containerd, containerd the container’s shim). `silent`: it did not answer in time. `lost`: what it
 * has on record is not there, so that it fails to end it.
 */
export type RuntimeGone =
  | { readonly how: 'away'; readonly unreached?: Unreached }
  | { readonly how: 'broken' }
  | { readonly how: 'lost' }
  | { readonly how: 'silent' };

/** A message is read up to here, in characters. */
const LONGEST = 8192;

/** Said by the kubelet when the runtime went away in the middle of a call, or does not run at all. */
const AWAY =
  /code = Unavailable|docker daemon running|transport is closing|from server: EOF|client connection is closing/i;

/**
 * Said by the runtime itself of its own parts. Docker keeps containers in containerd and asks it over gRPC, whose code 14 is
 * "unavailable"; containerd and CRI-O keep a shim (conmon) for each and ask it over ttrpc. Once such a connection is lost, the
 * runtime answers so for ever.
 * Source: https://github.com/moby/moby/blob/v17.03.2-ce/vendor/google.golang.org/grpc/clientconn.go (errConnUnavailable)
 */
const BROKEN =
  /grpc: the (?:client )?connection is (?:unavailable|closing)|code = 14\b|ttrpc: (?:client shutting down|closed)|containerd: container not (?:started|found)|(?:containerd|docker)(?:-containerd|-shim)?[\w./-]{0,80}\.sock[\w./:" -]{0,120}(?:connection refused|no such file|deadline exceeded)|shim(?:\.sock)?\S{0,80} (?:disconnected|is not (?:running|available))/i;
/** How an answer begins that comes from the runtime, and not from the kubelet’s way to it. */
const OF_DOCKER = /Error response from daemon/i;
const OF_RUNTIME = /code = (?:Unknown|Internal|DeadlineExceeded)/i;
/** The runtime was not done in the time that the kubelet gives it, and says nothing of what it waits for. */
const SILENT =
  /(?:code = DeadlineExceeded desc = |operation timeout: |KillPodSandboxError: "|KillContainerError: ")context deadline exceeded/i;
/**
 * Said by runc and the shims of a container they do not know, in answer to the order to kill it.
 * Source: https://github.com/opencontainers/runc/blob/main/libcontainer/error.go (ErrNotExist, ErrNotRunning)
 */
const LOST =
  /failed to (?:kill|stop|delete|remove) [^:]{1,120}: .{0,300}(?:container (?:"?\w{1,80}"? )?does not exist|no such (?:container|process)|process already finished|container not running|no running task found)/i;
/** It waits for the process itself, which does not end. */
const WAITS =
  /to be killed|wait container|did not receive an exit event|not (?:stopped|killed) (?:with)?in/i;

/** What does not work about the runtime, by what the kubelet says of its attempts to end a container. */
export function runtimeGone(message: string = ''): RuntimeGone | undefined {
  const said = message.slice(0, LONGEST);
  const isAway = AWAY.test(said);
  const isBroken = BROKEN.test(said);
  if (OF_DOCKER.test(said) ? isBroken || isAway : isBroken && !isAway) {
    if (OF_DOCKER.test(said) || OF_RUNTIME.test(said)) return { how: 'broken' };
  }
  const unreached = unreachedIn(said);
  if (unreached?.callee === 'runtime') return { how: 'away', unreached };
  if (isAway && !unreached) return { how: 'away' };
  if (LOST.test(said)) return { how: 'lost' };
  return SILENT.test(said) && !WAITS.test(said) ? { how: 'silent' } : undefined;
}

/** Why the container lives on, in words. */
export function runtimeInWords(gone: RuntimeGone): Text {
  if (gone.how === 'broken')
    return both(
      'The container runtime of the node is broken: it answers the kubelet, but has lost the connection to the part of it that keeps the container (containerd of Docker, or the container’s shim), so it can neither stop nor kill it. This does not pass by itself, and other pods of the node are likely to hang the same way; the program itself need not be at fault.',
      '节点的容器运行时已损坏：它能应答 kubelet，但与自身负责保管容器的部分（Docker 的 containerd，或容器的 shim）失去了连接，因此既不能停止也不能强制终止该容器。这种情况不会自行恢复，该节点上的其他 Pod 很可能同样卡住；程序本身未必有问题。',
    );
  if (gone.how === 'lost')
    return both(
      'The container runtime of the node fails to end a container that is no longer there: what it has on record and what runs on the node do not agree, as after a crash or a restart of the runtime or the node. It tries the same again and again; the program itself has most likely ended.',
      '节点的容器运行时在终止一个已不存在的容器时失败：它的记录与节点上实际运行的情况不一致，常见于运行时或节点崩溃、重启之后。它会一再重复同样的尝试；程序本身很可能早已结束。',
    );
  if (gone.how === 'silent')
    return both(
      'The container runtime of the node did not answer the kubelet’s order in time. Most often the runtime itself hangs (overloaded, or stuck); else it waits for a process that hangs in the kernel, mostly on storage that does not answer (NFS, a lost disk).',
      '节点的容器运行时没有在限定时间内应答 kubelet 的终止请求。多数情况下是运行时本身卡住（过载或死锁）；否则是它在等待卡在内核中的进程，多因存储无响应（NFS、丢失的磁盘）。',
    );
  const { en, zh } = gone.unreached
    ? unreachedInWords(gone.unreached)
    : both('the container runtime', '容器运行时');
  return both(
    `The kubelet could not even ask for the end: it did not reach ${en}. The runtime (containerd, CRI-O or Docker) was stopped, crashed, or is being installed anew; as long as it is down, nothing on this node can be ended or started.`,
    `kubelet 甚至无法发出终止请求：它未能连接${zh}。运行时（containerd、CRI-O 或 Docker）已停止、崩溃或正在重新安装；在它恢复之前，该节点上的容器既不能终止也不能启动。`,
  );
}
