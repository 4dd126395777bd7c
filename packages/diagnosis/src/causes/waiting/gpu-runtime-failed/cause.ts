import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { innerError, innerInWords } from '../../shared/innerError';
import {
  EARLIER_ENDS,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { lookAtNode, tryAnotherNode } from '../../shared/steps';

type Kind = 'share' | 'driver' | 'version' | 'cuda' | 'device' | 'other';

/** What a plugin that shares GPUs writes in the place of a device: `no-gpu-has-128MiB-to-run`. */
const SHARE = /no-gpu-has-(\w{1,32})-to-run/;

function kindOf(message: string): Kind {
  if (SHARE.test(message)) return 'share';
  if (/unsatisfied condition|requirement error/.test(message)) return 'cuda';
  if (/version mismatch/.test(message)) return 'version';
  if (/driver not loaded|nvml|driver error/i.test(message)) return 'driver';
  return /unknown device|CDI|device error/.test(message) ? 'device' : 'other';
}

const WHY: Readonly<Record<Kind, Text>> = {
  share: both(
    'The plugin that shares GPUs among pods found no single GPU with that much memory free, and wrote this where the device’s name should be. The plugin counts in a unit of its own (MiB or GiB): a request in another unit, or one spread over several GPUs, is never met. The GPUs themselves may be well.',
    '共享 GPU 的插件没有找到单块有这么多空闲显存的 GPU，于是在设备名的位置写了这段文字。插件使用自己的单位（MiB 或 GiB）计数：单位不符或需要跨多块 GPU 的请求永远无法满足。GPU 本身可能没有问题。',
  ),
  driver: both(
    'The NVIDIA driver is not loaded on the node, or it does not answer.',
    '节点上没有加载 NVIDIA 驱动，或驱动没有响应。',
  ),
  version: both(
    'The driver’s kernel part and its library have different versions, as after an update without a reboot.',
    '驱动的内核部分与库版本不一致，常见于更新后没有重启节点。',
  ),
  cuda: both(
    'The image asks for a newer CUDA (or another GPU) than the node’s driver offers.',
    '镜像要求的 CUDA 版本（或 GPU 型号）高于节点驱动所能提供的。',
  ),
  device: both(
    'The GPU that was assigned is not known on the node: it failed, was replaced, or its description (CDI) was not made.',
    '节点上找不到分配的 GPU：可能已故障、被更换，或没有生成其描述（CDI）。',
  ),
  other: both(
    'Driver, toolkit and runtime of the node do not work together.',
    '该节点的驱动、工具包与运行时不能协同工作。',
  ),
};

function shareSteps(node: string): Step[] {
  return [
    {
      text: both(
        'Correct the GPU memory in resources.limits: in the plugin’s own unit, and no more than one GPU has.',
        '改正 resources.limits 中的显存请求：使用插件的单位，并且不超过单块 GPU 的容量。',
      ),
    },
    {
      text: both(
        'See which pods of the node share its GPUs, and free some if the request is right.',
        '如果请求无误，查看该节点上哪些 Pod 在共享 GPU，并释放一部分。',
      ),
      command: `kubectl get pods -A -o wide --field-selector spec.nodeName=${node}`,
    },
    {
      text: both(
        `Ask your platform team in which unit the GPU share plugin of node “${node}” counts, and what it has handed out.`,
        `向平台团队确认节点“${node}”上 GPU 共享插件使用的单位，以及已分配的情况。`,
      ),
    },
  ];
}

export default defineCause({
  id: 'gpu-runtime-failed',
  state: 'waiting',
  title: both('The node’s GPU software failed', '节点的 GPU 软件出错'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: ['runtime/start/hook'],
  detect: reading =>
    startsThatFail(reading, ['gpu-runtime-failed'], ({ message }) => ({
      data: {
        kind: kindOf(message),
        says: innerError(message),
        ...(SHARE.test(message) && { share: SHARE.exec(message)?.[1] ?? '' }),
      },
    })),
  explain(data) {
    if (data.share !== undefined) {
      return {
        what: both(
          `${whichContainer(data).en} cannot be started: no GPU of node “${
            data.node
          }” has the ${data.share} free that it was to get.`,
          `${whichContainer(data).zh}无法启动：节点“${
            data.node
          }”上没有 GPU 有 ${data.share} 可分配给它。`,
        ),
        why: WHY.share,
      };
    }
    const why = WHY[data.kind];
    const words = innerInWords(data.kind === 'other' ? data.says : undefined);
    return {
      what: both(
        `${
          whichContainer(data).en
        } cannot be started: NVIDIA’s software on node “${
          data.node
        }” failed to give it the GPU.`,
        `${whichContainer(data).zh}无法启动：节点“${
          data.node
        }”上的 NVIDIA 软件未能为它提供 GPU。`,
      ),
      why: both(`${why.en}${words.en}`, `${why.zh}${words.zh}`),
    };
  },
  steps(data) {
    if (data.kind === 'share') return shareSteps(data.node);
    return [
      {
        text: both(
          'Check that the pod must have a GPU at all: remove the request (nvidia.com/gpu) or the variable NVIDIA_VISIBLE_DEVICES if it need not.',
          '确认 Pod 是否真的需要 GPU：如不需要，请删除 nvidia.com/gpu 请求或 NVIDIA_VISIBLE_DEVICES 变量。',
        ),
        link: 'https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/',
      },
      tryAnotherNode(data),
      {
        text: both(
          `Ask your platform team to run nvidia-smi on node “${data.node}” and to compare the driver’s version with the container toolkit’s and the image’s CUDA.`,
          `请平台团队在节点“${data.node}”上运行 nvidia-smi，并核对驱动版本与容器工具包、镜像中 CUDA 的版本。`,
        ),
      },
      lookAtNode(data.node),
    ];
  },
});
