import type { Step } from '../../../engine';
import { both, defineCause, firstQuoteOf } from '../../../engine';
import {
  EARLIER_ENDS,
  specPath,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

/** The node’s own tool, not a program of the image. */
const NO_PARSER =
  /apparmor_parser\\?"?: (?:executable file not found|(?:stat \S{1,200} )?no such file|not found)/;

/** The node’s own software lacks a part. */
function parserSteps(node: string): Step[] {
  return [
    {
      text: both(
        `Ask your platform team to install AppArmor’s tools on node “${node}” (package apparmor, on some systems apparmor-parser) and to restart the container runtime, or to switch AppArmor off in the runtime’s configuration.`,
        `请平台团队在节点“${node}”上安装 AppArmor 工具（软件包 apparmor，某些系统为 apparmor-parser）并重启容器运行时，或在运行时配置中关闭 AppArmor。`,
      ),
      link: 'https://kubernetes.io/docs/tutorials/security/apparmor/',
    },
    {
      text: both(
        'See what else fails on that node: every new container there is concerned.',
        '查看该节点上还有哪些 Pod 异常：那里的所有新容器都会受影响。',
      ),
      command: `kubectl get pods -A -o wide --field-selector spec.nodeName=${node}`,
    },
  ];
}

export default defineCause({
  id: 'apparmor-profile-missing',
  state: 'waiting',
  title: both(
    'The node cannot apply the AppArmor profile',
    '节点无法应用 AppArmor 配置',
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
    startsThatFail(
      reading,
      ['apparmor-profile-missing'],
      ({ container, message }) => {
        const { pod } = reading;
        const paths = [specPath(pod, container), 'spec'].map(
          at => `${at}.securityContext.appArmorProfile.localhostProfile`,
        );
        const quotes = firstQuoteOf('pod', pod, ...paths);
        return {
          data: {
            profile: String(quotes[0]?.value ?? ''),
            isParser: NO_PARSER.test(message),
          },
          quotes,
        };
      },
    ),
  explain(data) {
    if (data.isParser) {
      return {
        what: both(
          `${whichContainer(data).en} cannot be started: node “${
            data.node
          }” lacks the program apparmor_parser.`,
          `${whichContainer(data).zh}无法启动：节点“${
            data.node
          }”缺少程序 apparmor_parser。`,
        ),
        why: both(
          'AppArmor is on in the node’s kernel, so the runtime loads a profile for each container (its own default one, too) by that program of the node. It has nothing to do with the container’s command, image or profile.',
          '该节点内核启用了 AppArmor，因此运行时要用节点上的该程序为每个容器（包括使用默认配置的容器）加载配置。与容器的命令、镜像或所用配置无关。',
        ),
      };
    }
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
        `AppArmor is a part of the node’s kernel, and a profile must be loaded there before a container can use it. It is not loaded, its name is misspelt, or the node has no AppArmor.`,
        `AppArmor 是节点内核的功能，配置必须先在节点上加载，容器才能使用。可能没有加载、名称拼写错误，或节点没有启用 AppArmor。`,
      ),
    };
  },
  steps(data) {
    if (data.isParser) return parserSteps(data.node);
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
