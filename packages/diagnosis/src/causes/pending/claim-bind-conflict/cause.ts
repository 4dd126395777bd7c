import type { Text } from '../../../engine';
import { both, defineCause, placeByName, quoteOf } from '../../../engine';
import type { ClaimTrouble } from '../../shared/claims';
import { claimTroubles, placeOfClaim, whoseClaim } from '../../shared/claims';
import type { ClaimReading } from '../../shared/claimView';
import { CLAIM_FACTS } from '../../shared/claimView';
import { kubectl } from '../../shared/kubectl';

const TAKEN = /volume "([^"]{1,253})" already bound to a different claim/;
const MISMATCH = /Cannot bind to requested volume "([^"]{1,253})": (.{1,500})/s;

type Conflict =
  | 'taken'
  | 'absent'
  | 'size'
  | 'access'
  | 'class'
  | 'mode'
  | 'other';

/** What the controller says of a volume that does not fit. */
const MISFITS: readonly (readonly [Conflict, RegExp])[] = [
  ['size', /too small|size/i],
  ['class', /storageClassName/i],
  ['mode', /volumeMode/i],
  ['access', /accessMode/i],
];

function conflictOf(
  { message = '', object }: ClaimTrouble,
  reading: ClaimReading,
) {
  const { volumes } = reading;
  const volume =
    object?.spec.volumeName ??
    TAKEN.exec(message)?.[1] ??
    MISMATCH.exec(message)?.[1] ??
    '';
  const [, , why] = MISMATCH.exec(message) ?? [];
  const all = volumes.status === 'ok' ? volumes.value : [];
  const i = placeByName(all, volume);
  const claimRef = all[i]?.spec.claimRef;
  const misfit = MISFITS.find(([, pattern]) => pattern.test(why ?? ''))?.[0];
  const isAbsent = volumes.status === 'ok' && i === -1;
  const isTaken = claimRef !== undefined || TAKEN.test(message);
  const kind: Conflict =
    why === undefined
      ? (isAbsent && 'absent') || (isTaken && 'taken') || 'other'
      : misfit ?? 'other';
  const at = (path: string) =>
    volumes.status === 'ok' ? quoteOf('volumes', all, `${i}.${path}`) : [];
  return {
    kind,
    volume,
    ...(claimRef?.name !== undefined &&
      kind === 'taken' && {
        holder: `${claimRef.namespace ?? ''}/${claimRef.name}`,
      }),
    quotes: [...at('spec.claimRef.name'), ...at('status.phase')],
  };
}

const WHY: Readonly<Record<Conflict, Text>> = {
  taken: both(
    'That volume belongs to another claim, also when that claim is long deleted: a released volume keeps its former owner’s name.',
    '该卷属于另一个声明；即使那个声明早已删除，已释放的卷仍保留原属主的名称。',
  ),
  absent: both(
    'No volume of that name exists; the claim waits until one does.',
    '不存在该名称的卷；声明会一直等到它出现。',
  ),
  size: both(
    'The volume is smaller than the claim asks.',
    '该卷的容量小于声明的要求。',
  ),
  access: both(
    'The volume does not allow the access mode that the claim asks for.',
    '该卷不允许声明要求的访问模式。',
  ),
  class: both(
    'The volume and the claim name different storage classes (storageClassName).',
    '卷与声明的存储类（storageClassName）不同。',
  ),
  mode: both(
    'One is a raw device, the other a file system (volumeMode).',
    '一个是裸设备，另一个是文件系统（volumeMode 不同）。',
  ),
  other: both(
    'The volume does not fit; the cluster’s own words are in the evidence.',
    '该卷不符合要求，原文见证据。',
  ),
};

const takenBy = (holder: string) =>
  both(
    `That volume belongs to claim “${holder}”, also when that claim is long deleted: a released volume keeps its former owner’s name.`,
    `该卷属于声明“${holder}”；即使那个声明早已删除，已释放的卷仍保留原属主的名称。`,
  );

export default defineCause({
  id: 'claim-bind-conflict',
  state: 'pending',
  title: both(
    'The claim cannot have the volume it names',
    '存储声明无法得到其指定的卷',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CLAIM_FACTS,
  covers: ['volume/pvc/FailedBinding-taken', 'volume/pvc/VolumeMismatch'],
  detect(reading) {
    const { claims, subject } = reading;
    return claimTroubles(reading, 'conflict').map(one => {
      const { quotes, ...conflict } = conflictOf(one, reading);
      const i =
        claims.status === 'ok' && one.object
          ? claims.value.indexOf(one.object)
          : -1;
      const named =
        claims.status === 'ok'
          ? quoteOf('claims', claims.value, `${i}.spec.volumeName`)
          : [];
      return {
        data: { ...placeOfClaim(subject, one), ...conflict },
        quotes: [...one.quotes, ...named, ...quotes],
      };
    });
  },
  explain(data) {
    const { kind, volume, holder } = data;
    const who = whoseClaim(data);
    return {
      what: both(
        `${who.en} asks for volume “${volume}” by name (volumeName) and cannot have it.`,
        `${who.zh}按名称（volumeName）指定了卷“${volume}”，但无法得到它。`,
      ),
      why:
        kind === 'taken' && holder !== undefined ? takenBy(holder) : WHY[kind],
    };
  },
  steps({ namespace, claim, volume, kind }) {
    return [
      {
        text: both(
          'Compare what the claim asks for with the volume.',
          '对比声明的要求与该卷。',
        ),
        command: kubectl(namespace, 'describe', 'persistentvolumeclaim', claim),
      },
      ...(kind === 'absent'
        ? []
        : [
            {
              text: both(
                'See who holds the volume and its status.',
                '查看该卷的占用者和状态。',
              ),
              command: kubectl(
                namespace,
                'describe',
                'persistentvolume',
                volume,
              ),
            },
          ]),
      {
        text: both(
          kind === 'taken'
            ? 'Ask your platform team to free the volume (remove its claimRef) if its former owner is gone, or name another one.'
            : 'Correct volumeName, size, access mode or class in the manifest; delete the claim and deploy it again.',
          kind === 'taken'
            ? '如果原属主已不存在，请平台团队释放该卷（删除其 claimRef），或改用其他卷。'
            : '改正清单中的 volumeName、容量、访问模式或存储类，删除声明并重新部署。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume',
      },
    ];
  },
});
