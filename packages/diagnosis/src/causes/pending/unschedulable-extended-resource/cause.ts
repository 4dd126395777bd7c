import type { Quote, Step, Text } from '../../../engine';
import {
  allocatableOf,
  both,
  count,
  defineCause,
  freeByNode,
  isSelected,
  listEn,
  listZh,
  memoAlike,
  nearest,
  quoteOf,
  requestsOf,
} from '../../../engine';
import type { KubeNode, Pod } from '../../../facts/objects';
import { growthSteps, limitsInWords, limitsOf } from '../../shared/growth';
import { placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';
import { ownWordsIn, ownWordsInWords } from '../../shared/ownWords';

/** A device that is asked for, and what the nodes have of it. */
interface Wanted {
  readonly resource: string;
  readonly asks: number;
  /** Nodes that lack it, by the scheduler. */
  readonly lacking: number;
  /** Nodes that offer any; absent when the nodes are not known. */
  readonly offering?: number;
  /** The most one node offers in all, and has left. */
  readonly most?: { readonly node: string; readonly total: number };
  readonly left?: number;
  /** Nodes whose hardware has it while their device plugin offers none now. */
  readonly broken: readonly string[];
  /** A device of nearly the same name that nodes do offer. */
  readonly near?: string;
}

const nameOf = (node: KubeNode) => node.metadata.name ?? '';
const offers = (node: KubeNode, resource: string) =>
  allocatableOf(node).get(resource) ?? 0;

/** A device plugin that stopped leaves the capacity and sets what can be used to 0. */
const isBroken = (node: KubeNode, resource: string) =>
  offers(node, resource) === 0 &&
  Number(node.status.capacity?.[resource] ?? 0) > 0;

function byOffer(resource: string) {
  return (a: KubeNode, b: KubeNode) =>
    offers(b, resource) - offers(a, resource) ||
    (nameOf(a) < nameOf(b) ? -1 : 1);
}

/** What the nodes have of a device. */
type Offer = Omit<Wanted, 'resource' | 'asks' | 'lacking'>;

function lookFor(
  pod: Pod,
  all: readonly KubeNode[],
  scheduled: readonly Pod[] | undefined,
  resource: string,
): Offer {
  const chosen = all.filter(node => isSelected(pod.spec, node));
  const having = chosen
    .filter(node => offers(node, resource) > 0)
    .sort(byOffer(resource));
  const names = all.flatMap(node => [...allocatableOf(node).keys()]);
  const near =
    having.length === 0
      ? nearest(
          resource,
          names.filter(name => name.includes('/')),
        )
      : undefined;
  const free = scheduled && freeByNode(all, scheduled);
  const left = Math.max(
    ...having.map(node => free?.get(nameOf(node))?.get(resource) ?? 0),
  );
  const [top] = having;
  return {
    offering: having.length,
    broken: chosen.filter(node => isBroken(node, resource)).map(nameOf),
    ...(top && { most: { node: nameOf(top), total: offers(top, resource) } }),
    ...(free && top && { left: Math.max(0, left) }),
    ...(near !== undefined && { near }),
  };
}

/** Each device is looked for once. */
const offersOf = memoAlike(
  (_pod, _nodes, _scheduled: readonly Pod[] | undefined) =>
    new Map<string, Offer>(),
);

function offerOf(...found: Parameters<typeof lookFor>): Offer {
  const [pod, nodes, scheduled, resource] = found;
  const known = offersOf(pod, nodes, scheduled);
  const offer = known.get(resource) ?? lookFor(...found);
  known.set(resource, offer);
  return offer;
}

/** What the nodes have, in words; empty when they are not known. */
function stateInWords(wanted: Wanted): Text {
  const { resource, offering, most, left, broken, near, asks } = wanted;
  if (offering === undefined) return both('', '');
  if (broken.length > 0) {
    return both(
      ` ${listEn(broken.slice(0, 3))} ${
        broken.length === 1 ? 'has' : 'have'
      } the hardware but offer${
        broken.length === 1 ? 's' : ''
      } none of it now.`,
      ` ${listZh(broken.slice(0, 3))} 有该硬件，但目前没有提供。`,
    );
  }
  if (!most) {
    const meant = near
      ? both(` Did you mean “${near}”?`, `是否应为“${near}”？`)
      : both('', '');
    return both(
      ` No node that it may use offers ${resource} at all.${meant.en}`,
      `可用的节点都不提供 ${resource}。${meant.zh}`,
    );
  }
  if (most.total < asks) {
    return both(
      ` The node with most, “${most.node}”, has ${most.total} in all.`,
      `最多的节点“${most.node}”总共只有 ${most.total} 个。`,
    );
  }
  return both(
    ` ${count(offering, 'node offers', 'nodes offer')} it${
      left === undefined ? '' : `; at most ${left} on one node is free now`
    }.`,
    `有 ${offering} 个节点提供${
      left === undefined ? '' : `；目前单个节点最多空闲 ${left} 个`
    }。`,
  );
}

/** Whether no node could give it even if it were empty. */
const isTooMuch = ({ asks, most }: Wanted) =>
  most !== undefined && most.total < asks;

/** A step for what no node could give even if it were empty: nothing that ends frees enough. */
function askForLess({ resource, asks, most }: Wanted): Step[] {
  if (!most || most.total >= asks) return [];
  return [
    {
      text: both(
        `Ask for no more than ${most.total} ${resource} in one pod (all its containers together), or ask your platform team for nodes with ${asks}; waiting does not help.`,
        `一个 Pod（其所有容器合计）最多请求 ${most.total} 个 ${resource}，或请平台团队提供带有 ${asks} 个的节点；等待没有用。`,
      ),
    },
  ];
}

function requestQuotes(pod: Pod, resource: string): Quote[] {
  return pod.spec.containers.flatMap((_, i) =>
    quoteOf('pod', pod, `spec.containers.${i}.resources.requests.${resource}`),
  );
}

const isAbsent = ({ offering, broken }: Wanted) =>
  offering === 0 && broken.length === 0;

const ABSENT = both(
  'A node offers such a resource only if it has the hardware and the vendor’s device plugin runs there; the name must be exactly what the plugin registers.',
  '只有节点具备相应硬件并运行厂商的设备插件（device plugin）时，才会提供这种资源；名称必须与插件注册的完全一致。',
);
const TAKEN = both(
  'Devices are given to one pod at a time, in whole pieces, for as long as the pod exists, whether it uses them or not.',
  '设备按整数个独占分配给 Pod，在 Pod 存在期间一直占用，与是否实际使用无关。',
);

const ASK_FOR_DEVICE: Step = {
  text: both(
    'Ask your platform team whether the cluster has nodes with this device, and whether the device plugin runs on them.',
    '询问平台团队集群中是否有带该设备的节点，以及设备插件是否在其上运行。',
  ),
};
const SHARE: Step = {
  text: both(
    'Stop what no longer needs its device, ask for fewer, or wait until another pod ends.',
    '停止不再需要设备的 Pod、减少请求数量，或等待其他 Pod 结束。',
  ),
};

export default defineCause({
  id: 'unschedulable-extended-resource',
  state: 'pending',
  title: both(
    'No node has the device it asks for (GPU or other)',
    '没有节点能提供所需的设备（GPU 等）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes', 'scheduledPods'],
  covers: ['scheduler/fit-extended'],
  detect({ pod, events, nodes, scheduledPods, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'device');
    if (!hit) return [];
    const asked = requestsOf(pod);
    const placed =
      scheduledPods.status === 'ok' ? scheduledPods.value : undefined;
    const wanted = hit.said.reasons
      .filter(({ kind }) => kind === 'device')
      .map(({ resource = '', nodes: lacking }): Wanted => {
        const found =
          nodes.status === 'ok'
            ? offerOf(pod, nodes.value, placed, resource)
            : { broken: [] };
        return { resource, asks: asked.get(resource) ?? 0, lacking, ...found };
      })
      .sort((a, b) => (a.resource < b.resource ? -1 : 1));
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: hit.said.nodes,
          own: ownWordsIn(pod, hit.said),
          limits: wanted.some(isTooMuch) ? [] : limitsOf(events),
          wanted,
        },
        quotes: [
          ...hit.said.quotes,
          ...wanted.flatMap(({ resource }) => requestQuotes(pod, resource)),
        ],
        ...hit.finding,
      },
    ];
  },
  explain({ nodes, wanted, own, limits }) {
    const words = ownWordsInWords(own);
    const growth = limitsInWords(limits);
    const more = both(`${growth.en}${words.en}`, `${growth.zh}${words.zh}`);
    const asks = wanted.map(({ resource, asks: number }) =>
      number > 0 ? `${number} ${resource}` : resource,
    );
    const states = wanted.map(stateInWords);
    const why = wanted.every(isAbsent) ? ABSENT : TAKEN;
    return {
      what: both(
        `The pod waits for a node with ${listEn(asks)}: ${
          nodes > 0 ? `none of ${count(nodes, 'node')} has` : 'no node has'
        } that free.${states.map(({ en }) => en).join('')}`,
        `Pod 在等待能提供 ${listZh(asks)} 的节点：${
          nodes > 0 ? `${nodes} 个节点都没有空闲的` : '没有节点有空闲的'
        }。${states.map(({ zh }) => zh).join('')}`,
      ),
      why: both(`${why.en}${more.en}`, `${why.zh}${more.zh}`),
    };
  },
  steps({ wanted, limits }) {
    const absent = wanted.find(isAbsent);
    const broken = wanted.find(one => one.broken.length > 0);
    const tooMany = absent || broken ? [] : wanted.flatMap(askForLess);
    return [
      {
        text: both(
          'Compare what each node offers with what the pod asks for.',
          '对比每个节点提供的资源与 Pod 的请求。',
        ),
        command: 'kubectl describe nodes',
        link: 'https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/',
      },
      ...(absent?.near
        ? [
            {
              text: both(
                `Correct ${absent.resource} in the manifest: nodes offer “${absent.near}”.`,
                `改正清单中的 ${absent.resource}：节点提供的是“${absent.near}”。`,
              ),
            },
          ]
        : []),
      ...growthSteps(limits),
      ...(tooMany.length > 0
        ? tooMany
        : [absent || broken ? ASK_FOR_DEVICE : SHARE]),
    ];
  },
});
