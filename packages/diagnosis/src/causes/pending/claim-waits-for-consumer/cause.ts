import { both, defineCause } from '../../../engine';
import { claimTroubles, placeOfClaim } from '../../shared/claims';
import { CLAIM_FACTS } from '../../shared/claimView';
import { kubectl } from '../../shared/kubectl';

const WAITS = /^waiting for pods? (\S{1,253})/;

export default defineCause({
  id: 'claim-waits-for-consumer',
  state: 'pending',
  title: both(
    'The claim waits for a pod to use it',
    '存储声明正在等待 Pod 使用',
  ),
  severity: 'info',
  since: '0.1.0',
  reads: [],
  mayRead: CLAIM_FACTS,
  covers: ['volume/pvc/WaitForFirstConsumer', 'volume/pvc/WaitForPodScheduled'],
  detect(reading) {
    const { claimEvents, subject } = reading;
    // Of a pod it is no fault: what keeps the pod from a node is told by other causes.
    if (subject.kind !== 'PersistentVolumeClaim') return [];
    return claimTroubles(reading, 'waits-for-consumer').map(one => {
      const event =
        claimEvents.status === 'ok' && one.event !== undefined
          ? claimEvents.value[one.event]
          : undefined;
      const [, names] = WAITS.exec(event?.message?.slice(0, 512) ?? '') ?? [];
      const consumer =
        event?.reason === 'WaitForPodScheduled'
          ? names?.split(',')[0]
          : undefined;
      return {
        data: {
          ...placeOfClaim(subject, one),
          ...(consumer !== undefined && { consumer }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain({ claim, consumer }) {
    return consumer === undefined
      ? {
          what: both(
            `The claim “${claim}” has no volume yet because no pod that uses it has been given a node.`,
            `存储声明“${claim}”尚无卷，因为使用它的 Pod 还没有被分配节点。`,
          ),
          why: both(
            'Its storage class makes the volume only then, near the pod (WaitForFirstConsumer). This is normal.',
            '其存储类届时才会在 Pod 附近创建卷（WaitForFirstConsumer）。这是正常现象。',
          ),
        }
      : {
          what: both(
            `The claim “${claim}” has no volume yet because its pod “${consumer}” has no node yet.`,
            `存储声明“${claim}”尚无卷，因为它的 Pod“${consumer}”还没有节点。`,
          ),
          why: both(
            'The volume is made once the pod has a node (WaitForFirstConsumer); if that takes long, the fault is the pod’s.',
            'Pod 有了节点后才会创建卷（WaitForFirstConsumer）；如果等待很久，问题出在该 Pod。',
          ),
        };
  },
  steps({ namespace, consumer }) {
    return [
      consumer === undefined
        ? {
            text: both(
              'Start a pod that mounts the claim, if one should.',
              '如果需要，请启动一个挂载该声明的 Pod。',
            ),
            link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
          }
        : {
            text: both(
              `See why the pod “${consumer}” has no node.`,
              `查看 Pod“${consumer}”为何没有节点。`,
            ),
            command: kubectl(namespace, 'describe', 'pod', consumer),
          },
    ];
  },
});
