import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { JAVA_WHY, javaOf, javaStep, javaWhat } from './java';
import { hiddenBy, hiddenInWords, hiddenSteps } from './hidden';

const WHY: Readonly<Record<string, Text>> = {
  libc: both(
    'The program was built on a newer system than the image has: its C library is too old for it.',
    '程序是在比镜像更新的系统上构建的：镜像中的 C 库版本过旧。',
  ),
  library: both(
    'The program is linked against a system library that the image does not have, or has in another version; Alpine images also lack the GNU C library.',
    '程序链接的系统库在镜像中不存在或版本不同；Alpine 镜像还缺少 GNU C 库。',
  ),
  own: both(
    'It is no library but a part of the program itself: the build did not copy its result there, the image or its working directory is another than the command expects, or a volume hides it.',
    '它不是依赖库，而是程序自身的一部分：构建没有把产物复制到那里，镜像或工作目录与命令的预期不符，或被挂载的卷遮住。',
  ),
  tool: both(
    'The program, or the build tool that the container runs as it starts, calls that tool, and the image does not hold it: it was not installed when the image was built, or was lost between the stages of the build. It cannot be installed by hand in a running container.',
    '程序或容器启动时运行的构建工具要调用它，而镜像中没有：构建镜像时没有安装，或在多阶段构建中丢失。在运行中的容器里手动安装没有用处。',
  ),
  version: both(
    'It is there, but in a version that does not fit the rest: built for a newer runtime, or two libraries that want different versions of it.',
    '它存在，但版本与其余部分不符：为更新的运行时构建，或两个库需要它的不同版本。',
  ),
};

/** For a part of the program itself. */
function check(image: string, part: string | undefined): Step {
  const it =
    part === undefined ? both('it', '它') : both(`“${part}”`, `“${part}”`);
  return {
    text: both(
      `Check that the build copies ${it.en} into image ${image}, and that command, arguments and working directory of the container name the right place.`,
      `检查构建是否把${it.zh}复制进镜像 ${image}，以及容器的命令、参数和工作目录是否指向正确的位置。`,
    ),
    link: 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
  };
}

/** For parts whose versions do not fit. */
function fit(image: string, part: string | undefined): Step {
  const of =
    part === undefined || part === ''
      ? both('', '')
      : both(` “${part}”`, `“${part}”`);
  return {
    text: both(
      `Look which library or runtime brings${of.en} into image ${image} and in which version, and build it anew with versions that fit each other (a lock file keeps them so); for a runtime such as .NET or Node.js take the base image with the version that the message names.`,
      `查看镜像 ${image} 中的${of.zh}由哪个库或运行时提供、版本是多少，并用相互匹配的版本重新构建（锁文件可固定版本）；如果是 .NET、Node.js 等运行时，请使用报错所要求版本的基础镜像。`,
    ),
  };
}

/** For a tool that is called. */
function install(image: string, tool = ''): Step {
  return {
    text: both(
      `Install “${tool}” when image ${image} is built, for the user the program runs as; or use a release of the program that is already built and needs no build tools at its start.`,
      `在构建镜像 ${image} 时为程序运行的用户安装“${tool}”；或使用已构建好的发行版，启动时不再需要构建工具。`,
    ),
  };
}

/** What helps whatever is missing. */
function after(action: 'logs' | 'previous-logs'): Step[] {
  return [
    {
      text: both(
        'Run the image on your own machine: it fails there in the same way, unless a volume of the pod hides the directory.',
        '在本机运行该镜像：除非是 Pod 的卷遮住了目录，否则会出现同样的错误。',
      ),
    },
    {
      text: both(
        'Return to the image before, if that one worked.',
        '如果上一个镜像正常，请回退。',
      ),
      link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment',
    },
    {
      text: both('Read the whole message.', '查看完整的报错。'),
      action,
    },
  ];
}

export default defineCause({
  id: 'program-part-missing',
  state: 'crashing',
  title: both(
    'A part of the program is missing or does not fit',
    '程序缺少组成部分或版本不符',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('program-part-missing', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const { name: part, where } = facts;
        const hidden =
          kind === 'libc' || kind === 'version' || kind === 'java'
            ? undefined
            : hiddenBy(pod, container, part, where);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            kind,
            part,
            java: kind === 'java' ? javaOf(facts) : undefined,
            hidden,
            image: container.spec?.image ?? '',
          },
          quotes: [...quotes, ...(hidden?.quotes ?? [])],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { part, kind, hidden, java } = data;
    if (java) return { what: javaWhat(who, again, java, part), why: JAVA_WHY };
    const name =
      part === undefined
        ? both('a part of it', '它的某个部分')
        : both(`“${part}”`, `“${part}”`);
    const is =
      kind === 'version'
        ? both('does not fit', '版本不符')
        : both('is missing', '缺失');
    return {
      what: both(
        `The program in ${who.en} could not be loaded because ${name.en} ${is.en}${again.en}.`,
        `${who.zh}中的程序因${name.zh}${is.zh}而无法加载${again.zh}。`,
      ),
      why: hidden
        ? hiddenInWords(hidden)
        : WHY[kind ?? ''] ??
          both(
            'Where the program looks, the image does not have it: a library that is not declared as a dependency or was installed in another stage of the build, or code of the program itself that was not copied or lies in another directory; or a volume hides it.',
            '程序查找的位置上没有它：依赖库没有声明或装在了构建的其他阶段，或程序自身的代码没有复制、位于其他目录；也可能被挂载的卷遮住。',
          ),
    };
  },
  steps(data) {
    const { image, part, kind, hidden } = data;
    if (hidden) return [...hiddenSteps(hidden), ...after(data.action)];
    if (data.java) return [javaStep(data.java, image), ...after(data.action)];
    if (kind === 'own') return [check(image, part), ...after(data.action)];
    if (kind === 'tool') return [install(image, part), ...after(data.action)];
    if (kind === 'version') return [fit(image, part), ...after(data.action)];
    return [
      {
        text:
          kind === 'libc' || kind === 'library'
            ? both(
                `Build on the same base system as the image, or install the library in it (image ${image}).`,
                `在与镜像相同的基础系统上构建，或在镜像 ${image} 中安装该库。`,
              )
            : both(
                `Declare ${
                  part === undefined ? 'it' : `“${part}”`
                } as a dependency, and check that the build copies all dependencies into image ${image}.`,
                `将${
                  part === undefined ? '它' : `“${part}”`
                }声明为依赖，并检查构建是否把所有依赖复制进镜像 ${image}。`,
              ),
      },
      ...after(data.action),
    ];
  },
});
