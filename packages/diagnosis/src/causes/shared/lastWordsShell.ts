import type { LogLine } from '../../engine';
import { logLines } from '../../engine';
import type { Understood } from './lastWordsWeight';

/** A program's name without a path: a path that is not there may be a file, a wrong C library, or an interpreter. */
const NAME = '[A-Za-z0-9_][\\w.+-]{0,100}';
const QUOTE = '[\'"`‘’“”]?';

/** Words of shells, and of programs that start others, for a command that is not in PATH. */
const NOT_FOUND: readonly RegExp[] = [
  // dash and busybox: `sh: 1: celery: not found`, `/start.sh: line 3: foo: not found`, `exec: line 2: foo: not found`.
  new RegExp(
    `^(?:\\S{1,200}: )(?:(?:line )?\\d{1,6}: )?(?:exec: )?(?:(?:line )?\\d{1,6}: )?(?:exec: )?(?<name>${NAME}): (?:inaccessible or )?not found(?: \\[.{1,60}\\])?$`,
  ),
  // bash, make, and zsh, which names the command last.
  new RegExp(`(?:^|: )(?<name>${NAME}): command not found(?:\\.{3})?$`, 'i'),
  new RegExp(`: command not found: (?<name>${NAME})$`),
  new RegExp(`^make(?:\\[\\d{1,3}\\])?: (?<name>${NAME}): No such file`),
  // Programs that start others by name.
  new RegExp(
    `\\b(?:env|nohup|timeout|nice|setsid|stdbuf|chroot|xargs|su-exec|setpriv|unshare)\\b: (?:can't execute |cannot execute |can't exec |failed to (?:run command|execute) |unable to exec )?${QUOTE}(?<name>${NAME})${QUOTE}: No such file or directory`,
  ),
  new RegExp(
    `\\bexec:? ${QUOTE}(?<name>${NAME})${QUOTE}:? failed: No such file|\\bunable to exec (?<s6>${NAME}): No such file`,
  ),
];

/** Parts of a shell's own language: not programs that an image could lack. */
const SYNTAX =
  /^(?:source|function|local|declare|typeset|shopt|pushd|popd|let|mapfile|readarray|enable|bind|compgen|complete)$/;

/** A runner repeats what its shell ended with. */
const SAYS_127 = /\b(?:code|status|error|exit(?:ed)?)\b\D{0,12}\b127\b/i;

/** How many lines of a runner may follow. */
const NEAR = 15;

function commandAt({ text }: LogLine): string | undefined {
  const line = text.slice(0, 500).trim();
  if (!line.includes('not found') && !line.includes('No such file'))
    return undefined;
  for (const wording of NOT_FOUND) {
    const { name, s6 } = wording.exec(line)?.groups ?? {};
    const command = name ?? s6;
    if (command && !SYNTAX.test(command)) return command;
  }
  return undefined;
}

/**
 * The command that a shell did not find, where that ended the program: exit code 127, the shells' own for it, or a runner that
 * says so. Source: POSIX, Shell Command Language, 2.8.2 Exit Status for Commands.
 */
export function notFoundByShell(
  log: string,
  exitCode: number,
): Understood | undefined {
  const last = logLines(log).slice(-NEAR);
  if (exitCode !== 127 && !last.some(({ text }) => SAYS_127.test(text)))
    return undefined;
  const line = last.findLast(one => commandAt(one) !== undefined);
  const name = line && commandAt(line);
  return name === undefined
    ? undefined
    : {
        problem: 'missing-command',
        facts: { name },
        lines: [line?.raw ?? ''],
        weight: 3,
      };
}
