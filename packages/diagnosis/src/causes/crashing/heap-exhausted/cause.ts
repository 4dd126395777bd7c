import type { Step, Text } from '../../../engine';
import {
  both,
  defineCause,
  formatQuantity,
  parseQuantity,
  quoteOf,
  shellWord,
  theNode,
} from '../../../engine';
import type { Place } from '../../shared/kubectl';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import type { Heap } from './ownBound';
import { FIXED, heapTo, maxHeapBy, ownBound } from './ownBound';

const LANGUAGES: Readonly<Record<string, string>> = {
  java: 'Java',
  node: 'Node.js',
  python: 'Python',
  dotnet: '.NET',
  go: 'Go',
  php: 'PHP',
  ruby: 'Ruby',
  rust: 'Rust',
};

/** Where each language is told how much memory it may use. */
const SETTING: Readonly<Record<string, string>> = {
  java: '-XX:MaxRAMPercentage=75 (JAVA_TOOL_OPTIONS)',
  node: '--max-old-space-size (NODE_OPTIONS)',
  dotnet: 'DOTNET_GCHeapHardLimitPercent',
  go: 'GOMEMLIMIT',
  php: 'memory_limit (php.ini)',
};

/** Parts of a Java process that have a bound of their own beside the heap. */
const JAVA_PARTS: Readonly<Record<string, string>> = {
  Metaspace: '-XX:MaxMetaspaceSize',
  'PermGen space': '-XX:MaxPermSize',
  'Compressed class space': '-XX:CompressedClassSpaceSize',
};

/** The setting that bounds what ran out. */
function settingOf(language: string, part = ''): string | undefined {
  if (/direct buffer/i.test(part)) return '-XX:MaxDirectMemorySize';
  return JAVA_PARTS[part] ?? SETTING[language];
}

/** What bound it met. */
function bound(
  limit: number | undefined,
  bytes: number | undefined,
  language: string,
  { part, maxHeap }: Heap,
): Text {
  const most =
    limit === undefined
      ? both(
          'The container has no memory limit of its own',
          '该容器没有自己的内存上限',
        )
      : both(
          `The container may use ${formatQuantity('memory', limit)}`,
          `该容器可以使用 ${formatQuantity('memory', limit)} 内存`,
        );
  if (bytes !== undefined) {
    const wanted = formatQuantity('memory', bytes);
    return both(
      `${most.en}, and the kernel did not kill it: it wanted or was allowed ${wanted}.`,
      `${most.zh}，且并非被内核终止：它请求或被允许的是 ${wanted}。`,
    );
  }
  if (language === 'system' || language === 'native') {
    return both(
      `${most.en}, and the kernel did not kill the program but refused it more: the node has too little memory, process room, shared memory or huge pages left, a limit of the program itself (ulimit) is met, or an old runtime or kernel refuses the call.`,
      `${most.zh}，内核没有终止程序，而是拒绝分配：节点剩余的内存、进程数、共享内存或大页不足，达到了程序自身的限制（ulimit），或旧的运行时或内核不允许该调用。`,
    );
  }
  const own =
    part === undefined || part === 'Java heap space'
      ? ownBound(language, limit !== undefined, maxHeap)
      : both('', '');
  return both(
    `${most.en}, and the kernel did not kill it: what it met is the bound that the program or its runtime sets itself${own.en}.`,
    `${most.zh}，且并非被内核终止：它达到的是程序或其运行时自己设定的界限${own.zh}。`,
  );
}

/** Raises a bound beside the heap. */
function raise(setting: string): Text {
  return both(
    `Raise ${setting} if it is set, and leave room for it below the limit of the container.`,
    `如果设置了 ${setting}，请调高，并在容器上限之内为它留出空间。`,
  );
}

/** Lets the program use more, by the setting of what ran out. */
function letUse(
  setting: string | undefined,
  isHeap: boolean,
  maxHeap: string | undefined,
): Text {
  if (setting === undefined)
    return both(
      'Let the program use more memory by its own setting, up to about three quarters of the limit of the container.',
      '通过程序自身的设置让它使用更多内存，最多约为容器上限的四分之三。',
    );
  return isHeap ? heapTo(setting, maxHeap) : raise(setting);
}

