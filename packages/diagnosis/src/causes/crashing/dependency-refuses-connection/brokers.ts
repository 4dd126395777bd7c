import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';

/** What brokers do that end each connection, and why. */
export const DROPPED: readonly [does: Text, why: Text] = [
  both(
    'took the connection and dropped it each time',
    '接受连接后每次都将其断开',
  ),
  both(
    'The broker of Kafka was reached, so the address answers. It ends a connection that does not speak as this listener expects: plain text on a port for TLS, or the reverse; no login (SASL), or another kind of it; or a broker that is much older or overloaded.',
    '已经连到 Kafka 的 broker，地址是通的。当连接不符合该监听器的要求时，它会断开：在 TLS 端口上使用明文或反之；没有登录（SASL）或方式不同；或者 broker 版本过旧、过载。',
  ),
];

/** What to check first. */
export const droppedSteps: readonly Step[] = [
  {
    text: both(
      'Compare port and protocol with the listener of the broker: security.protocol of the client (PLAINTEXT, SSL, SASL_SSL), its trusted CA and its login must be those of the listener behind that port (for Strimzi: bootstrapServers, tls and authentication of the resource).',
      '核对端口与协议是否和 broker 的监听器一致：客户端的 security.protocol（PLAINTEXT、SSL、SASL_SSL）、信任的 CA 和登录方式必须与该端口的监听器相同（Strimzi 中为资源的 bootstrapServers、tls 和 authentication）。',
    ),
  },
  {
    text: both(
      'Read the log of the broker at the time of the attempts: it names why it ended them (failed handshake, failed authentication, request too large).',
      '查看尝试期间 broker 的日志：其中写明了断开的原因（握手失败、认证失败、请求过大）。',
    ),
  },
];
