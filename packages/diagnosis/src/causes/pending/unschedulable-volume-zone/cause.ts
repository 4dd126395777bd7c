import type { Step, Text } from '../../../engine';
import { both, count, defineCause, listEn, listZh } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';
import { unschedulable } from '../../shared/unschedulable';
import { homesInWords } from './homes';
import { nomineeInWords, nomineeOf } from './nominee';
import type { Tied } from './tied';
import { tiedOf } from './tied';

/** Nodes that the scheduler ruled out for other reasons than the volume. */
function othersInWords(others: number | undefined, unselected: number): Text {
  if (others === undefined) return both('', '');
  if (others === 0)
    return both(
      ' No node that is there lies in that place.',
      '现有节点都不在那里。',
    );
  if (others === unselected)
    return both(
      ` The other ${count(others, 'node')} ${
        others === 1 ? 'lacks' : 'lack'
      } the labels the pod asks for: if the volume lies there, that rule keeps the pod from its own data.`,
      `另外 ${others} 个节点缺少 Pod 要求的标签：如果卷就在那里，则是该规则让 Pod 无法使用自己的数据。`,
    );
  const labels =
    unselected > 0
      ? both(
          ` (${unselected} for lack of the labels the pod asks for)`,
          `（其中 ${unselected} 个缺少 Pod 要求的标签）`,
        )
      : both('', '');
  return both(
    ` The other ${count(others, 'node')} ${
      others === 1 ? 'is' : 'are'
    } ruled out for other reasons${labels.en}.`,
    `另外 ${others} 个节点因其他原因被排除${labels.zh}。`,
  );
}

/** Whether no node can ever do: for the pod's own rules, or for another of its volumes. */
const isClash = ({ against, rival }: Tied) =>
  against !== undefined || rival !== undefined;

/** Why no node is left for the volume. */
function whyOf(
  tied: readonly Tied[],
  others: number | undefined,
  unselected: number,
): Text {
  const [homes] = tied.flatMap(one => one.homes ?? []);
  const clash = tied.find(isClash);
  const eager = tied.find(one => one.eager !== undefined);
  const early = eager
    ? both(
        ` Storage class “${eager.eager}” makes disks at once (volumeBindingMode Immediate), before it is known where the pod may run.`,
        `存储类“${eager.eager}”会立即创建磁盘（volumeBindingMode 为 Immediate），此时还不知道 Pod 会在哪里运行。`,
      )
    : both('', '');
  if (clash)
    return both(
      `Both hold at once, so no node can ever meet both, a new one as little as one with free room: one of the two must change.${
        clash.isLocal ? '' : early.en
      }`,
      `两者必须同时满足，因此没有节点能做到，新增节点或腾出资源都没有用：必须改变其中之一。${
        clash.isLocal ? '' : early.zh
      }`,
    );
  const rest = homes ? homesInWords(homes) : othersInWords(others, unselected);
  return placeOfData(tied, rest, early);
}

/** Where the volume can be used, and what is known of the nodes there. */
function placeOfData(tied: readonly Tied[], rest: Text, early: Text): Text {
  return tied.some(({ isLocal }) => isLocal)
    ? both(
        `The volume lies on one node’s own disk, so the pod can run there and nowhere else.${rest.en}`,
        `该卷位于某个节点的本地磁盘，Pod 只能在那个节点运行。${rest.zh}`,
      )
    : both(
        `A disk lives in one zone or on one node, and the pod must follow it.${rest.en}${early.en}`,
        `磁盘固定在一个可用区或节点，Pod 必须跟随它。${rest.zh}${early.zh}`,
      );
}

/** Puts what ties the pod to another place first, where its own rule does. */
function alignSteps(tied: readonly Tied[]): Step[] {
  const clash = tied.find(isClash);
  if (clash?.against === undefined) return [];
  return [
    {
      text: both(
        `Change ${clash.against} in nodeSelector or affinity to where “${clash.claim}” lies, if the pod may run there.`,
        `如果 Pod 可以在“${clash.claim}”所在的位置运行，请相应修改 nodeSelector 或 affinity 中的 ${clash.against}。`,
      ),
    },
  ];
}

const BRING_NODE: Step = {
  text: both(
    'Bring a node into that place: ask your platform team for one in the zone, or free room on the ones there.',
    '让那里有可用的节点：请平台团队在该可用区增加节点，或在现有节点上腾出资源。',
  ),
  link: 'https://kubernetes.io/docs/setup/best-practices/multiple-zones/',
};

/** What no node can meet stands before all that a better node would do. */
const CONTRADICTION = {
  severity: 'critical',
  givesWay: false,
  beats: [
    'autoscaler-adds-node',
    'autoscaler-cannot-help',
    'unschedulable-cordoned',
    'unschedulable-extended-resource',
    'unschedulable-host-port',
    'unschedulable-no-nodes',
    'unschedulable-node-condition',
    'unschedulable-node-selector',
    'unschedulable-pod-affinity',
    'unschedulable-pod-anti-affinity',
    'unschedulable-resources',
    'unschedulable-taint',
    'unschedulable-topology-spread',
    'unschedulable-unexplained',
    'unschedulable-volume-limit',
  ],
} as const;

