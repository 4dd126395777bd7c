import { both, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

const REVERSED = /HTTP request to an HTTPS|malformed HTTP response/i;

export default defineCause({
  id: 'registry-speaks-http',
  state: 'waiting',
  title: both(
    'Node and registry differ on HTTP and HTTPS',
    '节点与镜像仓库一方用 HTTP、一方用 HTTPS',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['pull/net/http-https'],
  detect(reading) {
    return pullFindings(reading, 'speaks-http', ({ message }) => ({
      isReversed: REVERSED.test(message.slice(0, 8192)),
    }));
  },
  explain({ container, image, registry, node, isReversed }) {
    return {
      what: both(
        `Container “${container}” cannot start: node “${node}” and the registry ${registry} of the image “${image}” do not speak the same protocol.`,
        `容器“${container}”无法启动：节点“${node}”与镜像“${image}”所在的仓库 ${registry} 使用的协议不一致。`,
      ),
      why: isReversed
        ? both(
            'The node is told to use plain HTTP for this registry, which answers in HTTPS only.',
            '节点被设置为用未加密的 HTTP 访问该仓库，而它只接受 HTTPS。',
          )
        : both(
            'The registry (or a proxy before it) answers in plain HTTP, and nodes use HTTPS unless they are told otherwise.',
            '仓库（或其前面的代理）使用未加密的 HTTP 应答，而节点默认使用 HTTPS。',
          ),
    };
  },
  steps({ registry, node, isReversed }) {
    return [
      {
        text: both(
          `Check the name and the port in “${registry}”: a registry often has HTTP on one port and HTTPS on another.`,
          `核对“${registry}”的名称与端口：仓库常在不同端口上分别提供 HTTP 和 HTTPS。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      },
      {
        text: both(
          `Ask those who run ${registry} for an address with HTTPS and a certificate the nodes trust.`,
          `向 ${registry} 的管理者索要使用 HTTPS 且证书受节点信任的地址。`,
        ),
      },
      {
        text: isReversed
          ? both(
              `Ask your platform team to take ${registry} off the list of plain HTTP registries in the container runtime of node “${node}”.`,
              `请平台团队在节点“${node}”的容器运行时设置中，把 ${registry} 从 HTTP 仓库列表中移除。`,
            )
          : both(
              `Ask your platform team to declare ${registry} as plain HTTP in the container runtime of node “${node}”, if the network is trusted.`,
              `如果网络可信，请平台团队在节点“${node}”的容器运行时设置中把 ${registry} 声明为 HTTP 仓库。`,
            ),
      },
    ];
  },
});
