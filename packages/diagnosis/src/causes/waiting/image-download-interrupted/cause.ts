import { both, count, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

const STALLED = /context canceled|code = Canceled|pull canceled|timed out/i;

export default defineCause({
  id: 'image-download-interrupted',
  state: 'waiting',
  title: both('The download of the image breaks off', '镜像下载中断'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['pull/net/reset', 'pull/net/canceled', 'pull/net/eof'],
  detect(reading) {
    return pullFindings(reading, 'interrupted', ({ message }) => ({
      isStalled: STALLED.test(message.slice(0, 8192)),
    }));
  },
  explain({ container, image, registry, node, tries, isStalled }) {
    const so =
      tries > 1
        ? both(
            ` ${count(tries, 'try has', 'tries have')} failed.`,
            `已失败 ${tries} 次。`,
          )
        : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start, because the connection between node “${node}” and the registry ${registry} breaks off before the image “${image}” is there.${so.en}`,
        `容器“${container}”无法启动，因为镜像“${image}”尚未拉取完成，节点“${node}”与仓库 ${registry} 之间的连接就中断了。${so.zh}`,
      ),
      why: isStalled
        ? both(
            'Nothing more came for minutes, so the node gave up: the way to the registry is overloaded or blocked, or the runtime was restarted meanwhile.',
            '几分钟内没有收到任何数据，节点因此放弃：到仓库的网络过载或受阻，或容器运行时在此期间重启。',
          )
        : both(
            'The registry, or a proxy, firewall or load balancer before it, cut the connection.',
            '仓库，或其前面的代理、防火墙、负载均衡器切断了连接。',
          ),
    };
  },
  steps({ image, registry, node }) {
    return [
      {
        text: both(
          'Wait: Kubernetes tries again by itself, at most five minutes apart, and does not fetch again the layers it has.',
          '请等待：Kubernetes 会自动重试，间隔最长五分钟，已下载的镜像层不会重复下载。',
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff',
      },
      {
        text: both(
          `Ask your platform team what is between node “${node}” and ${registry} if it goes on: proxy, firewall, packet size (MTU).`,
          `如果持续失败，请平台团队检查节点“${node}”与 ${registry} 之间的代理、防火墙和数据包尺寸（MTU）。`,
        ),
      },
      {
        text: both(
          `Make the layers of “${image}” smaller if they are gigabytes large.`,
          `如果“${image}”的镜像层有数 GB，请设法缩小。`,
        ),
      },
    ];
  },
});
