import { both, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

const WEB_PAGE = /text\/html|invalid character '<'/i;

export default defineCause({
  id: 'not-a-registry',
  state: 'waiting',
  title: both('What answers is not an image registry', '应答者不是镜像仓库'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['pull/auth-scheme'],
  detect(reading) {
    return pullFindings(reading, 'not-a-registry', ({ message }) => ({
      isWebPage: WEB_PAGE.test(message.slice(0, 8192)),
    }));
  },
  explain({ container, image, registry, isWebPage }) {
    const page = isWebPage
      ? both('with a web page', '一个网页')
      : both('in a way no registry does', '镜像仓库不会给出的应答');
    return {
      what: both(
        `Container “${container}” cannot start: ${registry} was asked for the image “${image}” and answered ${page.en}.`,
        `容器“${container}”无法启动：向 ${registry} 请求镜像“${image}”，得到的却是${page.zh}。`,
      ),
      why: both(
        'Something else stands at this address: a login page of a proxy or firewall, a website, or a registry whose address needs another host, port or path.',
        '该地址上是别的服务：代理或防火墙的登录页、普通网站，或需要使用其他主机、端口或路径的仓库。',
      ),
    };
  },
  steps({ registry, node }) {
    return [
      {
        text: both(
          `Compare “${registry}” and what follows it with the address the registry itself names for pulling.`,
          `将“${registry}”及其后的路径与仓库给出的拉取地址逐字核对。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      },
      {
        text: both(
          `Ask your platform team whether a proxy, firewall or mirror answers in its place on node “${node}”.`,
          `请平台团队确认节点“${node}”上是否有代理、防火墙或镜像站代为应答。`,
        ),
      },
      {
        text: both(
          'Wait for the next try, at most five minutes after it is corrected.',
          '改正后等待下一次重试，最多五分钟。',
        ),
      },
    ];
  },
});
