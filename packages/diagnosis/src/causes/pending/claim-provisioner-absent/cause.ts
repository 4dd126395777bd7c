import { both, defineCause, duration, secondsSince } from '../../../engine';
import { claimTroubles, placeOfClaim, whoseClaim } from '../../shared/claims';
import { CLAIM_FACTS, claimEvent } from '../../shared/claimView';
import { kubectl } from '../../shared/kubectl';

/** Kubernetes before 1.29 put the name in double quotes. */
const PROVISIONER = /external provisioner ['"]([^'"]{1,253})['"]/;

/** So long a driver may be silent, or work on a volume it has begun, before that is a fault; in seconds. */
const PATIENCE = { silent: 60, begun: 300 };

const WHY = {
  silent: {
    early: both(
      'The driver has not answered yet, which is normal for some seconds only: if it goes on, the driver is not installed, its controller does not run, or the class names it wrongly.',
      '驱动尚未响应，这只在最初几秒内属于正常；如果持续，则驱动未安装、其控制器未运行，或存储类中的名称有误。',
    ),
    late: both(
      'The driver has not answered at all: it is not installed, its controller does not run, or the class names it wrongly.',
      '驱动完全没有响应：可能未安装、其控制器未运行，或存储类中的名称有误。',
    ),
  },
  begun: {
    early: both(
      'The driver is at work on it; some storage takes minutes.',
      '驱动正在处理；有些存储需要几分钟。',
    ),
    late: both(
      'The driver began but reported neither success nor failure: it hangs, was restarted, or the storage behind it is slow.',
      '驱动已开始处理，但既未报告成功也未报告失败：可能卡住、被重启，或后端存储很慢。',
    ),
  },
};

export default defineCause({
  id: 'claim-provisioner-absent',
  state: 'pending',
  title: both(
    'The storage driver has not made the volume yet',
    '存储驱动尚未创建卷',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CLAIM_FACTS,
  covers: ['volume/pvc/ExternalProvisioning'],
  detect(reading) {
    const { claimEvents, subject, now } = reading;
    return claimTroubles(reading, 'provisioner-absent').map(one => {
      const [, provisioner] = PROVISIONER.exec(one.message ?? '') ?? [];
      const events = claimEvents.status === 'ok' ? claimEvents.value : [];
      const since = secondsSince(
        one.object?.metadata.creationTimestamp ??
          events[one.event ?? -1]?.firstSeen,
        now,
      );
      const hasBegun =
        claimEvent(claimEvents, one.claim, /^Provisioning$/) !== undefined;
      const asked = secondsSince(events[one.event ?? -1]?.firstSeen, now);
      const patience = hasBegun ? PATIENCE.begun : PATIENCE.silent;
      const isEarly = asked !== undefined && asked < patience;
      const early = hasBegun ? ('info' as const) : ('warning' as const); // a Severity
      return {
        ...(isEarly && { severity: early }),
        data: {
          ...placeOfClaim(subject, one),
          hasBegun,
          isEarly,
          ...(one.storageClass && { storageClass: one.storageClass }),
          ...(provisioner !== undefined && { provisioner }),
          ...(since !== undefined && { seconds: since }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { provisioner, seconds, hasBegun, isEarly, storageClass } = data;
    const who = whoseClaim(data);
    const driver = provisioner
      ? both(`storage driver “${provisioner}”`, `存储驱动“${provisioner}”`)
      : both('storage driver', '存储驱动');
    const long = seconds === undefined ? undefined : duration(seconds);
    const since = long ? both(` for ${long.en}`, ` ${long.zh}`) : both('', '');
    const ofClass = storageClass
      ? both(` of class “${storageClass}”`, `存储类“${storageClass}”的`)
      : both('', '');
    return {
      what: both(
        `${who.en} has waited${since.en} for the ${driver.en}${ofClass.en} to make its volume.`,
        `${who.zh}已等待${since.zh}，${ofClass.zh}${driver.zh}仍未创建卷。`,
      ),
      why: WHY[hasBegun ? 'begun' : 'silent'][isEarly ? 'early' : 'late'],
    };
  },
  steps({ namespace, claim, provisioner }) {
    return [
      {
        text: both(
          provisioner
            ? `See whether a driver named “${provisioner}” is installed; one that is no CSI driver shows only as a pod.`
            : 'See which storage drivers are installed.',
          provisioner
            ? `查看是否安装了名为“${provisioner}”的驱动；非 CSI 驱动只能看到其 Pod。`
            : '查看安装了哪些存储驱动。',
        ),
        command: 'kubectl get csidrivers',
      },
      {
        text: both(
          'See whether the claim has been answered since.',
          '查看该声明之后是否得到响应。',
        ),
        command: kubectl(namespace, 'describe', 'persistentvolumeclaim', claim),
      },
      {
        text: both(
          'Ask your platform team to check the driver’s controller (provisioner), or use another storage class.',
          '请平台团队检查该驱动的控制器（provisioner），或改用其他存储类。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#provisioner',
      },
    ];
  },
});
