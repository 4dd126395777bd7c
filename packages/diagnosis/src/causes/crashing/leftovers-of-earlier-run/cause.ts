import type { Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { hasStarted } from '../../shared/exitCode';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import type { Restarts } from '../../shared/restarts';
import type { MountOfPath } from '../../shared/lastWordsMount';
import { mountOf } from '../../shared/lastWordsMount';
import {
  isOfObject,
  objectInWords,
  objectSteps,
  ownerInWords,
} from './ownedObject';

/** What outlives the pod; all else is gone with it. */
const LASTING = new Set<MountOfPath['kind']>(['claim', 'hostPath']);

interface Found {
  readonly kind: string | undefined;
  readonly path: string | undefined;
  readonly mount: MountOfPath | undefined;
  readonly restarts: Restarts;
}

const isLasting = ({ mount }: Found) =>
  mount !== undefined && LASTING.has(mount.kind);

/** Where it lies, and why it is still there. */
function reason(found: Found): Text {
  const { kind, mount, path, restarts } = found;
  if (kind === 'network')
    return both(
      'A restart keeps the network of the pod, with all rules and routes that the earlier run set up in it; on the network of the node they outlive even the pod.',
      '重启会保留 Pod 的网络，以及上一次运行在其中设置的所有规则和路由；使用节点网络时，它们甚至在 Pod 删除后仍然存在。',
    );
  if (mount && isLasting(found))
    return both(
      `It lies on volume “${mount.volume}”, mounted at ${mount.mountPath}, which outlives container and pod: an earlier run left it there, most likely because it was ended by force.`,
      `它位于挂载在 ${mount.mountPath} 的卷“${mount.volume}”上，该卷在容器和 Pod 结束后仍然保留：很可能是上一次运行被强制结束时留下的。`,
    );
  const where =
    mount === undefined
      ? both('', '')
      : both(
          ` (volume “${mount.volume}” at ${mount.mountPath})`,
          `（挂载在 ${mount.mountPath} 的卷“${mount.volume}”）`,
        );
  const isOnImage = mount === undefined && path?.startsWith('/');
  if (restarts.count > 0 && !isOnImage)
    return both(
      `The volumes of a pod${where.en}, empty directories (emptyDir) too, keep what an earlier run wrote when the container is started again; the program expects to find nothing.`,
      `容器重新启动时，Pod 的卷${where.zh}（包括 emptyDir）会保留上一次运行写入的内容，而程序期望那里是空的。`,
    );
  return path === undefined || mount !== undefined
    ? both(
        `Another container of the pod made it${where.en}, or an earlier pod on a volume that both use.`,
        `它由 Pod 中的其他容器创建${where.zh}，或由使用同一卷的先前的 Pod 创建。`,
      )
    : both(
        'No volume is mounted there, so the image brings it along, or the program makes it twice.',
        '该处没有挂载卷，因此它是镜像自带的，或被程序创建了两次。',
      );
}

/** Of an init container in a pod that started long ago. */
const RERUN = both(
  ' The pod had started before; the init container was run once more, because its finished container was removed from the node (a job that prunes) or the node restarted.',
  '该 Pod 之前已经启动；由于节点上已结束的容器被清理（定期清理任务）或节点重启，初始化容器又被运行了一次。',
);

/** What takes it away. */
function remedy(found: Found): Text {
  if (isLasting(found))
    return both(
      `Remove it from the volume once no other pod uses it${
        found.path === undefined ? '' : ` (${found.path})`
      }, for example from a debug shell.`,
      `确认没有其他 Pod 使用后，将它从卷中删除${
        found.path === undefined ? '' : `（${found.path}）`
      }，例如在调试终端中操作。`,
    );
  return both(
    'Delete the pod: the one made in its place begins with an empty network and empty directories. A pod without owner (ReplicaSet, Job …) is not made anew.',
    '删除该 Pod：代替它的新 Pod 会有全新的网络和空目录。没有所有者（ReplicaSet、Job 等）的 Pod 不会被重新创建。',
  );
}

export default defineCause({
  id: 'leftovers-of-earlier-run',
  state: 'crashing',
  title: both('What it wants to create exists already', '要创建的内容已经存在'),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('leftovers-of-earlier-run', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const owned = isOfObject(kind)
          ? {
              kind,
              object: facts.name,
              where: facts.where,
              owner: facts.user,
            }
          : undefined;
        const path = owned ? undefined : facts.path ?? facts.name;
        const mount = mountOf(pod, container, path);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            kind,
            owned,
            path,
            mount,
            isAgain: data.isInit && hasStarted(pod),
          },
          quotes: [
            ...quotes,
            ...(mount?.quotes ?? []),
            ...quoteOf('pod', pod, `${container.at}.name`),
          ],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { kind, path, owned } = data;
    if (owned) {
      const { en, zh } = objectInWords(owned);
      return {
        what: both(
          `The program in ${who.en} ended because ${en}${again.en}.`,
          `${who.zh}中的程序因${zh}而结束${again.zh}。`,
        ),
        why: ownerInWords(owned),
      };
    }
    const why = reason(data);
    const rerun = data.isAgain ? RERUN : both('', '');
    let what = both('what it wants to create', '它要创建的内容');
    if (path !== undefined && kind === 'socket')
      what = both(`its socket “${path}”`, `其套接字文件“${path}”`);
    else if (kind === 'socket')
      what = both('the socket it listens on', '它要监听的套接字文件');
    else if (path !== undefined) what = both(`“${path}”`, `“${path}”`);
    else if (kind === 'network')
      what = both('the network rule it wants to set', '它要设置的网络规则');
    return {
      what: both(
        `The program in ${who.en} ended because ${what.en} exists already${again.en}.`,
        `${who.zh}中的程序因${what.zh}已经存在而结束${again.zh}。`,
      ),
      why: both(`${why.en}${rerun.en}`, `${why.zh}${rerun.zh}`),
    };
  },
  steps(data) {
    const { namespace, pod, owned } = data;
    if (owned) return objectSteps(owned, data.action);
    return [
      {
        text: both(
          'Read what the earlier run said: it may have failed for another reason first.',
          '查看之前运行的日志：最初可能是因为别的原因失败的。',
        ),
        action: data.action,
      },
      {
        text: remedy(data),
        ...(isLasting(data)
          ? {}
          : { command: kubectl(namespace, 'delete', 'pod', pod) }),
        link: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior',
      },
      {
        text: both(
          'Make the start fit to be run again (mkdir -p, ln -sf, cp -f, remove an old pid file or socket first): containers are restarted, and init containers are run again after a node restarts or its finished containers are removed.',
          '让启动过程可以重复执行（mkdir -p、ln -sf、cp -f，先删除旧的 pid 文件或套接字）：容器会被重启，节点重启或清理已结束的容器后，初始化容器也会再次运行。',
        ),
      },
    ];
  },
});
