import type { Text } from '../../../engine';
import { both, defineCause, parseImage } from '../../../engine';
import { pullFailures } from '../../shared/imagePull';
import { placeOf } from '../../shared/kubectl';

type Obstacle = 'dns' | 'refused' | 'certificate' | 'plain-http' | 'timeout';

const OBSTACLES: readonly (readonly [Obstacle, RegExp])[] = [
  ['dns', /no such host|server misbehaving|lookup .{1,253} on /],
  ['certificate', /x509:/],
  ['plain-http', /HTTP response to HTTPS client/],
  ['refused', /connection (?:refused|reset)/],
];

function obstacleOf(message: string): Obstacle {
  const start = message.slice(0, 8192);
  const found = OBSTACLES.find(([, pattern]) => pattern.test(start));
  return found?.[0] ?? 'timeout';
}

const WHY: Readonly<Record<Obstacle, Text>> = {
  dns: both(
    'The node cannot find an address for this name: the name is misspelt, or the DNS of the node does not know it.',
    '节点解析不到该名称的地址：名称拼写错误，或节点的 DNS 不认识它。',
  ),
  refused: both(
    'The address is there, but nothing accepts the connection: the registry is down, or the port is wrong.',
    '地址存在，但没有程序接受连接：镜像仓库已停止，或端口错误。',
  ),
  certificate: both(
    'The registry shows a certificate that the node does not trust.',
    '镜像仓库的证书不受节点信任。',
  ),
  'plain-http': both(
    'The registry speaks HTTP without encryption, and the node expects HTTPS.',
    '镜像仓库使用未加密的 HTTP，而节点要求 HTTPS。',
  ),
  timeout: both(
    'No answer came in time: a firewall, a proxy or the network between node and registry stops it.',
    '没有及时得到应答：节点与镜像仓库之间的防火墙、代理或网络阻断了连接。',
  ),
};

export default defineCause({
  id: 'registry-unreachable',
  state: 'waiting',
  title: both('The image registry cannot be reached', '无法连接镜像仓库'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'waiting/RegistryUnavailable',
    'pull/do-request',
    'pull/net/dns',
    'pull/net/dns-tmp',
    'pull/net/timeout',
    'pull/net/refused',
    'pull/net/reset',
    'pull/net/tlshandshake',
    'pull/net/x509-ca',
    'pull/net/x509-expired',
    'pull/net/x509-name',
    'pull/net/http-https',
    'pull/net/deadline',
    'pull/net/eof',
    'pull/crio-ping',
  ],
  detect({ pod, events, subject }) {
    return pullFailures(pod, events, 'unreachable').map(
      ({ container, image, message, quotes }) => ({
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          image,
          registry: parseImage(image).registry,
          obstacle: obstacleOf(message),
          node: pod.spec.nodeName ?? '?',
        },
        quotes,
      }),
    );
  },
  explain({ container, image, registry, obstacle, node }) {
    return {
      what: both(
        `Container “${container}” cannot start, because node “${node}” does not reach the registry ${registry} of its image “${image}”.`,
        `容器“${container}”无法启动，因为节点“${node}”连接不到镜像“${image}”所在的仓库 ${registry}。`,
      ),
      why: WHY[obstacle],
    };
  },
  steps({ registry, obstacle, node }) {
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
          `Wait a few minutes if it worked before: Kubernetes tries again by itself, at most five minutes apart.`,
          `如果之前正常，请等几分钟：Kubernetes 会自动重试，间隔最长五分钟。`,
        ),
      },
      {
        text:
          obstacle === 'certificate' || obstacle === 'plain-http'
            ? both(
                `Ask your platform team to make node “${node}” trust ${registry}.`,
                `请平台团队让节点“${node}”信任 ${registry}。`,
              )
            : both(
                `Ask your platform team whether node “${node}” may reach ${registry} (DNS, firewall, proxy), or use an image from a registry inside.`,
                `请平台团队确认节点“${node}”能否访问 ${registry}（DNS、防火墙、代理），或改用内部仓库的镜像。`,
              ),
      },
    ];
  },
});
