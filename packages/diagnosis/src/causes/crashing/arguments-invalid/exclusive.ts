import type { Step, Text } from '../../../engine';
import { both, listEn, listZh } from '../../../engine';

/** An option as programs write it, and the group that Go's cobra lists. */
const OPTION = /(?<![\w-])--?[A-Za-z][\w-]{1,60}/g;
const GROUP = /\[[^\]]{3,300}\] were all set|group \[(?<group>[^\]]{3,300})\]/;

/** More names than this are no help. */
const MOST = 4;

/** The options that a message names; never their values. */
export function optionsIn(words: string | undefined): readonly string[] {
  const text = (words ?? '').slice(0, 600);
  const found = text.match(OPTION) ?? [];
  const set = /; \[(?<set>[^\]]{3,300})\] were all set/.exec(text)?.groups?.set;
  const group = set ?? GROUP.exec(text)?.groups?.group;
  const names = group?.split(/\s+/).map(name => `--${name}`) ?? found;
  return [...new Set(names)].slice(0, MOST);
}

/** What was wrong, as the end of a sentence. */
export function exclusiveFault(options: readonly string[]): Text {
  if (options.length < 2)
    return both(
      'was given options of which it takes only one',
      '收到了只能取其一的多个选项',
    );
  const names = options.map(name => `“${name}”`);
  return both(
    `takes only one of the options ${listEn(names)} and was given more`,
    `在选项${listZh(names)}中只接受一个，却收到了多个`,
  );
}

/** What to do about it. */
export const exclusiveStep = (container: string): Step => ({
  text: both(
    `Remove all but one of these options from “args” or “command” of container “${container}”; where a chart or an operator adds one by itself, turn off the setting that does (for a log, say), or leave out your own. Variables may stand for options, too.`,
    `从容器“${container}”的 args 或 command 中只保留其中一个选项；如果其中之一由 Chart 或 Operator 自动添加（例如日志设置），请关闭相应设置或去掉自己添加的选项。环境变量也可能等同于选项。`,
  ),
});
