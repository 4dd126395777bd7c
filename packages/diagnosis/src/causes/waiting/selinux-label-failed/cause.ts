import { both, defineCause } from '../../../engine';
import {
  EARLIER_ENDS,
  nothingMore,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

export default defineCause({
  id: 'selinux-label-failed',
  state: 'waiting',
  title: both(
    'The node cannot set the SELinux label',
    '节点无法设置 SELinux 标签',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [
    'runtime/create/relabel',
    'runtime/create/selinux',
    'runtime/oci/selinux',
  ],
  detect: reading =>
    startsThatFail(reading, ['selinux-label-failed'], nothingMore),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} cannot be started: node “${
          data.node
        }” failed to set the SELinux label of the program or of a volume.`,
        `${whichContainer(data).zh}无法启动：节点“${
          data.node
        }”未能为程序或卷设置 SELinux 标签。`,
      ),
      why: both(
        `On nodes with SELinux each container and its files carry a label. The label in the manifest (seLinuxOptions) is not valid there, or the volume’s file system cannot store labels (some NFS and FUSE shares) or is read-only.`,
        `在启用 SELinux 的节点上，容器及其文件都带有标签。可能是清单中的标签（seLinuxOptions）在该节点上无效，或卷的文件系统不能存储标签（部分 NFS、FUSE 共享）或是只读的。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Read the last part of the message: it names the label or the path that failed.',
          '阅读错误信息的最后部分：其中写明了失败的标签或路径。',
        ),
        action: 'events',
      },
      {
        text: both(
          'Check seLinuxOptions in the manifest (level, type); leave it out if no rule asks for it.',
          '检查清单中的 seLinuxOptions（level、type）；如果没有规定要求，请删除。',
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#assign-selinux-labels-to-a-container',
      },
      {
        text: both(
          `Ask your platform team whether SELinux on node “${data.node}” and the container runtime belong together (package container-selinux), and whether the volume allows labels.`,
          `请平台团队确认节点“${data.node}”的 SELinux 策略（container-selinux 软件包）与容器运行时匹配，以及该卷是否允许设置标签。`,
        ),
      },
    ];
  },
});
