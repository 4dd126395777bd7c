import type { Text } from '../../../engine';
import { both, count, formatQuantity, listEn, listZh } from '../../../engine';
import type { Lack, NearestNode } from './room';

const NAMES: Readonly<Record<string, Text>> = {
  cpu: both('CPU', 'CPU'),
  memory: both('memory', '内存'),
  'ephemeral-storage': both('local disk', '本地磁盘'),
  pods: both('places for pods', 'Pod 名额'),
  room: both('room', '资源'),
};

const nameOf = (resource: string) =>
  NAMES[resource] ?? both(resource, resource);

/** "3 CPU", "80 MiB of memory". */
export function amount(
  resource: string,
  value: number,
  up: 'up' | 'down',
): Text {
  const number = formatQuantity(resource, value, up);
  const { en, zh } = nameOf(resource);
  const of = number.endsWith('B') ? ' of ' : ' ';
  return both(`${number}${of}${en}`, `${number} ${zh}`);
}

function lackInWords({ resource, free, total }: Lack): Text {
  const all = formatQuantity(resource, total);
  if (free === undefined) {
    const most = amount(resource, total, 'down');
    return both(`has ${most.en} in all`, `总共只有 ${most.zh}`);
  }
  const left = amount(resource, Math.max(0, free), 'down');
  return both(`has ${left.en} left of ${all}`, `剩余 ${left.zh}（共 ${all}）`);
}

/** A resource the scheduler found too little of, and on how many nodes. */
export interface Short {
  readonly resource: string;
  readonly nodes: number;
}

/** What the words need of the nearest node. */
export type Near = Omit<NearestNode, 'quotes'>;

/** A list of texts, in English. */
export const inEn = (texts: readonly Text[]) =>
  listEn(texts.map(({ en }) => en));
/** A list of texts, in Chinese. */
export const inZh = (texts: readonly Text[]) =>
  listZh(texts.map(({ zh }) => zh));

/** The nearest node and what it lacks. */
export function nearestInWords({ node, lacks }: Near): Text {
  const missing = lacks.map(lackInWords);
  return both(
    ` The node that comes nearest, “${node}”, ${inEn(missing)}.`,
    `最接近的节点“${node}”${inZh(missing)}。`,
  );
}

/** "2 lack CPU, 1 lacks memory". */
export function shortInWords(lacking: readonly Short[]): Text {
  return both(
    lacking
      .map(
        ({ nodes, resource }) =>
          `${nodes} ${nodes === 1 ? 'lacks' : 'lack'} ${nameOf(resource).en}`,
      )
      .join(', '),
    lacking
      .map(({ nodes, resource }) => `${nodes} 个缺少 ${nameOf(resource).zh}`)
      .join('，'),
  );
}

/** Nodes that room would not help, as they are closed to the pod; empty when there are none. */
export function closedInWords(
  tainted: number,
  out: number,
  unselected: number,
): Text {
  return both(
    [
      ...(tainted > 0 ? [`${count(tainted, 'node')} reserved (tainted)`] : []),
      ...(out > 0 ? [`${count(out, 'node')} out of order or cordoned`] : []),
      ...(unselected > 0
        ? [`${count(unselected, 'node')} without the labels asked for`]
        : []),
    ].join(', '),
    [
      ...(tainted > 0 ? [`${tainted} 个节点被保留（有污点）`] : []),
      ...(out > 0 ? [`${out} 个节点异常或已被隔离`] : []),
      ...(unselected > 0 ? [`${unselected} 个节点没有所需标签`] : []),
    ].join('，'),
  );
}

/** To what the request must go down for the nearest node to take the pod now; a number only where that is possible. */
export function lowerRequest(lacking: readonly Short[], near?: Near): Text {
  const lower = near?.lacks.filter(
    ({ free, resource }) => (free ?? 0) > 0 && resource !== 'pods',
  );
  if (near && lower?.length === near.lacks.length) {
    const fits = lower.map(({ resource, free = 0 }) =>
      amount(resource, free, 'down'),
    );
    return both(
      `Lower the request to at most ${inEn(
        fits,
      )} if the program needs no more: then “${near.node}” takes it now.`,
      `如果程序不需要那么多，请将请求降到不超过 ${inZh(fits)}，节点“${
        near.node
      }”即可接纳它。`,
    );
  }
  const names = lacking.map(({ resource }) => nameOf(resource));
  return both(
    `Lower the request for ${inEn(
      names,
    )} if the program needs less than it asks for.`,
    `如果程序实际需要更少，请降低${inZh(names)}的请求。`,
  );
}

