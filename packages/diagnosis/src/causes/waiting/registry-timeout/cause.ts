import type { Text } from '../../../engine';
import { both, count, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

type Stage = 'route' | 'handshake' | 'connect' | 'answer';

const STAGES: readonly (readonly [Stage, RegExp])[] = [
  [
    'route',
    /no route to host|network is unreachable|host is (?:down|unreachable)/i,
  ],
  ['handshake', /handshake timeout/i],
  ['connect', /dial tcp|waiting for connection|connect: connection timed out/i],
];
const ADDRESS = /\bdial tcp ([0-9a-fA-F.:[\]]{3,50}):(\d{1,5})/;

const WHY: Readonly<Record<Stage, Text>> = {
  route: both(
    'The node has no way into the network of the registry: a route is missing, or it has no way out to the internet.',
    '节点没有通往仓库所在网络的路由，或没有访问互联网的出口。',
  ),
  handshake: both(
    'The connection opens, but then nothing more gets through: mostly a firewall or proxy that looks into it, or a packet size (MTU) that is too large for the way.',
    '连接已建立，但之后数据无法通过：通常是检查流量的防火墙或代理，或途中的数据包尺寸（MTU）过大。',
  ),
  connect: both(
    'Nothing answers at the address: a firewall or the lack of a way out (NAT, proxy) swallows the connection, or the host is off.',
    '该地址毫无应答：连接被防火墙丢弃、缺少出口（NAT、代理），或主机已关闭。',
  ),
  answer: both(
    'The pull took too long: the way to the registry is slow or blocked, or the registry is overloaded.',
    '拉取耗时过长：到仓库的网络缓慢或受阻，或仓库过载。',
  ),
};

export default defineCause({
  id: 'registry-timeout',
  state: 'waiting',
  title: both('The registry does not answer in time', '镜像仓库没有及时应答'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'pull/do-request',
    'pull/net/timeout',
    'pull/net/tlshandshake',
    'pull/net/deadline',
  ],
  detect(reading) {
    return pullFindings(reading, 'timeout', ({ message }) => {
      const start = message.slice(0, 8192);
      const known = STAGES.find(([, pattern]) => pattern.test(start));
      const stage: Stage = known?.[0] ?? 'answer';
      const [, host, port] = ADDRESS.exec(start) ?? [];
      const address = host && port ? `${host}:${port}` : undefined;
      return { stage, ...(address && { address }) };
    });
  },
  explain({ container, image, registry, node, stage, tries, address }) {
    const at = address ? both(` (${address})`, `（${address}）`) : both('', '');
    const so =
      tries > 1
        ? both(
            ` ${count(tries, 'try has', 'tries have')} failed.`,
            `已失败 ${tries} 次。`,
          )
        : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start, because node “${node}” gets no answer in time from the registry ${registry}${at.en} of its image “${image}”.${so.en}`,
        `容器“${container}”无法启动，因为节点“${node}”没有及时得到镜像“${image}”所在仓库 ${registry}${at.zh}的应答。${so.zh}`,
      ),
      why: WHY[stage],
    };
  },
  steps({ registry, node }) {
    return [
      {
        text: both(
          `Check the name “${registry}” at the beginning of the image.`,
          `核对镜像开头的仓库名“${registry}”。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      },
      {
        text: both(
          'Wait a few minutes if it worked before: Kubernetes tries again by itself, at most five minutes apart.',
          '如果之前正常，请等几分钟：Kubernetes 会自动重试，间隔最长五分钟。',
        ),
      },
      {
        text: both(
          `Ask your platform team whether node “${node}” may reach ${registry}: firewall, way out (NAT), proxy settings of the container runtime.`,
          `请平台团队确认节点“${node}”能否访问 ${registry}：防火墙、出口（NAT）、容器运行时的代理设置。`,
        ),
      },
      {
        text: both(
          'Use an image from a registry inside the network if there is none to the outside.',
          '如果网络没有对外出口，请改用内部仓库的镜像。',
        ),
      },
    ];
  },
});
