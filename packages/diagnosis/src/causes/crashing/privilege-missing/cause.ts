import type { ContainerView, Quote, Text } from '../../../engine';
import { both, defineCause, listEn, listZh, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { networkRightsLacking, networkUser } from '../../shared/networkRights';
import type { MountOfPath } from '../../shared/lastWordsMount';
import { mountOf } from '../../shared/lastWordsMount';
import type { StorageFacts } from '../../shared/shareOfClaim';
import { storageBehind } from '../../shared/shareOfClaim';
import type { Keeper } from './keeper';
import { keeps, stepsOfKeeper } from './keeper';
import { becomeRoot, grantRights, notRoot, withoutRights } from './network';
import { onShare } from './refused';

/** Volumes whose storage may keep the owners itself. */
const KEPT = new Set<MountOfPath['kind']>(['claim', 'hostPath', 'other']);

/**
 * The storage that most likely refuses: the program may be root as far as is known, and lacks no capability for it; or the storage is
 * known to keep the owners itself.
 */
function keeperOf(
  pod: Pod,
  mount: MountOfPath | undefined,
  as: { user: number | undefined; dropped: readonly string[] },
  facts: StorageFacts,
): { readonly keeper?: Keeper; readonly quotes: readonly Quote[] } {
  const { quotes, ...behind } = storageBehind(pod, mount, facts);
  const isRoot = as.user === undefined || as.user === 0;
  const lacks = as.dropped.some(one =>
    /^(?:CAP_)?(?:ALL|CHOWN|FOWNER)$/i.test(one),
  );
  const isKept = behind.share !== undefined && behind.share !== 'node';
  if (!mount || !KEPT.has(mount.kind) || !(isKept || (isRoot && !lacks)))
    return { quotes: [] };
  const { mountPath, kind, source } = mount;
  const isClaim = kind === 'claim' && source !== undefined;
  const keeper = { mountPath, ...(isClaim && { claim: source }), ...behind };
  return { keeper, quotes };
}

/** What is known of why it may not. */
interface Rights {
  readonly user: number | undefined;
  readonly dropped: readonly string[];
  readonly keeper: Keeper | undefined;
  readonly lacking: readonly string[];
  readonly networkUser: number | undefined;
  readonly isOwnUser: boolean;
}

function reasonOf(rights: Rights): Text {
  const { user, dropped, keeper, lacking } = rights;
  if (rights.networkUser !== undefined)
    return notRoot(rights.networkUser, rights.isOwnUser);
  if (lacking.length > 0) return withoutRights(lacking);
  if (keeper !== undefined) return keeps(keeper);
  const as =
    user === undefined
      ? both('the user of the image', '镜像指定的用户')
      : both(`user ${user}`, `用户 ${user} `);
  const less =
    dropped.length === 0
      ? both('', '')
      : both(
          `, and the manifest takes ${listEn(
            dropped,
          )} of its capabilities away`,
          `，而清单移除了其能力 ${listZh(dropped)}`,
        );
  return both(
    `Changing owners, users, network rules or memory locks needs root or a capability; it runs as ${as.en}${less.en}.`,
    `修改属主、切换用户、更改网络规则或锁定内存需要 root 或相应能力；它以${as.zh}运行${less.zh}。`,
  );
}

/** Refused network rules look like a missing module of the kernel; the manifest tells them apart. */
function toldOf(pod: Pod, logs: Fact<FactValues['logs']>, now: number) {
  const rules = lastWords('node-setting-too-low', pod, logs, now).filter(
    ({ kind, container, quotes }) =>
      kind === 'module' &&
      (networkRightsLacking(container.spec, quotes, logs).length > 0 ||
        networkUser(pod, container.spec, quotes, logs) !== undefined),
  );
  return [...lastWords('privilege-missing', pod, logs, now), ...rules];
}

/** As whom a container runs by the manifest, and what is taken from it. */
function identityOf(pod: Pod, container: ContainerView) {
  const own = container.spec?.securityContext;
  const list = container.kind === 'app' ? 'containers' : 'initContainers';
  const c = pod.spec[list].findIndex(({ name }) => name === container.name);
  const at = `spec.${list}.${c}.securityContext`;
  const isOwnUser = own?.runAsUser !== undefined;
  return {
    user: own?.runAsUser ?? pod.spec.securityContext?.runAsUser,
    dropped: own?.capabilities?.drop ?? [],
    isOwnUser,
    quotes: [
      ...quoteOf('pod', pod, `${at}.capabilities.drop.0`),
      ...quoteOf(
        'pod',
        pod,
        `${isOwnUser ? at : 'spec.securityContext'}.runAsUser`,
      ),
    ],
  };
}

export default defineCause({
  id: 'privilege-missing',
  state: 'crashing',
  title: both('It lacks a privilege of the system', '缺少所需的系统权限'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'claims', 'volumes', 'storageClasses'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now, ...storage }) {
    return toldOf(pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const { quotes: of, ...as } = identityOf(pod, container);
        const isOwner = kind === 'owner';
        const refused = isOwner
          ? onShare(pod, container, logs, { ...storage, ...data })
          : undefined;
        const path = refused?.path ?? facts.path;
        const mount = isOwner ? mountOf(pod, container, path) : undefined;
        const { keeper, quotes: known } = keeperOf(pod, mount, as, storage);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            path,
            ...as,
            isOwner,
            lacking: networkRightsLacking(container.spec, quotes, logs),
            networkUser: networkUser(pod, container.spec, quotes, logs),
            keeper,
          },
          quotes: [
            ...quotes,
            ...(refused?.quotes ?? []),
            ...of,
            ...(mount?.quotes ?? []),
            ...known,
          ],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { path } = data;
    const on =
      path === undefined
        ? both('', '')
        : both(` on “${path}”`, `（“${path}”）`);
    return {
      what:
        data.isOwner && path !== undefined
          ? both(
              `The program in ${who.en} ended because it may not change the owner or the rights of “${path}”${again.en}.`,
              `${who.zh}中的程序因无权修改“${path}”的属主或权限而结束${again.zh}。`,
            )
          : both(
              `The program in ${who.en} ended because the system did not permit an operation${on.en}${again.en}.`,
              `${who.zh}中的程序因系统不允许其操作${on.zh}而结束${again.zh}。`,
            ),
      why: reasonOf(data),
    };
  },
  steps(data) {
    const { keeper, action, lacking, container } = data;
    if (data.networkUser !== undefined) return becomeRoot(container, action);
    if (lacking.length > 0) return grantRights(lacking, container, action);
    if (keeper) return stepsOfKeeper(keeper, action);
    return [
      {
        text: both(
          'Choose a variant of the image that is made to run without root, or run it as the user it wants from the start (runAsUser), so that it need not change owners or users.',
          '选用为非 root 运行而制作的镜像，或从一开始就以它需要的用户运行（runAsUser），这样就不必修改属主或切换用户。',
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
      },
      {
        text: both(
          `Add only the capability it needs to container “${data.container}” (CHOWN, SETUID, SETGID, NET_ADMIN, IPC_LOCK …), if the rules of the namespace allow it.`,
          `如果命名空间的规则允许，只为容器“${data.container}”添加所需的能力（CHOWN、SETUID、SETGID、NET_ADMIN、IPC_LOCK 等）。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
      },
      {
        text: both(
          'Set the owner on the server when the path lies on NFS: there root is often treated as nobody.',
          '如果路径位于 NFS，请在服务器上设置属主：那里的 root 常被当作普通用户。',
        ),
      },
      {
        text: both('Read what it tried to do.', '查看它试图做什么。'),
        action,
      },
    ];
  },
});
