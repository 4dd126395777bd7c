import type { ContainerView, Failure, Step, Text } from '../../../engine';
import { both, logOfEnd } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import { isOnlyHelp } from '../../shared/lastWordsUsage';

/** What a program was started with that only printed its help. */
export interface Help {
  /** The manifest gives neither command nor args. */
  readonly isBare: boolean;
  readonly image: string;
}

/** Of a container whose log is nothing but the help of its program. */
export function helpOf(
  logs: Fact<FactValues['logs']>,
  { name, spec }: ContainerView,
  end: Failure,
): Help | undefined {
  const of = logs.status === 'ok' && logOfEnd(logs.value, name, end);
  if (!of || !isOnlyHelp(of.log)) return undefined;
  const isBare = spec?.command === undefined && !spec?.argsCount;
  return { isBare, image: spec?.image ?? '' };
}

/** Why it printed no more than that. */
export const helpWhy = ({ isBare, image }: Help): Text =>
  isBare
    ? both(
        `The manifest gives neither “command” nor “args”, and the program of image ${image} does nothing without a command: it wants to be told what to do (start, serve, run, as its help lists). Images of another version or variant may have needed none.`,
        `清单没有给出 command 和 args，而镜像 ${image} 的程序没有命令时什么也不做：必须告诉它做什么（帮助中列出的 start、serve、run 等）。其他版本或变体的镜像可能不需要。`,
      )
    : both(
        `What the manifest gives as “command” or “args” is no task for the program of image ${image}: the word for what to do is missing, wrong or of another version, or a variable in it is empty.`,
        `清单中的 command 或 args 对镜像 ${image} 的程序来说不是任务：缺少要执行的子命令、写错或属于其他版本，或其中的变量为空。`,
      );

/** What to do about it. */
export const helpSteps = (
  { isBare, image }: Help,
  container: string,
): Step[] => [
  {
    text: both(
      'Read the help in the log: it lists the commands the program knows.',
      '查看日志中的帮助：其中列出了程序支持的命令。',
    ),
    action: 'previous-logs',
  },
  {
    text: isBare
      ? both(
          `Add the command it needs as “args” of container “${container}”.`,
          `将所需的命令加入容器“${container}”的 args。`,
        )
      : both(
          `Correct “args” (or “command”) of container “${container}”: each word is an item of its own.`,
          `改正容器“${container}”的 args（或 command）：每个词单独一项。`,
        ),
    link: 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
  },
  {
    text: both(
      `Compare the version of image ${image} with the one the manifest or chart was written for, and pin it.`,
      `核对镜像 ${image} 的版本是否为清单或 Chart 所针对的版本，并固定版本。`,
    ),
  },
];
