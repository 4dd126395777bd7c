import type { Text } from '../../../engine';
import { both } from '../../../engine';
import type { Probe } from '../../../facts/objects';

/** What a failed probe met. */
export type Answer =
  | { readonly kind: 'refused' | 'timeout' | 'command' | 'unknown' }
  | { readonly kind: 'status'; readonly code: number };

/**
 * Reads the kubelet's message about a failed probe.
 * Source: kubernetes pkg/probe/{http,tcp,exec,grpc}; the words are the same since 1.15.
 */
export function probeAnswer(message: string): Answer {
  const status = /HTTP probe failed with statuscode: (\d{3})/.exec(message);
  if (status) return { kind: 'status', code: Number(status[1]) };
  if (/connection refused|connection reset/.test(message)) {
    return { kind: 'refused' };
  }
  if (
    /context deadline exceeded|Client\.Timeout|i\/o timeout|timed out|timeout:/.test(
      message,
    )
  )
    return { kind: 'timeout' };
  return message === '' ? { kind: 'unknown' } : { kind: 'command' };
}

/** What an answer says about the program, one sentence. `timeout` in seconds. */
export function answerInWords(answer: Answer, timeout: number): Text {
  switch (answer.kind) {
    case 'status':
      return both(
        `The program answered with HTTP status ${answer.code}; a probe accepts 200 to 399.`,
        `程序返回 HTTP 状态 ${answer.code}，而探针只接受 200 到 399。`,
      );
    case 'refused':
      return both(
        'Nothing accepts connections there: the program does not listen (yet), or listens on another port or only on localhost.',
        '那里没有程序接受连接：程序（尚）未监听，或监听了其他端口，或只监听 localhost。',
      );
    case 'timeout':
      return both(
        `The program did not answer within ${timeout} s: it is overloaded, stuck or waiting for something else.`,
        `程序没有在 ${timeout} 秒内应答：可能过载、卡住或在等待其他服务。`,
      );
    case 'command':
      return both(
        'The probe ran, and its answer was a failure.',
        '探针已执行，但返回失败。',
      );
    default:
      return both(
        'What the probe said is no longer known (events are kept for an hour).',
        '探针的返回信息已不可知（事件只保留一小时）。',
      );
  }
}

/** What a probe asks, in words. */
export function probeTarget(probe: Probe | undefined): Text {
  const { httpGet, tcpSocket, grpc, exec } = probe ?? {};
  if (httpGet) {
    const { path = '/', port = '?' } = httpGet;
    return both(`GET ${path} on port ${port}`, `GET ${path}，端口 ${port}`);
  }
  const port = tcpSocket?.port ?? grpc?.port;
  if (port !== undefined) {
    return both(`a connection to port ${port}`, `连接端口 ${port}`);
  }
  const program = exec?.command?.[0];
  return program
    ? both(`the command “${program}”`, `命令“${program}”`)
    : both('the probe', '探针');
}

/** Times of a probe in seconds, with the API's defaults. */
export function probeTiming(probe: Probe | undefined) {
  return {
    delay: probe?.initialDelaySeconds ?? 0,
    period: probe?.periodSeconds ?? 10,
    timeout: probe?.timeoutSeconds ?? 1,
    failures: probe?.failureThreshold ?? 3,
  };
}
