import type { Text } from '../../engine';
import { both } from '../../engine';
import type { ProbeProblem } from './probeFailure';
import type { ProbeWords } from './probeWords';
import { wordsInWords } from './probeWords';

/** What is told with the probe's own time limit. */
type Timed = 'timeout' | 'silent' | 'slow';

/** What a probe met, as part of a sentence without its end. Those with numbers are made by {@link probeAnswer}. */
const ANSWERS: Readonly<Record<Exclude<ProbeProblem, Timed>, Text>> = {
  'client-error': both(
    'the request was turned down as wrong',
    '请求被拒绝（4xx）',
  ),
  'server-error': both(
    'the program itself reported a fault',
    '程序自己报告了故障（5xx）',
  ),
  refused: both(
    'nothing accepts connections there: the program does not listen (yet), or listens on another port or only on localhost',
    '那里没有程序接受连接：程序（尚）未监听，或监听了其他端口，或只监听 localhost',
  ),
  reset: both(
    'the connection was cut off without an answer: the program expects another protocol (TLS), or broke down while answering',
    '连接被中断且没有应答：程序使用其他协议（如 TLS），或在应答时崩溃',
  ),
  unreachable: both(
    'the node cannot reach the pod’s address: packets are dropped on the way, by a network policy, a firewall or the network plug-in',
    '节点无法连到 Pod 的地址：数据包在途中被丢弃，可能是网络策略、防火墙或网络插件所致',
  ),
  dns: both('the name of the host was not found', '找不到主机名'),
  scheme: both(
    'HTTPS was asked of a port that speaks plain HTTP, or the reverse',
    '对普通 HTTP 端口使用了 HTTPS，或相反',
  ),
  tls: both('the TLS handshake failed', 'TLS 握手失败'),
  'not-http': both(
    'the port does not speak HTTP/1.1',
    '该端口使用的不是 HTTP/1.1 协议',
  ),
  redirect: both(
    'the answer was a redirect to elsewhere',
    '应答是到其他地址的重定向',
  ),
  exit: both(
    'the command ran and reported a failure',
    '命令已执行，但报告失败',
  ),
  'no-program': both(
    'the command is not in the image or may not be executed',
    '镜像中没有该命令，或它不可执行',
  ),
  'wrong-shell': both(
    'the command runs, but its script is written for bash and run by a plain sh, which does not know such words ([[, arrays, source)',
    '命令可以运行，但脚本是为 bash 编写的，却由普通的 sh 执行，而 sh 不认识这些写法（[[、数组、source）',
  ),
  'not-serving': both(
    'the program answered that it does not serve (gRPC health)',
    '程序应答自己不提供服务（gRPC 健康检查）',
  ),
  'no-health-service': both(
    'the program does not offer the gRPC health service that is asked',
    '程序没有提供所查询的 gRPC 健康服务',
  ),
  'no-port': both(
    'the container declares no port of that name',
    '容器没有声明该名称的端口',
  ),
  'not-running': both('the container had just ended', '容器刚刚结束'),
  unknown: both('what it met is not known', '具体原因不得而知'),
};

/** How a probe asks, in brackets after its name; nothing when it is not known. */
export function bracketed(asks: string): Text {
  return asks === '' ? both('', '') : both(` (${asks})`, `（${asks}）`);
}

/** What a probe met, as part of a sentence without its end. */
export function probeAnswer(
  {
    problem,
    status,
    words,
  }: { problem: ProbeProblem; status?: number; words?: ProbeWords },
  timeout: number,
): Text {
  if (status !== undefined) {
    return both(
      `the program answered with HTTP status ${status}; a probe accepts 200 to 399`,
      `程序返回 HTTP 状态 ${status}，而探针只接受 200 到 399`,
    );
  }
  if (problem === 'exit' && words) return wordsInWords(words);
  switch (problem) {
    case 'timeout':
      return both(
        `no answer came within ${timeout} s: the program is overloaded, stuck or waiting for something else`,
        `没有在 ${timeout} 秒内应答：程序可能过载、卡住或在等待其他服务`,
      );
    case 'silent':
      return both(
        `the command failed without a word: it did not end within ${timeout} s, or reported a failure and printed nothing`,
        `命令失败且没有任何输出：它没有在 ${timeout} 秒内结束，或报告了失败但没有输出`,
      );
    case 'slow':
      return both(
        `the command printed nothing, and its failures came further apart than the probe asks, so most likely it did not end within ${timeout} s: it or its node is overloaded or stuck`,
        `命令没有任何输出，且失败的间隔大于探针周期，因此很可能没有在 ${timeout} 秒内结束：程序或节点过载、卡住`,
      );
    default:
      return ANSWERS[problem];
  }
}
