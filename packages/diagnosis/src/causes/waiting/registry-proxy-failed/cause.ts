import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

type Fault = 'login' | 'forbidden' | 'unreachable' | 'gateway';

const FAULTS: readonly (readonly [Fault, RegExp])[] = [
  ['login', /proxy authentication required|\b407\b/i],
  ['unreachable', /proxyconnect/i],
  ['forbidden', /: Forbidden\s*$/i],
];
const ADDRESS = /proxyconnect tcp: dial tcp (?:lookup )?([\w.:[\]-]{1,260})/;

const WHY: Readonly<Record<Fault, Text>> = {
  login: both(
    'The proxy wants a user name and a password, and those in the settings of the node are missing or wrong.',
    '代理要求用户名和密码，而节点设置中没有填写或填写错误。',
  ),
  forbidden: both(
    'The proxy refuses to connect to this host: it is not on its list of permitted ones.',
    '代理拒绝连接该主机：它不在允许列表中。',
  ),
  unreachable: both(
    'The proxy itself cannot be reached: its address in the settings of the node is wrong, or it is down.',
    '代理本身无法连接：节点设置中的代理地址错误，或代理已停止。',
  ),
  gateway: both(
    'The proxy cannot reach the registry; a registry inside the network should not go through the proxy at all (NO_PROXY).',
    '代理无法连接到仓库；内部网络的仓库本不应经过代理（NO_PROXY）。',
  ),
};

export default defineCause({
  id: 'registry-proxy-failed',
  state: 'waiting',
  title: both(
    'The node’s proxy keeps it from the registry',
    '节点的代理使其无法访问镜像仓库',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: [],
  detect(reading) {
    return pullFindings(reading, 'proxy', ({ message }) => {
      const end = message.slice(-8192);
      const known = FAULTS.find(([, pattern]) => pattern.test(end));
      const fault: Fault = known?.[0] ?? 'gateway';
      const address = ADDRESS.exec(end)?.[1]?.replace(/:$/, '');
      return { fault, ...(address && { address }) };
    });
  },
  explain({ container, image, registry, node, fault, address }) {
    const at = address ? both(` (${address})`, `（${address}）`) : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start, because node “${node}” asks for the image “${image}” through a proxy${at.en}, and the proxy does not let it through to ${registry}.`,
        `容器“${container}”无法启动，因为节点“${node}”通过代理${at.zh}请求镜像“${image}”，而代理没有放行到 ${registry} 的连接。`,
      ),
      why: WHY[fault],
    };
  },
  steps({ registry, node }) {
    return [
      {
        text: both(
          `Check the name “${registry}” at the beginning of the image: a proxy also refuses what it does not know.`,
          `核对镜像开头的仓库名“${registry}”：代理也会拒绝它不认识的名称。`,
        ),
      },
      {
        text: both(
          `Ask your platform team to correct the proxy settings of the container runtime on node “${node}” (HTTPS_PROXY, NO_PROXY).`,
          `请平台团队改正节点“${node}”上容器运行时的代理设置（HTTPS_PROXY、NO_PROXY）。`,
        ),
      },
      {
        text: both(
          'Use a copy of the image in a registry that the nodes reach without a proxy until then.',
          '在此之前，改用节点无需代理就能访问的仓库中的镜像副本。',
        ),
      },
    ];
  },
});
