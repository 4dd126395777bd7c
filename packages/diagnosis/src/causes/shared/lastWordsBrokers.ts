import type { LogLine } from '../../engine';
import type { LastWord } from './lastWordSign';

/**
 * A broker of Kafka that takes the connection and ends it: an answer that was awaited (so the connection stood), or the handshake.
 * Source: org.apache.kafka.clients.NetworkClient.
 */
const DROPPED =
  /DisconnectException\b|due to node -?\d{1,10} being disconnected|\bConnection to node -?\d{1,10} .{0,200}terminated during authentication|\bBootstrap broker \S{1,260} .{0,40}disconnected|\bDisconnected while requesting ApiVersion|\bbroker might require (?:SSL|SASL)|\bverify that security\.protocol is correctly configured/i;
/** The same is said of one that was never reached, or was given up by the client itself. */
const NEVER =
  /could not be established|(?:Broker|Node) may not be available|due to (?:socket connection setup|request) timeout|Connection refused|No route to host|UnknownHost/i;

/** So many lines are looked through, from the end. */
const MOST = 400;

/** Brokers that seem silent, but drop the connection each time, as other lines tell. */
export function droppedByBrokers<W extends LastWord>(
  lines: readonly LogLine[],
  word: W,
): W {
  if (word.problem !== 'dependency-times-out' || word.kind !== 'brokers')
    return word;
  const last = lines.slice(-MOST);
  const line = last.findLast(({ text }) => DROPPED.test(text));
  if (!line || last.some(({ text }) => NEVER.test(text))) return word;
  return {
    ...word,
    problem: 'dependency-refuses-connection',
    kind: 'dropped',
    lines: [...new Set([line.raw, ...word.lines])],
  };
}

/**
 * Reads the length of a message before the message itself: Kafka, Thrift, ZooKeeper. Sources: NetworkReceive.java,
 * TFramedTransport.java, ClientCnxnSocket.java.
 */
const READS_LENGTH =
  /\bkafka\.common\.network\.NetworkReceive\.readFrom|\bTFramedTransport\.readFrame|\bTBinaryProtocol\.(?:readStringBody|readBinary)|\bClientCnxnSocket\.readLength/;
/** The first lines of a trace tell where the memory was asked for. */
const TOP = 12;

/** A heap that is said to be too small, where a client took something else for the length of a message: an answer of TLS. */
export function misreadLength<W extends LastWord>(
  lines: readonly LogLine[],
  i: number,
  word: W,
): W {
  if (word.problem !== 'heap-exhausted' || word.kind !== 'java') return word;
  const rest = lines.slice(i + 1, i + 1 + TOP);
  const end = rest.findIndex(({ isFrame }) => !isFrame);
  const frames = rest.slice(0, end === -1 ? undefined : end);
  const frame = frames.find(({ text }) => READS_LENGTH.test(text));
  return frame
    ? {
        ...word,
        problem: 'tls-fails',
        kind: 'length',
        lines: [...new Set([...word.lines, frame.raw])],
      }
    : word;
}
