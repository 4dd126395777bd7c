import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { mountOf } from '../../shared/lastWordsMount';
import { mountInWords } from '../../shared/mountInWords';
import { wordsOfQuotes } from '../../shared/said';

const WHY: Readonly<Record<string, Text>> = {
  expired: both(
    'The certificate is no longer valid, or not yet: it was not renewed, the pods still hold the old one, or a clock is wrong.',
    '证书已过期或尚未生效：没有续期、Pod 仍在使用旧证书，或时钟有误。',
  ),
  name: both(
    'The certificate was made for other names than the one that was called.',
    '证书所含的名称与访问的名称不同。',
  ),
  'old-name': both(
    'The certificate has no list of names (subjectAltName, SAN); its name stands in the old field Common Name alone, which programs of today no longer read.',
    '证书中没有名称列表（subjectAltName，SAN）；名称只写在旧的 Common Name 字段中，而如今的程序已不再读取该字段。',
  ),
  'no-names': both(
    'The certificate lists no name of a server at all (no DNS name as subjectAltName, SAN). One made by hand is often so, and the one that a proxy shows when it has none for the name that is called.',
    '证书中没有列出任何服务器名称（subjectAltName 中没有 DNS 名称）。手工制作的证书常常如此；代理没有所访问名称的证书时，给出的默认证书也是如此。',
  ),
  plain: both(
    'One side spoke TLS and the other plain text: the port or the scheme (http, https) is the wrong one.',
    '一方使用 TLS，另一方使用明文：端口或协议（http、https）不对。',
  ),
  length: both(
    'A message of this protocol begins with its length. Most likely a client that speaks plain text was answered by a port that speaks TLS (or HTTP), and took the first bytes of that for a length of hundreds of megabytes: then the heap is not too small.',
    '该协议的消息以长度开头。很可能是使用明文的客户端连到了 TLS（或 HTTP）端口，把应答的前几个字节当成了数百兆字节的长度：这种情况并不是堆太小。',
  ),
  own: both(
    'The program cannot use its own certificate or key: the two do not belong together, the form is broken, or a password is wrong.',
    '程序无法使用自己的证书或密钥：两者不匹配、格式有误，或口令错误。',
  ),
  pem: both(
    'What it reads as a certificate or key is not PEM (text between BEGIN and END lines): the name of a file in place of its text or the reverse, lost line breaks or indentation in the values, base64 twice or not decoded, another form (DER, PKCS#12), or nothing at all.',
    '它读取的证书或密钥不是 PEM 格式（BEGIN 与 END 行之间的文本）：把文件名当成内容或反之、值中的换行或缩进丢失、base64 编码了两次或没有解码、是其他格式（DER、PKCS#12），或内容为空。',
  ),
  client: both(
    'The far end wants a certificate from this program and does not accept the one it got, or got none.',
    '对端要求本程序提供证书，但没有收到或不接受。',
  ),
  authority: both(
    'The certificate is signed by an authority that the image does not trust: one of the company, of the cluster or of a proxy, or the certificate itself.',
    '证书由镜像不信任的机构签发：公司、集群或代理的机构，或为自签名证书。',
  ),
  'api-authority': both(
    'The far end is the API of this cluster, and the program checks it against the CA that Kubernetes mounts with its service account (or one of its own): that CA did not sign the certificate. Most often the CA of the cluster was replaced, and the pod or an old token secret still holds the one before.',
    '对端是本集群的 API，程序用随服务账号挂载的 CA（或自带的 CA）校验它，而证书不是由该 CA 签发的。最常见的原因是集群的 CA 已更换，而 Pod 或旧的令牌 Secret 中仍是原来的 CA。',
  ),
  handshake: both(
    'The two sides found no version or cipher that both allow, or the connection broke off during the handshake.',
    '双方没有共同支持的版本或加密套件，或握手中连接中断。',
  ),
};

const WITH_NAME = both(
  'Issue the certificate anew with the name that is called as subjectAltName (DNS: for a name, IP: for an address).',
  '重新签发证书，并在 subjectAltName 中写明所访问的名称（名称用 DNS:，地址用 IP:）。',
);