/** A volume that lies where the pod's own rules, or another of its volumes, do not let it go. */
function clashInWords(
  { claim, only, against, rival }: Tied,
  tied: readonly Tied[],
): Text {
  const other = tied.find(one => one.claim === rival);
  if (against === undefined && other)
    return both(
      `No node can take the pod: “${claim}” can only be used where ${listEn(
        only,
      )}, and “${other.claim}”, which the pod mounts too, only where ${listEn(
        other.only,
      )}.`,
      `没有节点能接纳该 Pod：“${claim}”只能在 ${listZh(
        only,
      )} 处使用，而 Pod 同时挂载的“${other.claim}”只能在 ${listZh(
        other.only,
      )} 处使用。`,
    );
  return both(
    `No node can take the pod: “${claim}” can only be used where ${listEn(
      only,
    )}, while the pod’s own rules ask for ${against}.`,
    `没有节点能接纳该 Pod：“${claim}”只能在 ${listZh(
      only,
    )} 处使用，而 Pod 自身的规则要求 ${against}。`,
  );
}

export default defineCause({
  id: 'unschedulable-volume-zone',
  state: 'pending',
  title: both(
    'Its volume cannot be used on the nodes that are left',
    '剩余节点无法使用它的存储卷（可用区或节点不符）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes', 'claims', 'volumes', 'storageClasses'],
  covers: [
    'scheduler/vz',
    'scheduler/vb-nodeconflict',
    'scheduler/plugins-simul',
  ],
  detect(reading) {
    const { pod, events, nodes, subject, now } = reading;
    const hit = obstacleOf({ pod, events, nodes, now }, 'volume-zone');
    const said = hit?.said ?? unschedulable(pod, events);
    if (!said) return [];
    const tied = tiedOf(pod, reading);
    // The scheduler asks the volume last, of nodes that fit otherwise: it may never come to it.
    const clashes = tied.some(({ one }) => isClash(one));
    if (!hit && !clashes) return [];
    const nominee = nomineeOf(
      reading,
      tied.map(({ places }) => places),
    );
    const named = pod.spec.volumes.flatMap(
      ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [],
    );
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: said.nodes,
          count: hit?.count ?? 0,
          unselected: said.reasons
            .filter(({ kind }) => kind === 'selector')
            .reduce((sum, { nodes: some }) => sum + some, 0),
          claims: named,
          tied: tied.map(({ one }) => one),
          ...(nominee && { nominee: nominee.one }),
        },
        quotes: [
          ...said.quotes,
          ...tied.flatMap(({ quotes }) => quotes),
          ...(nominee?.quotes ?? []),
        ],
        ...hit?.finding,
        ...((clashes || nominee) && CONTRADICTION),
      },
    ];
  },
  explain({ nodes, count: some, unselected, claims, tied, nominee }) {
    const bound = tied.map(({ claim, only }) =>
      both(
        `“${claim}” can only be used where ${listEn(only)}`,
        `“${claim}”只能在 ${listZh(only)} 处使用`,
      ),
    );
    const places =
      bound.length > 0
        ? both(
            ` ${listEn(bound.map(({ en }) => en))}.`,
            `${listZh(bound.map(({ zh }) => zh))}。`,
          )
        : both('', '');
    const names = claims.slice(0, 3).map(name => `“${name}”`);
    const others = nodes > 0 ? Math.max(0, nodes - some) : undefined;
    const reason = whyOf(tied, others, unselected);
    const inVain = nomineeInWords(nominee);
    const why = both(`${reason.en}${inVain.en}`, `${reason.zh}${inVain.zh}`);
    const clash = tied.find(isClash);
    if (clash) return { what: clashInWords(clash, tied), why };
    return {
      what: both(
        `The pod waits for a node that can reach its volume${
          names.length > 0 ? ` (claim ${listEn(names)})` : ''
        }: ${some}${nodes > 0 ? ` of ${count(nodes, 'node')}` : ''} cannot.${
          places.en
        }`,
        `Pod 在等待能访问其存储卷${
          names.length > 0 ? `（PVC ${listZh(names)}）` : ''
        }的节点：${nodes > 0 ? `${nodes} 个节点中` : ''}有 ${some} 个不能。${
          places.zh
        }`,
      ),
      why,
    };
  },
  steps({ namespace, claims, tied }) {
    const [claim] = claims;
    const [first] = tied;
    const clash = tied.some(isClash);
    return [
      ...alignSteps(tied),
      {
        text: both(
          'Look where the volume lies (Node Affinity), and which nodes are there.',
          '查看该卷所在的位置（Node Affinity），以及那里有哪些节点。',
        ),
        command: first
          ? `kubectl describe pv ${first.volume}`
          : kubectl(namespace, 'get', 'pvc', ...(claim ? [claim] : [])),
      },
      ...(clash ? [] : [BRING_NODE]),
      {
        text: both(
          clash
            ? 'Restore the data into a new claim where the pod may run, from a snapshot or backup; or delete the claim if it holds nothing yet, so that it is made anew.'
            : 'Restore the data into a new claim elsewhere, from a snapshot or backup, if the place is gone for good.',
          clash
            ? '用快照或备份在 Pod 可运行的位置恢复为新的 PVC；如果其中还没有数据，可删除该 PVC 让其重新创建。'
            : '如果该位置已永久失效，请用快照或备份在其他位置恢复为新的 PVC。',
        ),
      },
      {
        text: both(
          'Use a storage class with volumeBindingMode WaitForFirstConsumer for new claims, so that the disk is made where the pod goes.',
          '新的 PVC 请使用 volumeBindingMode 为 WaitForFirstConsumer 的存储类，使磁盘在 Pod 所在处创建。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
      },
    ];
  },
});
