import type { Text } from '../../../engine';
import { both } from '../../../engine';

/** A check of the Pod Security Standards that a pod fails. */
export interface Violation {
  /** The check's name, without "!= true" and the like. */
  readonly check: string;
  /** Who and what, in Kubernetes' words: `container "app" must set …`. */
  readonly detail: string;
}

/** `violates PodSecurity "restricted:latest": name (detail), name (detail)`, of one level and version. */
const VIOLATES = /\bviolates PodSecurity "(\w{1,20}):([\w.]{1,20})": /;

/** What a pod violates, and which level demands it. */
export function violationsIn(answer: string): {
  readonly level: string;
  readonly version: string;
  readonly violations: readonly Violation[];
} {
  const [head = '', level = '', version = ''] = VIOLATES.exec(answer) ?? [];
  const list = answer.slice(answer.indexOf(head) + head.length);
  const violations = list.split(/\), /).map(part => {
    const open = part.indexOf(' (');
    const check = open === -1 ? part : part.slice(0, open);
    const detail = open === -1 ? '' : part.slice(open + 2).replace(/\)$/, '');
    return { check: check.replace(/ !?= (?:true|false)$/, '').trim(), detail };
  });
  return { level, version, violations };
}

/** Names in quotes: the containers or volumes at fault. */
export function namesIn(detail: string): string[] {
  const who =
    /^(?:pods? (?:and|or) )?(?:containers?|volumes?)((?: (?:and )?"[^"]{1,63}",?){1,64})/.exec(
      detail,
    );
  return [...(who?.[1] ?? '').matchAll(/"([^"]{1,63})"/g)].flatMap(
    ([, name]) => name ?? [],
  );
}

/**
 * What to change, by the check's name. Written as kubernetes.io names the checks.
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const CHANGES: Readonly<Record<string, Text>> = {
  allowPrivilegeEscalation: both(
    'set securityContext.allowPrivilegeEscalation to false in every container',
    '将每个容器的 securityContext.allowPrivilegeEscalation 设为 false',
  ),
  'forbidden AppArmor profile': both(
    'remove the AppArmor profile, or use RuntimeDefault or Localhost',
    '移除 AppArmor 配置，或改用 RuntimeDefault 或 Localhost',
  ),
  'non-default capabilities': both(
    'remove the named capabilities from securityContext.capabilities.add',
    '从 securityContext.capabilities.add 中移除所列的能力',
  ),
  'unrestricted capabilities': both(
    'set securityContext.capabilities.drop to ALL in every container, and add back NET_BIND_SERVICE at most',
    '将每个容器的 securityContext.capabilities.drop 设为 ALL，最多再添加 NET_BIND_SERVICE',
  ),
  'host namespaces': both(
    'remove hostNetwork, hostPID and hostIPC',
    '移除 hostNetwork、hostPID 和 hostIPC',
  ),
  'hostPath volumes': both(
    'replace the hostPath volumes by a volume claim, an emptyDir or a config map',
    '将 hostPath 卷改为存储卷声明、emptyDir 或 ConfigMap',
  ),
  hostPort: both(
    'remove hostPort and use a Service instead',
    '移除 hostPort，改用 Service',
  ),
  'probe or lifecycle host': both(
    'remove the field host from the probes and hooks',
    '移除探针和生命周期钩子中的 host 字段',
  ),
  privileged: both(
    'set securityContext.privileged to false',
    '将 securityContext.privileged 设为 false',
  ),
  procMount: both(
    'remove securityContext.procMount',
    '移除 securityContext.procMount',
  ),
  'restricted volume types': both(
    'use only volumes of the kinds configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected and secret',
    '只使用 configMap、csi、downwardAPI、emptyDir、ephemeral、image、persistentVolumeClaim、projected、secret 类型的卷',
  ),
  runAsNonRoot: both(
    'set securityContext.runAsNonRoot to true (the image must then have a user other than root)',
    '将 securityContext.runAsNonRoot 设为 true（镜像须使用非 root 用户）',
  ),
  runAsUser: both(
    'set securityContext.runAsUser to another number than 0',
    '将 securityContext.runAsUser 设为非 0 的值',
  ),
  seLinuxOptions: both(
    'remove user, role and unusual types from securityContext.seLinuxOptions',
    '从 securityContext.seLinuxOptions 中移除 user、role 和非常规的 type',
  ),
  seccompProfile: both(
    'set securityContext.seccompProfile.type to RuntimeDefault',
    '将 securityContext.seccompProfile.type 设为 RuntimeDefault',
  ),
  'forbidden sysctls': both(
    'remove the named sysctls from securityContext.sysctls',
    '从 securityContext.sysctls 中移除所列的 sysctl',
  ),
  hostProcess: both(
    'remove securityContext.windowsOptions.hostProcess',
    '移除 securityContext.windowsOptions.hostProcess',
  ),
};

/** What to change for a check: by its longest known beginning, since names carry a value (`runAsUser=0`) or plural. */
export function changeFor(check: string): Text | undefined {
  const names = Object.keys(CHANGES).filter(name => check.startsWith(name));
  const longest = names.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : CHANGES[longest];
}
