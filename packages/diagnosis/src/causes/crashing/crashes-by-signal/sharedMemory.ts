import type { ContainerView, Quote, Text } from '../../../engine';
import { both, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import { parseQuantity } from '../../../facts/quantity';
import type { FactValues } from '../../../facts/snapshot';

/** What bus errors come from, as far as pod and node tell. */
export interface Mapped {
  /** A volume is mounted at /dev/shm. */
  readonly hasShm: boolean;
  /** Huge pages the node offers while the container may use none: `hugepages-2Mi`, and how much. */
  readonly huge?: { readonly name: string; readonly amount: string };
}

/** Huge pages that the node of the pod offers and the container has no limit for. */
function hugePages(
  pod: Pod,
  { spec }: ContainerView,
  nodes: Fact<FactValues['nodes']>,
): { huge?: Mapped['huge']; quotes: readonly Quote[] } {
  if (nodes.status !== 'ok') return { quotes: [] };
  const i = nodes.value.findIndex(
    ({ metadata }) => metadata.name === pod.spec.nodeName,
  );
  const allowed = spec?.resources?.limits ?? {};
  const offered = Object.entries(
    nodes.value[i]?.status.allocatable ?? {},
  ).filter(
    ([name, amount]) =>
      name.startsWith('hugepages-') && (parseQuantity(amount) ?? 0) > 0,
  );
  const isAllowed = offered.some(
    ([name]) => (parseQuantity(allowed[name]) ?? 0) > 0,
  );
  const [name, amount] = offered[0] ?? [];
  if (name === undefined || amount === undefined || isAllowed)
    return { quotes: [] };
  const at = `${i}.status.allocatable.${name}`;
  return {
    huge: { name, amount },
    quotes: quoteOf('nodes', nodes.value, at),
  };
}

/** What pod and node tell of mapped memory. */
export function mappedBy(
  pod: Pod,
  container: ContainerView,
  nodes: Fact<FactValues['nodes']>,
): { readonly mapped: Mapped; readonly quotes: readonly Quote[] } {
  const mounts = container.spec?.volumeMounts ?? [];
  const hasShm = mounts.some(
    ({ mountPath }) => mountPath?.replace(/\/$/, '') === '/dev/shm',
  );
  const { huge, quotes } = hugePages(pod, container, nodes);
  return { mapped: { hasShm, ...(huge && { huge }) }, quotes };
}

/** Why it died of a bus error. */
export function whyOfBus({ hasShm, huge }: Mapped): Text {
  if (huge)
    return both(
      `The node offers huge pages (${huge.name}: ${huge.amount}), but the container has no limit for them and so may use none: a program that takes them all the same (PostgreSQL, the JVM, DPDK) dies by this signal. Else shared memory or a disk behind a mapped file is full.`,
      `节点提供大页（${huge.name}：${huge.amount}），但容器没有相应的资源上限，因此不能使用：仍去使用大页的程序（PostgreSQL、JVM、DPDK 等）会因该信号终止。否则可能是共享内存或映射文件所在磁盘已满。`,
    );
  return hasShm
    ? both(
        'Most often shared memory (the volume mounted at /dev/shm) or a disk behind a mapped file is full, a mapped file was cut or its storage fails, or the program takes huge pages that its container has no limit for.',
        '最常见的原因是共享内存（挂载在 /dev/shm 的卷）或映射文件所在磁盘已满、映射的文件被截断或存储故障，或程序使用了容器无权使用的大页。',
      )
    : both(
        'Most often shared memory or a disk behind a mapped file is full (/dev/shm has only 64 MiB, for the pod mounts nothing there), a mapped file was cut or its storage fails, or the program takes huge pages that its container has no limit for.',
        '最常见的原因是共享内存或映射文件所在磁盘已满（Pod 没有在 /dev/shm 挂载卷，因此只有 64 MiB）、映射的文件被截断或存储故障，或程序使用了容器无权使用的大页。',
      );
}

/** What to do against a bus error. */
export function stepOfBus({ huge }: Mapped): Text {
  return huge
    ? both(
        `Switch huge pages off in the program (huge_pages = off for PostgreSQL), or give the container a limit of ${huge.name}.`,
        `在程序中关闭大页（PostgreSQL 设置 huge_pages = off），或为容器设置 ${huge.name} 上限。`,
      )
    : both(
        'Mount an emptyDir with medium: Memory at /dev/shm if the program uses shared memory, check that its disks are not full, and switch huge pages off in the program if its node has some.',
        '如果程序使用共享内存，请在 /dev/shm 挂载 medium: Memory 的 emptyDir；确认磁盘未满；如果节点有大页，请在程序中关闭大页。',
      );
}
