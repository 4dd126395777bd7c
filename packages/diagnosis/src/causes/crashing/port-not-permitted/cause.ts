import type { Step, Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { readBefore } from '../../shared/steps';

/** Why it may not: a capability that is added still does not reach a program that does not run as root. */
function whyNot(isAdded: boolean, user: number | undefined): Text {
  const as =
    user === undefined
      ? both('a user', '普通用户')
      : both(`user ${user}`, `用户 ${user} `);
  return isAdded
    ? both(
        `Ports below 1024 need root or the capability NET_BIND_SERVICE. The manifest adds it, but it has no effect for a user that is not root (it runs as ${as.en}): Kubernetes gives such a user no ambient capabilities, so only a program file that carries the capability itself gets it.`,
        `1024 以下的端口需要 root 或 NET_BIND_SERVICE 能力。清单已添加该能力，但它对非 root 用户不起作用（程序以${as.zh}运行）：Kubernetes 不为这类用户设置 ambient 能力，只有程序文件自身带有该能力时才会获得。`,
      )
    : both(
        `Ports below 1024 need root or the capability NET_BIND_SERVICE, and it runs as ${as.en} without it.`,
        `1024 以下的端口需要 root 或 NET_BIND_SERVICE 能力，而它以${as.zh}运行且没有该能力。`,
      );
}

/** For a port that cannot be changed. */
function permit(container: string, isAdded: boolean): Step {
  return {
    text: isAdded
      ? both(
          'Set the sysctl net.ipv4.ip_unprivileged_port_start of the pod to 0 (securityContext.sysctls) if the port cannot be changed.',
          '如果端口无法更改，请将 Pod 的 sysctl net.ipv4.ip_unprivileged_port_start 设为 0（securityContext.sysctls）。',
        )
      : both(
          `Add the capability NET_BIND_SERVICE to container “${container}”, or set the sysctl net.ipv4.ip_unprivileged_port_start of the pod to 0, if the port cannot be changed.`,
          `如果端口无法更改，请为容器“${container}”添加 NET_BIND_SERVICE 能力，或将 Pod 的 sysctl net.ipv4.ip_unprivileged_port_start 设为 0。`,
        ),
    link: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
  };
}

const GIVES = ['NET_BIND_SERVICE', 'ALL'];

export default defineCause({
  id: 'port-not-permitted',
  state: 'crashing',
  title: both(
    'It may not listen on a port below 1024',
    '无权监听 1024 以下的端口',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('port-not-permitted', pod, logs, now).map(
      ({ container, data, facts, quotes }) => {
        const own = container.spec?.securityContext;
        const user = own?.runAsUser ?? pod.spec.securityContext?.runAsUser;
        const list = container.kind === 'app' ? 'containers' : 'initContainers';
        const c = pod.spec[list].findIndex(
          ({ name }) => name === container.name,
        );
        const added = own?.capabilities?.add ?? [];
        const a = added.findIndex(one => GIVES.includes(one));
        const at = `spec.${list}.${c}.securityContext`;
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            port: facts.port,
            user,
            isAdded: a !== -1 && user !== 0,
          },
          quotes: [
            ...quotes,
            ...quoteOf('pod', pod, `${at}.runAsUser`),
            ...quoteOf('pod', pod, `${at}.capabilities.add.${a}`),
          ],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const port =
      data.port === undefined
        ? both('its port', '其端口')
        : both(`port ${data.port}`, `端口 ${data.port} `);
    return {
      what: both(
        `The program in ${who.en} ended because it may not listen on ${port.en}${again.en}.`,
        `${who.zh}中的程序因无权监听${port.zh}而结束${again.zh}。`,
      ),
      why: whyNot(data.isAdded, data.user),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Let the program listen on a port from 1024 up, such as 8080, and point targetPort of the service to it: clients of the service see no difference.',
          '让程序监听 1024 及以上的端口，例如 8080，并将服务的 targetPort 指向它：服务的使用者感觉不到差别。',
        ),
        link: 'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
      },
      permit(data.container, data.isAdded),
      readBefore(data.action),
    ];
  },
});
