import type { Explanation, Step } from '../../../engine';
import { both } from '../../../engine';
import type { PressedNewcomer } from '../../shared/nominated';

/** The machine that came for the pod and does not help, as far as the words need it. */
export type Newcomer = Pick<PressedNewcomer, 'node' | 'lacks'>;

const LACKS = {
  memory: both('memory', '内存'),
  disk: both('disk', '磁盘空间'),
  processes: both('process numbers', '进程号'),
} as const;

/** An explanation with what became of the machine that the autoscaler added. */
export function withNewcomer(
  { what, why }: Explanation,
  newcomer: Newcomer | undefined,
): Explanation {
  if (!newcomer) return { what, why };
  const { node } = newcomer;
  const lacks = LACKS[newcomer.lacks];
  return {
    what,
    why: both(
      `${why.en} The autoscaler has added node “${node}” meanwhile, but that is short of ${lacks.en} itself and takes no pods: most likely its machine is too small for what runs on each node anyhow, and the next of its kind will do no better.`,
      `${why.zh}自动扩缩容此后新增了节点“${node}”，但它自身${lacks.zh}不足，不接受 Pod：很可能该机型容纳不下每个节点都要运行的内容，再加同样的节点也无济于事。`,
    ),
  };
}

/** What helps where one machine more of the same kind does not. */
export function largerMachines(
  { node, lacks }: Newcomer,
  isOfPlaces: boolean,
): Step[] {
  const more = isOfPlaces
    ? both(
        ' Or let nodes that have room left hold more pods (maxPods of the kubelet; prefixes instead of single addresses in the cloud’s network plug-in).',
        '或者让仍有余量的节点容纳更多 Pod（kubelet 的 maxPods；云网络插件改为按前缀分配地址）。',
      )
    : both('', '');
  return [
    {
      text: both(
        `Look what takes the ${LACKS[lacks].en} of node “${node}”.`,
        `查看节点“${node}”的${LACKS[lacks].zh}被什么占用。`,
      ),
      command: `kubectl describe node ${node}`,
    },
    {
      text: both(
        `Ask your platform team for larger machines in that node group or node pool, or fewer pods on each of them.${more.en}`,
        `请平台团队为该节点组（节点池）选用更大的机型，或减少每个节点上的 Pod 数。${more.zh}`,
      ),
      link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
    },
  ];
}
