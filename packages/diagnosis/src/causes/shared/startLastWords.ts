import type { Recognised } from './startProblems';
import { ask } from './startProblems';
import type { Row } from './startRow';

/**
 * The same faults where the runtime had already handed over: the last step before the program writes them to its log and ends
 * with 1, 126, 127 or 255. Only whole lines in the runtime's, a shell's, tini's or qemu's words.
 */
const LAST_WORDS: readonly Row[] = [
  [
    'wrong-architecture',
    /^exec "?([^\s:"]{1,500})"?: exec format error\W{0,4}$|^(?:exec |standard_init_linux|\[FATAL tini|(?:Error: )?fork\/exec |(?:\S{0,40}\/)?\w{0,3}sh: |\S{1,200}: (?:line )?\d{1,6}: ).{0,600}exec format error\W{0,4}$|^qemu-\S{1,40}: Could not open|cannot execute binary file/i,
  ],
  [
    'environment-too-large',
    /^(?:exec |standard_init_linux|(?:\S{0,40}\/)?\w{0,3}sh: |\S{1,200}: (?:line )?\d{1,6}: ).{0,600}argument list too long\W{0,4}$/i,
  ],
  [
    'permission-denied-executable',
    /^(?:exec ([^\s:"]{1,500}): permission denied|standard_init_linux\S{0,20} exec user process caused:? "?permission denied|\[FATAL tini .{0,20} exec (\S{1,500}) failed: Permission denied)/,
  ],
  [
    'interpreter-missing',
    /^(?:exec ([^\s:"]{1,500}): no such file or directory|standard_init_linux\S{0,20} exec user process caused:? "?no such file|.{0,200}bad interpreter|(?:\/usr\/bin\/)?env: (?:can't execute )?[‘'"]([^’'"]{1,100})[’'"]: No such file)/,
  ],
];

/** What a line of a log says, when it is the last step of a start and not the program that speaks. */
export function startProblemInLog(line: string): Recognised | undefined {
  return ask(LAST_WORDS, line.slice(0, 1000));
}
