import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';

/** Why a start that changes its user cannot. */
export function switchInWords(user: number | undefined): Text {
  const isOther = user !== undefined && user !== 0;
  const here = isOther
    ? both(
        ` Here it starts as user ${user} (set by the manifest or by the platform), so it may neither do that nor change its user.`,
        `而这里它以用户 ${user} 启动（由清单或平台指定），既不能这样做，也不能切换用户。`,
      )
    : both('', '');
  return both(
    `Such an image starts as root, prepares files (often the entry of that user in /etc/passwd too) and then gives root up for the user.${here.en} Or the name is misspelt, or of another variant of the image.`,
    `这类镜像以 root 启动，准备好文件（常常包括 /etc/passwd 中该用户的条目）后再切换到该用户。${here.zh}也可能是用户名写错，或属于镜像的另一个变体。`,
  );
}

/** What lets it start. */
export function switchSteps(
  wanted: string,
  container: string,
  action: Step['action'],
): Step[] {
  return [
    {
      text: both(
        `Choose a variant of the image that is made to run without root and does not change its user; or correct the name “${wanted}” where the settings give it.`,
        `选用为非 root 运行而制作、不切换用户的镜像变体；如果“${wanted}”来自配置，请核对用户名。`,
      ),
      link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    },
    {
      text: both(
        `Let container “${container}” start as root (runAsUser: 0) only if the rules of the namespace allow it; on OpenShift that takes another security context constraint (SCC) for its service account.`,
        `仅在命名空间的规则允许时，让容器“${container}”以 root 启动（runAsUser: 0）；在 OpenShift 上需要为其服务账号授予其他安全上下文约束（SCC）。`,
      ),
      link: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    },
    {
      text: both(
        'Read what the start did before.',
        '查看启动过程中之前的输出。',
      ),
      action,
    },
  ];
}
