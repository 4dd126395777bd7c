import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { innerError, innerInWords } from '../../shared/innerError';
import {
  EARLIER_ENDS,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { lookAtNode, tryAnotherNode } from '../../shared/steps';

type Kind = 'full' | 'systemd' | 'driver' | 'value' | 'gone' | 'other';

function kindOf(message: string): Kind {
  if (/no space left|cannot allocate memory/i.test(message)) return 'full';
  if (/cgroupsPath|systemd support|cgroup driver/i.test(message))
    return 'driver';
  if (/dbus|\bunit\b|systemd/i.test(message)) return 'systemd';
  if (/invalid argument|out of range/i.test(message)) return 'value';
  return /no such file|does not exist/i.test(message) ? 'gone' : 'other';
}

const WHAT: Readonly<Record<Kind, Text>> = {
  full: both('make another control group', '再创建 cgroup'),
  systemd: both(
    'have systemd make its control group',
    '通过 systemd 创建 cgroup',
  ),
  driver: both(
    'make its control group, because kubelet and runtime name it differently',
    '创建 cgroup，因为 kubelet 与运行时的命名方式不同',
  ),
  value: both(
    'set a limit, because the kernel does not take the value',
    '设置某个限制值，内核不接受该值',
  ),
  gone: both('find the control group of the pod', '找到 Pod 的 cgroup'),
  other: both('set up its control group', '设置 cgroup'),
};

const WHY: Readonly<Record<Kind, Text>> = {
  full: both(
    'The kernel’s control groups are exhausted: older kernels leak them when many containers come and go.',
    '内核的 cgroup 已用尽：旧内核在容器频繁创建和销毁时会泄漏 cgroup。',
  ),
  systemd: both(
    'systemd (dbus) on the node did not answer, has too many connections, or still holds a unit of an earlier container.',
    '节点上的 systemd（dbus）没有响应、连接过多，或仍保留着先前容器的单元。',
  ),
  driver: both(
    'Kubelet and container runtime are set to different cgroup drivers (systemd and cgroupfs): no pod can start on such a node.',
    'kubelet 与容器运行时配置了不同的 cgroup 驱动（systemd 与 cgroupfs）：这样的节点无法启动任何 Pod。',
  ),
  value: both(
    'A limit of the container is larger than that of its pod, names CPUs that the node does not have, or is out of the kernel’s range.',
    '容器的某个限制大于 Pod 的限制、指定了节点没有的 CPU，或超出了内核允许的范围。',
  ),
  gone: both(
    'The pod’s control group was removed while the container was being made, as when a node cleans up or systemd reloads.',
    '创建容器时 Pod 的 cgroup 被移除，例如节点清理或 systemd 重新加载。',
  ),
  other: both(
    'What the kernel or systemd says is none of the known faults; it concerns the node.',
    '内核或 systemd 给出的原因不属于已知的故障；问题在节点。',
  ),
};

export default defineCause({
  id: 'cgroup-failed',
  state: 'crashing',
  title: both(
    'The node cannot set the container’s resource limits',
    '节点无法为容器设置资源限制',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: ['runtime/oci/cgroup'],
  detect: reading =>
    startsThatFail(reading, ['cgroup-failed'], ({ message }) => ({
      data: { kind: kindOf(message), says: innerError(message) },
    })),
  explain(data) {
    const why = WHY[data.kind];
    const words = innerInWords(data.kind === 'other' ? data.says : undefined);
    return {
      what: both(
        `${whichContainer(data).en} cannot be started: node “${
          data.node
        }” failed to ${WHAT[data.kind].en}.`,
        `${whichContainer(data).zh}无法启动：节点“${data.node}”未能${
          WHAT[data.kind].zh
        }。`,
      ),
      why: both(`${why.en}${words.en}`, `${why.zh}${words.zh}`),
    };
  },
  steps(data) {
    return [
      tryAnotherNode(data),
      ...(data.kind === 'value'
        ? [
            {
              text: both(
                `Check requests and limits of container “${data.container}”: CPU limits not above that of the whole pod, and none absurdly small.`,
                `检查容器“${data.container}”的 requests 与 limits：CPU 上限不要高于整个 Pod 的上限，也不要小得离谱。`,
              ),
              link: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
            },
          ]
        : []),
      lookAtNode(data.node),
      {
        text: both(
          `Ask your platform team to look at the control groups of node “${data.node}”: kubelet and runtime must use the same driver (systemd), and old kernels leak groups until a reboot.`,
          `请平台团队检查节点“${data.node}”的 cgroup：kubelet 与运行时必须使用同一驱动（systemd），旧内核会泄漏 cgroup，重启才能恢复。`,
        ),
        link: 'https://kubernetes.io/docs/setup/production-environment/container-runtimes/#cgroup-drivers',
      },
    ];
  },
});
