import { both, defineCause, duration, secondsSince } from '../../../engine';
import type { ClaimTrouble } from '../../shared/claims';
import { claimTroubles, placeOfClaim, whoseClaim } from '../../shared/claims';
import type { ClaimReading } from '../../shared/claimView';
import { ageOf, CLAIM_FACTS } from '../../shared/claimView';
import { kubectl } from '../../shared/kubectl';

/** Until then a volume may simply be on its way, in seconds. */
const PATIENCE = 60;

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
      if (age !== undefined && age < PATIENCE) return [];
      return {
        data: {
          ...placeOfClaim(reading.subject, one),
          isKnown: one.object !== undefined,
          ...(one.storageClass && { storageClass: one.storageClass }),
          ...(age !== undefined && { seconds: age }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { storageClass, seconds, isKnown } = data;
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
      why: both(
        'Nothing gathered says why. Most often the storage class is missing or not the default, its driver does not run, or no volume made by hand fits.',
        '收集到的信息没有说明原因。最常见的是存储类不存在或没有默认类、驱动未运行，或没有符合要求的预置卷。',
      ),
    };
  },
  steps({ namespace, claim }) {
    return [
      {
        text: both(
          'Read the claim’s events: they say what it waits for.',
          '查看声明的事件：其中说明了它在等待什么。',
        ),
        command: kubectl(namespace, 'describe', 'persistentvolumeclaim', claim),
      },
      {
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
