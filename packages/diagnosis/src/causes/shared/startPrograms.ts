import type { Row } from './startRow';

/**
 * What is said of the program itself; the first group that matched names it. runc under containerd and CRI-O:
 * `exec: "x": stat x: no such file or directory`; Docker before 2019 the same with more quotes; crun: executable file `x` not found.
 */
export const PROGRAMS: readonly Row[] = [
  // runc makes the working directory itself, just before it enters it.
  [
    'working-directory-missing',
    /container init(?: caused)?: "?mkdir (\/[^:]{1,1000}): /,
  ],
  [
    'wrong-architecture',
    /exec(?: container process)?:? ?["`]?([^\s"`:]{1,500})?["`]?:? ?.{0,40}exec format error|does not match the host operating system|image platform .{1,100} does not match/i,
  ],
  [
    'missing-command',
    /exec: "([^"]{0,500})": (?:executable file not found|stat [^:]{1,500}: (?:no such file|not a directory|file name too long|too many levels)|no such file|is a directory)/,
  ],
  [
    'permission-denied-executable',
    /exec: "([^"]{1,500})": (?:stat [^:]{1,500}: )?permission denied|exec ([^\s:"]{1,500}): permission denied|process .{0,40}`([^`]{1,500})`: permission denied|open executable: permission denied/i,
  ],
  [
    'interpreter-missing',
    /exec ([^\s:"]{1,500}): no such file or directory|user process caused:? "?no such file|missing dynamic library\?\) `([^`]{1,500})`/,
  ],
  [
    'missing-command',
    /executable (?:file )?[`'"]([^`'"]{0,500})[`'"] (?:for container )?not found|the file (\S{1,500}) was not found|Container command '([^']{1,500})' not found|(?:finding|find) executable "([^"]{1,500})"|no command specified|no arguments specified|args must not be empty|system cannot find the file specified/i,
  ],
];
