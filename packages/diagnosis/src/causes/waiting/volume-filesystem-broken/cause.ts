import type { Quote, Text } from '../../../engine';
import { both, defineCause, listEn, listZh, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import type { VolumeFailure, VolumeReading } from '../../shared/volumeFailure';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';
import type { Suspects } from './mountOptions';
import { isNew, suspectsIn } from './mountOptions';
import type { Fault } from './repair';
import { repairSteps } from './repair';

const FAULTS: readonly (readonly [Fault, RegExp])[] = [
  ['uuid', /duplicate UUID/i],
  ['other-type', /it already contains|unknown filesystem type/i],
  ['read-only', /unformatted disk/i],
  [
    'in-use',
    /in use by the system|will not make a filesystem here|cannot open \S{1,200}: Device or resource busy/i,
  ],
  ['format', /format of disk|not a valid block device/i],
  ['io', /input\/output error|can't read superblock/i],
  ['damaged', /fsck|needs cleaning|checksum|bad magic|(?<!bad )\bsuperblock/i],
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
    'Something else on the node holds the device, mostly multipathd, which takes each new disk for one of its own (then a device mpath… lies over it); less often LVM, RAID or a mount that was left behind. The volume itself need not be at fault.',
    '节点上有其他程序占用了该设备，多为 multipathd（它把每个新磁盘都当作自己的，磁盘上方会出现 mpath… 设备），较少见的是 LVM、RAID 或残留的挂载。卷本身未必有问题。',
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
    'It is damaged: it was not written out properly, as after a crash of the node or when two nodes wrote at a time.',
    '文件系统已损坏：数据没有正常写完，例如节点崩溃或两个节点同时写入。',
  ),
  unclear: both(
    'Linux gives one answer for three faults: a mount option that this file system does not know, another kind of file system than the volume says, or damage, as after a crash of the node.',
    'Linux 对三种故障给出同一个报错：文件系统不认识的挂载选项、文件系统类型与卷的声明不符，或文件系统损坏（例如节点崩溃之后）。',
  ),
};

/** Which fault the words tell; of "wrong fs type, bad option, bad superblock" any may be it. */
const faultOf = (why: string): Fault =>
  FAULTS.find(([, pattern]) => pattern.test(why))?.[0] ?? 'unclear';

function claimOf({ claims }: VolumeReading, name: string | undefined) {
  return claims?.status === 'ok'
    ? claims.value.find(({ metadata }) => metadata.name === name)
    : undefined;
}

/** Options that the command of the event has; the reports leave it out. */
const optionsOf = ({ claim, quotes }: VolumeFailure, reading: VolumeReading) =>
  suspectsIn(
    String(quotes[0]?.value ?? ''),
    isNew(claimOf(reading, claim), reading.pod.status.startTime),
  );

/** The storage class that brings the options, when it is known. */
function classOf(
  options: readonly string[],
  { claim }: VolumeFailure,
  storageClasses: Fact<FactValues['storageClasses']>,
  reading: VolumeReading,
): { name: string; quotes: Quote[] } | undefined {
  if (storageClasses.status !== 'ok') return undefined;
  const name = claimOf(reading, claim)?.spec.storageClassName;
  const i = storageClasses.value.findIndex(
    ({ metadata }) => metadata.name === name,
  );
  const all = storageClasses.value[i]?.mountOptions ?? [];
  const at = all.findIndex(option => options.includes(option));
  if (name === undefined || at === -1) return undefined;
  const path = `${i}.mountOptions.${at}`;
  return {
    name,
    quotes: quoteOf('storageClasses', storageClasses.value, path),
  };
}

function whyOption(
  { options, type, isForeign }: Suspects,
  storageClass: string | undefined,
): Text {
  const en = listEn(options.map(one => `“${one}”`));
  const zh = listZh(options.map(one => `“${one}”`));
  const of = storageClass
    ? both(
        ` (from mountOptions of storage class “${storageClass}”)`,
        `（来自存储类“${storageClass}”的 mountOptions）`,
      )
    : both('', '');
  return both(
    `It is mounted with ${en}${of.en}, ${
      isForeign
        ? `which the file system ${type} does not know`
        : 'and the volume is new, so there was nothing on it yet that could be damaged'
    }. A wrong kind of file system or a damaged one would give the same answer.`,
    `挂载时使用了选项${zh}${of.zh}，${
      isForeign
        ? `而文件系统 ${type} 不认识它`
        : '而该卷是新的，上面还没有可能损坏的数据'
    }。文件系统类型不符或损坏也会给出同样的报错。`,
  );
}

const DEVICE = /\/dev\/[\w./-]{1,200}/;

export default defineCause({
  id: 'volume-filesystem-broken',
  state: 'waiting',
  title: both(
    'The file system on the volume cannot be mounted',
    '卷上的文件系统无法挂载',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims', 'storageClasses'],
  covers: [
    'volume/FailedMount-setup/fsck',
    'volume/FailedMount-setup/format-ro',
    'volume/FailedMount-setup/diskformat',
    'volume/FailedMount-setup/local-device',
    'volume/os-error/xfs-uuid',
  ],
  detect({ subject, storageClasses, ...reading }) {
    return volumeFailures(reading, 'filesystem-broken').map(one => {
      const [device] = DEVICE.exec(one.why) ?? [];
      const fault = faultOf(one.why);
      const suspects =
        fault === 'unclear' ? optionsOf(one, reading) : undefined;
      const holder = suspects
        ? classOf(suspects.options, one, storageClasses, reading)
        : undefined;
      return {
        data: {
          ...placeOfVolume(subject, one),
          fault,
          ...(suspects && { suspects }),
          ...(holder && { storageClass: holder.name }),
          ...(device !== undefined && { device }),
        },
        quotes: [...one.quotes, ...(holder?.quotes ?? [])],
      };
    });
  },
  explain(data) {
    const { node, fault, device, suspects, storageClass } = data;
    const name = nameOfVolume(data);
    const at = device
      ? both(`, device ${device}`, `，设备 ${device}`)
      : both('', '');
    return {
      what: both(
        `The pod cannot start: node “${node}” cannot mount the file system on ${name.en}${at.en}.`,
        `Pod 无法启动：节点“${node}”无法挂载${name.zh}上的文件系统${at.zh}。`,
      ),
      why:
        suspects === undefined ? WHY[fault] : whyOption(suspects, storageClass),
    };
  },
  steps(data) {
    return repairSteps(data);
  },
});