/** For memory that the system refused: first what the node has. */
function refused({ namespace, pod, node }: Refused): Step[] {
  const { en, zh } = theNode(node);
  return [
    {
      text: both(
        `Compare what ${en} has left with what the program asks for: memory, number of processes, huge pages.`,
        `对照${zh}的剩余资源与程序的需求：内存、进程数、大页。`,
      ),
      ...(node === undefined
        ? { command: kubectl(namespace, 'describe', 'pod', pod) }
        : { command: `kubectl describe node ${shellWord(node)}` }),
    },
    {
      text: both(
        'Set what the program takes at once (shared buffers, huge pages, threads) lower; for PostgreSQL huge_pages = off where the node has none to give.',
        '调低程序一次申请的量（共享缓冲区、大页、线程）；如果节点没有可用的大页，请为 PostgreSQL 设置 huge_pages = off。',
      ),
    },
    {
      text: both(
        'Try an older image, or a newer container runtime and kernel, if the node has enough: old ones refuse system calls that new images use.',
        '如果节点资源充足，请尝试较旧的镜像，或升级容器运行时和内核：旧版本会拒绝新镜像使用的系统调用。',
      ),
    },
  ];
}

interface Refused extends Place {
  readonly node: string | undefined;
}

/** How much memory to give. */
function size(container: string, limit: number | undefined): Text {
  return limit === undefined
    ? both(
        `Give container “${container}” a memory request and limit, so that the program can measure itself by it.`,
        `为容器“${container}”设置内存请求与上限，让程序据此确定自身大小。`,
      )
    : both(
        `Raise the memory limit of container “${container}”, for example to ${formatQuantity(
          'memory',
          limit * 2,
          'up',
        )}, and the heap with it, if the program truly needs more; if it grows again, it leaks.`,
        `如果确实需要更多内存，请提高容器“${container}”的内存上限（例如 ${formatQuantity(
          'memory',
          limit * 2,
          'up',
        )}）并同时提高堆；如果又涨满，则是内存泄漏。`,
      );
}

export default defineCause({
  id: 'heap-exhausted',
  state: 'crashing',
  title: both('The program could get no more memory', '程序无法获得更多内存'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('heap-exhausted', pod, logs, now).map(
      ({ container, whose, data, facts, kind, quotes }) => {
        const limit = parseQuantity(container.spec?.resources?.limits?.memory);
        const list = container.kind === 'app' ? 'containers' : 'initContainers';
        const c = pod.spec[list].findIndex(
          ({ name }) => name === container.name,
        );
        const maxHeap = maxHeapBy(container, logs, data.action);
        return {
          ...whose,
          data: {
            ...placeOf(subject),
            ...data,
            language: kind ?? '',
            part: facts.name,
            maxHeap,
            bytes: facts.bytes === undefined ? undefined : Number(facts.bytes),
            limit,
            node: pod.spec.nodeName,
          },
          quotes: [
            ...quotes,
            ...quoteOf('pod', pod, `spec.${list}.${c}.resources.limits.memory`),
            ...quoteOf('pod', pod, `spec.${list}.${c}.maxHeap`),
          ],
        };
      },
    );
  },
  explain(data) {
    const { who, again, ended } = inWords(data);
    const { language, part, bytes, limit } = data;
    const own = LANGUAGES[language];
    const name =
      own === undefined
        ? both('The program', '程序')
        : both(`The ${own} program`, ` ${own} 程序`);
    const of =
      part === undefined ? both('', '') : both(` (${part})`, `（${part}）`);
    return {
      what:
        language === 'system'
          ? both(
              `The program in ${who.en} ended because the system gave it no memory when it asked${again.en}.`,
              `${who.zh}中的程序因向系统申请内存被拒而结束${again.zh}。`,
            )
          : both(
              `${name.en} in ${who.en} ${ended.en} because its own memory was used up${of.en}${again.en}.`,
              `${who.zh}中的${name.zh}因自身内存耗尽${of.zh}而${ended.zh}${again.zh}。`,
            ),
      why: bound(limit, bytes, language, data),
    };
  },
  steps(data) {
    const { container, language, limit, part, maxHeap } = data;
    const setting = settingOf(language, part);
    const isHeap = setting === SETTING[language];
    if (language === 'system') return refused(data);
    return [
      {
        text: both(
          'Read what the program did just before: a large request, file or cache is often the reason.',
          '查看程序在此之前做了什么：常见原因是很大的请求、文件或缓存。',
        ),
        action: data.action,
      },
      {
        text: letUse(
          setting,
          isHeap,
          language === 'java' ? maxHeap : undefined,
        ),
      },
      {
        text: size(container, limit),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/',
      },
      ...(isHeap && language === 'java' && !maxHeap ? [FIXED] : []),
    ];
  },
});
