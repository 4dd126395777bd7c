import type { Quote, Step, Text } from '../../../engine';
import { both, defineCause, quoteOf, shellWord } from '../../../engine';
import type { StartData } from '../../shared/startFaults';
import {
  EARLIER_ENDS,
  specPath,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { withoutEscapes } from '../../shared/startProblems';
import { doubtInWords, doubtOf, hidingMount } from './elsewhere';
import type { Doubt } from './elsewhere';
import type { ByShell } from './shell';
import { shellInWords, shellsThatFail, shellSteps } from './shell';

type Kind =
  | 'not-found'
  | 'empty'
  | 'shell-line'
  | 'option'
  | 'directory'
  | 'none';

/** An empty or blank name, as runc and crun write it. */
const EMPTY = /exec: \\?"\s*\\?": |executable (?:file )?[`'"]\s*[`'"] /;

function kindOf(message: string, program: string): Kind {
  if (
    /no command specified|no arguments specified|must not be empty/i.test(
      message,
    )
  )
    return 'none';
  if (EMPTY.test(withoutEscapes(message))) return 'empty';
  if (/is a directory/.test(message)) return 'directory';
  if (program.startsWith('-')) return 'option';
  return /\s/.test(program) ? 'shell-line' : 'not-found';
}

const WHAT: Readonly<Record<Kind, (program: string) => Text>> = {
  'not-found': program =>
    both(
      program
        ? `Its image has no program “${program}”.`
        : 'Its image does not hold the program to start.',
      program ? `镜像中没有程序“${program}”。` : '镜像中没有要启动的程序。',
    ),
  empty: () =>
    both(
      'Its command is an empty text, so there is no program to start.',
      '它的命令是空字符串，因此没有可以启动的程序。',
    ),
  'shell-line': program =>
    both(
      `The command is a whole line that begins with “${program}”, and there is no program whose name is that line.`,
      `命令是以“${program}”开头的一整行，而没有以整行为名的程序。`,
    ),
  option: program =>
    both(
      `The command begins with the option “${program}” where the program’s name must stand.`,
      `命令以选项“${program}”开头，而这里必须是程序名。`,
    ),
  directory: program =>
    both(
      `“${program}” is a directory in its image, not a program.`,
      `“${program}”在镜像中是目录，不是程序。`,
    ),
  none: () =>
    both(
      'There is no program to start: neither its image nor the manifest says which.',
      '没有可以启动的程序：镜像和清单都没有说明。',
    ),
};

/** What to do first, by what is wrong with the command. */
function firstStep(kind: Kind, program: string, container: string): Text {
  if (kind === 'none')
    return both(
      `Write the program to start into “command” of container “${container}”; an image for another runtime (WebAssembly) needs its runtime class or its own nodes instead.`,
      `在容器“${container}”的 command 中写明要启动的程序；为其他运行时（如 WebAssembly）制作的镜像则需要相应的 RuntimeClass 或专用节点。`,
    );
  if (kind === 'empty')
    return both(
      `Write the program’s name in place of the empty text at the start of “command” (or of “args”, if there is no command) of container “${container}”, or remove that field; a variable or template value that was never filled in leaves such a text.`,
      `在容器“${container}”的 command（没有 command 时为 args）开头，用程序名代替空字符串，或删除该字段；未被填充的变量或模板值常会留下空字符串。`,
    );
  if (kind === 'shell-line')
    return both(
      'Write each word of the command as an item of its own, or put the line behind a shell: command: [sh, -c, “the line”].',
      '将命令的每个词写成单独的一项，或交给 shell 执行：command: [sh, -c, “整行命令”]。',
    );
  if (kind === 'option')
    return both(
      'Move the options from “command” to “args”: command replaces the program of the image, args only what follows it.',
      '将选项从 command 移到 args：command 会取代镜像的程序，args 只取代其后的参数。',
    );
  return both(
    `Check the spelling and path of “${program}”: a volume mounted over its directory hides it, and slim images have no shell.`,
    `检查“${program}”的拼写与路径：挂载到其目录的卷会遮住它；精简镜像中没有 shell。`,
  );
}

/** Where the command stands that could not be started. */
function whoseCommand(kind: keyof typeof WHAT, isOverridden: boolean): Text {
  if (kind === 'none')
    return both(
      'The manifest names no command, and the image brings none of its own (no ENTRYPOINT, no CMD): so it is with images that only carry files, and with those that are no Linux program, such as a WebAssembly module or a chart.',
      '清单没有写 command，镜像自身也没有启动命令（没有 ENTRYPOINT 和 CMD）：只用来携带文件的镜像，以及不是 Linux 程序的镜像（如 WebAssembly 模块或 Chart）都是如此。',
    );
  if (isOverridden)
    return both(
      'The command is written in the manifest (command), which replaces the one the image brings.',
      '该命令写在清单的 command 中，它会取代镜像自带的命令。',
    );
  if (kind === 'empty')
    return both(
      'The manifest names no command: the empty text stands in its args, or in the image’s own start command.',
      '清单没有写 command：空字符串在 args 中，或在镜像自带的启动命令中。',
    );
  return both(
    'The manifest names no command, so the image’s own start command and the manifest’s args are used.',
    '清单没有写 command，因此使用镜像自带的启动命令与清单中的 args。',
  );
}

/** The volume over the program's place, as a sentence to add. */
function hiddenInWords(
  program: string,
  hidden: { readonly name: string; readonly path: string } | undefined,
): Text {
  return hidden
    ? both(
        ` “${program}” is looked for in the volume “${hidden.name}”, which is mounted at ${hidden.path} and hides what the image holds there.`,
        `“${program}”会在挂载于 ${hidden.path} 的卷“${hidden.name}”中查找，镜像在该处的内容被它遮住。`,
      )
    : both('', '');
}

/** What to do about an image that is damaged on one node only. */
function pullAnew(image: string, node: string): Step[] {
  return [
    {
      text: both(
        `See whether the same image starts on another node: let the pod be made anew there, with node “${node}” cordoned meanwhile.`,
        `查看同一镜像能否在其他节点上启动：先隔离节点“${node}”，再让 Pod 在别处重新创建。`,
      ),
      command: `kubectl cordon ${shellWord(node)}`,
    },
    {
      text: both(
        `Ask your platform team to remove the image ${image} from node “${node}” (crictl rmi) and to let it be pulled again, and to check the disk there.`,
        `请平台团队在节点“${node}”上删除镜像 ${image}（crictl rmi）并重新拉取，同时检查其磁盘。`,
      ),
    },
  ];
}

/** A start that failed. */
interface Started extends StartData {
  readonly kind: Kind;
  readonly program: string;
  readonly isOverridden: boolean;
  readonly hidden?: ReturnType<typeof hidingMount>;
  readonly doubt?: Doubt;
}

interface Found {
  readonly container: string;
  readonly data: Started | ByShell;
  readonly quotes: readonly Quote[];
}

export default defineCause({
  id: 'missing-command',
  state: 'crashing',
  title: both('The start command does not exist', '启动命令不存在'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'namespacePods', 'logs'],
  beats: EARLIER_ENDS,
  covers: [
    'terminated/StartError',
    'terminated/ContainerCannotRun',
    'exitcode/128',
    'runtime/oci/exec-notfound-path',
    'runtime/oci/exec-nosuchfile',
    'runtime/oci/exec-isdir',
    'runtime/oci/exec-empty',
  ],
  detect(reading) {
    const starts = startsThatFail(
      reading,
      ['missing-command'],
      ({ container, named, message }) => {
        const kind = kindOf(message, named);
        const path = specPath(reading.pod, container);
        const isOverridden = container.spec?.command?.[0] !== undefined;
        const { pod, namespacePods, now } = reading;
        const hidden = hidingMount(container, named);
        const doubt =
          kind === 'not-found' && !isOverridden && !hidden
            ? doubtOf(pod, container, namespacePods, now)
            : undefined;
        return {
          data: {
            kind,
            ...(doubt && { doubt: doubt.doubt }),
            ...(hidden && { hidden }),
            // Of a whole line only the first word: the rest are arguments.
            program: named.trim().split(/\s/)[0] ?? '',
            isOverridden,
          },
          quotes: [
            ...quoteOf('pod', pod, `${path}.command.0`),
            ...(doubt?.quotes ?? []),
          ],
        };
      },
    );
    // Without logs the words of a shell are unchecked; what the runtime says is known without them.
    const { pod, logs, now } = reading;
    const found: readonly Found[] =
      starts.length > 0 ? starts : shellsThatFail(pod, logs, now);
    return found;
  },
  explain(data) {
    if (data.kind === 'shell') return shellInWords(data);
    const { kind, program, isOverridden, doubt, hidden, node } = data;
    const but = doubtInWords(doubt, node);
    const whose = whoseCommand(kind, isOverridden);
    const over = hiddenInWords(program, hidden);
    const { en, zh } = doubt
      ? both(
          `Its program “${program}” is not where the image should have it.`,
          `它的程序“${program}”不在镜像应有的位置。`,
        )
      : WHAT[kind](program);
    return {
      what: both(
        `${whichContainer(data).en} cannot start. ${en}`,
        `${whichContainer(data).zh}无法启动。${zh}`,
      ),
      why: both(
        `${whose.en}${over.en}${but.en}`,
        `${whose.zh}${over.zh}${but.zh}`,
      ),
    };
  },
  steps(data) {
    if (data.kind === 'shell') return shellSteps(data);
    const { container, kind, program, isOverridden, image, doubt, node } = data;
    return [
      ...(doubt ? pullAnew(image, node) : []),
      {
        text: firstStep(kind, program, container),
        link: 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
      },
      ...(isOverridden
        ? [
            {
              text: both(
                `Remove “command” from container “${container}” if the image’s own start command is the right one, and keep only “args”.`,
                `如果镜像自带的启动命令是对的，请删除容器“${container}”的 command，只保留 args。`,
              ),
            },
          ]
        : []),
      {
        text: both(
          `Look into the image ${image} to see what it holds, or go back to the version that started.`,
          `查看镜像 ${image} 的内容，或回退到能够启动的版本。`,
        ),
      },
    ];
  },
});
