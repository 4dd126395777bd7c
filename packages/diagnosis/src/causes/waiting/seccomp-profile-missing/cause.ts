import { both, defineCause, firstQuoteOf } from '../../../engine';
import {
  EARLIER_ENDS,
  specPath,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

export default defineCause({
  id: 'seccomp-profile-missing',
  state: 'waiting',
  title: both(
    'The node lacks the seccomp profile',
    '节点上没有指定的 seccomp 配置',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [
    'runtime/create/seccomp',
    'runtime/oci/seccomp',
    'waiting/CreateContainerConfigError/seccomp-local',
  ],
  detect: reading =>
    startsThatFail(reading, ['seccomp-profile-missing'], ({ container }) => {
      const { pod } = reading;
      const paths = [specPath(pod, container), 'spec'].map(
        at => `${at}.securityContext.seccompProfile.localhostProfile`,
      );
      const quotes = firstQuoteOf('pod', pod, ...paths);
      return { data: { profile: String(quotes[0]?.value ?? '') }, quotes };
    }),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} cannot be made: its seccomp profile${
          data.profile ? ` “${data.profile}”` : ``
        } cannot be loaded on node “${data.node}”.`,
        `${whichContainer(data).zh}无法创建：节点“${
          data.node
        }”无法加载它的 seccomp 配置${
          data.profile ? `“${data.profile}”` : ``
        }。`,
      ),
      why: both(
        `A profile of type Localhost is a file that somebody must have put on every node beforehand, below the kubelet’s own seccomp directory. Here it is not there, is not named, or does not suit the node’s kernel.`,
        `类型为 Localhost 的配置是文件，必须事先放到每个节点的 kubelet seccomp 目录下。这里该文件不存在、没有写明名称，或不适用于节点内核。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Use the profile that each runtime brings (seccompProfile type RuntimeDefault), if the program does not need a special one.',
          '如果程序不需要特殊配置，请改用运行时自带的配置（seccompProfile 类型 RuntimeDefault）。',
        ),
        link: 'https://kubernetes.io/docs/tutorials/security/seccomp/',
      },
      {
        text: both(
          `Compare localhostProfile in the manifest letter by letter with the file on the node; it is relative to the kubelet’s directory, usually /var/lib/kubelet/seccomp.`,
          `逐字核对清单中的 localhostProfile 与节点上的文件；路径相对于 kubelet 的目录，通常是 /var/lib/kubelet/seccomp。`,
        ),
      },
      {
        text: both(
          `Ask your platform team to put the profile on all nodes the pod may run on; at present it is missing on “${data.node}”.`,
          `请平台团队将该配置放到 Pod 可能运行的所有节点；目前节点“${data.node}”上缺少。`,
        ),
      },
    ];
  },
});
