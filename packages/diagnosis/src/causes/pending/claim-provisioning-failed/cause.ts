import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { claimTroubles, placeOfClaim, whoseClaim } from '../../shared/claims';
import { CLAIM_FACTS } from '../../shared/claimView';
import type { DriverAnswer } from '../../shared/driverAnswer';
import { driverAnswer } from '../../shared/driverAnswer';
import { driverWords, sayingOf } from '../../shared/driverWords';
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
  detaching: both(
    'The disk it is to be made from is still being detached.',
    '作为来源的磁盘仍在卸下过程中。',
  ),
  'no-place': both(
    'The storage finds no room for the copies (replicas) of the volume: too few of its nodes or disks are usable and have space.',
    '存储没有地方放置该卷的副本：可用且有空间的存储节点或磁盘不足。',
  ),
  'not-ready': both(
    'The storage is not ready: its copies (replicas) or its server do not run or are not connected.',
    '存储尚未就绪：其副本或服务端没有运行或没有连接。',
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
  'object-missing': both(
    'An object that the driver or the class needs in the Kubernetes API is not there.',
    '驱动或存储类所需的 Kubernetes API 对象不存在。',
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
  other: both('The driver refused.', '驱动拒绝了请求。'),
};

const NO_BLOCK: Text = both(
  'The claim asks for a raw disk (volumeMode: Block), and this driver makes only file systems.',
  '声明要求裸块设备（volumeMode: Block），而该驱动只能创建文件系统卷。',
);
const BLOCK =
  /(?:not|n't) support(?:ed)?[^]{0,40}\bblock\b|\bblock (?:volume|mode|access|device)s?\b[^]{0,60}(?:not supported|unsupported|not allowed)|only (?:supports? )?(?:file ?system|mount) (?:volume|mode|access)/i;

/** Faults that lie in what the claim asks for. */
const OWN: ReadonlySet<DriverAnswer> = new Set(['invalid', 'source', 'full']);

const FILES: Step = {
  text: both(
    'Set volumeMode of the claim to Filesystem, and mount it with volumeMounts instead of volumeDevices; or name a class whose driver makes raw disks. Delete the claim and deploy it again; it holds no data yet.',
    '将声明的 volumeMode 设为 Filesystem，并用 volumeMounts 代替 volumeDevices 挂载；或指定驱动支持裸块设备的存储类。删除声明后重新部署；它目前没有数据。',
  ),
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-mode',
};

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
          isBlock:
            one.object?.spec.volumeMode === 'Block' &&
            BLOCK.test((one.message ?? '').slice(0, 8192)),
          words: driverWords(one.message ?? ''),
          times: event?.count ?? 1,
          ...(one.storageClass && { storageClass: one.storageClass }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { answer, storageClass, times, isBlock } = data;
    const why = isBlock ? NO_BLOCK : WHY[answer];
    const words = sayingOf(data.words);
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
      why: both(`${why.en}${words.en}`, `${why.zh}${words.zh}`),
    };
  },
  steps({ namespace, claim, answer, storageClass, isBlock }) {
    return [
      {
        text: both(
          'Read the driver’s own words under Events.',
          '在 Events 中阅读驱动的原文。',
        ),
        command: kubectl(namespace, 'describe', 'persistentvolumeclaim', claim),
      },
      ...(isBlock ? [FILES] : []),
      ...(OWN.has(answer) && !isBlock
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
