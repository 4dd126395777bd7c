import type { Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { hasTinyLimit } from '../../shared/memoryOfStart';
import { kubectl } from '../../shared/kubectl';
import {
  EARLIER_ENDS,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

type Kind = 'log' | 'hook' | 'plugin' | 'shim' | 'busy' | 'state' | 'init';

function kindOf(message: string): Kind {
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
  return /created state/.test(message) ? 'state' : 'init';
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
  init: both(
    'the first process of the container ended without a word',
    '容器的第一个进程无声退出',
  ),
};

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
                ...(reading.pod.spec.runtimeClassName && {
                  runtimeClass: reading.pod.spec.runtimeClassName,
                }),
              },
              quotes: quoteOf('pod', reading.pod, 'spec.runtimeClassName'),
            },
    ),
  explain(data) {
    const { kind, runtimeClass } = data;
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
        } on node “${data.node}”.`,
        `${whichContainer(data).zh}无法启动：节点“${data.node}”上${
          WHAT[data.kind].zh
        }。`,
      ),
      why: both(
        `The manifest was accepted and the image is there; it is the node’s own software that failed, so another node may well start the same pod.${own.en}`,
        `清单没有问题，镜像也已就绪；出错的是节点自身的软件，因此其他节点很可能可以启动同一个 Pod。${own.zh}`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Wait a few minutes: Kubernetes tries again by itself.',
          '等待几分钟：Kubernetes 会自动重试。',
        ),
      },
      {
        text: both(
          'Delete the pod if it belongs to a Deployment or another controller: its replacement may land on another node.',
          '如果 Pod 由 Deployment 等控制器管理，请删除它：新的 Pod 可能会分到其他节点。',
        ),
        command: kubectl(data.namespace, 'delete', 'pod', data.pod),
      },
      {
        text: both(
          'See what else fails on that node.',
          '查看该节点上还有哪些 Pod 异常。',
        ),
        command: `kubectl get pods -A -o wide --field-selector spec.nodeName=${data.node}`,
      },
      {
        text: both(
          `Tell your platform team: the fault lies with node “${data.node}”, not with your service. Its log of the runtime and the kubelet says more.`,
          `联系平台团队：问题在节点“${data.node}”，不在您的服务。该节点上运行时与 kubelet 的日志有更多信息。`,
        ),
      },
    ];
  },
});
