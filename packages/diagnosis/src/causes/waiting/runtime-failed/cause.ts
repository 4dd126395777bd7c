import type { Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { hasTinyLimit } from '../../shared/memoryOfStart';
import { innerError, innerInWords } from '../../shared/innerError';
import {
  EARLIER_ENDS,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { lookAtNode, tryAnotherNode } from '../../shared/steps';

type Kind =
  | 'log'
  | 'hook'
  | 'plugin'
  | 'shim'
  | 'busy'
  | 'state'
  | 'windows-network'
  | 'windows'
  | 'own-words'
  | 'init';

/** The error of a shim that is no runc. */
const OWN_WORDS =
  /\(os error \d{1,3}\)|failed to create shim(?: task)?: (?!OCI runtime)/;

function kindOf(message: string): Kind {
  if (/attach namespace|\bHNS\b|HcnCreate|hnsCall/i.test(message))
    return 'windows-network';
  if (/\bhcs::|hcsshim|ComputeSystem/.test(message)) return 'windows';
  if (/log(?:ger| file| directory)/.test(message)) return 'log';
  if (/hook/.test(message)) return 'hook';
  if (/\bNRI\b/.test(message)) return 'plugin';
  if (
    /(?:start|create) shim(?: task)?: (?:rpc error: code = \w{1,20} desc = )?not found|start shim|exec: \\?"/.test(
      message,
    )
  )
    return 'shim';
  if (/text file busy/i.test(message)) return 'busy';
  if (/created state/.test(message)) return 'state';
  return OWN_WORDS.test(message) ? 'own-words' : 'init';
}

const WHAT: Readonly<Record<Kind, Text>> = {
  log: both(
    'the file for the container’s log could not be made',
    '无法创建容器的日志文件',
  ),
  hook: both(
    'a hook that the runtime runs before each program failed',
    '运行时在启动程序前执行的钩子失败',
  ),
  plugin: both(
    'a plugin of the runtime (NRI) refused',
    '运行时插件（NRI）拒绝了启动',
  ),
  shim: both(
    'a program of the runtime itself (such as runc or the shim) could not be started',
    '运行时自身的程序（如 runc 或 shim）无法启动',
  ),
  busy: both(
    'the program’s file was still being written',
    '程序文件仍在被写入',
  ),
  state: both(
    'the runtime lost track of the container',
    '运行时丢失了该容器的状态',
  ),
  'windows-network': both(
    'the Windows host could not attach the container to the network of its pod',
    'Windows 主机无法将该容器接入 Pod 的网络',
  ),
  windows: both(
    'the Windows host’s own service for containers (HCS) refused to make it',
    'Windows 主机的容器服务（HCS）拒绝创建它',
  ),
  'own-words': both(
    'the runtime’s own helper (shim) gave an error before the program began',
    '运行时自身的组件（shim）在程序启动之前报错',
  ),
  init: both(
    'the first process of the container ended without a word',
    '容器的第一个进程无声退出',
  ),
};

/** What is most often behind it, where the words alone do not say. */
const BEHIND: Readonly<Partial<Record<Kind, Text>>> = {
  'windows-network': both(
    ' The network namespace of the pod is broken on that host: its network service (HNS) or the network plugin was restarted or lost it. A new pod gets a new one; if that fails too, the service must be restarted or the node replaced.',
    '该主机上 Pod 的网络命名空间已损坏：其网络服务（HNS）或网络插件曾重启，或丢失了它。新的 Pod 会得到新的网络；如果仍然失败，需要重启该服务或更换节点。',
  ),
  windows: both(
    ' The host lacks a Windows update that its containerd needs, or its copy of the image layers is damaged, or the service hangs.',
    '主机缺少其 containerd 所需的 Windows 更新，或其上的镜像层已损坏，或该服务已挂起。',
  ),
};

/** What helps on the node, where that is known. */
const REMEDY: Readonly<Partial<Record<Kind, Text>>> = {
  'windows-network': both(
    ' Restarting the services hns and containerd there, or replacing the node, usually mends it.',
    '通常重启该节点上的 hns 与 containerd 服务或更换节点即可恢复。',
  ),
  windows: both(
    ' Windows there should be updated, or the node replaced by one of a current image.',
    '应更新该节点的 Windows，或用最新镜像的节点替换它。',
  ),
};

/** Runtimes in a virtual machine hand each volume and device into it. */
const IN_MACHINE = both(
  ' Such a runtime (Kata and the like) must find each volume and device of the pod on the node and hand it into a virtual machine: one of them, or a part of the runtime, is most likely what it misses.',
  '此类运行时（如 Kata）需要在节点上找到 Pod 的每个卷和设备，并将其交给虚拟机：缺少的很可能是其中之一，或运行时自身的某个部分。',
);

function behind(kind: Kind, runtimeClass: string | undefined): Text {
  if (kind === 'own-words' && runtimeClass) return IN_MACHINE;
  return BEHIND[kind] ?? both('', '');
}

export default defineCause({
  id: 'runtime-failed',
  state: 'waiting',
  title: both(
    'The container runtime of the node failed',
    '节点的容器运行时出错',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [
    'runtime/shim-start',
    'runtime/start/notcreated',
    'runtime/start/logger',
    'runtime/start/nri',
    'runtime/start/hook',
    'runtime/create/spec',
    'runtime/oci/procready',
    'runtime/oci/exec-textbusy',
    'waiting/CreateContainerConfigError/logdir',
  ],
  detect: reading =>
    startsThatFail(
      reading,
      ['runtime-failed', 'init-died'],
      ({ container, message }) =>
        // Its first process may have died of a memory limit that nothing can start in.
        hasTinyLimit(container)
          ? undefined
          : {
              data: {
                kind: kindOf(message),
                says: innerError(message),
                ...(reading.pod.spec.runtimeClassName && {
                  runtimeClass: reading.pod.spec.runtimeClassName,
                }),
              },
              quotes: quoteOf('pod', reading.pod, 'spec.runtimeClassName'),
            },
    ),
  explain(data) {
    const { kind, runtimeClass, says } = data;
    const words = BEHIND[kind] || kind === 'own-words' ? says : undefined;
    const said = innerInWords(words);
    const more = behind(kind, runtimeClass);
    const own =
      kind === 'shim' && runtimeClass
        ? both(
            ` The pod asks for the runtime class “${runtimeClass}”: the program of that runtime (or what it needs, such as a kernel for its virtual machines) is most likely not installed on this node.`,
            `Pod 要求运行时类“${runtimeClass}”：该运行时的程序（或它所需的内容，例如虚拟机内核）很可能没有安装在此节点上。`,
          )
        : both('', '');
    return {
      what: both(
        `${whichContainer(data).en} cannot be started: ${
          WHAT[data.kind].en
        } on node “${data.node}”.${said.en}`,
        `${whichContainer(data).zh}无法启动：节点“${data.node}”上${
          WHAT[data.kind].zh
        }。${said.zh}`,
      ),
      why: both(
        `The manifest was accepted and the image is there; it is the node’s own software that failed, so another node may well start the same pod.${own.en}${more.en}`,
        `清单没有问题，镜像也已就绪；出错的是节点自身的软件，因此其他节点很可能可以启动同一个 Pod。${own.zh}${more.zh}`,
      ),
    };
  },
  steps(data) {
    const remedy = REMEDY[data.kind] ?? both('', '');
    return [
      {
        text: both(
          'Wait a few minutes: Kubernetes tries again by itself.',
          '等待几分钟：Kubernetes 会自动重试。',
        ),
      },
      tryAnotherNode(data),
      lookAtNode(data.node),
      {
        text: both(
          `Tell your platform team: the fault lies with node “${data.node}”, not with your service. Its log of the runtime and the kubelet says more.${remedy.en}`,
          `联系平台团队：问题在节点“${data.node}”，不在您的服务。该节点上运行时与 kubelet 的日志有更多信息。${remedy.zh}`,
        ),
      },
    ];
  },
});
