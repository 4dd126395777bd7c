import { both, defineCause, nearest, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import { claimTroubles, placeOfClaim, whoseClaim } from '../../shared/claims';
import { CLAIM_FACTS } from '../../shared/claimView';
import { kubectl } from '../../shared/kubectl';

/** The class most like the missing one, else the only one there is or the default. */
function otherClass(
  wanted: string,
  classes: Fact<FactValues['storageClasses']>,
) {
  if (classes.status !== 'ok') return { quotes: [] };
  const names = classes.value.flatMap(({ metadata }) => metadata.name ?? []);
  const near = nearest(wanted, names);
  const i = names.indexOf(near ?? '');
  return {
    names: [...names].sort().slice(0, 5),
    ...(near !== undefined && { near }),
    quotes: quoteOf('storageClasses', classes.value, `${i}.metadata.name`),
  };
}

export default defineCause({
  id: 'claim-storage-class-missing',
  state: 'pending',
  title: both(
    'The storage class a claim asks for does not exist',
    '存储声明要求的存储类不存在',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CLAIM_FACTS,
  covers: ['volume/pvc/ProvisioningFailed-class', 'scheduler/vb-noclass'],
  detect(reading) {
    return claimTroubles(reading, 'class-missing').map(one => {
      const storageClass = one.storageClass ?? '';
      const { quotes, ...other } = otherClass(
        storageClass,
        reading.storageClasses,
      );
      return {
        data: { ...placeOfClaim(reading.subject, one), storageClass, ...other },
        quotes: [...one.quotes, ...quotes],
      };
    });
  },
  explain(data) {
    const { storageClass, near, names = [] } = data;
    const who = whoseClaim(data);
    const list = names.map(name => `“${name}”`);
    const there =
      list.length > 0
        ? both(
            ` There ${list.length === 1 ? 'is' : 'are'} ${list.join(', ')}.`,
            `现有：${list.join('、')}。`,
          )
        : both('', '');
    const meant = near
      ? both(` Did you mean “${near}”?`, `是否应为“${near}”？`)
      : there;
    return {
      what: both(
        `${who.en} asks for storage class “${storageClass}”, which this cluster does not have.`,
        `${who.zh}要求存储类“${storageClass}”，但集群中没有它。`,
      ),
      why: both(
        `The class (StorageClass) says which driver makes the disk, so none is made. The name is misspelt, or comes from another cluster.${meant.en}`,
        `存储类（StorageClass）决定由哪个驱动创建磁盘，因此磁盘不会被创建。名称可能拼写错误，或来自其他集群。${meant.zh}`,
      ),
    };
  },
  steps({ namespace, claim, storageClass }) {
    return [
      {
        text: both('See which classes there are.', '查看现有的存储类。'),
        command: 'kubectl get storageclasses',
      },
      {
        text: both(
          'Correct storageClassName in the manifest (or the chart’s values). It cannot be changed on an existing claim: the claim is deleted and created anew. It holds no data yet.',
          '改正清单（或 Chart 的 values）中的 storageClassName。已有的声明不能修改此字段，需要删除后重新创建；它目前没有数据。',
        ),
        command: kubectl(namespace, 'delete', 'persistentvolumeclaim', claim),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
      },
      {
        text: both(
          `Ask your platform team whether the class “${storageClass}” should exist; once it does, the claim is served by itself.`,
          `询问平台团队是否应有存储类“${storageClass}”；一旦创建，声明会自动得到满足。`,
        ),
      },
    ];
  },
});