const FIX: Readonly<Record<string, Text>> = {
  expired: both(
    'Renew the certificate, then restart the pods that hold the old one.',
    '续期证书，然后重启仍持有旧证书的 Pod。',
  ),
  name: both(
    'Call the service by a name its certificate holds, or have that name (and address) added to the certificate.',
    '使用证书所含的名称访问服务，或将该名称（及地址）加入证书。',
  ),
  'old-name': WITH_NAME,
  'no-names': WITH_NAME,
  length: both(
    'Compare the port with the protocol of the client: for Kafka set security.protocol to SSL or SASL_SSL (for the producers, consumers and admin clients inside it too) where the brokers want TLS, or name a port of plain text. Only if both fit is the heap too small for the messages.',
    '核对端口与客户端的协议：如果 Kafka 的代理要求 TLS，请将 security.protocol 设为 SSL 或 SASL_SSL（其内部的生产者、消费者和管理客户端也要设置），或改用明文端口。只有两者相符时，才是堆对消息来说太小。',
  ),
  plain: both(
    'Correct scheme or port, so that both sides speak TLS or neither does.',
    '改正协议或端口，使双方都使用 TLS 或都不使用。',
  ),
  own: both(
    'Check that certificate and key in the secret belong together and are PEM with all intermediate certificates.',
    '检查 Secret 中的证书与密钥是否匹配，是否为包含全部中间证书的 PEM 格式。',
  ),
  pem: both(
    'Put the whole PEM text there: from -----BEGIN to -----END, with its line breaks, base64 once only in a secret (stringData needs none). With Helm pass the content of the file (--set-file), not its name.',
    '填入完整的 PEM 文本：从 -----BEGIN 到 -----END，保留换行；在 Secret 中只编码一次 base64（stringData 不需要编码）。使用 Helm 时请传入文件内容（--set-file），而不是文件名。',
  ),
  client: both(
    'Give the program the client certificate and key that the far end expects.',
    '为程序提供对端要求的客户端证书和密钥。',
  ),
  authority: both(
    'Mount the certificate of the authority (from a config map) and let the program trust it: SSL_CERT_FILE, NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE, or the trust store of Java.',
    '挂载签发机构的证书（来自 ConfigMap）并让程序信任它：SSL_CERT_FILE、NODE_EXTRA_CA_CERTS、REQUESTS_CA_BUNDLE 或 Java 的信任库。',
  ),
  'api-authority': both(
    'Delete the pod, so that it gets the CA of today; where service accounts still have token secrets (before 1.24), delete that secret first, and Kubernetes makes it anew. If it stays, compare the CA with the certificate of the API, and look for a proxy between.',
    '删除该 Pod，使其获得当前的 CA；如果服务账号仍使用令牌 Secret（1.24 之前），请先删除该 Secret，Kubernetes 会重新生成。如果问题仍在，请将 CA 与 API 的证书对照，并检查中间是否有代理。',
  ),
  handshake: both(
    'Compare which versions of TLS both sides allow; old images and old servers often share none.',
    '比较双方允许的 TLS 版本；旧镜像与旧服务器常常没有共同版本。',
  ),
};

/** Shows what the kinds that Kubernetes holds itself are about. */
function commandFor(kind: string, namespace: string): { command?: string } {
  if (kind === 'api-authority') {
    const command = ['get', 'configmap', 'kube-root-ca.crt', '-o', 'yaml'];
    return { command: kubectl(namespace, ...command) };
  }
  if (kind !== 'own' && kind !== 'expired') return {};
  const command = ['get', 'secrets', '--field-selector'];
  return { command: kubectl(namespace, ...command, 'type=kubernetes.io/tls') };
}

/** Against the quick way out. */
const KEEP_ON: Step = {
  text: both(
    'Keep verification on: a program that trusts any certificate can be listened to.',
    '不要关闭证书校验：信任任意证书的程序可能被窃听。',
  ),
};

/** What it ended by. */
function whatOf(
  who: Text,
  again: Text,
  { far, own, kind }: { far: Text; own: Text | undefined; kind: string },
): Text {
  if (kind === 'length')
    return both(
      `The program in ${who.en} ended because it took what a server answered for a message of enormous length${again.en}.`,
      `${who.zh}中的程序因把服务器的应答当成了长度极大的消息而结束${again.zh}。`,
    );
  return own
    ? both(
        `The program in ${who.en} ended because it could not use ${own.en}${again.en}.`,
        `${who.zh}中的程序因无法使用${own.zh}而结束${again.zh}。`,
      )
    : both(
        `The program in ${who.en} ended because an encrypted connection${far.en} failed${again.en}.`,
        `${who.zh}中的程序因${far.zh}加密连接失败而结束${again.zh}。`,
      );
}

export default defineCause({
  id: 'tls-fails',
  state: 'crashing',
  title: both('A TLS certificate or connection fails', 'TLS 证书或连接有问题'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('tls-fails', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const isOwn = kind === 'own' || kind === 'pem';
        const file = isOwn ? facts.path : undefined;
        const mount = mountOf(pod, container, file);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            kind: kind ?? 'handshake',
            isOwn,
            host: facts.host,
            file,
            mount,
            words: isOwn ? wordsOfQuotes(quotes) : undefined,
          },
          quotes: [...quotes, ...(mount?.quotes ?? [])],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { host, file, kind, isOwn, words, mount } = data;
    const far =
      host === undefined
        ? both('', '')
        : both(` with “${host}”`, `与“${host}”的`);
    const own =
      file === undefined
        ? both('its own certificate or key', '自身的证书或密钥')
        : both(
            `its own certificate or key (${file})`,
            `自身的证书或密钥（${file}）`,
          );
    const { en, zh } =
      WHY[kind] ?? both('The other side was not trusted.', '未能信任对方。');
    const said =
      words === undefined
        ? both('', '')
        : both(` It said: “${words}”.`, `程序写道：“${words}”。`);
    const on =
      file?.startsWith('/') && mount
        ? both(` ${mountInWords(mount).en}`, mountInWords(mount).zh)
        : both('', '');
    return {
      what: whatOf(who, again, { far, own: isOwn ? own : undefined, kind }),
      why: both(`${en}${said.en}${on.en}`, `${zh}${said.zh}${on.zh}`),
    };
  },
  steps(data) {
    const { namespace, kind } = data;
    return [
      {
        text: data.isOwn
          ? both(
              'Read which certificate or key is meant.',
              '查看指的是哪个证书或密钥。',
            )
          : both('Read which connection failed.', '查看是哪个连接失败。'),
        action: data.action,
      },
      {
        text:
          FIX[kind] ??
          both('Compare the settings of both sides.', '比较双方的设置。'),
        ...commandFor(kind, namespace),
        link:
          kind === 'api-authority'
            ? 'https://kubernetes.io/docs/tasks/tls/manual-rotation-of-ca-certificates/'
            : 'https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets',
      },
      ...(data.isOwn || kind === 'length' ? [] : [KEEP_ON]),
    ];
  },
});
