import { both, defineCause, firstQuoteOf } from '../../../engine';
import {
  EARLIER_ENDS,
  specPath,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

export default defineCause({
  id: 'apparmor-profile-missing',
  state: 'waiting',
  title: both(
    'The node lacks the AppArmor profile',
    '节点上没有加载指定的 AppArmor 配置',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [
    'runtime/create/apparmor',
    'runtime/oci/apparmor',
    'waiting/CreateContainerConfigError/apparmor-local',
  ],
  detect: reading =>
    startsThatFail(reading, ['apparmor-profile-missing'], ({ container }) => {
      const { pod } = reading;
      const paths = [specPath(pod, container), 'spec'].map(
        at => `${at}.securityContext.appArmorProfile.localhostProfile`,
      );
      const quotes = firstQuoteOf('pod', pod, ...paths);
      return { data: { profile: String(quotes[0]?.value ?? '') }, quotes };
    }),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} cannot be started: its AppArmor profile${
          data.profile ? ` “${data.profile}”` : ``
        } cannot be applied on node “${data.node}”.`,
        `${whichContainer(data).zh}无法启动：节点“${
          data.node
        }”无法应用它的 AppArmor 配置${
          data.profile ? `“${data.profile}”` : ``
        }。`,
      ),
      why: both(
        `AppArmor is a part of the node’s kernel, and a profile must be loaded there before a container can use it. It is not loaded, its name is misspelt, or the node has no AppArmor or not its tools (apparmor_parser).`,
        `AppArmor 是节点内核的功能，配置必须先在节点上加载，容器才能使用。可能没有加载、名称拼写错误，或节点没有启用 AppArmor、缺少其工具（apparmor_parser）。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Use the runtime’s own profile (appArmorProfile type RuntimeDefault), or none, if the program does not need a special one.',
          '如果程序不需要特殊配置，请改用运行时自带的配置（appArmorProfile 类型 RuntimeDefault），或不指定。',
        ),
        link: 'https://kubernetes.io/docs/tutorials/security/apparmor/',
      },
      {
        text: both(
          'Compare the profile’s name in the manifest (or the annotation container.apparmor.security.beta.kubernetes.io) with those loaded on the node.',
          '核对清单（或注解 container.apparmor.security.beta.kubernetes.io）中的配置名称与节点上已加载的是否一致。',
        ),
      },
      {
        text: both(
          `Ask your platform team to load the profile on every node the pod may run on, “${data.node}” among them.`,
          `请平台团队在 Pod 可能运行的所有节点（包括“${data.node}”）上加载该配置。`,
        ),
      },
    ];
  },
});
