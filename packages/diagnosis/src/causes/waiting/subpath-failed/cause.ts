import type { Step, Text } from '../../../engine';
import { both, defineCause, firstQuoteOf } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import {
  EARLIER_ENDS,
  specPath,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

type Kind = 'variable' | 'outside' | 'create' | 'prepare' | 'stale';

function kindOf(message: string): Kind {
  if (/missing value for/.test(message)) return 'variable';
  if (/SubPath `/.test(message)) return 'outside';
  if (/subPath directory/.test(message)) return 'create';
  return /prepare subPath/.test(message) ? 'prepare' : 'stale';
}

const WHY: Readonly<Record<Kind, Text>> = {
  variable: both(
    'subPathExpr may only use environment variables that the same container declares; this one has no value there.',
    'subPathExpr 只能使用同一容器声明的环境变量；这里的变量没有值。',
  ),
  outside: both(
    'A subPath must stay inside its volume; after the variables in it are filled in, this one leads out of it.',
    'subPath 必须位于卷之内；变量展开后，该路径指向了卷外。',
  ),
  create: both(
    'The directory is not in the volume yet, and the kubelet may not or cannot make it there.',
    '卷中还没有该目录，而 kubelet 无权或无法创建。',
  ),
  prepare: both(
    'The kubelet could not open or mount that path. It keeps the reason in its own log: often a part of the path is a file, a link that leads elsewhere, or it is missing on a read-only volume.',
    'kubelet 无法打开或挂载该路径，具体原因只在它自己的日志里：常见的是路径的某一段是文件、是指向别处的链接，或在只读卷上不存在。',
  ),
  stale: both(
    'What was mounted before has gone: the config map, secret or remote share was replaced while the container restarted.',
    '之前挂载的内容已不存在：容器重启期间，ConfigMap、Secret 或远程共享被替换了。',
  ),
};

/** What to do about the path itself, by what is wrong with it. */
function ownSteps(kind: Kind, variable: string): Step[] {
  if (kind === 'stale') return [];
  if (kind === 'variable') {
    const named = variable ? ` “${variable}”` : '';
    return [
      {
        text: both(
          `Declare the environment variable${named} in the same container, or correct its name in subPathExpr.`,
          `在同一容器中声明环境变量${named.trim()}，或改正 subPathExpr 中的名称。`,
        ),
      },
    ];
  }
  if (kind === 'outside')
    return [
      {
        text: both(
          'Make subPath relative to the volume, without a leading slash and without “..”.',
          '将 subPath 写成相对于卷的路径：不以斜杠开头，也不含“..”。',
        ),
      },
    ];
  return [
    {
      text: both(
        'Check that the path exists in the volume and that each part of it but the last is a directory.',
        '检查该路径在卷中存在，且除最后一段外都是目录。',
      ),
    },
    {
      text: both(
        'Check that the volume can be written (not read-only, not full, and the NFS server lets root write): the kubelet makes missing directories itself.',
        '检查卷可写（不是只读、没有写满、NFS 服务器允许 root 写入）：缺少的目录由 kubelet 创建。',
      ),
    },
  ];
}

export default defineCause({
  id: 'subpath-failed',
  state: 'waiting',
  title: both(
    'A path inside a volume (subPath) cannot be used',
    '卷内路径（subPath）无法使用',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [
    'waiting/CreateContainerConfigError/subpath-abs',
    'waiting/CreateContainerConfigError/subpath-prov',
    'waiting/CreateContainerConfigError/subpath-create',
    'waiting/CreateContainerConfigError/subpath-prepare',
    'waiting/CreateContainerConfigError/subpathexpr-missing',
  ],
  detect: reading =>
    startsThatFail(reading, ['subpath-failed'], ({ container, message }) => {
      const { pod } = reading;
      const kind = kindOf(message);
      const volume = /volumeMount "([^"]{1,253})"/.exec(message)?.[1];
      const mounts = container.spec?.volumeMounts ?? [];
      const variable = /missing value for (\S{1,253})/.exec(message)?.[1] ?? '';
      const m = mounts.findIndex(({ name, subPath, subPathExpr }) =>
        volume === undefined
          ? (subPathExpr ?? '').includes(`$(${variable})`) ||
            (variable === '' && (subPath ?? subPathExpr) !== undefined)
          : name === volume,
      );
      const { subPath, subPathExpr, name } = mounts[m] ?? {};
      const at = `${specPath(pod, container)}.volumeMounts.${m}`;
      return {
        data: {
          kind,
          variable,
          volume: volume ?? name ?? '',
          subPath: subPath ?? subPathExpr ?? '',
        },
        quotes: firstQuoteOf('pod', pod, `${at}.subPath`, `${at}.subPathExpr`),
      };
    }),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} is not started: the part of volume${
          data.volume ? ` “${data.volume}”` : ``
        } it mounts by subPath${
          data.subPath ? ` “${data.subPath}”` : ``
        } cannot be used.`,
        `${whichContainer(data).zh}没有启动：它通过 subPath${
          data.subPath ? `“${data.subPath}”` : ``
        }挂载的${data.volume ? `卷“${data.volume}”` : `卷`}内的路径无法使用。`,
      ),
      why: WHY[data.kind],
    };
  },
  steps(data) {
    return [
      ...ownSteps(data.kind, data.variable),
      {
        text: both(
          'Delete the pod if it ran before and only a restart of the container fails: a config map that changed meanwhile leaves a stale mount, and a new pod gets a fresh one.',
          '如果 Pod 之前运行正常、只是容器重启失败，请删除该 Pod：期间变更过的 ConfigMap 会留下失效的挂载，新 Pod 会重新挂载。',
        ),
        command: kubectl(data.namespace, 'delete', 'pod', data.pod),
        link: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
      },
    ];
  },
});
