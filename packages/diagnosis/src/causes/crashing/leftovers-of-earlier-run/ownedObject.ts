import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';
import { kubectl } from '../../shared/kubectl';

/** An object of the cluster that the program (helm, kubectl and the like) wants to make or change, and may not. */
export interface OwnedObject {
  readonly kind: 'object' | 'release' | 'manager' | 'operation';
  /** `Service "web"`, as the tool writes it. */
  readonly object?: string | undefined;
  readonly where?: string | undefined;
  /** The Helm release or field manager it belongs to. */
  readonly owner?: string | undefined;
}

const KINDS: ReadonlySet<string> = new Set([
  'object',
  'release',
  'manager',
  'operation',
]);

/** Whether a kind of last words speaks of an object of the cluster. */
export const isOfObject = (
  kind: string | undefined,
): kind is OwnedObject['kind'] => kind !== undefined && KINDS.has(kind);

const thing = ({ object }: OwnedObject): Text => {
  const [, kind = '', name = ''] =
    /^(\S{1,100}) "([^"]{1,253})"$/.exec(object ?? '') ?? [];
  if (name !== '') return both(`${kind} “${name}”`, ` ${kind}“${name}”`);
  return object === undefined
    ? both('what it wants to create in the cluster', '它要在集群中创建的对象')
    : both(`“${object}”`, `“${object}”`);
};

/** As the reason of a sentence: "ended because …". */
export function objectInWords(one: OwnedObject): Text {
  const { en, zh } = thing(one);
  const place =
    one.where === undefined
      ? both('', '')
      : both(` in namespace ${one.where}`, `（命名空间 ${one.where}）`);
  if (one.kind === 'operation')
    return both(
      'another Helm operation on the same release is not finished',
      '同一 Helm 发布上的另一个操作尚未完成',
    );
  if (one.kind === 'manager')
    return both(
      `fields of ${one.object ? en : 'an object'} belong to another manager`,
      `${one.object ? zh : '某个对象'}的字段由其他管理者管理`,
    );
  return both(`${en}${place.en} exists already`, `${zh}${place.zh}已经存在`);
}

/** Who has it. */
export function ownerInWords({ kind, owner }: OwnedObject): Text {
  const whose =
    owner === undefined ? both('', '') : both(` “${owner}”`, `“${owner}”`);
  const words: Readonly<Record<OwnedObject['kind'], Text>> = {
    release:
      owner === undefined
        ? both(
            'It was not made by this Helm release, and Helm does not take over what is not its own.',
            '它不是由该 Helm 发布创建的，而 Helm 不会接管不属于自己的对象。',
          )
        : both(
            `It belongs to another Helm release,${whose.en}, and Helm does not take over what is not its own.`,
            `它属于另一个 Helm 发布${whose.zh}，而 Helm 不会接管不属于自己的对象。`,
          ),
    object: both(
      'An earlier run, or somebody else, made it; to create it once more is refused.',
      '它由之前的运行或其他人创建；再次创建会被拒绝。',
    ),
    manager: both(
      `The manager${whose.en} set these fields (server-side apply), and another may not change them without force.`,
      `这些字段由管理者${whose.zh}设置（服务端应用），其他管理者不能在不强制的情况下修改。`,
    ),
    operation: both(
      'It still runs, or was broken off and left the release in a pending state.',
      '它仍在进行，或中途被打断而使该发布停留在 pending 状态。',
    ),
  };
  return words[kind];
}

const FIX: Readonly<Record<OwnedObject['kind'], Text>> = {
  release: both(
    'Install under the name of the release that owns it (helm upgrade), or give the object another name; or let this release adopt it (labels and annotations of meta.helm.sh), or delete it, once the other one needs it no longer.',
    '以拥有它的发布名称安装（helm upgrade），或给对象改名；如果另一个发布不再需要它，可让本发布接管（meta.helm.sh 的标签和注解）或将其删除。',
  ),
  object: both(
    'Use kubectl apply in place of create, so that the job can be run again; or delete the object first if it is only left over.',
    '用 kubectl apply 代替 create，使任务可以重复执行；如果它只是残留，也可先删除。',
  ),
  manager: both(
    'Let one manager alone set the fields; apply with --force-conflicts (or --server-side=false) only if this one should win.',
    '只让一个管理者设置这些字段；仅当应以此次为准时才使用 --force-conflicts。',
  ),
  operation: both(
    'Wait until the other one is done; if none runs (helm history shows “pending”), roll the release back (helm rollback).',
    '等待另一个操作完成；如果没有操作在进行（helm history 显示 pending），请回滚该发布（helm rollback）。',
  ),
};

/** What helps. */
export function objectSteps(
  one: OwnedObject,
  action: 'logs' | 'previous-logs',
): Step[] {
  const [, kind, name] =
    /^([A-Za-z][\w.]{0,100}) "([a-z0-9][\w.-]{0,252})"$/.exec(
      one.object ?? '',
    ) ?? [];
  return [
    {
      text: both('Read the whole message.', '查看完整的报错。'),
      action,
    },
    ...(kind && name && one.where
      ? [
          {
            text: both(
              'See whose it is: labels and annotations of the object name it.',
              '查看它属于谁：对象的标签和注解中写明了归属。',
            ),
            command: kubectl(one.where, 'get', kind, name, '-o', 'yaml'),
          },
        ]
      : []),
    { text: FIX[one.kind] },
  ];
}
