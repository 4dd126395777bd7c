import type { Text } from '../../../engine';
import { both } from '../../../engine';

/** Why the API server gets no answer, in the order asked: the first that fits. */
interface Row {
  readonly fault: string;
  readonly says: RegExp;
  readonly words: Text;
}

const ROWS: readonly Row[] = [
  {
    fault: 'no-endpoints',
    says: /no endpoints available for service/,
    words: both(
      'its service has no ready pod behind it',
      '其服务背后没有就绪的 Pod',
    ),
  },
  {
    fault: 'no-service',
    says: /service "[^"]{1,63}" not found|could not get REST client: service/,
    words: both('its service does not exist', '其服务不存在'),
  },
  {
    fault: 'no-namespace',
    says: /namespaces? "[^"]{1,63}" not found/,
    words: both(
      'the namespace of its service does not exist',
      '其服务所在的命名空间不存在',
    ),
  },
  {
    fault: 'early',
    says: /current time \S{1,40} is before /,
    words: both(
      'its certificate is not valid yet by the API server’s clock',
      '按 API 服务器的时钟，其证书尚未生效',
    ),
  },
  {
    fault: 'over',
    says: /current time \S{1,40} is after |certificate has expired(?! or)/,
    words: both('its certificate has expired', '其证书已过期'),
  },
  {
    fault: 'expired',
    says: /certificate has expired|not yet valid/,
    words: both(
      'its certificate has expired or is not valid yet',
      '其证书已过期或尚未生效',
    ),
  },
  {
    fault: 'certificate',
    says: /x509: |certificate|\btls: |PEM block/,
    words: both(
      'the API server does not trust its certificate',
      'API 服务器不信任其证书',
    ),
  },
  {
    fault: 'refused',
    says: /connection refused/,
    words: both('it refuses the connection', '连接被拒绝'),
  },
  {
    fault: 'no-host',
    says: /no such host|server misbehaving|Temporary failure in name resolution/,
    words: both('its address cannot be resolved', '其地址无法解析'),
  },
  {
    fault: 'no-route',
    says: /no route to host|network is unreachable|Address is not allowed|error trying to reach service|No agent available|connect: operation not permitted/,
    words: both(
      'the API server’s network does not reach it',
      'API 服务器的网络无法到达它',
    ),
  },
  {
    fault: 'timeout',
    says: /deadline exceeded|Client\.Timeout|i\/o timeout|TLS handshake timeout|request canceled|did not complete within|timed out|client rate limiter/,
    words: both('it does not answer in time', '它没有及时应答'),
  },
  {
    fault: 'closed',
    says: /EOF|connection reset|broken pipe|connection lost|server closed|HTTP response to HTTPS client|stream error/,
    words: both(
      'it breaks the connection off without an answer',
      '它未应答就中断了连接',
    ),
  },
  {
    fault: 'unavailable',
    says: /unable to handle the request|Service Unavailable|Bad Gateway|Gateway Time-?out|an error on the server/i,
    words: both(
      'what stands before it says that it is unavailable',
      '其前端返回服务不可用',
    ),
  },
];

/** Names the fault, in the API server's words after the webhook's name and address; `unknown` when no row fits. */
export function faultOf(answer: string): string {
  return ROWS.find(({ says }) => says.test(answer))?.fault ?? 'unknown';
}

/** The fault in words. */
export function faultInWords(fault: string): Text {
  return (
    ROWS.find(row => row.fault === fault)?.words ??
    both('the call fails', '调用失败')
  );
}
