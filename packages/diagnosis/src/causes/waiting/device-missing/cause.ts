import { both, defineCause } from '../../../engine';
import { withoutEscapes } from '../../shared/startProblems';
import {
  EARLIER_ENDS,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { tryAnotherNode } from '../../shared/steps';

const DEVICE =
  /(?:unresolvable CDI devices?:? "?|custom device "|device information for "|lstat |stat )([\w./=:-]{2,253})/;

export default defineCause({
  id: 'device-missing',
  state: 'waiting',
  title: both(
    'A device the container needs is not on the node',
    '节点上没有容器需要的设备',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [
    'runtime/create/cdi',
    'runtime/create/cdi-crio',
    'kubelet-container/event/Failed-precreate-hook',
    'kubelet-container/event/Failed-prestart-hook',
    'waiting/PreCreateHookError',
    'waiting/PreStartHookError',
  ],
  detect: reading =>
    startsThatFail(reading, ['device-missing'], ({ message }) => ({
      data: { device: DEVICE.exec(withoutEscapes(message))?.[1] ?? '' },
    })),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} cannot be started: node “${
          data.node
        }” could not hand it the device${
          data.device ? ` “${data.device}”` : ``
        } or the CPUs or memory set apart for it.`,
        `${whichContainer(data).zh}无法启动：节点“${data.node}”无法把设备${
          data.device ? `“${data.device}”` : ``
        }（或为它预留的 CPU、内存）交给它。`,
      ),
      why: both(
        `Devices (GPUs, network cards, accelerators) come from a plugin that runs on the node. The plugin failed or was restarted, its device has gone, or the node’s runtime does not know the device’s description (CDI).`,
        `设备（GPU、网卡、加速卡）由节点上的插件提供。可能是插件出错或刚重启、设备已不存在，或节点的运行时不认识该设备的描述（CDI）。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Read the last part of the message: it says which plugin or device refused.',
          '阅读错误信息的最后部分：其中写明是哪个插件或设备拒绝。',
        ),
        action: 'events',
      },
      tryAnotherNode(data),
      {
        text: both(
          `Ask your platform team to look at the device plugin on node “${data.node}”: whether it runs, and whether the device is healthy.`,
          `请平台团队检查节点“${data.node}”上的设备插件是否运行、设备是否正常。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/',
      },
    ];
  },
});
