import type { Explanation, Step, Text } from '../../../engine';
import { both } from '../../../engine';
import { kubectl } from '../../shared/kubectl';

/** The source that asks for a module: of a frame that is not Node.js' own, or first in what Node.js lists. */
const REQUIRER =
  /(?:\(|\bat |^- )(?<dir>\/(?!\S{0,300}\/node_modules\/)(?:[^\s():]{1,200}\/)?)[^\s():/]{1,100}\.[cm]?[jt]s(?::\d|\)|$)/m;
/** As much after the telling line is looked through. */
const REACH = 4000;

/** The directory of the source that asks for the settings, by the trace below the line that tells. */
function requirerIn(log: string, line: unknown): string | undefined {
  const at = typeof line === 'string' ? log.lastIndexOf(line) : -1;
  return at === -1
    ? undefined
    : REQUIRER.exec(log.slice(at, at + REACH))?.groups?.dir;
}

/** Where the file would lie: a path that begins with a dot is meant from the source that asks for it. */
export function settingsPath(
  path: string = '',
  log: string,
  line: unknown,
): string {
  const from = path.startsWith('.') ? requirerIn(log, line) : undefined;
  if (from === undefined) return path;
  const parts = from.split('/').filter(Boolean);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** What is not there, and why the image lacks it; `mounted` is what lies there instead. */
export function settingsInWords(
  path: string = '',
  mounted: Text | undefined,
  who: Text,
  again: Text,
): Explanation {
  const is = path.includes('/') ? both('file', '文件') : both('module', '模块');
  const there =
    mounted ??
    both(
      'No file of that name lies where the program looks.',
      '程序查找的位置上没有该名称的文件。',
    );
  return {
    what: both(
      `The program in ${who.en} ended because its settings are not there: ${is.en} “${path}”${again.en}.`,
      `${who.zh}中的程序因缺少配置${is.zh}“${path}”而结束${again.zh}。`,
    ),
    why: both(
      `By its name it holds settings, which images mostly leave out, since each place has its own: it is to be mounted, or made from the example that comes with the program. ${there.en}`,
      `从名称看它是配置，镜像通常不带配置，因为每个环境各不相同：需要挂载进去，或由程序自带的示例生成。${there.zh}`,
    ),
  };
}

/** How the settings get there. */
export function settingsSteps(namespace: string, path: string = ''): Step[] {
  const file = path.split('/').at(-1) ?? path;
  const to = path.startsWith('/')
    ? both(`at ${path}`, `到 ${path}`)
    : both('where the program looks for it', '到程序查找的位置');
  const named = !path.includes('/')
    ? both('', '')
    : both(`, whose key is named ${file}`, `，键名为 ${file}`);
  return [
    {
      text: both(
        `Mount the settings ${to.en} from a config map or secret${named.en}; with subPath the files beside it stay visible.`,
        `用 ConfigMap 或 Secret 将配置挂载${to.zh}${named.zh}；使用 subPath 可保留同一目录中的其他文件。`,
      ),
      link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
    },
    {
      text: both(
        'Look which config maps there are: a key of another name, or one that is not mounted, is of no use to the program.',
        '查看现有的 ConfigMap：键名不同或没有挂载，程序都读不到。',
      ),
      command: kubectl(namespace, 'get', 'configmaps'),
    },
  ];
}
