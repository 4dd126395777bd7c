import type { Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  shellWord,
} from '../../../engine';
import {
  claimTroubles,
  placeOfClaim,
  whoseClaim,
  type ClaimTrouble,
} from '../../shared/claims';
import { CLAIM_FACTS } from '../../shared/claimView';
import { driverAnswer } from '../../shared/driverAnswer';
import { kubectl } from '../../shared/kubectl';
import type { Places } from './places';
import { placesOf } from './places';

/** So many places are named one by one. */
const MOST_PLACES = 3;

/** Where no node can do, what else is said against the nodes there are is beside the point. */
const NOWHERE = [
  'autoscaler-cannot-help',
  'unschedulable-cordoned',
  'unschedulable-node-selector',
  'unschedulable-resources',
  'unschedulable-taint',
  'unschedulable-unexplained',
] as const;

/** The places by their labels. */
function placesInWords({ allowed }: Pick<Places, 'allowed'>): Text {
  const some = allowed.slice(0, MOST_PLACES).map(one => `“${one}”`);
  const more = allowed.length - some.length;
  return both(
    more > 0 ? `${some.join(', ')} and ${more} more` : listEn(some, 'or'),
    more > 0 ? `${some.join('、')}等 ${allowed.length} 处` : listZh(some, '或'),
  );
}

/** What is known of the nodes there. */
function nodesInWords({
  nodes,
  there = 0,
  unknown,
}: Omit<Places, 'quotes' | 'allowed'>): Text {
  if (nodes === undefined)
    return both(
      'The scheduler found no node there that could take the pod.',
      '调度器在那里没有找到可以接纳该 Pod 的节点。',
    );
  if (there > 0)
    return both(
      `Of ${count(nodes, 'node')} ${there} ${
        there === 1 ? 'lies' : 'lie'
      } there, ruled out for other reasons; the others are elsewhere.`,
      `${nodes} 个节点中有 ${there} 个在那里，但因其他原因被排除；其余节点都在别处。`,
    );
  const label =
    unknown === undefined
      ? both('', '')
      : both(
          ` No node has the label ${unknown} at all: it is misspelt, or the driver’s plugin, which sets it, does not run on the nodes.`,
          `没有任何节点带有标签 ${unknown}：可能拼写有误，或设置该标签的驱动插件没有在节点上运行。`,
        );
  return both(
    `None of the ${count(nodes, 'node')} there are lies there.${label.en}`,
    `现有的 ${nodes} 个节点都不在那里。${label.zh}`,
  );
}

export default defineCause({
  id: 'claim-class-elsewhere',
  state: 'pending',
  title: both(
    'The class makes volumes only where no node can be used',
    '存储类只在没有可用节点的位置创建卷',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: [],
  mayRead: [...CLAIM_FACTS, 'nodes'],
  beats: ['claim-provisioning-failed'],
  covers: [],
  detect(reading) {
    const { subject, storageClasses, nodes } = reading;
    const told = (one: ClaimTrouble) => {
      const places = placesOf(one.storageClass, storageClasses, nodes);
      if (!places) return [];
      const { quotes, ...known } = places;
      // The driver's own words may mean something else where there are nodes.
      const isCertain = known.there === 0;
      if (one.problem !== 'elsewhere' && !isCertain) return [];
      return {
        data: {
          ...placeOfClaim(subject, one),
          storageClass: one.storageClass ?? '',
          ...known,
        },
        ...(isCertain ? { beats: NOWHERE } : { givesWay: true }),
        quotes: [...one.quotes, ...quotes],
      };
    };
    const refused = claimTroubles(reading, 'provisioning-failed').filter(
      ({ message = '' }) => driverAnswer(message) === 'zone',
    );
    return [...refused, ...claimTroubles(reading, 'elsewhere')].flatMap(told);
  },
  explain(data) {
    const who = whoseClaim(data);
    const places = placesInWords(data);
    const nodes = nodesInWords(data);
    return {
      what: both(
        `${who.en} has no volume, because class “${data.storageClass}” makes volumes only where ${places.en}.`,
        `${who.zh}没有卷，因为存储类“${data.storageClass}”只在 ${places.zh} 处创建卷。`,
      ),
      why: both(
        `The class limits where its volumes may lie (allowedTopologies). ${nodes.en}`,
        `该存储类限制了卷所在的位置（allowedTopologies）。${nodes.zh}`,
      ),
    };
  },
  steps({ namespace, claim, storageClass, there = 0 }) {
    return [
      {
        text: both(
          'Compare the allowed places of the class with the labels of the nodes.',
          '将存储类允许的位置与节点的标签对比。',
        ),
        command: `kubectl describe storageclass ${shellWord(storageClass)}`,
        link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#allowed-topologies',
      },
      {
        text: both(
          'Ask your platform team to correct allowedTopologies of the class, or to bring a node into one of these places.',
          '请平台团队改正存储类的 allowedTopologies，或在这些位置增加节点。',
        ),
      },
      ...(there > 0
        ? [
            {
              text: both(
                'Look why the nodes that lie there cannot take the pod.',
                '查看位于那里的节点为何不能接纳该 Pod。',
              ),
              action: 'events' as const, // literal type of Step
            },
          ]
        : []),
      {
        text: both(
          'Use another class, if one fits: delete the claim and deploy it again. It holds no data yet.',
          '如有合适的其他存储类，请删除该声明并换用它重新部署。它目前没有数据。',
        ),
        command: kubectl(namespace, 'describe', 'persistentvolumeclaim', claim),
      },
    ];
  },
});
