import type { Step } from '../../engine';
import { both } from '../../engine';

/**
 * For a disk that another program of its node holds. Multipathd takes any disk that its configuration does not leave out.
 * Source: https://longhorn.io/kb/troubleshooting-volume-with-multipath/
 */
export function releaseDevice(node: string, device?: string): Step {
  const en = device === undefined ? 'the device' : device;
  const zh = device === undefined ? '该设备' : device;
  return {
    text: both(
      `Ask your platform team to look on node “${node}” what holds ${en} (lsblk, multipath -ll, dmsetup ls). If it is multipathd: leave these disks out in /etc/multipath.conf (blacklist) on each node and restart multipathd; an old mount is unmounted. The pod then starts by itself.`,
      `请平台团队在节点“${node}”上查看是什么占用了${
        zh === device ? ` ${zh} ` : zh
      }（lsblk、multipath -ll、dmsetup ls）。如果是 multipathd：在每个节点的 /etc/multipath.conf 中把这类磁盘加入 blacklist 并重启 multipathd；如果是残留的挂载，则卸载它。之后 Pod 会自行启动。`,
    ),
    command: `kubectl describe node ${node}`,
  };
}
