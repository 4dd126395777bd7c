import type { Step, Text } from '../../../engine';
import { both, count, defineCause } from '../../../engine';
import type { DriverAnswer } from '../../shared/driverAnswer';
import { driverAnswer } from '../../shared/driverAnswer';
import { driverWords, sayingOf } from '../../shared/driverWords';
import { releaseDevice } from '../../shared/heldDevice';
import { volumeFailures } from '../../shared/volumeFailure';
import { DEAD_MOUNT } from '../../shared/volumeProblem';
import { emptySource, NO_SOURCE, sourceSteps } from './noSource';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

const OTHER = both(
  'The node or the storage driver refused.',
  '节点或存储驱动拒绝了请求。',
);

const WHY: Readonly<Record<DriverAnswer, Text>> = {
  plugin: OTHER,
  throttled: both(
    'The storage service answers that it is asked too often; the node keeps trying.',
    '存储服务表示请求过于频繁；节点会继续重试。',
  ),
  detaching: both(
    'The disk is still being detached, or its last detaching failed.',
    '磁盘仍在卸下过程中，或上一次卸下失败。',
  ),
  'no-place': both(
    'The storage finds no room for the copies (replicas) of the volume: too few of its nodes or disks are usable and have space.',
    '存储没有地方放置该卷的副本：可用且有空间的存储节点或磁盘不足。',
  ),
  'not-ready': both(
    'The storage knows the volume, but cannot serve it now: its copies (replicas) or its server do not run or are not connected.',
    '存储知道该卷，但目前无法提供：其副本或服务端没有运行或没有连接。',
  ),
  full: both(
    'A limit of the storage or of the node is reached.',
    '已达到存储或节点的上限。',
  ),
  permission: both(
    'The storage driver on the node lacks a right, or its credentials are wrong or have expired.',
    '节点上的存储驱动缺少权限，或其凭据有误、已过期。',
  ),
  source: OTHER,
  zone: both(
    'The volume cannot be used from where the node is.',
    '该卷无法在节点所在的位置使用。',
  ),
  unreachable: both(
    'The storage driver does not reach the storage service behind it.',
    '存储驱动无法连接其后端的存储服务。',
  ),
  busy: both(
    'The device is in use already on the node: by an earlier mount that was not undone, or by another program such as multipathd.',
    '设备已在节点上被占用：之前的挂载没有清理，或被其他程序（如 multipathd）占用。',
  ),
  'object-missing': both(
    'An object that the storage driver keeps in the Kubernetes API is not there: the driver’s controller has not made it, or it was deleted.',
    '存储驱动在 Kubernetes API 中保存的对象不存在：驱动的控制器没有创建它，或它已被删除。',
  ),
  'not-found': both(
    'The device, or something the driver looks for, is not there.',
    '设备或驱动要找的东西不存在。',
  ),
  invalid: both(
    'The driver refuses a setting of the volume (a mount option, an attribute, the file system).',
    '驱动不接受卷的某个设置（挂载选项、属性或文件系统）。',
  ),
  timeout: both(
    'The node or the driver did not finish in time, and an earlier attempt may still be under way: the storage is slow or overloaded, or the node does not reach it (address, firewall, route).',
    '节点或驱动未能及时完成，之前的尝试可能仍在进行：存储缓慢、过载，或节点无法连接到它（地址、防火墙、路由）。',
  ),
  other: OTHER,
};

/** Before the driver is asked at all. */
const NO_SECRET =
  /failed to find the secret (\S{1,253}) in the namespace (\S{1,63})/;

const DEAD_WHY = both(
  'Where the volume is to be mounted, something dead stands: a mount of before that was never undone. The storage or its driver went away while it was mounted, or the file system was shut down after read or write errors. It can be neither used nor made anew, so each try ends the same way.',
  '在要挂载该卷的位置有一个失效的旧挂载没有清理：挂载期间存储或其驱动断开，或文件系统因读写错误被关闭。它既不能使用也无法重建，因此每次尝试的结果都一样。',
);

