import { both, defineCause, nearest, needed, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { claimTroubles, placeOfClaim, whoseClaim } from '../../shared/claims';
import { CLAIM_FACTS } from '../../shared/claimView';
import { deployHookOf, hookInWords, hookStep } from '../../shared/deployHook';
import { kubectl } from '../../shared/kubectl';

/** The claim most like the missing one among those that other pods of the namespace use. */
function nearestClaim(
  claim: string,
  pods: Fact<FactValues['namespacePods']>,
): string | undefined {
  if (pods.status !== 'ok') return undefined;
  const used = pods.value.flatMap(({ spec }) =>
    spec.volumes.flatMap(
      ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [],
    ),
  );
  return nearest(claim, used);
}

const isStateful = (pod: Pod) =>
  pod.metadata.ownerReferences?.some(({ kind }) => kind === 'StatefulSet') ??
  false;

const nounOf = (claim: string) =>
  both(`the claim “${claim}”`, `存储声明“${claim}”`);

export default defineCause({
  id: 'claim-missing',
  state: 'pending',
  title: both(
    'A storage claim the pod mounts does not exist',
    'Pod 挂载的存储声明不存在',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: [...CLAIM_FACTS, 'namespacePods', 'owners'],
  covers: ['scheduler/vb-pvc-notfound', 'volume/FailedMount-process/pvc-fetch'],
  detect(reading) {
    const { subject, namespacePods, owners } = reading;
    if (subject.kind !== 'Pod') return [];
    const pod = needed('pod', reading.pod);
    const made = deployHookOf(pod, owners);
    return claimTroubles(reading, 'missing').map(one => {
      const near = nearestClaim(one.claim, namespacePods);
      const v = pod.spec.volumes.findIndex(
        ({ persistentVolumeClaim }) =>
          persistentVolumeClaim?.claimName === one.claim,
      );
      const at = `spec.volumes.${v}.persistentVolumeClaim.claimName`;
      return {
        data: {
          ...placeOfClaim(subject, one),
          isStateful: isStateful(pod),
          ...(near !== undefined && { near }),
          ...(made && { hook: made.hook }),
        },
        quotes: [
          ...one.quotes,
          ...quoteOf('pod', pod, at),
          ...(made?.quotes ?? []),
        ],
      };
    });
  },
  explain(data) {
    const { namespace, near, claim, hook } = data;
    const first = hook ? hookInWords(hook, nounOf(claim)) : both('', '');
    const gap = hook ? ' ' : '';
    const who = whoseClaim(data);
    const meant = near
      ? both(` Did you mean “${near}”?`, `是否应为“${near}”？`)
      : both('', '');
    return {
      what: both(
        `${who.en} (PersistentVolumeClaim) does not exist in namespace “${namespace}”.`,
        `${who.zh}（PersistentVolumeClaim）在命名空间“${namespace}”中不存在。`,
      ),
      why: both(
        `${first.en}${gap}The name is misspelt, the claim lies in another namespace, was not delivered with the service, or was deleted.${meant.en}`,
        `${first.zh}可能是名称拼写错误、声明位于其他命名空间、没有随服务一起部署，或已被删除。${meant.zh}`,
      ),
    };
  },
  steps({ namespace, pod, claim, isStateful: isOfSet, hook }) {
    return [
      ...(hook ? [hookStep(hook, nounOf(claim))] : []),
      {
        text: both('See which claims there are.', '查看现有的存储声明。'),
        command: kubectl(namespace, 'get', 'persistentvolumeclaims'),
      },
      {
        text: both(
          `Correct the name in the manifest, or create the claim “${claim}”; the pod goes on by itself.`,
          `改正清单中的名称，或创建存储声明“${claim}”；之后 Pod 会自动继续。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims',
      },
      ...(isOfSet && pod !== undefined
        ? [
            {
              text: both(
                'Delete the pod if its claim was deleted: the StatefulSet makes both anew, the claim empty.',
                '如果声明被删除过，请删除该 Pod：StatefulSet 会重新创建二者，新声明中没有数据。',
              ),
              command: kubectl(namespace, 'delete', 'pod', pod),
            },
          ]
        : []),
    ];
  },
});
