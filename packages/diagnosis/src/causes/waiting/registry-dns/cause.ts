import { both, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

const LOOKUP =
  /\blookup ([A-Za-z0-9._-]{1,253})(?: on ([0-9A-Fa-f.:[\]]{2,60}):\d{1,5})?: /;
const UNKNOWN = /no such host|name or service not known/i;

export default defineCause({
  id: 'registry-dns',
  state: 'waiting',
  title: both(
    'The registry’s name cannot be resolved (DNS)',
    '镜像仓库的域名无法解析（DNS）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['pull/net/dns', 'pull/net/dns-tmp'],
  detect(reading) {
    return pullFindings(reading, 'dns', ({ message }) => {
      const start = message.slice(0, 8192);
      const [, host, resolver] = LOOKUP.exec(start) ?? [];
      return {
        isUnknown: UNKNOWN.test(start),
        ...(host && { host }),
        ...(resolver && { resolver }),
      };
    });
  },
  explain({ container, image, registry, node, isUnknown, ...data }) {
    const { host = registry, resolver } = data;
    const asked = resolver
      ? both(` of node “${node}” (${resolver})`, `（${resolver}）`)
      : both(` of node “${node}”`, '');
    const elsewhere =
      host === registry
        ? both('', '')
        : both(
            ` The registry ${registry} sends its readers there.`,
            `仓库 ${registry} 会把请求转到该主机。`,
          );
    return {
      what: both(
        `Container “${container}” cannot start, because node “${node}” finds no address for the host ${host}, from which the image “${image}” comes.${elsewhere.en}`,
        `容器“${container}”无法启动，因为节点“${node}”解析不到镜像“${image}”所在主机 ${host} 的地址。${elsewhere.zh}`,
      ),
      why: isUnknown
        ? both(
            `The name server${asked.en} answered that there is no such name: it is misspelt, or known only in another network.`,
            `节点“${node}”的域名服务器${asked.zh}回答没有这个域名：可能是拼写错误，或该域名只在其他网络中可解析。`,
          )
        : both(
            `The name server${asked.en} did not answer or failed; then other names fail on this node too.`,
            `节点“${node}”的域名服务器${asked.zh}没有应答或出错；这时该节点上其他域名也会解析失败。`,
          ),
    };
  },
  steps({ registry, node, isUnknown, host = registry }) {
    return [
      {
        text: both(
          `Check the name “${registry}” at the beginning of the image.`,
          `核对镜像开头的仓库名“${registry}”。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      },
      isUnknown
        ? {
            text: both(
              `Ask your platform team whether the name servers of node “${node}” should know ${host}: nodes use their own, not the cluster's DNS.`,
              `请平台团队确认节点“${node}”的域名服务器是否应能解析 ${host}：节点使用自己的域名服务器，而不是集群内的 DNS。`,
            ),
          }
        : {
            text: both(
              `Wait a few minutes if it worked before: Kubernetes tries again by itself, at most five minutes apart.`,
              `如果之前正常，请等几分钟：Kubernetes 会自动重试，间隔最长五分钟。`,
            ),
          },
      {
        text: both(
          `Ask your platform team to look at the DNS settings of node “${node}” (/etc/resolv.conf) if pods on other nodes get their image.`,
          `如果其他节点上的 Pod 能拉到镜像，请平台团队检查节点“${node}”的 DNS 设置（/etc/resolv.conf）。`,
        ),
      },
    ];
  },
});
