import { both, count, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

const ADDRESS = /\bdial tcp ([0-9a-fA-F.:[\]]{3,50}):(\d{1,5})/;
const LOOPBACK = /^(?:127\.|\[::1\]$|localhost$)/;

export default defineCause({
  id: 'registry-unreachable',
  state: 'waiting',
  title: both('The image registry refuses connections', '镜像仓库拒绝连接'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['waiting/RegistryUnavailable', 'pull/net/refused', 'pull/crio-ping'],
  detect(reading) {
    return pullFindings(reading, 'unreachable', ({ message, image }) => {
      const [, host = '', port] = ADDRESS.exec(message.slice(0, 8192)) ?? [];
      const name = image.split(/[:/]/)[0] ?? '';
      return {
        isLoopback: LOOPBACK.test(host) || LOOPBACK.test(name),
        ...(port && { address: `${host}:${port}` }),
      };
    });
  },
  explain({ container, image, registry, node, tries, isLoopback, address }) {
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
        `Container “${container}” cannot start: nothing accepts connections from node “${node}” at the registry ${registry}${at.en} of its image “${image}”.${so.en}`,
        `容器“${container}”无法启动：镜像“${image}”所在的仓库 ${registry}${at.zh}不接受来自节点“${node}”的连接。${so.zh}`,
      ),
      why: isLoopback
        ? both(
            'This name means the node itself, not your computer: no registry runs on the node at this port.',
            '这个名称指的是节点自身，而不是您的电脑：节点的该端口上没有运行镜像仓库。',
          )
        : both(
            'The address is there, but nothing listens: the registry is down or restarts, the port is wrong, or a firewall refuses.',
            '地址存在，但没有程序监听：仓库已停止或正在重启、端口错误，或被防火墙拒绝。',
          ),
    };
  },
  steps({ registry, node }) {
    return [
      {
        text: both(
          `Check the name and the port “${registry}” at the beginning of the image.`,
          `核对镜像开头的仓库名与端口“${registry}”。`,
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
          `Ask those who run ${registry} whether it is up and reachable from node “${node}”, or use an image from another registry.`,
          `向 ${registry} 的管理者确认它是否在运行、节点“${node}”能否访问，或改用其他仓库的镜像。`,
        ),
      },
    ];
  },
});
