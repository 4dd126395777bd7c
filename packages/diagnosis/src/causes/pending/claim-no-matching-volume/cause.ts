import type { Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  formatQuantity,
  listEn,
  listZh,
  parseQuantity,
  quoteOf,
} from '../../../engine';
import { claimTroubles, placeOfClaim, whoseClaim } from '../../shared/claims';
import type { ClaimTrouble } from '../../shared/claims';
import type { ClaimReading } from '../../shared/claimView';
import { CLAIM_FACTS } from '../../shared/claimView';
import { kubectl } from '../../shared/kubectl';
import type { Misfit } from './fit';
import { nearestVolume, wantedSize } from './fit';

/** What is known of the volumes made by hand. */
interface Volumes {
  readonly count: number;
  readonly taken: number;
  readonly near?: string;
  readonly lacks?: readonly Misfit[];
  readonly size?: number;
  readonly access?: readonly string[];
}

function volumesFor(
  { object, storageClass = '' }: ClaimTrouble,
  { volumes }: ClaimReading,
) {
  if (!object || volumes.status !== 'ok') return { quotes: [] };
  const { best, ...counts } = nearestVolume(
    object,
    storageClass,
    volumes.value,
  );
  const size = parseQuantity(best?.volume.spec.capacity?.storage);
  const near = best?.volume.metadata.name;
  const at = (path: string) =>
    best ? quoteOf('volumes', volumes.value, `${best.i}.${path}`) : [];
  const known: Volumes = {
    ...counts,
    ...(near !== undefined && { near, lacks: best?.lacks ?? [] }),
    ...(size !== undefined && { size }),
    access: best?.volume.spec.accessModes ?? [],
  };
  return {
    known,
    quotes: [
      ...(best?.lacks.includes('taken') ? at('status.phase') : []),
      ...(best?.lacks.includes('size') ? at('spec.capacity.storage') : []),
      ...(best?.lacks.includes('access') ? at('spec.accessModes.0') : []),
    ],
  };
}

const bytes = (value: number) => formatQuantity('storage', value);

function lackInWords(lack: Misfit, wanted: Wanted, volumes: Volumes): Text {
  switch (lack) {
    case 'taken':
      return both('is already taken or released', '已被占用或处于释放状态');
    case 'size':
      return both(
        `has ${bytes(volumes.size ?? 0)} where ${bytes(
          wanted.size ?? 0,
        )} are asked`,
        `只有 ${bytes(volumes.size ?? 0)}，而要求 ${bytes(wanted.size ?? 0)}`,
      );
    case 'access':
      return both(
        `allows ${listEn(volumes.access ?? [])} where ${listEn(
          wanted.access ?? [],
        )} is asked`,
        `允许 ${listZh(volumes.access ?? [])}，而要求 ${listZh(
          wanted.access ?? [],
        )}`,
      );
    case 'mode':
      return both('has another volumeMode', 'volumeMode 不同');
    default:
      return both(
        'lacks the labels of the claim’s selector',
        '缺少声明选择器要求的标签',
      );
  }
}

interface Wanted {
  readonly size?: number;
  readonly access?: readonly string[];
}

function nearInWords(wanted: Wanted, volumes: Volumes | undefined): Text {
  if (!volumes) return both('', '');
  const { near, lacks = [], count: all, taken } = volumes;
  if (near === undefined)
    return both(
      ' There is no volume of this class at all.',
      '目前没有任何该类的持久卷。',
    );
  if (taken === all)
    return both(
      ` ${count(all, 'volume')} of this class ${
        all === 1 ? 'exists and is' : 'exist and all are'
      } already taken or released.`,
      `该类共有 ${all} 个持久卷，均已被占用或处于释放状态。`,
    );
  if (lacks.length === 0)
    return both(
      ` Volume “${near}” would fit; it may lie on a node where the pod must not run.`,
      `持久卷“${near}”本身符合要求，但可能位于 Pod 不能运行的节点上。`,
    );
  const words = lacks.map(lack => lackInWords(lack, wanted, volumes));
  return both(
    ` Of ${count(all, 'volume')} the nearest, “${near}”, ${listEn(
      words.map(({ en }) => en),
    )}.`,
    `共 ${all} 个持久卷，最接近的“${near}”${listZh(
      words.map(({ zh }) => zh),
    )}。`,
  );
}

export default defineCause({
  id: 'claim-no-matching-volume',
  state: 'pending',
  title: both(
    'No volume made by hand fits the claim',
    '没有符合存储声明的预置持久卷',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CLAIM_FACTS,
  // The tainted nodes of the same message are most often those of the control plane.
  beats: ['unschedulable-taint'],
  covers: ['scheduler/vb-bindconflict'],
  detect(reading) {
    return claimTroubles(reading, 'unmatched').map(one => {
      const { known, quotes } = volumesFor(one, reading);
      const size = one.object && wantedSize(one.object);
      const access = one.object?.spec.accessModes ?? [];
      return {
        data: {
          ...placeOfClaim(reading.subject, one),
          ...(one.storageClass && { storageClass: one.storageClass }),
          wanted: { access, ...(size !== undefined && { size }) },
          ...(known && { volumes: known }),
        },
        quotes: [...one.quotes, ...quotes],
      };
    });
  },
  explain(data) {
    const { storageClass, wanted, volumes } = data;
    const who = whoseClaim(data);
    const near = nearInWords(wanted, volumes);
    const size = wanted.size === undefined ? '' : ` ${bytes(wanted.size)}`;
    const ofClass = storageClass
      ? both(` of class “${storageClass}”`, `存储类“${storageClass}”中`)
      : both(' without a class', '不带存储类的卷中');
    return {
      what: both(
        `${who.en} asks for${size || ' a volume'}${
          ofClass.en
        }, and none that exists fits.`,
        `${who.zh}在${ofClass.zh}要求${
          size || '一个持久卷'
        }，但现有的都不符合。`,
      ),
      why: both(
        `Volumes of this kind are not made on demand: somebody creates them beforehand (PersistentVolume).${near.en}`,
        `此类卷不会按需创建，需要有人预先创建持久卷（PersistentVolume）。${near.zh}`,
      ),
    };
  },
  steps({ namespace, claim }) {
    return [
      {
        text: both(
          'Compare size, access modes, class and status of the volumes with the claim.',
          '将各持久卷的大小、访问模式、存储类和状态与声明对比。',
        ),
        command: 'kubectl get persistentvolumes',
      },
      {
        text: both('See what the claim asks for.', '查看该声明的要求。'),
        command: kubectl(namespace, 'describe', 'persistentvolumeclaim', claim),
      },
      {
        text: both(
          'Ask your platform team for a volume that fits, or for a class that makes volumes on demand.',
          '请平台团队创建符合要求的持久卷，或提供可按需创建卷的存储类。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
      },
      {
        text: both(
          'Change the claim if it asks for too much: delete it and deploy it with a smaller size or another access mode. It holds no data yet.',
          '如果声明要求过高，请删除它并以更小的容量或其他访问模式重新部署。它目前没有数据。',
        ),
      },
    ];
  },
});
