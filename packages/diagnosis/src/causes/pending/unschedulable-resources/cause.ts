import type { Quote, Text } from '../../../engine';
import { both, count, defineCause, quoteOf, requestsOf } from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { growthSteps, limitsInWords, limitsOf } from '../../shared/growth';
import { placeOf } from '../../shared/kubectl';
import { pressedNewcomer } from '../../shared/nominated';
import { obstacleOf } from '../../shared/obstacle';
import { ownWordsIn, ownWordsInWords } from '../../shared/ownWords';
import { tiedNode } from '../../shared/tiedNode';
import type { Reason } from '../../shared/unschedulable';
import { largerMachines, withNewcomer } from './newcomer';
import type { NearestNode } from './room';
import { nearestNode } from './room';
import type { Near, Short } from './words';
import {
  amount,
  closedInWords,
  inEn,
  inZh,
  isOfPlaces,
  lowerRequest,
  moreRoom,
  nearestInWords,
  placesInWords,
  shortInWords,
  tiedInWords,
} from './words';

/** What is lacking, by the scheduler's count; of a scheduler that names no resource, room as such. */
function shortOf(reasons: readonly Reason[]): Short[] {
  return reasons
    .filter(({ kind }) => kind === 'resources')
    .map(({ resource = 'room', nodes }) => ({ resource, nodes }))
    .sort((a, b) => (a.resource < b.resource ? -1 : 1));
}

/** Nodes that the scheduler counts for some reasons. */
function total(reasons: readonly Reason[], ...kinds: Reason['kind'][]): number {
  return reasons
    .filter(({ kind }) => kinds.includes(kind))
    .reduce((sum, { nodes }) => sum + nodes, 0);
}

function requestQuotes(pod: Pod, lacking: readonly Short[]): Quote[] {
  return lacking.flatMap(({ resource }) =>
    pod.spec.containers.flatMap((_, i) =>
      quoteOf(
        'pod',
        pod,
        `spec.containers.${i}.resources.requests.${resource}`,
      ),
    ),
  );
}

/** What the words need of the nearest node. */
function nearOf({ node, lacks, wouldFitEmpty, reserved }: NearestNode): Near {
  return {
    node,
    lacks,
    wouldFitEmpty,
    ...(reserved !== undefined && { reserved }),
  };
}

/** How the nodes stand to the pod, as a sentence; none where the scheduler counts none. */
function nodesInWords(nodes: number, short: Text, closed: Text): Text {
  if (nodes === 0) return both('', '');
  return both(
    ` Of ${count(nodes, 'node')}, ${short.en}${
      closed.en ? `; ${closed.en}` : ''
    }.`,
    `共 ${nodes} 个节点：${short.zh}${closed.zh ? `；${closed.zh}` : ''}。`,
  );
}

export default defineCause({
  id: 'unschedulable-resources',
  state: 'pending',
  title: both('No node has enough room left', '没有节点有足够的剩余资源'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes', 'scheduledPods'],
  covers: [
    'scheduler/fit-cpu',
    'scheduler/fit-memory',
    'scheduler/fit-ephemeral',
    'scheduler/fit-pods',
    'condition/PodScheduled-Unschedulable',
    'scheduler/envelope',
  ],
  detect({ pod, events, nodes, scheduledPods, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'resources');
    if (!hit) return [];
    const { reasons } = hit.said;
    const lacking = shortOf(reasons);
    const near = nearestNode(pod, nodes, scheduledPods);
    const asked = requestsOf(pod);
    const tied = tiedNode(pod.spec);
    // One node more of the same kind does not help what not even an empty one could take.
    const fits = tied === undefined && near?.wouldFitEmpty !== false;
    const limits = fits ? limitsOf(events) : [];
    const came = pressedNewcomer({ pod, events, nodes, now });
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: hit.said.nodes,
          own: ownWordsIn(pod, hit.said),
          limits,
          ...(tied !== undefined && { tied }),
          ...(came && { newcomer: { node: came.node, lacks: came.lacks } }),
          tainted: total(reasons, 'taint', 'background'),
          out: total(reasons, 'cordoned', 'condition'),
          unselected: total(reasons, 'selector'),
          lacking: lacking.map(one => ({
            ...one,
            asks: asked.get(one.resource) ?? 0,
          })),
          ...(near && { near: nearOf(near) }),
        },
        quotes: [
          ...hit.said.quotes,
          ...requestQuotes(pod, lacking),
          ...(near?.quotes ?? []),
          ...(came?.quotes ?? []),
        ],
        ...hit.finding,
      },
    ];
  },
  explain({ nodes, tied, tainted, out, unselected, lacking, ...data }) {
    const { near, own, limits, newcomer } = data;
    const words = ownWordsInWords(own);
    const growth = limitsInWords(limits);
    if (isOfPlaces(lacking))
      return withNewcomer(placesInWords(lacking, near), newcomer);
    const shown = near ? near.lacks : lacking;
    const asks = shown.map(({ resource, asks: value }) =>
      amount(resource, value, 'up'),
    );
    if (tied !== undefined) return tiedInWords(tied, asks, near);
    const best = near ? nearestInWords(near) : both('', '');
    const short = shortInWords(lacking);
    const closed = closedInWords(tainted, out, unselected);
    const of = nodesInWords(nodes, short, closed);
    const said = {
      what: both(
        `The pod waits for a node: it asks for ${inEn(
          asks,
        )}, and no node it may use has that left.${best.en}`,
        `Pod 在等待节点：它请求 ${inZh(asks)}，而可用的节点都没有这么多剩余。${
          best.zh
        }`,
      ),
      why: both(
        `A pod is placed only where its whole request (resources.requests) is still free, whether used or not.${of.en}${growth.en}${words.en}`,
        `只有当节点上未被预留的资源能容纳全部请求（resources.requests）时，Pod 才会被调度，与实际用量无关。${of.zh}${growth.zh}${words.zh}`,
      ),
    };
    return withNewcomer(said, newcomer);
  },
  steps({ lacking, near, tied, limits, newcomer }) {
    return [
      ...(isOfPlaces(lacking)
        ? []
        : [
            {
              text: lowerRequest(lacking, near),
              link: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
            },
          ]),
      ...growthSteps(limits),
      ...(newcomer
        ? largerMachines(newcomer, isOfPlaces(lacking))
        : [{ text: moreRoom(near, tied) }]),
      ...(near?.reserved
        ? [
            {
              text: both(
                `Ask your platform team before using node “${near.reserved}”: it has the room, but is reserved by a taint.`,
                `节点“${near.reserved}”有足够资源，但被污点保留；使用前请咨询平台团队。`,
              ),
            },
          ]
        : []),
    ];
  },
});
