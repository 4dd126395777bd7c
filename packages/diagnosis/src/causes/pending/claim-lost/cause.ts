import { both, defineCause, quoteOf } from '../../../engine';
import { claimTroubles, placeOfClaim, whoseClaim } from '../../shared/claims';
import { CLAIM_FACTS, claimEvent } from '../../shared/claimView';
import { kubectl } from '../../shared/kubectl';

const VOLUME =
  /persistentvolumes? "([^"]{1,253})"|PV object (\S{1,253})|fetch PV (\S{1,253})/i;

export default defineCause({
  id: 'claim-lost',
  state: 'pending',
  title: both('The volume behind a claim is gone', '存储声明背后的卷已丢失'),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CLAIM_FACTS,
  covers: [
    'scheduler/vb-lost',
    'scheduler/vb-pvnotexist',
    'volume/pvc/ClaimLost',
    'volume/pvc/ClaimMisbound',
    'volume/pvc/pvc-phase',
    'volume/FailedMount-process/pv-fetch',
    'volume/FailedMount-process/pv-claimref',
    'volume/FailedMount-process/pv-uid',
    'volume/FailedMount-process/pvc-noname',
  ],
  detect(reading) {
    const { claims, claimEvents, subject } = reading;
    return claimTroubles(reading, 'lost').map(one => {
      const [, a, b, c] = VOLUME.exec(one.message ?? '') ?? [];
      const volume = one.object?.spec.volumeName ?? a ?? b ?? c;
      const i =
        claims.status === 'ok' && one.object
          ? claims.value.indexOf(one.object)
          : -1;
      const isMisbound =
        claimEvent(claimEvents, one.claim, /^ClaimMisbound$/) !== undefined ||
        /does not point to claim|nil pv\.Spec\.ClaimRef/.test(
          one.message ?? '',
        );
      return {
        data: {
          ...placeOfClaim(subject, one),
          isMisbound,
          ...(volume !== undefined && { volume }),
        },
        quotes: [
          ...one.quotes,
          ...(claims.status === 'ok'
            ? quoteOf('claims', claims.value, `${i}.spec.volumeName`)
            : []),
        ],
      };
    });
  },
  explain(data) {
    const { volume, isMisbound } = data;
    const who = whoseClaim(data);
    const name = volume ? both(` “${volume}”`, `“${volume}”`) : both('', '');
    return isMisbound
      ? {
          what: both(
            `${who.en} is bound to volume${name.en}, which belongs to another claim.`,
            `${who.zh}绑定的持久卷${name.zh}属于另一个声明。`,
          ),
          why: both(
            'The claim was deleted and made anew, or somebody edited the volume: the volume still remembers the other claim.',
            '声明曾被删除并重建，或有人修改过持久卷：持久卷仍记录着另一个声明。',
          ),
        }
      : {
          what: both(
            `${who.en} is bound to volume${name.en}, which does not exist any more (claim phase Lost).`,
            `${who.zh}绑定的持久卷${name.zh}已不存在（声明状态 Lost）。`,
          ),
          why: both(
            'Somebody deleted the volume object (PersistentVolume). Whether the data still exist on the storage behind it depends on how it was deleted.',
            '有人删除了持久卷对象（PersistentVolume）。后端存储上的数据是否还在，取决于删除方式。',
          ),
        };
  },
  steps({ namespace, claim, volume }) {
    return [
      {
        text: both(
          'Look at the claim and its events; delete nothing yet.',
          '查看声明及其事件；暂不要删除任何东西。',
        ),
        command: kubectl(namespace, 'describe', 'persistentvolumeclaim', claim),
      },
      {
        text: both(
          volume
            ? `Ask your platform team whether the disk of volume “${volume}” or a backup still exists; they can make a volume for it again.`
            : 'Ask your platform team whether the disk or a backup still exists; they can make a volume for it again.',
          volume
            ? `询问平台团队持久卷“${volume}”的磁盘或备份是否还在；他们可以为其重新创建持久卷。`
            : '询问平台团队磁盘或备份是否还在；他们可以为其重新创建持久卷。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
      },
      {
        text: both(
          'Delete the claim and create it anew only when the data are not needed: the new one is empty.',
          '只有确定不需要数据时才删除并重建声明：新的声明是空的。',
        ),
      },
    ];
  },
});
