import type { Quote, Step, Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import type { MountOfPath } from '../../shared/lastWordsMount';
import { likelyMountOf, mountOf } from '../../shared/lastWordsMount';
import { mountInWords } from '../../shared/mountInWords';
import { readBefore } from '../../shared/steps';
import { isDirectory, MAKE_DIRECTORY } from './directory';
import { dataSteps, dataInWords } from './ownData';
import { settingsInWords, settingsPath, settingsSteps } from './settings';

/** Where the kubelet puts a pod's own credentials for the API, unless the pod turns that off. */
const TOKENS = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The log that was read. */
function textOf(
  logs: Fact<FactValues['logs']>,
  container: string,
  action: 'logs' | 'previous-logs',
): string {
  const log = logs.status === 'ok' ? logs.value[container] : undefined;
  return (action === 'logs' ? log?.current : log?.previous) ?? '';
}

/** Keys of the config map a path lies on, which are the files there. */
function keysOf(
  mount: MountOfPath | undefined,
  configMaps: Fact<FactValues['configMaps']>,
): { keys: readonly string[]; quotes: Quote[] } | undefined {
  if (mount?.kind !== 'configMap' || configMaps.status !== 'ok')
    return undefined;
  const i = configMaps.value.findIndex(({ name }) => name === mount.source);
  const map = configMaps.value[i];
  return (
    map && {
      keys: map.keys,
      quotes: quoteOf('configMaps', configMaps.value, `${i}.name`),
    }
  );
}

/** How the file gets there. */
function fixOf(mount: MountOfPath | undefined, isToken: boolean): Text {
  const isMap = mount?.kind === 'configMap' && mount.source !== undefined;
  let fix = both(
    'Mount the file (from a config map, a secret or a volume), build it into the image, or correct the path in the settings.',
    '挂载该文件（来自 ConfigMap、Secret 或卷），将其打进镜像，或改正配置中的路径。',
  );
  if (isMap)
    fix = both(
      `Add the file as a key of config map “${mount.source}”, or correct the path; mind “items” and “subPath” of the mount.`,
      `将该文件作为键加入 ConfigMap“${mount.source}”，或改正路径；注意挂载的 items 和 subPath。`,
    );
  if (mount?.kind === 'emptyDir')
    fix = both(
      `Let something put it there: “${mount.volume}” is empty when the pod starts, until an init container or sidecar (a clone, a download, a copy) fills it. Look whether that one ran and where it wrote; or remove the mount if the image brings the file.`,
      `让某个容器写入它：“${mount.volume}”在 Pod 启动时是空的，需要由初始化容器或边车（克隆、下载、复制）填充。检查它是否运行过、写到了哪里；如果镜像自带该文件，请去掉该挂载。`,
    );
  if (mount?.kind === 'claim' || mount?.kind === 'hostPath')
    fix = both(
      `Create it on volume “${mount.volume}” before the program starts, in an init container (mkdir -p, or a copy of what the image has there); or mount the volume elsewhere, or with subPath, so that it hides less of the image.`,
      `在程序启动前用初始化容器在卷“${mount.volume}”上创建它（mkdir -p，或复制镜像中原有的内容）；或把卷挂载到别处，或使用 subPath，使它少遮住镜像的内容。`,
    );
  if (isToken)
    fix = both(
      'Set automountServiceAccountToken to true for this pod if it truly uses the Kubernetes API.',
      '如果它确实要访问 Kubernetes API，请为该 Pod 将 automountServiceAccountToken 设为 true。',
    );
  return fix;
}

/** Where to look when it should be there. */
function look(mount: MountOfPath | undefined, path: string): Text {
  return mount
    ? both(
        `Check what lies under ${mount.mountPath}: a mounted volume hides all that the image has there.`,
        `检查 ${mount.mountPath} 下的内容：挂载的卷会遮住镜像中该目录原有的文件。`,
      )
    : both(
        `Look into the image: does it hold ${
          path === '' ? 'the file' : `“${path}”`
        }? Copies left out by .dockerignore and scripts with Windows line ends look the same.`,
        `查看镜像中是否有${
          path === '' ? '该文件' : `“${path}”`
        }：被 .dockerignore 排除的文件和带 Windows 换行的脚本也会有此现象。`,
      );
}

/** Where the program looks for it. */
function whereOf({
  path,
  mount,
  keys,
  kind,
  isToken,
}: {
  readonly path: string | undefined;
  readonly mount: MountOfPath | undefined;
  readonly keys: readonly string[] | undefined;
  readonly kind: string | undefined;
  readonly isToken: boolean;
}): Text {
  const { en, zh } = mountInWords(mount);
  if (isToken)
    return both(
      'That is where Kubernetes puts the credentials for its API, unless pod or service account set automountServiceAccountToken to false.',
      '那是 Kubernetes 放置 API 凭据的位置，除非 Pod 或服务账号将 automountServiceAccountToken 设为 false。',
    );
  if (kind === 'class-path')
    return both(
      'The program looks for it among its own classes: in its archives (jar, war) and in the directories that its class path names. The build did not put it there, its name is written otherwise, or a directory of settings is not mounted where the class path expects it.',
      '程序在自己的类中查找它：归档文件（jar、war）以及类路径列出的目录。可能是构建没有放入、名称写法不同，或配置目录没有挂载到类路径所指的位置。',
    );
  if (keys)
    return both(
      `${en} It holds ${count(keys.length, 'key')}${
        keys.length > 0 ? `: ${listEn(keys.slice(0, 8))}` : ''
      }.`,
      `${zh}其中有 ${keys.length} 个键${
        keys.length > 0 ? `：${listZh(keys.slice(0, 8))}` : ''
      }。`,
    );
  return mount || path?.startsWith('/')
    ? both(en, zh)
    : both(
        'The program looked for it from its working directory, or where its settings say.',
        '程序在其工作目录或配置指定的位置查找该文件。',
      );
}

/** For a file among the program's classes. */
function onClassPath(image: string): Step[] {
  return [
    {
      text: both(
        `Check that the build puts it into the archive of image ${image} (jar tf lists what is inside), spelt with the same capitals.`,
        `检查构建是否将它放入镜像 ${image} 的归档文件（可用 jar tf 列出内容），大小写是否一致。`,
      ),
    },
    {
      text: both(
        'Add the directory that holds it to the class path (-cp, CLASSPATH, loader.path) if it is mounted from a config map; or name it with file: in front, so that it is read from the file system.',
        '如果它由 ConfigMap 挂载，请将所在目录加入类路径（-cp、CLASSPATH、loader.path）；或在名称前加 file:，改为从文件系统读取。',
      ),
      link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
    },
  ];
}

export default defineCause({
  id: 'file-missing',
  state: 'crashing',
  title: both('A file it needs does not exist', '缺少所需的文件'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'configMaps'],
  beats: endings,
  covers: [],
  detect({ pod, logs, configMaps, subject, now }) {
    return lastWords('file-missing', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const log = textOf(logs, container.name, data.action);
        const said = facts.path ?? facts.name;
        const path =
          kind === 'settings'
            ? settingsPath(said, log, quotes[0]?.value)
            : said;
        const isInArchive = kind === 'class-path';
        const find = kind === 'data' ? likelyMountOf : mountOf;
        const mount = isInArchive ? undefined : find(pod, container, path);
        const held = keysOf(mount, configMaps);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            path,
            mount,
            keys: held?.keys,
            kind,
            image: container.spec?.image ?? '',
            isToken: path?.startsWith(TOKENS) ?? false,
            isDirectory: isDirectory(log, path),
          },
          quotes: [
            ...quotes,
            ...(mount?.quotes ?? []),
            ...(held?.quotes ?? []),
          ],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { path, kind } = data;
    if (kind === 'settings')
      return settingsInWords(
        path,
        data.mount ? whereOf(data) : undefined,
        who,
        again,
      );
    const dir = data.isDirectory ? both('directory ', '目录') : both('', '');
    const some =
      kind === 'data'
        ? both('a file of its own data', '自身数据中的文件')
        : both('a file it needs', '所需的文件');
    const file =
      path === undefined
        ? some
        : both(`${dir.en}“${path}”`, `${dir.zh}“${path}”`);
    const is =
      kind === 'class-path'
        ? both('is not on its class path', '不在类路径（class path）中')
        : both('does not exist', '不存在');
    return {
      what: both(
        `The program in ${who.en} ended because ${file.en} ${is.en}${again.en}.`,
        `${who.zh}中的程序因${file.zh}${is.zh}而结束${again.zh}。`,
      ),
      why: kind === 'data' ? dataInWords(data.mount) : whereOf(data),
    };
  },
  steps(data) {
    const { namespace, mount, path = '', kind, image, isToken } = data;
    const isMap = mount?.kind === 'configMap' && mount.source !== undefined;
    const readOn: Step = readBefore(data.action);
    if (kind === 'class-path') return [...onClassPath(image), readOn];
    if (kind === 'settings') return [...settingsSteps(namespace, path), readOn];
    if (kind === 'data') return [...dataSteps(namespace, mount), readOn];
    return [
      {
        text:
          data.isDirectory && !mount && !isToken
            ? MAKE_DIRECTORY
            : fixOf(mount, isToken),
        ...(isMap
          ? {
              command: kubectl(
                namespace,
                'describe',
                'configmap',
                mount.source ?? '',
              ),
            }
          : {}),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
      },
      {
        text: look(mount, path),
        action: 'debug',
      },
      readOn,
    ];
  },
});
