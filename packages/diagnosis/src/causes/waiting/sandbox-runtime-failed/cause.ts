import type { Text } from '../../../engine';
import {
  both,
  defineCause,
  neighboursInWords,
  quoteOf,
  shellWord,
} from '../../../engine';
import { innerError, innerInWords } from '../../shared/innerError';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';
import { SEE_WHETHER_IT_STILL_FAILS } from '../../shared/steps';

type Kind =
  | 'driver'
  | 'systemd'
  | 'controller'
  | 'cgroup'
  | 'resolv'
  | 'security'
  | 'nri'
  | 'disk'
  | 'windows-version'
  | 'windows-network'
  | 'windows'
  | 'shim'
  | 'virtual'
  | 'answer'
  | 'other';

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['driver', /cgroupsPath to be of format|slice:prefix:name/],
  [
    'controller',
    /controller "?\w{1,20}"? (?:is )?not available|no cgroup mount|not mounted/,
  ],
  ['resolv', /resolv\.conf/],
  ['systemd', /systemd|dbus|D-Bus|\bunit "|message bus/],
  ['cgroup', /cgroup/],
  ['security', /seccomp|apparmor|selinux/i],
  ['nri', /\bNRI\b/],
  [
    'answer',
    /\binvalid character '|unexpected end of JSON|cannot unmarshal .{1,60} into Go/,
  ],
  ['windows-version', /operating system does not match/i],
  ['windows-network', /\bhns|HcnCreate|attach namespace/i],
  ['windows', /\bhcs|ComputeSystem/i],
  [
    'virtual',
    /kata|qemu|firecracker|cloud-hypervisor|\bkvm\b|runsc|gvisor|client sync file/i,
  ],
  [
    'disk',
    /read-only file system|input\/output error|mount|overlay|snapshot|layer|rootfs|root directory|log directory/i,
  ],
  ['shim', /shim(?! task)|conmon|exec: "|fork\/exec|executable file not found/],
];

const WHY: Readonly<Record<Kind, Text>> = {
  driver: both(
    'The kubelet and the container runtime of the node are set to different cgroup drivers (systemd and cgroupfs); on such a node no pod can start.',
    '该节点的 kubelet 与容器运行时配置了不同的 cgroup 驱动（systemd 与 cgroupfs）；这样的节点无法启动任何 Pod。',
  ),
  controller: both(
    'The kernel of the node does not offer a kind of limit (cgroup controller) that is to be set: it is switched off at boot or not handed down.',
    '节点内核没有提供所需的 cgroup 控制器：启动参数中被关闭，或没有下放给相应层级。',
  ),
  systemd: both(
    'systemd on the node did not do what it was asked (make a unit for the pod): it hangs, was restarted, has too many connections, or holds a unit of an earlier try.',
    '节点上的 systemd 没有完成请求（为 Pod 创建单元）：它可能挂起、被重启、连接过多，或仍保留着先前尝试的单元。',
  ),
  cgroup: both(
    'The node could not make the pod’s control group (cgroup), under which its limits are set; the kernel’s words are in the evidence.',
    '节点无法为 Pod 创建用于限制资源的 cgroup；内核的原文见证据。',
  ),
  resolv: both(
    'The DNS settings file that the kubelet hands to pods (resolvConf) is missing or unusable on the node, most often because systemd-resolved is not running there or the kubelet is set for another system.',
    'kubelet 传给 Pod 的 DNS 配置文件（resolvConf）在节点上不存在或无法使用，通常是因为 systemd-resolved 没有运行，或 kubelet 的设置与该系统不符。',
  ),
  security: both(
    'A security profile (seccomp, AppArmor or SELinux) could not be applied to the sandbox: it is not on the node, or the node’s system does not support it.',
    '安全配置（seccomp、AppArmor 或 SELinux）无法应用于沙箱：节点上没有该配置，或系统不支持。',
  ),
  nri: both(
    'An extension of the container runtime (NRI plugin) refused the pod or failed.',
    '容器运行时的扩展（NRI 插件）拒绝了该 Pod 或自身出错。',
  ),
  disk: both(
    'The node could not lay out the sandbox’s files: its disk is read-only or damaged, or the runtime’s image store is.',
    '节点无法准备沙箱的文件：磁盘只读或损坏，或运行时的镜像存储损坏。',
  ),
  'windows-version': both(
    'The image of the sandbox (pause) is made for another version of Windows than the host has; without Hyper-V isolation the two must match.',
    '沙箱（pause）镜像所针对的 Windows 版本与主机不同；不使用 Hyper-V 隔离时两者必须一致。',
  ),
  'windows-network': both(
    'The network service of the Windows host (HNS) failed: it hangs, lost its networks after a restart, or the network plugin did not set it up.',
    'Windows 主机的网络服务（HNS）出错：它已挂起、重启后丢失了网络，或网络插件没有完成设置。',
  ),
  windows: both(
    'The Windows host’s own service for containers (HCS) refused: the host lacks an update that its container runtime needs, or the service hangs.',
    'Windows 主机的容器服务（HCS）拒绝了请求：主机缺少容器运行时所需的更新，或该服务已挂起。',
  ),
  virtual: both(
    'The sandbox runs in a virtual machine or a guest kernel (Kata, gVisor, Firecracker), and that did not start: the node may lack nested virtualisation or memory, or the runtime is installed wrongly.',
    '该沙箱运行在虚拟机或独立内核中（Kata、gVisor、Firecracker），但没有启动成功：节点可能不支持嵌套虚拟化、内存不足，或运行时安装有误。',
  ),
  shim: both(
    'A program that the container runtime needs (runc, its shim or conmon) is missing, broken, of the wrong version, or ended at once.',
    '容器运行时所需的程序（runc、shim 或 conmon）缺失、损坏、版本不符，或一启动就退出。',
  ),
  answer: both(
    'The program that starts containers on the node answered with something else than the JSON that is awaited: mostly words of an error of its own. It is set up wrongly, not wholly installed, or of a version that does not fit.',
    '节点上启动容器的程序返回的不是预期的 JSON，通常是它自己的报错文字：配置有误、安装不完整，或版本不符。',
  ),
  other: both(
    'The fault lies with the runtime or the node rather than with the service.',
    '问题在运行时或节点，而不在服务本身。',
  ),
};

/** Kinds that need the runtime's own words to tell what is wrong. */
const SAID: ReadonlySet<Kind> = new Set<Kind>([
  'answer',
  'other',
  'shim',
  'virtual',
  'windows',
  'windows-network',
]);

/** Kinds for which the runtime that the pod asks for may be to blame. */
const OF_CLASS: ReadonlySet<Kind> = new Set<Kind>([
  'answer',
  'other',
  'shim',
  'virtual',
]);

/** The runtime that the pod asks for, as a sentence to add. */
function classInWords(kind: Kind, name: string | undefined): Text {
  return name !== undefined && OF_CLASS.has(kind)
    ? both(
        ` The pod asks for runtime class “${name}” (runtimeClassName): its own runtime starts the pod, not the usual one of the node, and must be installed and set up there.`,
        `该 Pod 要求运行时类“${name}”（runtimeClassName）：由它对应的运行时（而非节点的默认运行时）启动，该运行时必须已在节点上安装并配置好。`,
      )
    : both('', '');
}

/** What helps on the node, where that is known. */
const REMEDY: Readonly<Partial<Record<Kind, Text>>> = {
  driver: both(
    'Set both to systemd (kubelet: cgroupDriver; containerd: SystemdCgroup = true), then restart them.',
    '将两者都设为 systemd（kubelet：cgroupDriver；containerd：SystemdCgroup = true）并重启。',
  ),
  resolv: both(
    'Start systemd-resolved on the node, or let the kubelet’s resolvConf name a file that exists.',
    '在节点上启动 systemd-resolved，或将 kubelet 的 resolvConf 指向存在的文件。',
  ),
  'windows-version': both(
    'Match the pause image and the pod’s image to the Windows version of the node.',
    '使 pause 镜像和 Pod 镜像与节点的 Windows 版本一致。',
  ),
  'windows-network': both(
    'Restart the services hns and containerd on the node, or replace it.',
    '在该节点上重启 hns 与 containerd 服务，或更换节点。',
  ),
  windows: both(
    'Update Windows on the node, or replace it by one of a current image.',
    '更新该节点的 Windows，或用最新镜像的节点替换它。',
  ),
};

export default defineCause({
  id: 'sandbox-runtime-failed',
  state: 'waiting',
  title: both(
    'The container runtime cannot start the pod’s sandbox',
    '容器运行时无法启动 Pod 沙箱',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: [
    'kubelet-pod/event/FailedCreatePodContainer',
    'sandbox/create-task',
    'sandbox/start-task',
    'sandbox/start-sandbox',
    'sandbox/netns',
    'sandbox/spec',
    'sandbox/files',
    'sandbox/rootdir',
    'sandbox/nri',
    'sandbox/runtime/cgroup-sysd',
    'sandbox/runtime/cgroup-path',
    'sandbox/runtime/cgroup-v2',
  ],
  detect: reading =>
    sandboxFinding(reading, 'sandbox-runtime-failed', ({ said }) => {
      // The class may tell a virtual machine where the words do not.
      const text = `${said} ${reading.pod.spec.runtimeClassName ?? ''}`;
      const kind =
        KINDS.find(([, pattern]) => pattern.test(text))?.[0] ??
        ('other' as const); // literal type of Kind
      const { runtimeClassName } = reading.pod.spec;
      return {
        data: { kind, says: innerError(said), runtimeClassName },
        quotes: quoteOf('pod', reading.pod, 'spec.runtimeClassName'),
      };
    }),
  explain({ kind, says, runtimeClassName, ...data }) {
    const own = classInWords(kind, runtimeClassName);
    const tries = triesInWords(data);
    const others = neighboursInWords(data.neighbours);
    const words = innerInWords(SAID.has(kind) ? says : undefined);
    return {
      what: both(
        `No container of the pod can start: the container runtime of node “${data.node}” failed ${tries.en} to start the sandbox (network and namespaces) they live in.${words.en}`,
        `Pod 的容器都无法启动：节点“${data.node}”的容器运行时启动其沙箱（网络与命名空间）失败（${tries.zh}）。${words.zh}`,
      ),
      why: both(
        `${WHY[kind].en}${own.en}${others.en}`,
        `${WHY[kind].zh}${own.zh}${others.zh}`,
      ),
    };
  },
  steps({ kind, node }) {
    const remedy = REMEDY[kind];
    return [
      SEE_WHETHER_IT_STILL_FAILS,
      {
        text: both(
          `Check the conditions of node “${node}”, and whether other pods start there.`,
          `检查节点“${node}”的状态，以及其他 Pod 能否在其上启动。`,
        ),
        command: `kubectl describe node ${shellWord(node)}`,
      },
      {
        text: both(
          `Let your platform team know, with the words in the evidence: the fault is node “${node}”’s; until then, keep pods off it (cordon).${
            remedy ? ` ${remedy.en}` : ''
          }`,
          `将证据中的原文转告平台团队：问题在节点“${node}”；修复前请勿在其上调度（cordon）。${
            remedy ? remedy.zh : ''
          }`,
        ),
        link: 'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
      },
    ];
  },
});
