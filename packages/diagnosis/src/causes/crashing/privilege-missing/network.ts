import type { Step, Text } from '../../../engine';
import { both, listEn, listZh } from '../../../engine';

/** So that no container of the pod needs rights over the network. */
const USE_PLUGIN: Step = {
  text: both(
    'Use the network plugin (CNI) of the mesh if the namespace does not allow such capabilities: then no container of the pod needs them.',
    '如果命名空间不允许这些能力，请使用网格的 CNI 插件：这样 Pod 的容器就不再需要它们。',
  ),
};

/** Why rules of the network are refused to a container that lacks capabilities. */
export const withoutRights = (lacking: readonly string[]) =>
  both(
    `Changing network rules (iptables) needs the capabilities NET_ADMIN and NET_RAW, and by the manifest this container has no ${listEn(
      lacking,
      'or',
    )}: it is dropped or was never added. A container that a service mesh puts in often takes this over from the securityContext of the others.`,
    `更改网络规则（iptables）需要 NET_ADMIN 和 NET_RAW 能力，而按清单，该容器缺少 ${listZh(
      lacking,
    )}：已被移除或从未添加。服务网格注入的容器常会沿用其他容器的 securityContext。`,
  );

/** How it gets them. */
export const grantRights = (
  lacking: readonly string[],
  container: string,
  action: Step['action'],
): Step[] => [
  {
    text: both(
      `Add ${listEn(
        lacking,
      )} to the capabilities of container “${container}” and take it out of those dropped; if a mesh puts the container in, change what it takes over (the securityContext of the other containers).`,
      `为容器“${container}”添加能力 ${listZh(
        lacking,
      )}，并从 drop 中去掉；如果该容器由服务网格注入，请修改它所沿用的内容（其他容器的 securityContext）。`,
    ),
    link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container',
  },
  USE_PLUGIN,
  { text: both('Read what it tried to do.', '查看它试图做什么。'), action },
];

/** Why they are refused to a user other than root. */
export function notRoot(user: number, isOwn: boolean): Text {
  const from = isOwn
    ? both('', '')
    : both(
        ' It takes the user over from the securityContext of the pod, as a container that a service mesh puts in often does.',
        '它沿用了 Pod 的 securityContext 中的用户，服务网格注入的容器常会如此。',
      );
  return both(
    `It runs as user ${user}, and network rules (iptables) may only be changed by root: capabilities that a container adds reach another user only through a program file that carries them.${from.en}`,
    `它以用户 ${user} 运行，而网络规则（iptables）只有 root 才能更改：容器添加的能力只有通过带有该能力的程序文件才对其他用户生效。${from.zh}`,
  );
}

/** How it becomes root, alone in its pod. */
export const becomeRoot = (
  container: string,
  action: Step['action'],
): Step[] => [
  {
    text: both(
      `Give container “${container}” a securityContext of its own with runAsUser: 0 and runAsNonRoot: false; where a mesh puts it in, by the mesh’s setting (Linkerd: proxyInit.runAsRoot). Or set runAsUser at your own containers instead of the whole pod.`,
      `为容器“${container}”单独设置 securityContext：runAsUser: 0 和 runAsNonRoot: false；如果它由服务网格注入，请使用网格的设置（Linkerd：proxyInit.runAsRoot）。也可以只在自己的容器上设置 runAsUser，而不是在整个 Pod 上。`,
    ),
    link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-container',
  },
  USE_PLUGIN,
  { text: both('Read what it tried to do.', '查看它试图做什么。'), action },
];
