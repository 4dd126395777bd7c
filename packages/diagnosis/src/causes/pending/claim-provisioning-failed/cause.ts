import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { claimTroubles, placeOfClaim, whoseClaim } from '../../shared/claims';
import { CLAIM_FACTS } from '../../shared/claimView';
import type { DriverAnswer } from '../../shared/driverAnswer';
import { driverAnswer } from '../../shared/driverAnswer';
import { kubectl } from '../../shared/kubectl';

const WHY: Readonly<Record<DriverAnswer, Text>> = {
  plugin: both(
    'The class names a driver that was part of Kubernetes and has been removed, or is misspelt: today’s drivers are installed separately (CSI).',
    '存储类指定的内置驱动已从 Kubernetes 中移除，或名称有误：如今的驱动需要单独安装（CSI）。',
  ),
  throttled: both(
    'The storage service answers that it is asked too often; Kubernetes keeps trying.',
    '存储服务表示请求过于频繁；Kubernetes 会继续重试。',
  ),
  full: both(
    'A limit is reached: the quota of the account, or the room of the storage itself.',
    '已达到上限：账户配额或存储本身的空间不足。',
  ),
  permission: both(
    'The storage driver may not make disks: its own account lacks the permission or its credentials have expired.',
    '存储驱动无权创建磁盘：其账户缺少权限，或凭据已过期。',
  ),
  source: both(
    'The snapshot or volume the claim is to be filled from is missing or cannot be used.',
    '声明所引用的快照或源卷不存在或无法使用。',
  ),
  zone: both(
    'The disk cannot be made in the zone or on the node it is wanted: no matching topology, or this kind of disk is not offered there.',
    '无法在所需的可用区或节点上创建磁盘：拓扑不匹配，或该处不提供此类磁盘。',
  ),
  unreachable: both(
    'The driver does not reach the storage service behind it.',
    '驱动无法连接其后端的存储服务。',
  ),
  busy: both(
    'The storage is busy with something else; Kubernetes keeps trying.',
    '存储正忙；Kubernetes 会继续重试。',
  ),
  'not-found': both(
    'Something the class or the driver names (pool, group, network, secret) does not exist.',
    '存储类或驱动引用的对象（存储池、资源组、网络或密钥）不存在。',
  ),
  invalid: both(
    'The claim or its class asks for what the driver does not offer: size, access mode, file system or a parameter.',
    '声明或其存储类要求了驱动不支持的内容：容量、访问模式、文件系统或参数。',
  ),
  timeout: both(
    'The driver did not finish in time; an earlier attempt may still be under way.',
    '驱动未能及时完成；之前的尝试可能仍在进行。',
  ),
  other: both(
    'The driver refused; its own words are in the evidence.',
    '驱动拒绝了请求，原文见证据。',
  ),
};

/** Faults that lie in what the claim asks for. */
const OWN: ReadonlySet<DriverAnswer> = new Set(['invalid', 'source', 'full']);

export default defineCause({
  id: 'claim-provisioning-failed',
  state: 'pending',
  title: both(
    'The storage driver cannot make the volume',
    '存储驱动无法创建卷',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CLAIM_FACTS,
  covers: ['volume/pvc/ProvisioningFailed-generic'],
  detect(reading) {
    const { claimEvents, subject } = reading;
    return claimTroubles(reading, 'provisioning-failed').map(one => {
      const event =
        claimEvents.status === 'ok' && one.event !== undefined
          ? claimEvents.value[one.event]
          : undefined;
      return {
        data: {
          ...placeOfClaim(subject, one),
          answer: driverAnswer(one.message ?? ''),
          times: event?.count ?? 1,
          ...(one.storageClass && { storageClass: one.storageClass }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { answer, storageClass, times } = data;
    const who = whoseClaim(data);
    const ofClass = storageClass
      ? both(` of class “${storageClass}”`, `（存储类“${storageClass}”）`)
      : both('', '');
    const again =
      times > 1 ? both(` ${times} times`, ` ${times} 次`) : both('', '');
    return {
      what: both(
        `${who.en}${ofClass.en} has no volume: the storage driver failed${again.en} to make one.`,
        `${who.zh}${ofClass.zh}没有卷：存储驱动创建卷失败${again.zh}。`,
      ),
      why: WHY[answer],
    };
  },
  steps({ namespace, claim, answer, storageClass }) {
    return [
      {
        text: both(
          'Read the driver’s own words under Events.',
          '在 Events 中阅读驱动的原文。',
        ),
        command: kubectl(namespace, 'describe', 'persistentvolumeclaim', claim),
      },
      ...(OWN.has(answer)
        ? [
            {
              text: both(
                'Correct what the claim asks for (size, access mode, class, source); delete it and deploy it again. It holds no data yet.',
                '改正声明的要求（容量、访问模式、存储类、数据源），删除后重新部署。它目前没有数据。',
              ),
              link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims',
            },
          ]
        : []),
      {
        text: both(
          `Give these words to your platform team: they own the driver${
            storageClass ? ` and the class “${storageClass}”` : ' and the class'
          }, its account and its quota.`,
          `将原文转交平台团队：驱动${
            storageClass ? `、存储类“${storageClass}”` : '、存储类'
          }及其账户和配额由他们负责。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
      },
    ];
  },
});
