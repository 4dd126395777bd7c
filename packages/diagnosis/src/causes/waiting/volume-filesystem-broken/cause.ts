import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

type Fault =
  | 'in-use'
  | 'uuid'
  | 'other-type'
  | 'read-only'
  | 'format'
  | 'io'
  | 'damaged';

const FAULTS: readonly (readonly [Fault, RegExp])[] = [
  ['uuid', /duplicate UUID/i],
  ['other-type', /it already contains|unknown filesystem type/i],
  ['read-only', /unformatted disk/i],
  ['in-use', /in use by the system/i],
  ['format', /format of disk|not a valid block device/i],
  ['io', /input\/output error|can't read superblock/i],
];

const WHY: Readonly<Record<Fault, Text>> = {
  uuid: both(
    'Another disk with the same identity (file system UUID) is mounted there already, as with a restored snapshot or a clone.',
    '该节点已挂载了另一个标识（文件系统 UUID）相同的磁盘，例如由快照恢复或克隆而来。',
  ),
  'other-type': both(
    'The disk holds another kind of file system, or data of another system, than the volume says.',
    '磁盘上的文件系统类型与卷的声明不同，或属于其他系统的数据。',
  ),
  'read-only': both(
    'The disk is empty, and mounted read-only it cannot be formatted.',
    '磁盘是空的，而以只读方式挂载时无法格式化。',
  ),
  'in-use': both(
    'The disk could not be formatted because something else on the node holds it, multipathd for example.',
    '磁盘无法格式化，因为节点上有其他程序（例如 multipathd）占用了它。',
  ),
  format: both(
    'The disk is empty and could not be formatted: the device is not usable.',
    '磁盘是空的且无法格式化：设备不可用。',
  ),
  io: both(
    'The device under it does not answer reads: the disk or the way to it is faulty.',
    '底层设备无法读取：磁盘或其链路有故障。',
  ),
  damaged: both(
    'It was not written out properly, as after a crash of the node or when two nodes wrote at a time, or its type or a mount option is not what the volume says.',
    '数据没有正常写完（例如节点崩溃或两个节点同时写入），或文件系统类型、挂载选项与卷的声明不符。',
  ),
};

const DEVICE = /\/dev\/[\w./-]{1,200}/;

export default defineCause({
  id: 'volume-filesystem-broken',
  state: 'waiting',
  title: both(
    'The file system on the volume cannot be read',
    '卷上的文件系统无法读取',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims'],
  covers: [
    'volume/FailedMount-setup/fsck',
    'volume/FailedMount-setup/format-ro',
    'volume/FailedMount-setup/diskformat',
    'volume/FailedMount-setup/local-device',
    'volume/os-error/xfs-uuid',
  ],
  detect({ subject, ...reading }) {
    return volumeFailures(reading, 'filesystem-broken').map(one => {
      const [device] = DEVICE.exec(one.why) ?? [];
      return {
        data: {
          ...placeOfVolume(subject, one),
          fault:
            FAULTS.find(([, pattern]) => pattern.test(one.why))?.[0] ??
            ('damaged' as const), // literal type of Fault
          ...(device !== undefined && { device }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { node, fault, device } = data;
    const name = nameOfVolume(data);
    const at = device ? both(` (${device})`, `（${device}）`) : both('', '');
    return {
      what: both(
        `The pod cannot start: node “${node}” cannot mount the file system on ${name.en}${at.en}.`,
        `Pod 无法启动：节点“${node}”无法挂载${name.zh}上的文件系统${at.zh}。`,
      ),
      why: WHY[fault],
    };
  },
  steps({ node, fault }) {
    return [
      {
        text: both(
          'Leave the volume as it is and check that a backup exists: a repair may lose data.',
          '先不要改动该卷，并确认有备份：修复可能丢失数据。',
        ),
      },
      {
        text: both(
          'Read the exact complaint in the events.',
          '在事件中查看具体报错。',
        ),
        action: 'events',
      },
      {
        text: both(
          fault === 'uuid'
            ? `Ask your platform team to give the copy an identity of its own on node “${node}”, or place the pod on another node.`
            : `Ask your platform team to check and repair the file system from node “${node}” while no pod uses it, or to restore it from the backup.`,
          fault === 'uuid'
            ? `请平台团队在节点“${node}”上为副本生成新的标识，或将 Pod 放到其他节点。`
            : `请平台团队在没有 Pod 使用时从节点“${node}”检查并修复文件系统，或从备份恢复。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
      },
    ];
  },
});
