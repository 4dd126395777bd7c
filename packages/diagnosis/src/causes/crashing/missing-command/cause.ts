import type { ContainerView, Text } from '../../../engine';
import { both, containersOf, defineCause, quoteOf } from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { lastWordCauses } from '../../shared/lastWords';

type Problem = 'not-found' | 'not-executable' | 'wrong-format' | 'none';

/**
 * What the runtimes say when a container's first program cannot be started. runc under containerd and CRI-O:
 * `exec: "x": stat x: no such file or directory`; under Docker with more quotes: `exec: \"x\": executable file not found`;
 * crun: executable file `x` not found.
 */
const PATTERNS: readonly (readonly [Problem, RegExp])[] = [
  ['wrong-format', /exec:? \\?"?([^\s"\\:]{1,500})\\?"?: exec format error/],
  [
    'not-found',
    /exec: \\?"([^"\\]{1,500})\\?": (?:executable file not found|stat [^:]{1,500}: no such file|no such file)/,
  ],
  ['not-found', /exec ([^\s:"]{1,500}): no such file or directory/],
  ['not-found', /executable file [`'"]([^`'"]{1,500})[`'"] not found/],
  [
    'not-executable',
    /exec: \\?"([^"\\]{1,500})\\?": (?:permission denied|is a directory)/,
  ],
  ['not-executable', /exec ([^\s:"]{1,500}): permission denied/],
  ['none', /no command specified()/i],
];

/** Where a container's status explains that it could not start. */
const PLACES = [
  'state.waiting.message',
  'state.terminated.message',
  'lastState.terminated.message',
];

function startError(container: ContainerView, pod: Pod) {
  // A container that runs did start; what it once said is history.
  if (container.status.state?.running) return undefined;
  for (const place of PLACES) {
    const at = `${container.at}.${place}`;
    const [quote] = quoteOf('pod', pod, at);
    const message = String(quote?.value ?? '').slice(0, 4096);
    for (const [problem, pattern] of PATTERNS) {
      const match = pattern.exec(message);
      if (quote && match) return { problem, program: match[1] ?? '', quote };
    }
  }
  return undefined;
}

const WHAT: Readonly<Record<Problem, (program: string) => Text>> = {
  'not-found': program =>
    both(
      `The image has no program “${program}”.`,
      `镜像中没有程序“${program}”。`,
    ),
  'not-executable': program =>
    both(
      `“${program}” is in the image, but it may not be executed: it is a directory, or its permissions do not allow it.`,
      `镜像中有“${program}”，但无法执行：它是目录，或其权限不允许执行。`,
    ),
  'wrong-format': program =>
    both(
      `“${program}” is made for another processor than this node has, or it is a script without a first line that names its interpreter.`,
      `“${program}”是为其他处理器架构编译的，或者是首行没有写明解释器的脚本。`,
    ),
  none: () =>
    both(
      'Neither the image nor the manifest says which program to start.',
      '镜像和清单都没有说明要启动哪个程序。',
    ),
};

export default defineCause({
  id: 'missing-command',
  state: 'crashing',
  title: both('The start command cannot be run', '无法执行启动命令'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  beats: ['container-exits-with-error', ...lastWordCauses],
  covers: [
    'terminated/StartError',
    'terminated/ContainerCannotRun',
    'exitcode/128',
    'runtime/oci/exec-notfound-path',
    'runtime/oci/exec-nosuchfile',
    'runtime/oci/exec-perm',
    'runtime/oci/exec-isdir',
    'runtime/oci/exec-format',
    'runtime/oci/exec-empty',
  ],
  detect({ pod, subject }) {
    if (pod.metadata.deletionTimestamp) return [];
    return containersOf(pod).flatMap(container => {
      const error = startError(container, pod);
      if (!error) return [];
      const { problem, program, quote } = error;
      const own = container.spec?.command?.[0];
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          image: container.spec?.image ?? '',
          problem,
          program,
          isOverridden: own !== undefined,
        },
        quotes: [
          quote,
          ...quoteOf('pod', pod, `${container.at}.state.waiting.reason`),
          ...quoteOf('pod', pod, `${container.at}.lastState.terminated.reason`),
        ],
      };
    });
  },
  explain({ container, problem, program, isOverridden }) {
    const from = isOverridden
      ? both(
          'The command is written in the manifest (command), which replaces the one the image brings.',
          '该命令写在清单的 command 中，它会取代镜像自带的命令。',
        )
      : both(
          'The manifest names no command, so the one of the image is used.',
          '清单没有写 command，因此使用镜像自带的命令。',
        );
    const { en, zh } = WHAT[problem](program);
    return {
      what: both(
        `Container “${container}” cannot start. ${en}`,
        `容器“${container}”无法启动。${zh}`,
      ),
      why: from,
    };
  },
  steps({ container, problem, program, isOverridden, image }) {
    return [
      {
        text:
          problem === 'none'
            ? both(
                `Write the program to start into “command” of container “${container}”.`,
                `在容器“${container}”的 command 中写明要启动的程序。`,
              )
            : both(
                `Check the spelling and path of “${program}”: a command is not a shell line, its first word must be the program alone.`,
                `检查“${program}”的拼写与路径：command 不是 shell 命令行，第一个元素只能是程序本身。`,
              ),
        link: 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
      },
      ...(isOverridden
        ? [
            {
              text: both(
                `Remove “command” from container “${container}” if the image's own start command is the right one, and keep only “args”.`,
                `如果镜像自带的启动命令是对的，请删除容器“${container}”的 command，只保留 args。`,
              ),
            },
          ]
        : []),
      {
        text: both(
          `Look into the image ${image} to see what it holds, or rebuild it with the program executable and for the node's processor.`,
          `查看镜像 ${image} 的内容；或重新构建，使程序可执行且适合节点的处理器架构。`,
        ),
      },
    ];
  },
});
