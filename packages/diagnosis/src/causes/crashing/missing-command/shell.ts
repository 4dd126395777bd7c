import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import type { LastWords } from '../../shared/lastWords';
import { inWords, lastWords } from '../../shared/lastWords';
import { readBefore } from '../../shared/steps';

/** A command that a shell or a script of the container did not find; the container itself was started. */
export type ByShell = LastWords['data'] & {
  readonly kind: 'shell';
  readonly program: string;
  readonly image: string;
};

/** Containers that ended so, by their last words. */
export function shellsThatFail(
  pod: Pod,
  logs: Fact<FactValues['logs']>,
  now: number,
) {
  return lastWords('missing-command', pod, logs, now).map(
    ({ container, data, facts, quotes }) => ({
      container: container.name,
      data: {
        ...data,
        kind: 'shell' as const, // tells it from a start that failed
        program: facts.name ?? '',
        image: container.spec?.image ?? '',
      },
      quotes,
    }),
  );
}

/** What the shell did not find. */
export function shellInWords(data: ByShell): { what: Text; why: Text } {
  const { program, image } = data;
  const { who, again } = inWords(data);
  return {
    what: both(
      `The shell or script in ${who.en} did not find the command “${program}” and ended${again.en}.`,
      `${who.zh}中的 shell 或脚本找不到命令“${program}”，因此结束${again.zh}。`,
    ),
    why: both(
      `The container itself starts, but image ${image} has no program “${program}” in its search path (PATH): it was never installed there, lies in another directory (a virtual environment, node_modules/.bin), or is hidden by a volume.`,
      `容器本身可以启动，但镜像 ${image} 的搜索路径（PATH）中没有程序“${program}”：没有安装、位于其他目录（虚拟环境、node_modules/.bin），或被挂载的卷遮住。`,
    ),
  };
}

/** What to do about it. */
export function shellSteps({ program, image, action }: ByShell): Step[] {
  return [
    {
      text: both(
        `Use an image that holds “${program}” (another tag or variant of ${image}, or one of your own that installs it when it is built), or give its full path in the command.`,
        `使用包含“${program}”的镜像（${image} 的其他标签或变体，或在构建时安装它的自有镜像），或在命令中写出它的完整路径。`,
      ),
      link: 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
    },
    {
      text: both(
        `Look for it in a debug shell in the same image (command -v ${program}), and compare PATH: a variable PATH in the manifest replaces that of the image.`,
        `用同一镜像的调试终端查找它（command -v ${program}），并核对 PATH：清单中的 PATH 变量会取代镜像自带的值。`,
      ),
      action: 'debug',
    },
    readBefore(action),
  ];
}