/** Whether only the number of pods is what lacks. */
export const isOfPlaces = (lacking: readonly Short[]) =>
  lacking.length > 0 && lacking.every(({ resource }) => resource === 'pods');

/** Nodes that hold as many pods as they may: no request is to blame. */
export function placesInWords([short]: readonly Short[], near?: Near) {
  const most = near?.lacks.find(({ resource }) => resource === 'pods')?.total;
  const limit =
    near && most !== undefined
      ? both(
          ` “${near.node}”, for one, takes ${count(most, 'pod')} and no more.`,
          `例如“${near.node}”最多容纳 ${most} 个 Pod。`,
        )
      : both('', '');
  const full = short?.nodes ?? 0;
  return {
    what: both(
      `The pod waits for a node: ${count(
        full,
        'node',
      )} that it may use already hold${
        full === 1 ? 's' : ''
      } as many pods as allowed.${limit.en}`,
      `Pod 在等待节点：可用的 ${full} 个节点上的 Pod 数量都已达到上限。${limit.zh}`,
    ),
    why: both(
      'Each node has a limit on the number of its pods, however small they are (maxPods of the kubelet; in many clouds as many as it has network addresses).',
      '每个节点都有 Pod 数量上限，与 Pod 大小无关（kubelet 的 maxPods；在许多云上等于可用网络地址数）。',
    ),
  };
}

/** A pod that only one node may take, as it is tied to it by name. */
export function tiedInWords(
  tied: string,
  asks: readonly Text[],
  near: Near | undefined,
) {
  const has = near?.lacks.map(lackInWords);
  const left = has
    ? both(` It ${inEn(has)}.`, `该节点${inZh(has)}。`)
    : both('', '');
  return {
    what: both(
      `The pod waits for its node “${tied}”: it asks for ${inEn(
        asks,
      )}, and that node does not have that left.${left.en}`,
      `Pod 在等待它的节点“${tied}”：它请求 ${inZh(
        asks,
      )}，而该节点没有这么多剩余。${left.zh}`,
    ),
    why: both(
      'The pod is tied to this one node by name, as each pod of a DaemonSet is: other nodes, and new ones, cannot take it. A pod is placed only where its whole request (resources.requests) is still free, whether used or not.',
      '该 Pod 按名称固定在这个节点上（DaemonSet 的每个 Pod 都是如此）：其他节点和新增节点都无法接纳它。只有当节点上未被预留的资源能容纳全部请求（resources.requests）时，Pod 才会被调度，与实际用量无关。',
    ),
  };
}

/** How to come by room on one certain node. */
const roomOn = (tied: string): Text =>
  both(
    `Stop or move something on node “${tied}”, or give the pod a higher priority (priorityClassName), so that others make room for it; another node does not help.`,
    `停止或迁走节点“${tied}”上的其他服务，或为该 Pod 设置更高的优先级（priorityClassName），让其他 Pod 为它腾出资源；增加节点没有作用。`,
  );

/** How to come by room: larger nodes where no open one could ever take the pod, else fewer neighbours. */
export function moreRoom(near?: Near, tied?: string): Text {
  if (tied !== undefined) return roomOn(tied);
  return near && !near.wouldFitEmpty
    ? both(
        'Ask your platform team for larger nodes if it does need that much: no open node could take it, even when empty.',
        '如果确实需要这么多，请平台团队提供更大的节点：即使空闲，现有可用节点也容纳不下。',
      )
    : both(
        'Stop or scale down what is no longer needed, or ask your platform team for another node.',
        '停止或缩减不再需要的服务，或请平台团队增加节点。',
      );
}
