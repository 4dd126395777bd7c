import type { ContainerView, Failure, Text } from '../../engine';
import { both, containersOf, currentFailure, memoLast } from '../../engine';
import type { Pod } from '../../facts/objects';
import { windowsCode } from './windowsStatus';

/** Signals a container can end by, with the reason one meets most. Numbers: signal(7), Linux on x86 and ARM. */
const SIGNALS: Readonly<Record<number, readonly [string, string, string]>> = {
  1: ['HUP', 'its terminal went away', '终端已断开'],
  2: ['INT', 'interrupted', '被中断'],
  3: ['QUIT', 'asked to quit with a dump', '被要求退出并转储'],
  4: [
    'ILL',
    'an instruction this processor does not know',
    '处理器不支持的指令',
  ],
  5: ['TRAP', 'a breakpoint or failed assertion', '断点或断言失败'],
  6: ['ABRT', 'the program aborted itself', '程序主动中止'],
  7: ['BUS', 'a bad memory access', '内存访问错误'],
  8: ['FPE', 'a division by zero or the like', '除以零等运算错误'],
  9: ['KILL', 'killed from outside', '被外部强制终止'],
  11: ['SEGV', 'a bad memory access in the program', '程序内存访问越界'],
  13: ['PIPE', 'it wrote to a closed connection', '向已关闭的连接写数据'],
  15: ['TERM', 'asked to stop', '被要求停止'],
  24: ['XCPU', 'its CPU time was used up', 'CPU 时间用尽'],
  25: ['XFSZ', 'a file grew too large', '文件超过大小限制'],
  31: [
    'SYS',
    'a forbidden system call (seccomp)',
    '被禁止的系统调用（seccomp）',
  ],
};

/** What the shells and common programs mean by a code. */
const CODES: Readonly<Record<number, Text>> = {
  1: both(
    'an error, of which the code tells no more',
    '出错，代码本身没有更多含义',
  ),
  2: both(
    'wrong arguments, or a crash of a Go program',
    '参数错误，或 Go 程序崩溃',
  ),
  126: both('a command exists but may not be executed', '命令存在，但无法执行'),
  127: both(
    'a shell did not find a command it was to run',
    'shell 找不到要执行的命令',
  ),
  101: both(
    'a panic, if the program is written in Rust: an error its code did not expect; else a code of its own',
    '如果程序用 Rust 编写，表示 panic：代码没有预料到的错误；否则是程序自定义的代码',
  ),
  125: both(
    'the tool that was to start the program failed itself',
    '负责启动程序的工具自身失败',
  ),
  128: both('an invalid exit code was given', '给出了无效的退出码'),
  255: both(
    'the program gave a code out of range, often -1',
    '程序返回了超出范围的代码，常为 -1',
  ),
};

/** Codes that many programs share by convention. Source: sysexits.h. */
const CONVENTIONS: Readonly<Record<number, Text>> = {
  64: both('wrong arguments', '参数错误'),
  65: both('wrong input data', '输入数据有误'),
  66: both(
    'an input file is missing or may not be read',
    '输入文件缺失或不可读',
  ),
  69: both('a service it needs is not available', '依赖的服务不可用'),
  70: both('an internal error', '内部错误'),
  71: both('the system refused an operation', '系统拒绝了某项操作'),
  73: both('a file could not be created', '无法创建文件'),
  74: both('reading or writing failed', '读写失败'),
  75: both('a failure that may pass', '暂时性的失败'),
  77: both('lack of permission', '权限不足'),
  78: both('wrong settings', '配置有误'),
};

/** Number of the signal that an exit code above 128 stands for; `undefined` for the other codes. */
export function signalOf(exitCode: number): number | undefined {
  return SIGNALS[exitCode - 128] ? exitCode - 128 : undefined;
}

/** What an exit code means, as a part of a sentence without its end. */
export function exitCodeInWords(exitCode: number): Text {
  const known = CODES[exitCode] ?? windowsCode(exitCode);
  if (known) return known;
  const usual = CONVENTIONS[exitCode];
  if (usual)
    return both(
      `${usual.en}, if the program keeps to the usual list of codes (sysexits)`,
      `如果程序遵循惯例（sysexits），表示${usual.zh}`,
    );
  const signal = signalOf(exitCode);
  const [name, en, zh] = (signal && SIGNALS[signal]) || [];
  return name
    ? both(
        `signal ${signal} (${name}): ${en}`,
        `信号 ${signal}(${name})：${zh}`,
      )
    : both(
        'a code of the program itself; its own documentation says what it means',
        '程序自定义的代码，含义见程序自己的文档',
      );
}

/** A container with its end. */
export interface Ended extends Failure {
  readonly container: ContainerView;
  readonly exitCode: number;
  /** Number of the signal it ended by, if it did. */
  readonly signal: number | undefined;
}

/** Whether containers that wait for the init containers have run: an init container that runs now is then run once more. */
export function hasStarted({ status }: Pod): boolean {
  return status.containerStatuses.some(
    ({ state, lastState }) =>
      state?.running ?? state?.terminated ?? lastState?.terminated,
  );
}

/** The program never ran, or the kubelet made the end up: other causes say why. */
const NOT_ITS_OWN = new Set([
  'StartError',
  'ContainerCannotRun',
  'RestartingAllContainers',
]);

/**
 * Containers that ended with a failure of their own, and that it still matters. None of a pod on its way out, which is stopped on
 * purpose, nor of one that succeeded.
 */
export const failedEnds = memoLast((pod: Pod, now: number): Ended[] => {
  if (pod.metadata.deletionTimestamp || pod.status.phase === 'Succeeded')
    return [];
  return containersOf(pod).flatMap(container => {
    const failure = currentFailure(container, now);
    const { exitCode, reason = '', signal } = failure?.terminated ?? {};
    if (!failure || exitCode === undefined || NOT_ITS_OWN.has(reason))
      return [];
    const by = signal || signalOf(exitCode);
    return [{ ...failure, container, exitCode, signal: by }];
  });
});

/**
 * Ends that nobody ordered: not those of a pod that was itself ended (evicted, past its deadline, node shut down), which its
 * status or the condition DisruptionTarget says.
 */
export function unorderedEnds(pod: Pod, now: number): Ended[] {
  const { reason, conditions } = pod.status;
  const isOrdered = conditions.some(
    ({ type, status }) => type === 'DisruptionTarget' && status === 'True',
  );
  return reason || isOrdered ? [] : failedEnds(pod, now);
}
