import {
  both,
  defineCause,
  duration,
  secondsSince,
  shellWord,
} from '../../../engine';
import type { ClaimTrouble } from '../../shared/claims';
import { claimTroubles, placeOfClaim, whoseClaim } from '../../shared/claims';
import type { ClaimReading } from '../../shared/claimView';
import { ageOf, CLAIM_FACTS } from '../../shared/claimView';
import { kubectl } from '../../shared/kubectl';

/** Until then a volume may simply be on its way, in seconds; sooner once the scheduler has come back to it so often. */
const PATIENCE = 60;
const SHORT_PATIENCE = 30;
const OFTEN = 3;
const OF_CLAIMS =
  /unbound (?:immediate )?PersistentVolumeClaim|VolumeBinding|PVC/i;
/**
 * A node was chosen, the driver was asked to make the volume there, and took the choice back.
 * Source: https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
 */
const HANDED_BACK =
  /selectedNode annotation (?:value ""|reset)|provisioning failed for PVC|(?:does not have|no) selected node annotation/i;

/** What the scheduler said of the pod's claims: how often, and whether one was handed back. */
function saidOf({ events, pod }: ClaimReading) {
  const message =
    pod.status === 'ok'
      ? pod.value.status.conditions.find(({ type }) => type === 'PodScheduled')
          ?.message
      : undefined;
  const said = (events.status === 'ok' ? events.value : []).filter(
    ({ reason }) => reason === 'FailedScheduling',
  );
  const isHandedBack = [message, ...said.map(one => one.message)].some(one =>
    HANDED_BACK.test((one ?? '').slice(0, 4096)),
  );
  const times = said
    .filter(one => OF_CLAIMS.test((one.message ?? '').slice(0, 4096)))
    .reduce((sum, one) => sum + one.count, 0);
  return { isHandedBack, times };
}

function ageAt(
  { object }: ClaimTrouble,
  { pod, now }: ClaimReading,
): number | undefined {
  const created =
    pod.status === 'ok' ? pod.value.metadata.creationTimestamp : undefined;
  return ageOf(object, now) ?? secondsSince(created, now);
}

export default defineCause({
  id: 'claim-not-bound',
  state: 'pending',
  title: both('A storage claim has no volume yet', '存储声明尚未绑定卷'),
  severity: 'critical',
  since: '0.1.0',
  lastResort: true,
  reads: [],
  mayRead: CLAIM_FACTS,
  beats: ['unschedulable-unexplained'],
  covers: ['scheduler/vb-prebind', 'volume/FailedMount-process/pvc-notbound'],
  detect(reading) {
    return claimTroubles(reading, 'unbound').flatMap(one => {
      const age = ageAt(one, reading);
      const { isHandedBack, times } = saidOf(reading);
      const patience =
        isHandedBack || times >= OFTEN ? SHORT_PATIENCE : PATIENCE;
      if (age !== undefined && age < patience) return [];
      return {
        data: {
          ...placeOfClaim(reading.subject, one),
          isKnown: one.object !== undefined,
          isHandedBack,
          ...(one.storageClass && { storageClass: one.storageClass }),
          ...(age !== undefined && { seconds: age }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { storageClass, seconds, isKnown, isHandedBack } = data;
    const who = whoseClaim(data);
    const long = seconds === undefined ? undefined : duration(seconds);
    const since = long
      ? both(` for ${long.en}`, `已有 ${long.zh}`)
      : both('', '');
    const ofClass = storageClass
      ? both(` of class “${storageClass}”`, `（存储类“${storageClass}”）`)
      : both('', '');
    return {
      what: both(
        `${who.en}${ofClass.en} ${
          isKnown ? 'has' : 'probably has'
        } had no volume${since.en}.`,
        `${who.zh}${ofClass.zh}${isKnown ? '' : '可能'}${
          since.zh
        }没有绑定到卷。`,
      ),
      why: isHandedBack
        ? both(
            'Its volume is made only once a node is chosen. A node was chosen, and the claim was handed back without a volume: the driver could not make it there. Most often a parameter of the class is wrong, a quota is used up, or the zone has no such disk; the claim’s events say which.',
            '该卷在选定节点后才会创建。节点已经选定，但声明被退回而没有卷：驱动无法在那里创建它。最常见的是存储类的参数有误、配额用尽，或该可用区没有这种磁盘；声明的事件会说明原因。',
          )
        : both(
            'Nothing gathered says why. Most often the storage class is missing or not the default, its driver does not run, or no volume made by hand fits.',
            '收集到的信息没有说明原因。最常见的是存储类不存在或没有默认类、驱动未运行，或没有符合要求的预置卷。',
          ),
    };
  },
  steps({ namespace, claim, isHandedBack, storageClass }) {
    return [
      {
        text: both(
          'Read the claim’s events: they say what it waits for.',
          '查看声明的事件：其中说明了它在等待什么。',
        ),
        command: kubectl(namespace, 'describe', 'persistentvolumeclaim', claim),
      },
      isHandedBack && storageClass
        ? {
            text: both(
              `Compare the parameters of class “${storageClass}” with what its driver knows.`,
              `对照驱动的文档检查存储类“${storageClass}”的参数。`,
            ),
            command: `kubectl get storageclass ${shellWord(
              storageClass,
            )} -o yaml`,
            link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#parameters',
          }
        : {
            text: both(
              'See which storage classes there are and which is the default.',
              '查看有哪些存储类以及默认的是哪个。',
            ),
            command: 'kubectl get storageclasses',
            link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
          },
      {
        text: both(
          'Ask your platform team whether the storage driver is at work.',
          '询问平台团队存储驱动是否正常工作。',
        ),
      },
    ];
  },
});
