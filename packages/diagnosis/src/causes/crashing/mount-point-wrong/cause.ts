import type { Quote, Step, Text } from '../../../engine';
import { both, defineCause, nearest, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import type { StartFailure } from '../../shared/containerStart';
import {
  EARLIER_ENDS,
  specPath,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { withoutEscapes } from '../../shared/startProblems';

type Kind =
  | 'hides'
  | 'image'
  | 'onto'
  | 'read-only'
  | 'system'
  | 'relative'
  | 'other';

/** Files that the kubelet or the runtime mounts into every container. */
const GIVEN =
  /^\/etc\/(?:hosts|hostname|resolv\.conf)$|^\/dev\/(?:termination-log|shm)$/;

function kindOf(text: string): Kind {
  if (/read \/etc\/|\/dev\/null|closing exec fds/.test(text)) return 'hides';
  if (/not a directory|is a directory|onto a file/i.test(text)) return 'onto';
  if (/inside "?\/proc|not of type proc/.test(text)) return 'system';
  if (/absolute|DevicePath/i.test(text)) return 'relative';
  return /read-only file system|mount ?point/i.test(text)
    ? 'read-only'
    : 'other';
}

const WHY: Readonly<Record<Kind, Text>> = {
  hides: both(
    'What is mounted there hides something the start itself needs, such as /etc/passwd, /dev or the whole file system; or a directory stands in the place of a file.',
    '挂载的内容遮住了启动本身需要的东西（如 /etc/passwd、/dev 或整个文件系统），或用目录占据了文件的位置。',
  ),
  image: both(
    'Kubernetes gives every container this file; no volume of the manifest is meant. So the image is at fault: the directory above is not a real one there, but a file or a link that leads nowhere.',
    'Kubernetes 会为每个容器提供该文件，与清单中的卷无关。因此问题在镜像：其上级目录在镜像中不是真正的目录，而是文件或无效的链接。',
  ),
  onto: both(
    'A directory can only be mounted onto a directory and a file onto a file, and here one meets the other. With subPath, a name that is not in the volume becomes an empty directory.',
    '目录只能挂载到目录，文件只能挂载到文件，而这里类型不一致。使用 subPath 时，卷中不存在的名称会变成空目录。',
  ),
  'read-only': both(
    'The place for it is not in the image, and it cannot be made there because what lies above is read-only (another volume such as a config map, or the root file system).',
    '镜像中没有该位置，又因上级是只读的（例如 ConfigMap 之类的其他卷，或只读的根文件系统）而无法创建。',
  ),
  system: both(
    'Nothing may be mounted below /proc: it belongs to the kernel.',
    '/proc 下不允许挂载任何内容：它属于内核。',
  ),
  relative: both(
    'The path must be absolute: it must begin with a slash.',
    '路径必须是绝对路径，即以斜杠开头。',
  ),
  other: both(
    'The place is a link that leads out of the image’s file system, or is used twice.',
    '该位置是指向镜像文件系统之外的链接，或被重复使用。',
  ),
};

/** Where in the container it was to be mounted: runc, runc before 1.0, crun, Docker; and a directory in the place of a file. */
const TARGET =
  /to rootfs(?: "[^"]{1,1000}")? at "(\/[^"]{1,1000})"|` to `(\/?[^`]{1,1000})`|creating (?:file |directory )?`(\/?[^`]{1,1000})`|mount ?point "(\/[^"]{1,1000})"|read (\/etc\/(?:passwd|group)): is a directory|DevicePath `([^`]{1,1000})`/;

function targetOf(text: string): string {
  if (/closing exec fds/.test(text)) return '/';
  if (/stat \/dev\/null: no such file/.test(text)) return '/dev';
  if (/\/dev\/null: is a directory/.test(text)) return '/dev/null';
  const found =
    TARGET.exec(text)
      ?.slice(1)
      .find(group => group) ?? '';
  // The runtime's own directory before the path inside the container.
  const inside = found.replace(/^.{1,600}\/(?:rootfs|merged)(?=\/)/, '');
  return inside === '' || /^[/]/.test(inside) ? inside : `/${inside}`;
}

const trimmed = (path: string) => path.replace(/\/$/, '');

/** The kubelet's own file for the last words of a container (terminationMessagePath). */
const LAST_WORDS = /\/pods\/[^/"]{1,100}\/containers\/[^/"]{1,100}\/\w{1,64}"/;

/** The mount the message is about, and the volume behind it. */
function mountAt(pod: Pod, { container }: StartFailure, target: string) {
  const mounts = container.spec?.volumeMounts ?? [];
  const m = mounts.findIndex(
    ({ mountPath = '' }) => trimmed(mountPath) === trimmed(target),
  );
  const mount = mounts[m];
  const at = `${specPath(pod, container)}.volumeMounts.${m}`;
  const volume = pod.spec.volumes.find(
    ({ name }) => mount !== undefined && name === mount.name,
  );
  return { mount, volume, at };
}

/** Whether the mount is one that every container gets, and nothing of the pod lies over the directory above it. */
function isGivenFile(
  { container }: StartFailure,
  target: string,
  mount: unknown,
): boolean {
  const isCovered = (container.spec?.volumeMounts ?? []).some(
    ({ mountPath = '' }) => target.startsWith(`${trimmed(mountPath)}/`),
  );
  return GIVEN.test(target) && mount === undefined && !isCovered;
}

/** Whether the sub-path is no key of the config map, and which key is near. */
function missingKey(
  configMaps: Fact<FactValues['configMaps']>,
  name: string | undefined,
  subPath: string | undefined,
): { isNoKey: boolean; near?: string; quotes: Quote[] } {
  const none = { isNoKey: false, quotes: [] };
  if (configMaps.status !== 'ok' || name === undefined || !subPath) return none;
  const i = configMaps.value.findIndex(one => one.name === name);
  const keys = configMaps.value[i]?.keys;
  if (!keys || keys.includes(subPath)) return none;
  const near = nearest(subPath, keys);
  const quotes =
    near === undefined
      ? []
      : quoteOf(
          'configMaps',
          configMaps.value,
          `${i}.keys.${keys.indexOf(near)}`,
        );
  return { isNoKey: true, ...(near !== undefined && { near }), quotes };
}

/** What was to be mounted, as a noun. */
function mountedThing({
  isGiven,
  volume,
  isLastWords,
}: {
  readonly isGiven: boolean;
  readonly volume: string;
  readonly isLastWords: boolean;
}): Text {
  if (volume) return both(`volume “${volume}”`, `卷“${volume}”`);
  if (isGiven)
    return both('a file that every container gets', '每个容器都会得到的文件');
  return isLastWords
    ? both(
        'the file for its last words (terminationMessagePath)',
        '用于记录终止信息的文件（terminationMessagePath）',
      )
    : both('a volume', '某个卷');
}

/** What to do about a sub-path that is no key of the config map. */
function forKey(subPath = '', configMap = '', near?: string): Step {
  return {
    text: near
      ? both(
          `Correct subPath “${subPath}” to “${near}”, or add the key to the config map “${configMap}”.`,
          `将 subPath“${subPath}”改为“${near}”，或在 ConfigMap“${configMap}”中加入该键。`,
        )
      : both(
          `Correct subPath “${subPath}”, or add that key to the config map “${configMap}”.`,
          `改正 subPath“${subPath}”，或在 ConfigMap“${configMap}”中加入该键。`,
        ),
  };
}

function imageSteps(target: string, image: string): Step[] {
  const above = target.replace(/\/[^/]{0,255}$/, '');
  return [
    {
      text: both(
        `Correct the image ${image}: “${above}” must be a directory in it.`,
        `修正镜像 ${image}：其中的“${above}”必须是目录。`,
      ),
    },
    {
      text: both(
        'Go back to the image that started, until that one is built.',
        '在新镜像构建之前，回退到能够启动的镜像。',
      ),
    },
  ];
}

export default defineCause({
  id: 'mount-point-wrong',
  state: 'crashing',
  title: both(
    'A mount fails at its path in the container',
    '无法挂载到容器内的指定路径',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'configMaps'],
  beats: EARLIER_ENDS,
  covers: [
    'runtime/oci/mount',
    'runtime/oci/mount-proc',
    'runtime/oci/mount-outside',
    'waiting/CreateContainerConfigError/device-path',
  ],
  detect(reading) {
    const { pod, configMaps } = reading;
    return startsThatFail(reading, ['mount-point-wrong'], failure => {
      const text = withoutEscapes(failure.message);
      const target = targetOf(text);
      const { mount, volume, at } = mountAt(pod, failure, target);
      const isGiven = isGivenFile(failure, target, mount);
      const subPath = mount?.subPath;
      const configMap = volume?.configMap?.name;
      const key = missingKey(configMaps, configMap, subPath);
      return {
        data: {
          kind:
            isGiven && /not a directory|no such file/.test(text)
              ? ('image' as const)
              : kindOf(text),
          target,
          volume: volume?.name ?? '',
          isGiven,
          isLastWords: LAST_WORDS.test(text),
          ...(subPath !== undefined && { subPath }),
          ...(configMap !== undefined && { configMap }),
          isNoKey: key.isNoKey,
          ...(key.near !== undefined && { near: key.near }),
        },
        quotes: [
          ...quoteOf('pod', pod, `${at}.mountPath`),
          ...quoteOf('pod', pod, `${at}.subPath`),
          ...key.quotes,
        ],
      };
    });
  },
  explain(data) {
    const { target, isNoKey, configMap, subPath, near } = data;
    const what = mountedThing(data);
    const where = target
      ? both(` at “${target}”`, `到“${target}”`)
      : both('', '');
    const meant = near
      ? both(` Did you mean “${near}”?`, `是否应为“${near}”？`)
      : both('', '');
    return {
      what: both(
        `${whichContainer(data).en} cannot start: ${what.en} cannot be mounted${
          where.en
        }.`,
        `${whichContainer(data).zh}无法启动：${what.zh}无法挂载${where.zh}。`,
      ),
      why: isNoKey
        ? both(
            `The config map “${configMap}” has no key “${subPath}”, so subPath yields an empty directory, and that cannot replace a file.${meant.en}`,
            `ConfigMap“${configMap}”中没有键“${subPath}”，因此 subPath 得到的是空目录，而目录不能取代文件。${meant.zh}`,
          )
        : WHY[data.kind],
    };
  },
  steps({ kind, target, subPath, isNoKey, configMap, near, image }) {
    if (kind === 'image') return imageSteps(target, image);
    return [
      ...(isNoKey ? [forKey(subPath, configMap, near)] : []),
      {
        text:
          kind === 'onto'
            ? both(
                'Mount single files with mountPath ending in the file’s name and subPath naming the same file in the volume; mount directories without subPath.',
                '挂载单个文件时，mountPath 以文件名结尾，subPath 写卷中的同一文件；挂载目录时不要写 subPath。',
              )
            : both(
                'Choose a mountPath that exists in the image or can be made there, outside /proc, /sys and other volumes.',
                '选择镜像中已存在或可以创建的 mountPath，避开 /proc、/sys 及其他卷。',
              ),
        link: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
      },
      {
        text: target
          ? both(
              `Check what “${target}” is in the image: a file, a directory or a link.`,
              `检查镜像中“${target}”是什么：文件、目录还是链接。`,
            )
          : both(
              'See in the message which path it is about.',
              '在错误信息中查看涉及哪个路径。',
            ),
      },
    ];
  },
});
