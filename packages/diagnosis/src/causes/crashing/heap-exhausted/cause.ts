import type { Text } from '../../../engine';
import {
  both,
  defineCause,
  formatQuantity,
  parseQuantity,
  quoteOf,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

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

/** What bound it met. */
function bound(limit: number | undefined, bytes: number | undefined): Text {
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
  const heap =
    bytes === undefined
      ? both(
          'its own heap setting is what it met, which by default is a part of the limit (a quarter for Java)',
          '它达到的是自身的堆设置，默认只是上限的一部分（Java 为四分之一）',
        )
      : both(
          `it wanted or was allowed ${formatQuantity('memory', bytes)}`,
          `它请求或被允许的是 ${formatQuantity('memory', bytes)}`,
        );
  return both(
    `${most.en}, and the kernel did not kill it: ${heap.en}.`,
    `${most.zh}，且并非被内核终止：${heap.zh}。`,
  );
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
  title: both('The program ran out of its own memory', '程序自身的内存耗尽'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('heap-exhausted', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const limit = parseQuantity(container.spec?.resources?.limits?.memory);
        const list = container.kind === 'app' ? 'containers' : 'initContainers';
        const c = pod.spec[list].findIndex(
          ({ name }) => name === container.name,
        );
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            language: kind ?? '',
            part: facts.name,
            bytes: facts.bytes === undefined ? undefined : Number(facts.bytes),
            limit,
          },
          quotes: [
            ...quotes,
            ...quoteOf('pod', pod, `spec.${list}.${c}.resources.limits.memory`),
          ],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { language, part, bytes, limit } = data;
    const own = LANGUAGES[language];
    const name =
      own === undefined
        ? both('The program', '程序')
        : both(`The ${own} program`, ` ${own} 程序`);
    const of =
      part === undefined ? both('', '') : both(` (${part})`, `（${part}）`);
    return {
      what: both(
        `${name.en} in ${who.en} ended because its own memory was used up${of.en}${again.en}.`,
        `${who.zh}中的${name.zh}因自身内存耗尽${of.zh}而结束${again.zh}。`,
      ),
      why: bound(limit, bytes),
    };
  },
  steps(data) {
    const { container, language, limit } = data;
    const setting = SETTING[language];
    return [
      {
        text: both(
          'Read what the program did just before: a large request, file or cache is often the reason.',
          '查看程序在此之前做了什么：常见原因是很大的请求、文件或缓存。',
        ),
        action: data.action,
      },
      {
        text:
          setting === undefined
            ? both(
                'Let the program use more memory by its own setting, up to about three quarters of the limit of the container.',
                '通过程序自身的设置让它使用更多内存，最多约为容器上限的四分之三。',
              )
            : both(
                `Set the heap to about three quarters of the limit of the container: ${setting}.`,
                `将堆设为容器上限的约四分之三：${setting}。`,
              ),
      },
      {
        text: size(container, limit),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/',
      },
    ];
  },
});
