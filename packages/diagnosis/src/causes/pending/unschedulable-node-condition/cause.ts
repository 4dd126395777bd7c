import type { Quote, Step, Text } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  listEn,
  listZh,
  memoAlike,
  needed,
  quoteOf,
  secondsSince,
  untolerated,
} from '../../../engine';
import type { Condition, KubeNode, Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { placeOf } from '../../shared/kubectl';
import type { Kept } from '../../shared/meantNodes';
import { keptBecauseOf, nodesMeantFor } from '../../shared/meantNodes';
import { obstacleOf } from '../../shared/obstacle';
import { taintKind } from '../../shared/schedulerTexts';
import { someOf } from '../../shared/someOf';
import type { Reason } from '../../shared/unschedulable';
import { unschedulable } from '../../shared/unschedulable';

const UNINITIALISED = both(
  'has not been initialised by its cloud provider',
  '尚未由云平台初始化',
);
const WHY_UNINITIALISED = both(
  'A kubelet with an external cloud provider taints its node when it joins (node.cloudprovider.kubernetes.io/uninitialized), and only the cloud controller manager takes the taint away: it does not run, cannot reach the cloud, or does not know these machines. The nodes themselves may be ready.',
  '使用外部云平台的 kubelet 会在节点加入时添加污点（node.cloudprovider.kubernetes.io/uninitialized），只有云控制器管理器会将其移除：它没有运行、无法访问云平台，或不认识这些机器。节点本身可能已就绪。',
);
/** Shows whether what initialises nodes runs. */
const seeCloudController: Step = {
  text: both(
    'Check that the cloud controller manager runs, and read its log: it is what initialises the nodes.',
    '检查云控制器管理器是否在运行并查看其日志：节点由它初始化。',
  ),
  command: 'kubectl get pods --all-namespaces',
  link: 'https://kubernetes.io/docs/tasks/administer-cluster/running-cloud-controller/',
};

/** What is wrong with a node, by the taint it bears or the words of schedulers that read conditions. */
const ILLS: readonly (readonly [RegExp, Text])[] = [
  [/unreachable/i, both('does not answer', '失联')],
  [/disk.?pressure|out.?of.?disk/i, both('runs out of disk', '磁盘空间不足')],
  [/memory.?pressure/i, both('runs out of memory', '内存不足')],
  [/pid.?pressure/i, both('runs too many processes', '进程过多')],
  [
    /network.?unavailable|unavailable network|cilium|calico/i,
    both('has no pod network yet', 'Pod 网络尚未就绪'),
  ],
  [/uninitialized/i, UNINITIALISED],
  [/shutdown|out-of-service/i, both('is shut down', '已关机')],
  [/not.?ready|unregistered/i, both('is not ready', '未就绪')],
];

const UNKNOWN = both('is not in order', '状态异常');

const illOf = (text: string): Text =>
  ILLS.find(([words]) => words.test(text))?.[1] ?? UNKNOWN;

/** A node, what it has, and for how long. */
interface Sick {
  readonly node?: string;
  readonly ill: Text;
  readonly seconds?: number;
  /** What the node itself says. */
  readonly says?: string;
}

/** Condition behind each taint. Source: https://kubernetes.io/docs/concepts/architecture/nodes/#condition */
const CONDITIONS: Readonly<Record<string, string>> = {
  'disk-pressure': 'DiskPressure',
  'memory-pressure': 'MemoryPressure',
  'pid-pressure': 'PIDPressure',
  'network-unavailable': 'NetworkUnavailable',
};

function conditionOf({ status }: KubeNode, key: string): number {
  const type = CONDITIONS[key.split('/')[1] ?? ''] ?? 'Ready';
  return status.conditions.findIndex(one => one.type === type);
}

/** A node that is ready says nothing of what keeps pods from it. */
const isIll = ({ type, status }: Condition) =>
  type === 'Ready' ? status !== 'True' : status === 'True';

function sickNode(
  pod: Pod,
  { node, i }: Kept,
  all: FactValues['nodes'],
  now: number,
): { one: Sick; quotes: Quote[] } {
  const taint = untolerated(pod.spec, node).find(
    ({ key = '' }) => taintKind(key) === 'condition',
  );
  const key = taint?.key ?? '';
  const c = conditionOf(node, key);
  const condition = node.status.conditions[c];
  const seconds = secondsSince(
    taint?.timeAdded ?? condition?.lastTransitionTime,
    now,
  );
  const t = taint ? node.spec.taints.indexOf(taint) : -1;
  return {
    one: {
      node: node.metadata.name ?? '',
      ill: illOf(key),
      ...(seconds !== undefined && { seconds }),
      ...(condition?.message &&
        isIll(condition) && { says: condition.message.slice(0, 200) }),
    },
    quotes: [
      ...quoteOf('nodes', all, `${i}.spec.taints.${t}.key`),
      ...(condition && isIll(condition)
        ? quoteOf('nodes', all, `${i}.status.conditions.${c}.message`)
        : []),
    ],
  };
}

const sickNodes = memoAlike((pod, nodes, now: number) =>
  keptBecauseOf(nodesMeantFor(pod, nodes).kept, 'condition').map(one =>
    sickNode(pod, one, nodes, now),
  ),
);

/** By the scheduler's words alone. */
function fromWords(reasons: readonly Reason[]): Sick[] {
  return reasons
    .filter(({ kind }) => kind === 'condition')
    .map(({ taint, text }) => ({ ill: illOf(taint?.key ?? text) }));
}

const hidesTaint = (reasons: readonly Reason[]) =>
  reasons.some(({ kind, taint }) => kind === 'taint' && !taint);

function sickInWords({ node, ill, seconds = 0 }: Sick): Text {
  const { en, zh } = duration(seconds);
  const since =
    seconds >= 60 ? both(` (for ${en})`, `（已 ${zh}）`) : both('', '');
  return node
    ? both(`“${node}” ${ill.en}${since.en}`, `“${node}”${ill.zh}${since.zh}`)
    : both(`the node ${ill.en}`, `节点${ill.zh}`);
}

/** What sets a node right, by what it lacks. */
function mend(sick: readonly Sick[]): Text {
  const [first] = sick;
  const isAll = sick.every(({ ill }) => ill.en === first?.ill.en);
  const lack =
    /^runs out of disk|^runs out of memory|^runs too many|^has not been initialised/.exec(
      isAll ? first?.ill.en ?? '' : '',
    )?.[0];
  switch (lack) {
    case 'runs out of disk':
      return both(
        'Ask your platform team to free disk on the node (unused images, logs, emptyDir volumes of other pods) or to give it a larger one: some minutes after that the pod is placed by itself.',
        '请平台团队清理该节点的磁盘（未使用的镜像、日志、其他 Pod 的 emptyDir），或更换更大的磁盘；恢复几分钟后 Pod 会自动调度。',
      );
    case 'runs out of memory':
      return both(
        'Ask your platform team which pods use the node’s memory without limits, and to move some: some minutes after that the pod is placed by itself.',
        '请平台团队查明哪些 Pod 无限制地占用该节点的内存并迁走一部分；恢复几分钟后 Pod 会自动调度。',
      );
    case 'runs too many':
      return both(
        'Ask your platform team which pods start so many processes on the node, and to set a limit (podPidsLimit): some minutes after that the pod is placed by itself.',
        '请平台团队查明哪些 Pod 在该节点上启动了过多进程，并设置上限（podPidsLimit）；恢复几分钟后 Pod 会自动调度。',
      );
    case 'has not been initialised':
      return both(
        'Ask your platform team to check that the cloud controller manager runs and reaches the cloud: its log says why it does not initialise the nodes. Without such a controller the kubelets must not be started with --cloud-provider=external.',
        '请平台团队检查云控制器管理器（cloud-controller-manager）是否在运行并能访问云平台：其日志会说明为何没有初始化节点。如果没有该控制器，kubelet 就不应以 --cloud-provider=external 启动。',
      );
    default:
      return both(
        'Ask your platform team to bring the node back: the pod is placed by itself as soon as it is in order.',
        '请平台团队恢复该节点：节点恢复后 Pod 会自动调度。',
      );
  }
}

export default defineCause({
  id: 'unschedulable-node-condition',
  state: 'pending',
  title: both('Nodes are not in order', '节点处于异常状态'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: [
    'taint/not-ready',
    'taint/unreachable',
    'taint/memory-pressure',
    'taint/disk-pressure',
    'taint/pid-pressure',
    'taint/network-unavailable',
    'taint/out-of-service',
    'taint/cloud-uninitialized',
    'taint/cloud-shutdown',
  ],
  detect({ pod, events, nodes, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'condition');
    if (!hit) {
      // Newer schedulers no longer say which taint: only the nodes tell.
      if (hidesTaint(unschedulable(pod, events)?.reasons ?? []))
        needed('nodes', nodes);
      return [];
    }
    const known = nodes.status === 'ok' ? sickNodes(pod, nodes.value, now) : [];
    const sick =
      known.length > 0
        ? known.map(({ one }) => one)
        : fromWords(hit.said.reasons);
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: hit.said.nodes,
          count: known.length || hit.count,
          sick,
        },
        quotes: [...hit.said.quotes, ...known.flatMap(({ quotes }) => quotes)],
        ...hit.finding,
      },
    ];
  },
  explain({ nodes, count: some, sick }) {
    const shown = sick.slice(0, 5).map(sickInWords);
    const says = sick.find(one => one.says)?.says;
    return {
      what: both(
        `The pod waits for a node, and ${someOf(some, nodes)} ${
          some === 1 ? 'is' : 'are'
        } not in order: ${listEn(shown.map(({ en }) => en))}.`,
        `Pod 在等待节点，而${
          nodes > 0 ? ` ${nodes} 个节点中` : ''
        }有 ${some} 个状态异常：${listZh(shown.map(({ zh }) => zh))}。`,
      ),
      why: sick.every(({ ill }) => ill.en === UNINITIALISED.en)
        ? WHY_UNINITIALISED
        : both(
            `Kubernetes marks such a node with a taint and places nothing new there until it has recovered.${
              says ? ` The node says: “${says}”.` : ''
            }`,
            `Kubernetes 会给这样的节点加上污点，恢复之前不会放置新的 Pod。${
              says ? `节点报告：“${says}”。` : ''
            }`,
          ),
    };
  },
  steps({ sick }) {
    const [first] = sick;
    const isUninitialised = sick.every(
      ({ ill }) => ill.en === UNINITIALISED.en,
    );
    return [
      ...(isUninitialised ? [seeCloudController] : []),
      {
        text: both(
          'Look at the state of the node and its latest events.',
          '查看节点状态及其最近的事件。',
        ),
        command: first?.node
          ? `kubectl describe node ${first.node}`
          : 'kubectl get nodes',
      },
      {
        text: mend(sick),
        link: 'https://kubernetes.io/docs/concepts/architecture/nodes/',
      },
      {
        text: both(
          'Leave the taint alone: a toleration would only start the pod on a node that cannot run it well.',
          '不要容忍该污点：那只会让 Pod 在无法正常运行它的节点上启动。',
        ),
      },
    ];
  },
});
