import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

type Fault =
  | 'early'
  | 'expired'
  | 'old-name'
  | 'no-names'
  | 'name'
  | 'unknown'
  | 'handshake';

const FAULTS: readonly (readonly [Fault, RegExp])[] = [
  ['early', /current time \S{1,40} is before/i],
  ['expired', /has expired or is not yet valid|certificate (?:has )?expired/i],
  ['old-name', /legacy Common Name|Common Name matching/i],
  ['no-names', /not valid for any names/i],
  ['name', /certificate is valid for|cannot validate certificate for/i],
  [
    'unknown',
    /unknown authority|not trusted|unable to get local issuer|unknown certificate/i,
  ],
];
const ENDED = /current time \S{1,40} is after (\d{4}-\d\d-\d\d)T/;
const VALID_FOR = /certificate is valid for ([^\n]{1,300}?), not /;

const WHY: Readonly<Record<Fault, Text>> = {
  early: both(
    'By the clock of the node the certificate is not valid yet: the clock is wrong, or the certificate is too new.',
    '按节点的时钟，证书尚未生效：时钟不准，或证书刚刚签发。',
  ),
  expired: both(
    'The certificate of the registry has expired, or the clock of the node is wrong.',
    '仓库的证书已过期，或节点的时钟不准。',
  ),
  'old-name': both(
    'The certificate has no list of names (subjectAltName, SAN). Its name stands in the old field Common Name alone, which clients written in Go (container runtimes among them) no longer read.',
    '证书中没有名称列表（subjectAltName，SAN）。名称只写在旧的 Common Name 字段中，而用 Go 编写的客户端（包括容器运行时）已不再读取该字段。',
  ),
  'no-names': both(
    'The certificate lists no name of a server at all (no DNS name as subjectAltName, SAN). One made by hand is often so, and the one that a proxy before the registry shows when it has none for this name.',
    '证书中没有列出任何服务器名称（subjectAltName 中没有 DNS 名称）。手工制作的证书常常如此；仓库前面的代理没有该名称的证书时，给出的默认证书也是如此。',
  ),
  name: both(
    'The certificate does not list the name at the beginning of the image.',
    '证书中没有列出镜像开头的仓库名。',
  ),
  unknown: both(
    'The certificate is signed by an authority that the node does not know: the registry signs its own, a company authority is not installed on the node, or a proxy opens the connection.',
    '证书由节点不认识的机构签发：仓库使用自签名证书、节点未安装公司的根证书，或中间有代理拆解了连接。',
  ),
  handshake: both(
    'Node and registry do not agree on how to encrypt: versions differ, a client certificate is missing, or something between cuts the connection.',
    '节点与仓库无法就加密方式达成一致：版本不匹配、缺少客户端证书，或中间设备切断了连接。',
  ),
};

/** Whom to ask for what. */
function whatToAsk(registry: string, node: string): Record<Fault, Text> {
  const name = registry.replace(/:\d+$/, '');
  const anew = both(
    `Ask those who run ${registry} to issue the certificate anew with ${name} as subjectAltName (DNS: for a name, IP: for an address).`,
    `请 ${registry} 的管理者重新签发证书，并在 subjectAltName 中写明 ${name}（名称用 DNS:，地址用 IP:）。`,
  );
  return {
    early: both(
      `Ask your platform team to check the clock of node “${node}”.`,
      `请平台团队检查节点“${node}”的时钟。`,
    ),
    expired: both(
      `Ask those who run ${registry} to renew the certificate; check the clock of node “${node}” if it is valid elsewhere.`,
      `请 ${registry} 的管理者更新证书；如果在别处有效，则检查节点“${node}”的时钟。`,
    ),
    'old-name': anew,
    'no-names': anew,
    name: both(
      `Ask those who run ${registry} for the name that stands in the certificate, or for a certificate with this name.`,
      `向 ${registry} 的管理者询问证书上的名称，或请其签发包含此名称的证书。`,
    ),
    unknown: both(
      `Ask your platform team to install the authority of ${registry} on the nodes, in the container runtime's settings.`,
      `请平台团队在节点的容器运行时设置中安装 ${registry} 的根证书。`,
    ),
    handshake: both(
      `Ask your platform team what is between node “${node}” and ${registry}, and which versions of TLS both allow.`,
      `请平台团队确认节点“${node}”与 ${registry} 之间有什么设备，以及双方允许的 TLS 版本。`,
    ),
  };
}

export default defineCause({
  id: 'registry-tls',
  state: 'waiting',
  title: both(
    'The node does not accept the registry’s certificate',
    '节点不接受镜像仓库的证书',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['pull/net/x509-ca', 'pull/net/x509-expired', 'pull/net/x509-name'],
  detect(reading) {
    return pullFindings(reading, 'tls', ({ message }) => {
      const start = message.slice(0, 8192);
      const known = FAULTS.find(([, pattern]) => pattern.test(start));
      const fault: Fault = known?.[0] ?? 'handshake';
      const ended = ENDED.exec(start)?.[1];
      const names = VALID_FOR.exec(start)?.[1];
      return { fault, ...(ended && { ended }), ...(names && { names }) };
    });
  },
  explain({ container, image, registry, node, fault, ended, names }) {
    const more =
      ended || names
        ? both(
            ended ? ` It ended on ${ended}.` : ` It is valid for ${names}.`,
            ended ? `它于 ${ended} 到期。` : `证书有效的名称为 ${names}。`,
          )
        : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start, because node “${node}” cannot connect securely to the registry ${registry} of its image “${image}”.`,
        `容器“${container}”无法启动，因为节点“${node}”无法与镜像“${image}”所在的仓库 ${registry} 建立安全连接。`,
      ),
      why: both(`${WHY[fault].en}${more.en}`, `${WHY[fault].zh}${more.zh}`),
    };
  },
  steps({ registry, node, fault }) {
    return [
      {
        text: both(
          `Check the name “${registry}” at the beginning of the image.`,
          `核对镜像开头的仓库名“${registry}”。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      },
      { text: whatToAsk(registry, node)[fault] },
      {
        text: both(
          'Use a copy of the image in a registry that the nodes trust until then.',
          '在此之前，改用节点所信任的仓库中的镜像副本。',
        ),
      },
    ];
  },
});
