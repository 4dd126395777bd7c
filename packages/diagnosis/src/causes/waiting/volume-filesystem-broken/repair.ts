import type { Step } from '../../../engine';
import { both, listEn, listZh } from '../../../engine';
import { releaseDevice } from '../../shared/heldDevice';
import type { Suspects } from './mountOptions';

/** What is wrong with the file system, as far as the words tell. */
export type Fault =
  | 'in-use'
  | 'uuid'
  | 'other-type'
  | 'read-only'
  | 'format'
  | 'io'
  | 'damaged'
  | 'unclear';

const VOLUMES =
  'https://kubernetes.io/docs/concepts/storage/persistent-volumes/';

const LEAVE: Step = {
  text: both(
    'Leave the volume as it is and check that a backup exists: a repair may lose data.',
    '先不要改动该卷，并确认有备份：修复可能丢失数据。',
  ),
};

const READ: Step = {
  text: both(
    'Read the exact complaint in the events.',
    '在事件中查看具体报错。',
  ),
  action: 'events',
};

/** Takes options out of the manifest that bring the mount to nothing. */
const correct = (
  { options }: Suspects,
  volume: string,
  storageClass: string | undefined,
): Step => ({
  text: both(
    `Remove ${listEn(options.map(one => `“${one}”`))} from mountOptions of ${
      storageClass ? `storage class “${storageClass}” and of ` : ''
    }persistent volume “${volume}”, which keeps a copy; the node then tries again.`,
    `从${
      storageClass ? `存储类“${storageClass}”和` : ''
    }持久卷“${volume}”（它保存了一份副本）的 mountOptions 中删除 ${listZh(
      options.map(one => `“${one}”`),
    )}；之后节点会重试。`,
  ),
  command: `kubectl get persistentvolume ${volume} -o yaml`,
  link: `${VOLUMES}#mount-options`,
});

/** A disk on which the node found nothing: no data is at stake. */
const lookAtEmpty = (node: string): Step => ({
  text: both(
    `Ask your platform team to look at the device on node “${node}” (lsblk, the kernel’s log) and at the storage behind it; the node formats only a disk on which it found nothing, so there is no data to repair or restore.`,
    `请平台团队检查节点“${node}”上的设备（lsblk、内核日志）及其后端存储；节点只会格式化没有内容的磁盘，因此没有需要修复或恢复的数据。`,
  ),
  link: VOLUMES,
});

const writeOnce = (): Step => ({
  text: both(
    'Let a pod mount it writable once, so that the node formats it and something is written to it; or name the volume that holds the data.',
    '先让一个 Pod 以可写方式挂载一次，使节点完成格式化并写入内容；或改用存有数据的卷。',
  ),
  link: VOLUMES,
});

const mend = (node: string): Step => ({
  text: both(
    `Ask your platform team to check and repair the file system from node “${node}” while no pod uses it, or to restore it from the backup.`,
    `请平台团队在没有 Pod 使用时从节点“${node}”检查并修复文件系统，或从备份恢复。`,
  ),
  link: VOLUMES,
});

const giveIdentity = (node: string): Step => ({
  text: both(
    `Ask your platform team to give the copy an identity of its own on node “${node}”, or place the pod on another node.`,
    `请平台团队在节点“${node}”上为副本生成新的标识，或将 Pod 放到其他节点。`,
  ),
  link: VOLUMES,
});

interface Broken {
  readonly node: string;
  readonly volume: string;
  readonly fault: Fault;
  readonly device?: string;
  readonly suspects?: Suspects;
  readonly storageClass?: string;
}

/** What to do, by the fault: nothing is repaired where nothing was written. */
export function repairSteps(broken: Broken): Step[] {
  const { node, volume, fault, device, suspects, storageClass } = broken;
  if (suspects)
    return [correct(suspects, volume, storageClass), READ, mend(node)];
  if (fault === 'in-use') return [READ, releaseDevice(node, device)];
  if (fault === 'format') return [READ, lookAtEmpty(node)];
  if (fault === 'read-only') return [READ, writeOnce()];
  return [LEAVE, READ, fault === 'uuid' ? giveIdentity(node) : mend(node)];
}
