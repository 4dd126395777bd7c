import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';
import { readBefore } from '../../shared/steps';

/** The container's own output under the names it has as a file. */
const STREAM =
  /^\/(?:dev\/(?:stdout|stderr|stdin|fd\/[0-2]|console|pts\/\d{1,3}|tty\w{0,8})|proc\/(?:self|thread-self|\d{1,7})\/fd\/[0-2])$/;

/** Whether a path is the container's own input or output: no file that could be given to anybody. */
export const isStream = (path: string | undefined) =>
  path !== undefined && STREAM.test(path);

/** Why another user may not open it. */
export const STREAM_WHY: Text = both(
  'That is no file of image or volume but the container’s own output. Whoever opens it anew by this path needs rights on the pipe behind it, which belongs to the user the container was started with; a program that has changed its user (su, gosu, a pool’s own user), or an older container runtime that leaves the pipe to root, may only write to the output it already holds.',
  '这不是镜像或卷中的文件，而是容器自身的输出。通过该路径重新打开它需要其背后管道的权限，而管道属于启动容器的用户；切换过用户的程序（su、gosu、进程池自己的用户），或旧版容器运行时把管道留给 root 时，只能写入已经持有的输出。',
);

/** How the program logs all the same. */
export function streamSteps(
  path: string,
  user: number | undefined,
  action: 'logs' | 'previous-logs',
): Step[] {
  return [
    {
      text: both(
        `Let the program log elsewhere than to “${path}”: to the output it already holds (leave the setting empty, or name it “stderr” where the program knows that word), or to a file in an emptyDir.`,
        `让程序不再写入“${path}”：改为写入它已持有的输出（将该设置留空，或在程序支持时写成 stderr），或写入 emptyDir 中的文件。`,
      ),
    },
    {
      text:
        user === undefined
          ? both(
              'Let the whole container run as the user of the program (runAsUser), instead of changing the user after the start.',
              '让整个容器以程序的用户运行（runAsUser），而不是启动后再切换用户。',
            )
          : both(
              `Check whether the image is made to run as user ${user} (runAsUser); many begin as root and change the user themselves. Where it must, tty: true of the container gives it a terminal that it may open.`,
              `检查镜像是否支持以用户 ${user} 运行（runAsUser）；许多镜像以 root 启动后再自行切换用户。如果必须如此，可为容器设置 tty: true，使其得到可打开的终端。`,
            ),
      link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    },
    readBefore(action),
  ];
}
