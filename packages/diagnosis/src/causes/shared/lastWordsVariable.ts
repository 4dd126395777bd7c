import type { LogLine } from '../../engine';
import type { Candidate } from './lastWordsFacts';
import type { Problem } from './lastWordSign';

/** What is said around an error while the settings are read. */
const READS_SETTINGS =
  /Config provider|\bconfig\/\w{1,30}\.exs|Config\.(?:Reader|Provider)|releases\/\S{1,40}\/runtime\.exs/;
/** A value of the environment that is turned into something else, though it is not there. */
const OF_NOTHING =
  /^\s+:erlang\.(?:binary|list)_to_\w{1,20}\(nil\b|\{erlang,(?:binary|list)_to_\w{1,20},\[nil\b/;
/** Of Python: the line of the source above, which names the variable. */
const FROM_ENVIRONMENT =
  /\b(?:environ\.get|getenv)\(\s?['"](?<variable>[A-Za-z_]\w{0,100})['"]\s?\)/;

/** Python's missing variable is a KeyError like any other; only the lines before tell. */
export function special(
  lines: readonly LogLine[],
  i: number,
): Candidate['groups'] | undefined {
  const text = lines[i]?.text ?? '';
  const before = lines.slice(Math.max(0, i - 12), i).map(one => one.text);
  const key = /^KeyError: ['"](?<variable>[A-Z][A-Z0-9_]{1,100})['"]/.exec(
    text,
  );
  if (key && before.some(one => /environ|[/\\]os\.py"|<frozen os>/.test(one)))
    return key.groups;
  if (OF_NOTHING.test(text))
    return before.some(one => READS_SETTINGS.test(one)) ? {} : undefined;
  if (/^(?:TypeError|AttributeError): .{0,200}\bNoneType\b/.test(text))
    return FROM_ENVIRONMENT.exec(before.at(-1) ?? '')?.groups;
  if (!/^\s+field required/i.test(text)) return undefined;
  const isSettings = before.some(one =>
    /validation errors? for \w*(?:Settings|Config|Env)/i.test(one),
  );
  const name = /^(?<variable>\w{1,100})$/.exec(before[before.length - 1] ?? '');
  return isSettings ? { variable: name?.[1]?.toUpperCase() } : undefined;
}

/** A variable that is only offered, to do without what the program checks. */
const OFFERED =
  /\boverrid(?:e|den|ing)\b|\bto (?:disable|skip|suppress|bypass|ignore|silence|turn off) (?:this|the|such)\b/i;

/** Whether what looks like a missing variable is only offered as a way around. */
export function isOptional(problem: Problem, text: string): boolean {
  return problem === 'environment-variable-missing' && OFFERED.test(text);
}
