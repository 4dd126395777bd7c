import type { LogLine } from './logLines';

/** Reports of Erlang's supervisors and of what they started, whose reason is a term over many lines. */
const REPORT =
  /\bsupervisor: \{|\berrorContext: |\boffender: |\b(?:SUPERVISOR|CRASH) REPORT\b|\bcrasher:|failed_to_start_child|\bexception (?:exit|error): |Kernel pid terminated|init terminating in do_boot|\bexited with reason: |\breason: [[{]/;
/** Its terms, from the one that says most: the system's own answer, what ended, what did not match, and what was not started. */
const REASONS: readonly RegExp[] = [
  /\b(?:eaddrinuse|eaddrnotavail|eacces|enoent|eperm|econnrefused|ehostunreach|etimedout|nxdomain|enospc|emfile|erofs|eexist|nodistribution)\b/,
  /\bthe name \S{1,260} seems to be in use|invalid_config|\berl_boot_error\b|schema_validation|\bbad_?config\w{0,20}/i,
  /\{'EXIT',\s?\{?\w|\bundef\b|\bbadarg\b|\bnoproc\b|\{case_clause,|\btimeout_waiting_for_\w{1,40}/,
  /\{error,\s?[{"<]?\w|\{badmatch,\s?\{?\w/,
  /failed_to_start_child,\s?\w/,
];
/** So many lines make a report. */
const NEAR = 60;

/** The line of a report that says most, for one that is told by a line of it that says little. */
export function ofErlang(
  lines: readonly LogLine[],
  found: LogLine,
): LogLine | undefined {
  const at = lines.lastIndexOf(found);
  const near = lines.slice(Math.max(0, at - NEAR), at + NEAR);
  const isPart = REPORT.test(found.text) || /[[{(,]\s*$/.test(found.text);
  if (!isPart || !near.some(({ text }) => REPORT.test(text))) return undefined;
  for (const reason of REASONS) {
    const line = near.findLast(
      ({ text, level }) => level !== 'info' && reason.test(text),
    );
    if (line) return line;
  }
  return undefined;
}
