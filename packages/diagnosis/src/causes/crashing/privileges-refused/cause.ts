import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import {
  EARLIER_ENDS,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

type Kind = 'user' | 'capabilities' | 'mount' | 'other';

function kindOf(message: string): Kind {
  if (/caps|bounding set|no_new_privs/.test(message)) return 'capabilities';
  if (/unmapped|setup user|newuidmap|namespaces?\b/.test(message))
    return 'user';
  return /mounting/.test(message) ? 'mount' : 'other';
}

const WHAT: Readonly<Record<Kind, Text>> = {
  user: both('switch to the container’s user or group', '切换到容器的用户或组'),
  capabilities: both(
    'set the capabilities it should have',
    '设置它应有的 capabilities',
  ),
  mount: both(
    'mount the system’s own directories (/proc, /sys) for it',
    '为它挂载系统目录（/proc、/sys）',
  ),
  other: both(
    'do a part of the start (“operation not permitted”)',
    '执行启动过程中的某一步（“operation not permitted”）',
  ),
};

export default defineCause({
  id: 'privileges-refused',
  state: 'crashing',
  title: both(
    'The node refuses the rights the container asks for',
    '节点拒绝了容器所要求的权限',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: ['runtime/oci/user', 'runtime/oci/caps'],
  detect: reading =>
    startsThatFail(reading, ['privileges-refused'], ({ message }) => ({
      data: { kind: kindOf(message) },
    })),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} cannot be started: node “${
          data.node
        }” refused to ${WHAT[data.kind].en}.`,
        `${whichContainer(data).zh}无法启动：节点“${data.node}”拒绝${
          WHAT[data.kind].zh
        }。`,
      ),
      why: both(
        `The container’s security settings ask for more than the runtime may give there: its own rights are limited, as in nested or rootless clusters, or the user’s number lies outside the range that is mapped for the pod (hostUsers: false).`,
        `容器的安全设置超出了运行时在该节点上能给予的范围：运行时自身权限受限（如嵌套集群或 rootless 集群），或用户编号不在为 Pod 映射的范围内（hostUsers: false）。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Compare runAsUser, runAsGroup, fsGroup and supplementalGroups with the range allowed: with user namespaces they must be below 65536.',
          '核对 runAsUser、runAsGroup、fsGroup 和 supplementalGroups：使用用户命名空间时，这些编号必须小于 65536。',
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/',
      },
      {
        text: both(
          'Remove capabilities and privileged settings that the program does not need.',
          '删除程序不需要的 capabilities 与特权设置。',
        ),
      },
      {
        text: both(
          `Ask your platform team what the runtime on node “${data.node}” may grant, if other nodes start the same pod.`,
          `如果其他节点能启动同一个 Pod，请平台团队确认节点“${data.node}”上运行时能给予哪些权限。`,
        ),
      },
    ];
  },
});