/** What clears the place. */
function deadSteps(node: string, volume: string, path: string): Step[] {
  return [
    {
      text: both(
        `Ask your platform team to unmount it on node “${node}” (umount -l ${path}), or to restart the node: the pod then starts by itself.`,
        `请平台团队在节点“${node}”上卸载它（umount -l ${path}），或重启该节点；之后 Pod 会自行启动。`,
      ),
      command: `kubectl describe node ${node}`,
    },
    {
      text: both(
        `Have them look at the volume “${volume}” itself too (its copies, its file system, the kernel’s log of the node): what broke the mount may still be there.`,
        `同时检查卷“${volume}”本身（副本、文件系统、节点的内核日志）：导致挂载失效的原因可能仍然存在。`,
      ),
    },
  ];
}

export default defineCause({
  id: 'volume-mount-failed',
  state: 'waiting',
  title: both('The node cannot mount the volume', '节点无法挂载卷'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims'],
  covers: [
    'volume/MountVolume.SetUp',
    'volume/FailedMount/MountDevice',
    'volume/FailedMount/GetDeviceMountPath',
    'volume/FailedMount/MarkDevice',
    'volume/FailedMapVolume',
    'volume/FailedMount-setup/csi-secret',
    'volume/FailedMount-setup/csi-atomic-path',
    'volume/os-error/dup-mount',
  ],
  detect({ subject, ...reading }) {
    return volumeFailures(reading, 'mount-failed').map(one => {
      const [, secret, home] = NO_SECRET.exec(one.why) ?? [];
      const source = emptySource(one.why);
      const [isDead, at, of] = DEAD_MOUNT.exec(one.why) ?? [];
      return {
        data: {
          ...placeOfVolume(subject, one),
          answer: driverAnswer(one.why),
          words: source === undefined ? driverWords(one.why) : source,
          ...(source !== undefined && { hasNoSource: true }),
          times: one.times,
          ...(isDead !== undefined && { dead: at ?? of ?? '' }),
          ...(secret !== undefined && { secret: `${home}/${secret}` }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { node, answer, times, secret, dead } = data;
    const name = nameOfVolume(data);
    const known = data.hasNoSource ? NO_SOURCE : WHY[answer];
    const why = dead === undefined ? known : DEAD_WHY;
    const words = sayingOf(
      answer === 'timeout' && !data.hasNoSource ? '' : data.words,
    );
    return {
      what: both(
        `The pod cannot start: node “${node}” failed${
          times > 1 ? ` ${count(times, 'time')}` : ''
        } to mount ${name.en}.`,
        `Pod 无法启动：节点“${node}”挂载${name.zh}失败${
          times > 1 ? ` ${times} 次` : ''
        }。`,
      ),
      why: secret
        ? both(
            `The volume names the secret “${secret}” for its driver, and the node cannot read it: it is missing or lies elsewhere.`,
            `卷为其驱动引用了密钥“${secret}”，但节点无法读取：它不存在或位于其他命名空间。`,
          )
        : both(`${why.en}${words.en}`, `${why.zh}${words.zh}`),
    };
  },
  steps({ node, volume, claim, answer, dead, hasNoSource }) {
    if (dead !== undefined) return deadSteps(node, volume, dead);
    return [
      ...(hasNoSource ? sourceSteps(volume, claim !== undefined) : []),
      {
        text: both(
          'Read the exact words in the events.',
          '在事件中阅读具体原文。',
        ),
        action: 'events',
      },
      ...(answer === 'timeout' || answer === 'busy'
        ? [
            {
              text: both(
                'Wait some minutes: the node tries again by itself, at most two minutes apart.',
                '等待几分钟：节点会自动重试，间隔最多两分钟。',
              ),
            },
          ]
        : []),
      ...(answer === 'busy' ? [releaseDevice(node)] : []),
      {
        text: both(
          `Give these words to your platform team with the volume “${volume}” and the node “${node}”; the log of the storage driver’s pod on that node says more.`,
          `将原文连同卷“${volume}”和节点“${node}”转交平台团队；该节点上存储驱动 Pod 的日志有更多信息。`,
        ),
        command: `kubectl get pods --all-namespaces -o wide --field-selector spec.nodeName=${node}`,
        link: 'https://kubernetes.io/docs/concepts/storage/volumes/',
      },
    ];
  },
});
