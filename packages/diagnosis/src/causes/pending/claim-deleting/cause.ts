import { both, defineCause, listEn, listZh, quoteOf } from '../../../engine';
import type { ClaimTrouble } from '../../shared/claims';
import { claimTroubles, placeOfClaim, whoseClaim } from '../../shared/claims';
import type { ClaimReading } from '../../shared/claimView';
import { CLAIM_FACTS } from '../../shared/claimView';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl } from '../../shared/kubectl';

/** Other pods that still use the claim, and so keep it from going. */
function usersOf(
  { claim, pod }: ClaimTrouble,
  pods: Fact<FactValues['namespacePods']>,
): string[] {
  if (pods.status !== 'ok') return [];
  return pods.value
    .filter(
      ({ metadata, spec, status }) =>
        metadata.name !== pod &&
        status.phase !== 'Succeeded' &&
        status.phase !== 'Failed' &&
        spec.nodeName !== undefined &&
        spec.volumes.some(
          ({ persistentVolumeClaim }) =>
            persistentVolumeClaim?.claimName === claim,
        ),
    )
    .flatMap(({ metadata }) => metadata.name ?? [])
    .sort();
}

function quotesOf({ object }: ClaimTrouble, { claims }: ClaimReading) {
  if (!object || claims.status !== 'ok') return [];
  const i = claims.value.indexOf(object);
  return quoteOf('claims', claims.value, `${i}.metadata.deletionTimestamp`);
}

export default defineCause({
  id: 'claim-deleting',
  state: 'pending',
  title: both('The claim is being deleted', '存储声明正在被删除'),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: [...CLAIM_FACTS, 'namespacePods'],
  covers: ['scheduler/vb-deleting', 'volume/FailedMount-process/pvc-deleting'],
  detect(reading) {
    const { subject, namespacePods } = reading;
    return claimTroubles(reading, 'deleting').map(one => ({
      data: {
        ...placeOfClaim(subject, one),
        users: usersOf(one, namespacePods).slice(0, 5),
      },
      quotes: [...one.quotes, ...quotesOf(one, reading)],
    }));
  },
  explain(data) {
    const { users } = data;
    const who = whoseClaim(data);
    const list = users.map(name => `“${name}”`);
    const held =
      list.length > 0
        ? both(
            ` It stays until ${listEn(list)} let${
              list.length === 1 ? 's' : ''
            } go of it.`,
            `在${listZh(list)}释放之前它会一直存在。`,
          )
        : both('', '');
    return {
      what: both(
        `${who.en} is marked for deletion.`,
        `${who.zh}已被标记为删除。`,
      ),
      why: both(
        `A claim that is being deleted takes no new pod, and the deletion cannot be taken back.${held.en}`,
        `正在删除的声明不再接受新的 Pod，且删除无法撤销。${held.zh}`,
      ),
    };
  },
  steps({ namespace, claim }) {
    return [
      {
        text: both(
          'Save the data first if they are needed, from a pod that still mounts the claim.',
          '如果需要数据，请先从仍挂载该声明的 Pod 中备份。',
        ),
      },
      {
        text: both(
          'See who uses the claim and what finalizers hold it.',
          '查看谁在使用该声明以及哪些 finalizer 在保留它。',
        ),
        command: kubectl(namespace, 'describe', 'persistentvolumeclaim', claim),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection',
      },
      {
        text: both(
          'Deploy the claim again once it is gone, or let the pod use another one.',
          '待其删除完成后重新部署声明，或让 Pod 使用其他声明。',
        ),
      },
    ];
  },
});
