import type { Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  formatQuantity,
  listEn,
  listZh,
  quoteOf,
  requestsOf,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { unschedulable } from '../../shared/unschedulable';
import type { Lack } from './room';
import { nearestNode } from './room';

const NAMES: Readonly<Record<string, Text>> = {
  cpu: both('CPU', 'CPU'),
  memory: both('memory', '内存'),
  'ephemeral-storage': both('local disk', '本地磁盘'),
  pods: both('places for pods', 'Pod 名额'),
};

const nameOf = (resource: string) =>
  NAMES[resource] ?? both(resource, resource);

/** "3 CPU", "80 MiB of memory". */
function amount(resource: string, value: number, up: 'up' | 'down'): Text {
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

export default defineCause({
  id: 'unschedulable-resources',
  state: 'pending',
  title: both('No node has enough room left', '没有节点有足够的剩余资源'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['nodes', 'scheduledPods'],
  covers: [
    'scheduler/fit-cpu',
    'scheduler/fit-memory',
    'scheduler/fit-ephemeral',
    'scheduler/fit-extended',
    'scheduler/fit-pods',
  ],
  detect({ pod, nodes, scheduledPods, subject }) {
    const said = unschedulable(pod);
    const resources = Object.keys(said?.insufficient ?? {}).sort();
    if (!said || resources.length === 0) return [];
    const asked = requestsOf(pod);
    const near = nearestNode(pod, nodes, scheduledPods);
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: said.nodes,
          tainted: said.tainted,
          unselected: said.unselected,
          lacking: resources.map(resource => ({
            resource,
            asks: asked.get(resource) ?? 0,
            nodes: said.insufficient[resource] ?? 0,
          })),
          ...(near && {
            near: {
              node: near.node,
              lacks: near.lacks,
              wouldFitEmpty: near.wouldFitEmpty,
              ...(near.reserved !== undefined && { reserved: near.reserved }),
            },
          }),
        },
        quotes: [
          ...said.quotes,
          ...resources.flatMap(resource =>
            pod.spec.containers.flatMap((_, i) =>
              quoteOf(
                'pod',
                pod,
                `spec.containers.${i}.resources.requests.${resource}`,
              ),
            ),
          ),
          ...(near?.quotes ?? []),
        ],
        contradictions: said.contradictions,
      },
    ];
  },
  explain({ nodes, tainted, unselected, lacking, near }) {
    const shown = near ? near.lacks : lacking;
    const asks = shown.map(({ resource, asks: value }) =>
      amount(resource, value, 'up'),
    );
    const missing = near?.lacks.map(lackInWords) ?? [];
    const best = near
      ? both(
          ` The node that comes nearest, “${near.node}”, ${listEn(
            missing.map(({ en }) => en),
          )}.`,
          `最接近的节点“${near.node}”${listZh(missing.map(({ zh }) => zh))}。`,
        )
      : both('', '');
    const closed = both(
      [
        ...(tainted > 0
          ? [`${count(tainted, 'node')} reserved (tainted)`]
          : []),
        ...(unselected > 0
          ? [`${count(unselected, 'node')} without the labels asked for`]
          : []),
      ].join(', '),
      [
        ...(tainted > 0 ? [`${tainted} 个节点被保留（有污点）`] : []),
        ...(unselected > 0 ? [`${unselected} 个节点没有所需标签`] : []),
      ].join(','),
    );
    return {
      what: both(
        `The pod waits for a node: it asks for ${listEn(
          asks.map(({ en }) => en),
        )}, and no node it may use has that left.${best.en}`,
        `Pod 在等待节点：它请求 ${listZh(
          asks.map(({ zh }) => zh),
        )}，而可用的节点都没有这么多剩余。${best.zh}`,
      ),
      why: both(
        `A pod is placed only where its whole request (resources.requests) is still free, whether used or not. Of ${count(
          nodes,
          'node',
        )}, ${lacking
          .map(
            one =>
              `${one.nodes} ${one.nodes === 1 ? 'lacks' : 'lack'} ${
                nameOf(one.resource).en
              }`,
          )
          .join(', ')}${closed.en ? `; ${closed.en}` : ''}.`,
        `只有当节点上未被预留的资源能容纳全部请求（resources.requests）时，Pod 才会被调度，与实际用量无关。共 ${nodes} 个节点：${lacking
          .map(one => `${one.nodes} 个缺少 ${nameOf(one.resource).zh}`)
          .join(',')}${closed.zh ? `;${closed.zh}` : ''}。`,
      ),
    };
  },
  steps({ lacking, near }) {
    const lower = near?.lacks.filter(
      ({ free, resource }) => (free ?? 0) > 0 && resource !== 'pods',
    );
    const fits = lower?.map(({ resource, free = 0 }) =>
      amount(resource, free, 'down'),
    );
    const canLower = near && lower?.length === near.lacks.length && fits;
    const names = lacking.map(({ resource }) => nameOf(resource));
    return [
      {
        text: canLower
          ? both(
              `Lower the request to at most ${listEn(
                fits.map(({ en }) => en),
              )} if the program needs no more: then “${
                near.node
              }” takes it now.`,
              `如果程序不需要那么多，请将请求降到不超过 ${listZh(
                fits.map(({ zh }) => zh),
              )}，节点“${near.node}”即可接纳它。`,
            )
          : both(
              `Lower the request for ${listEn(
                names.map(({ en }) => en),
              )} if the program needs less than it asks for.`,
              `如果程序实际需要更少，请降低${listZh(
                names.map(({ zh }) => zh),
              )}的请求。`,
            ),
        link: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
      },
      near && !near.wouldFitEmpty
        ? {
            text: both(
              'Ask your platform team for larger nodes if it does need that much: no open node could take it, even when empty.',
              '如果确实需要这么多，请平台团队提供更大的节点：即使空闲，现有可用节点也容纳不下。',
            ),
          }
        : {
            text: both(
              'Stop or scale down what is no longer needed, or ask your platform team for another node.',
              '停止或缩减不再需要的服务，或请平台团队增加节点。',
            ),
          },
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
