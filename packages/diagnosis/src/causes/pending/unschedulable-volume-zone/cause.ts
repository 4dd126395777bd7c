import type { Quote } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  placeByName,
  quoteOf,
} from '../../../engine';
import type {
  PersistentVolume,
  PersistentVolumeClaim,
} from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/placing';

/** A volume of the pod and the places it can be used in. */
interface Tied {
  readonly claim: string;
  readonly volume: string;
  /** `topology.kubernetes.io/zone=a`. */
  readonly only: readonly string[];
  /** Whether it lies on one node's own disk. */
  readonly isLocal: boolean;
}

/** Labels of a volume made before node affinity. */
const ZONES = [
  'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/zone',
];

function placesOf({ metadata, spec }: PersistentVolume): string[] {
  const terms = spec.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const wanted = terms
    .flatMap(({ matchExpressions = [], matchFields = [] }) => [
      ...matchExpressions,
      ...matchFields,
    ])
    .map(({ key = '', values = [] }) => `${key}=${values.join('|')}`);
  const labels = ZONES.flatMap(key => {
    const zone = metadata.labels?.[key];
    // A regional volume's label lists its zones.
    return zone ? `${key}=${zone.replace(/__/g, '|')}` : [];
  });
  return [...new Set(wanted.length > 0 ? wanted : labels)];
}

function tiedVolumes(
  claims: readonly PersistentVolumeClaim[],
  volumes: readonly PersistentVolume[],
): { one: Tied; quotes: Quote[] }[] {
  return claims.flatMap(({ metadata, spec }, c) => {
    const v = spec.volumeName ? placeByName(volumes, spec.volumeName) : -1;
    const volume = volumes[v];
    const only = volume ? placesOf(volume) : [];
    if (!volume || only.length === 0) return [];
    const one = {
      claim: metadata.name ?? '',
      volume: spec.volumeName ?? '',
      only,
      isLocal:
        Boolean(volume.spec.local) ||
        only.every(at => at.startsWith('kubernetes.io/hostname')),
    };
    const at = `${v}.spec.nodeAffinity.required.nodeSelectorTerms.0.matchExpressions.0`;
    return {
      one,
      quotes: [
        ...quoteOf('claims', claims, `${c}.spec.volumeName`),
        ...quoteOf('volumes', volumes, `${at}.values.0`),
      ],
    };
  });
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
  mayRead: ['events', 'nodes', 'claims', 'volumes'],
  covers: [
    'scheduler/vz',
    'scheduler/vb-nodeconflict',
    'scheduler/plugins-simul',
  ],
  detect({ pod, events, nodes, claims, volumes, subject }) {
    const hit = obstacleOf({ pod, events, nodes }, 'volume-zone');
    if (!hit) return [];
    const tied =
      claims.status === 'ok' && volumes.status === 'ok'
        ? tiedVolumes(claims.value, volumes.value)
        : [];
    const named = pod.spec.volumes.flatMap(
      ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [],
    );
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: hit.said.nodes,
          count: hit.count,
          claims: named,
          tied: tied.map(({ one }) => one),
        },
        quotes: [...hit.said.quotes, ...tied.flatMap(({ quotes }) => quotes)],
        ...hit.finding,
      },
    ];
  },
  explain({ nodes, count: some, claims, tied }) {
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
      why: tied.some(({ isLocal }) => isLocal)
        ? both(
            'The volume lies on one node’s own disk, so the pod can run there and nowhere else; that node is gone, full or closed to it.',
            '该卷位于某个节点的本地磁盘，Pod 只能在那个节点运行；而该节点已不存在、资源不足或不可用。',
          )
        : both(
            'A disk lives in one zone and the pod must follow it; no node in that zone can take the pod, or the pod’s own rules point to another zone.',
            '磁盘固定在一个可用区，Pod 必须跟随它；该可用区没有能接纳此 Pod 的节点，或 Pod 自身的规则指向了其他可用区。',
          ),
    };
  },
  steps({ namespace, claims, tied }) {
    const [claim] = claims;
    const [first] = tied;
    return [
      {
        text: both(
          'Look where the volume lies (Node Affinity), and which nodes are there.',
          '查看该卷所在的位置（Node Affinity），以及那里有哪些节点。',
        ),
        command: first
          ? `kubectl describe pv ${first.volume}`
          : kubectl(namespace, 'get', 'pvc', ...(claim ? [claim] : [])),
      },
      {
        text: both(
          'Bring a node into that place: ask your platform team for one in the zone, or free room on the ones there.',
          '让那里有可用的节点：请平台团队在该可用区增加节点，或在现有节点上腾出资源。',
        ),
        link: 'https://kubernetes.io/docs/setup/best-practices/multiple-zones/',
      },
      {
        text: both(
          'Restore the data into a new claim elsewhere, from a snapshot or backup, if the place is gone for good.',
          '如果该位置已永久失效，请用快照或备份在其他位置恢复为新的 PVC。',
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
