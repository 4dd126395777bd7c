import type { ContainerView, Step, Text } from '../../../engine';
import { both } from '../../../engine';
import type { Pod } from '../../../facts/objects';
import type { MountOfPath } from '../../shared/lastWordsMount';
import { mountOf } from '../../shared/lastWordsMount';

/** Kubernetes' own volumes hold no programs. */
const isOwn = ({ mountPath }: MountOfPath) =>
  mountPath.startsWith('/var/run/secrets/');

const join = (from: string, part: string) =>
  `${from.replace(/\/$/, '')}/${part.replace(/^(?:\.\/)+/, '')}`;

/** Where a package is kept, below the directory a program of Node.js or PHP is started in. */
const PACKAGES = ['node_modules', 'vendor'];

/** Where the part would lie, as far as part, search path (Perl prints its own) and working directory tell. */
function placesOf(
  part: string | undefined,
  searched: string | undefined,
  from: string | undefined,
): string[] {
  if (part === undefined) return [];
  if (part.startsWith('/')) return [part];
  const roots = (searched ?? '').split(' ').filter(one => one.startsWith('/'));
  const file = /[/.]\w{1,5}$|::/.test(part)
    ? part.replace(/::/g, '/')
    : part.replace(/\./g, '/');
  const own = from?.startsWith('/') ? [from] : [];
  return [
    ...roots.map(root => join(root, file)),
    ...own.flatMap(root => [
      join(root, file),
      ...PACKAGES.map(one => join(join(root, one), file)),
    ]),
  ];
}

/** The volume that hides what the image holds where a part is looked for. */
export function hiddenBy(
  pod: Pod,
  container: ContainerView,
  part: string | undefined,
  searched: string | undefined,
): MountOfPath | undefined {
  for (const place of placesOf(part, searched, container.spec?.workingDir)) {
    const mount = mountOf(pod, container, place);
    if (mount && !isOwn(mount)) return mount;
  }
  return undefined;
}

/** What a volume at that place does. */
export function hiddenInWords({
  mountPath,
  volume,
  kind,
  source,
}: MountOfPath): Text {
  const of =
    kind === 'claim' && source !== undefined
      ? both(` (claim “${source}”)`, `（存储卷声明“${source}”）`)
      : both('', '');
  return both(
    `It would lie below ${mountPath}, where volume “${volume}”${of.en} is mounted: a volume hides all that the image holds there, and an empty or older one does not have the part.`,
    `它应位于 ${mountPath} 之下，而那里挂载了卷“${volume}”${of.zh}：卷会遮住镜像在该目录中的全部内容，空卷或旧卷中没有这个部分。`,
  );
}

/** What brings it back. */
export function hiddenSteps({ mountPath, volume }: MountOfPath): Step[] {
  return [
    {
      text: both(
        `See what lies below ${mountPath} from a debug shell: is volume “${volume}” empty, or filled by an older image?`,
        `在调试终端中查看 ${mountPath} 下的内容：卷“${volume}”是空的，还是由旧镜像填充的？`,
      ),
      action: 'debug',
    },
    {
      text: both(
        `Mount volume “${volume}” only where the program keeps its data (another mountPath, or subPath), so that its own files show; or let an init container copy them from the image into the volume.`,
        `只在程序存放数据的位置挂载卷“${volume}”（改用其他 mountPath 或 subPath），使程序自身的文件可见；或用初始化容器把它们从镜像复制到卷中。`,
      ),
      link: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
    },
  ];
}
