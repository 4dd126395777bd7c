import type { Explanation, Step, Text } from '../../../engine';
import { both } from '../../../engine';
import { kubectl } from '../../shared/kubectl';

/** The source that asks for a module: of a frame that is not Node.js' own, or first in what Node.js lists. */
const REQUIRER =
  /(?:\(|\bat |^- )(?<dir>\/(?!\S{0,300}\/node_modules\/)(?:[^\s():]{1,200}\/)?)[^\s():/]{1,100}\.[cm]?[jt]s(?::\d|\)|$)/m;
/** As much after the telling line is looked through. */
const REACH = 4000;

/** The directory of the source that asks for the settings, by the trace below the line that tells. */
export function requirerOf(log: string, line: unknown): string | undefined {
  const at = typeof line === 'string' ? log.lastIndexOf(line) : -1;
  return at === -1
    ? undefined
    : REQUIRER.exec(log.slice(at, at + REACH))?.groups?.dir;
}

interface Settings {
  readonly path: string | undefined;
  readonly beside: string | undefined;
}

/** Where the file would lie. */
function placeOf({ path = '', beside }: Settings): string {
  if (beside === undefined || !path.startsWith('.')) return path;
  const parts = beside.split('/').filter(Boolean);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** What is not there, and why the image lacks it. */
export function settingsInWords(
  data: Settings,
  who: Text,
  again: Text,
): Explanation {
  const place = placeOf(data);
  const isModule = !place.includes('/');
  return {
    what: both(
      `The program in ${who.en} ended because its settings are not there: ${
        isModule ? 'module' : 'file'
      } “${place}”${again.en}.`,
      `${who.zh}中的程序因缺少配置${
        isModule ? '模块' : '文件'
      }“${place}”而结束${again.zh}。`,
    ),
    why: both(
      'By its name it holds settings, which images mostly leave out, since each place has its own: it is to be mounted, or made from the example that comes with the program. No file of that name lies where the program looks.',
      '从名称看它是配置，镜像通常不带配置，因为每个环境各不相同：需要挂载进去，或由程序自带的示例生成。程序查找的位置上没有该名称的文件。',
    ),
  };
}

/** How the settings get there. */
export function settingsSteps(
  data: Settings & { readonly namespace: string },
): Step[] {
  const place = placeOf(data);
  const file = place.split('/').at(-1) ?? place;
  const to = place.startsWith('/')
    ? both(`at ${place}`, `到 ${place}`)
    : both('where the program looks for it', '到程序查找的位置');
  return [
    {
      text: both(
        `Mount the settings ${to.en} from a config map or secret, whose key is named ${file}; with subPath the files beside it stay visible.`,
        `用 ConfigMap 或 Secret 将配置挂载${to.zh}，键名为 ${file}；使用 subPath 可保留同一目录中的其他文件。`,
      ),
      link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
    },
    {
      text: both(
        'Look which config maps there are: a key of another name, or one that is not mounted, is of no use to the program.',
        '查看现有的 ConfigMap：键名不同或没有挂载，程序都读不到。',
      ),
      command: kubectl(data.namespace, 'get', 'configmaps'),
    },
  ];
}
