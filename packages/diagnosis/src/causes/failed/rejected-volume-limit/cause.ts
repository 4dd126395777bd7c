import {
  aftermathInWords,
  aftermathOf,
  both,
  count,
  defineCause,
  nextPodInWords,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteRefused } from '../../shared/steps';

export default defineCause({
  id: 'rejected-volume-limit',
  state: 'failed',
  title: both(
    'The node refused the pod: too many volumes',
    '节点拒绝了 Pod：卷数量已达上限',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: ['podreject/VolumeAttachmentLimitExceeded'],
  detect({ pod, events, siblings, owners, subject }) {
    const failure = failureOf('volume-limit', pod, events);
    if (!failure) return [];
    const mounted = pod.spec.volumes.flatMap((volume, i) =>
      volume.persistentVolumeClaim
        ? quoteOf(
            'pod',
            pod,
            `spec.volumes.${i}.persistentVolumeClaim.claimName`,
          )
        : [],
    );
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          claims: mounted.length,
          after,
        },
        quotes: [...failure.quotes, ...mounted],
      },
    ];
  },
  explain({ node, claims, after }) {
    const at = theNode(node);
    const then = aftermathInWords(after);
    const own =
      claims > 0
        ? both(
            ` The pod needs ${count(claims, 'volume')}.`,
            `该 Pod 需要 ${claims} 个卷。`,
          )
        : both('', '');
    return {
      what: both(
        `The pod was refused by ${at.en}, which has as many volumes attached as it can.${own.en}${then.en}`,
        `${at.zh}已挂接的卷达到上限，拒绝了该 Pod。${own.zh}${then.zh}`,
      ),
      why: both(
        'A machine can hold a limited number of disks, which differs by its type. The scheduler counts them too, but its number was out of date: volumes may have been attached by others, or not yet detached.',
        '每台机器可挂接的磁盘数量有限，因机型而异。调度器也会计数，但当时的数字已过时：其他卷可能刚挂接或尚未卸下。',
      ),
    };
  },
  steps({ namespace, pod, node, after }) {
    return [
      {
        text: nextPodInWords(after),
        command: kubectl(namespace, 'get', 'pods', '-o', 'wide'),
      },
      {
        text: both(
          `Ask your platform team for more nodes, or a type that holds more volumes than ${
            theNode(node).en
          }.`,
          `请平台团队增加节点，或使用比${theNode(node).zh}可挂接更多卷的机型。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/storage-limits/',
      },
      deleteRefused({ namespace, pod }),
    ];
  },
});
