import type { Text } from '../../engine';
import { both, tellingLine } from '../../engine';

/** Characters of the hook's words that a sentence bears. */
const LONGEST = 240;
/** Old kubelets wrote the hook's words behind its exit code, later ones as a Go string at the end. */
const AS_STRING = /, message: "((?:[^"\\]|\\.){1,4096})"\s*$/;
const AFTER_CODE = /^[^]*exited with \d{1,3}: (?!, message: ")([^]{1,4096})$/;
/** The hook's command as messages show it. */
const COMMAND =
  /lifecycle hook \(\[([^]{1,4096}?)\]\) for |command '([^]{1,4096}?)' exited with /;

const UNESCAPED: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
};

/** What the hook's command wrote, of a message about its failure; `undefined` when it wrote nothing, or repeats the command. */
export function outputIn(message: string): string | undefined {
  const [, quoted] = AS_STRING.exec(message) ?? [];
  const [, plain] = quoted === undefined ? AFTER_CODE.exec(message) ?? [] : [];
  const text =
    quoted?.replace(/\\(.)/g, (_, c: string) => UNESCAPED[c] ?? c) ?? plain;
  const line = tellingLine(text ?? '')?.trim();
  if (!line) return undefined;
  const [, inBrackets, inQuotes] = COMMAND.exec(message) ?? [];
  // A word of the command may be a secret: of a line that repeats one, nothing is shown.
  const words = (inBrackets ?? inQuotes ?? '').split(/[\s'"]+/).slice(1);
  const isEcho = words.some(
    word =>
      /[=:@]|^.{20,}$/.test(word) && word.length > 5 && line.includes(word),
  );
  if (isEcho) return undefined;
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** What such words mean for a hook. */
const MEANINGS: readonly (readonly [RegExp, Text])[] = [
  [
    /EOF when reading a line|EOFError|end of file on stdin|not a (?:tty|terminal)|inappropriate ioctl for device|input device is not a TTY|input is not from a terminal|no tty present|(?:password|passphrase|username|bind dn|\[y\/n\]|\(y\/n\)|yes\/no)\S{0,5}\s*:?\s*$/i,
    both(
      'The command asks a question (a name, a password, a yes), but a hook has no terminal and nobody to answer: it must be given as an option or a file.',
      '命令在等待交互输入（名称、密码或确认），但钩子没有终端，也没有人应答：必须通过选项或文件提供。',
    ),
  ],
  [
    /connection refused|could not connect|couldn't connect|can't connect|cannot connect|failed to connect|connection reset|ECONNREFUSED|not ready|starting up|can't contact|no such (?:socket|file).{0,40}\.sock|\.sock\b/i,
    both(
      'The command calls the program before it listens: both start at the same moment, with no order between them.',
      '命令在程序开始监听之前就去连接它：两者同时启动，先后没有保证。',
    ),
  ],
  [
    /not found|executable file|no such file or directory|cannot execute/i,
    both(
      'The command, or a tool or file it uses, is not in the image of this container.',
      '该命令或它使用的工具、文件不在此容器的镜像中。',
    ),
  ],
  [
    /permission denied|operation not permitted|read-only file ?system|not writable/i,
    both(
      'The command runs as the user of the container, with its rights and file system: it may not do this.',
      '命令以容器的用户身份运行，受其权限和文件系统限制：它无权执行该操作。',
    ),
  ],
];

/** Why a hook fails that says so. */
export function meaningOf(output: string): Text | undefined {
  return MEANINGS.find(([wording]) => wording.test(output))?.[1];
}
