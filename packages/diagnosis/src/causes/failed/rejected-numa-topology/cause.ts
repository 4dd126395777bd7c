import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';

const CPUS =
  /(?:requested(?: CPUs)? ?= ?(\d{1,6}), available ?= ?(\d{1,6})|available physical CPUs = (\d{1,6}), requested CPUs = (\d{1,6}))/i;
const PER_CORE =
  /requested (\d{1,6}) cpus not multiple cpus per core = (\d{1,3})/i;

/** What cannot be given as the node's policy wants it. */
type Lack = 'cores' | 'multiple' | 'shared' | 'memory' | 'together';

function lackOf(message: string): Lack {
  if (PER_CORE.test(message)) return 'multiple';
  if (/shared containers/.test(message)) return 'shared';
  if (/not enough (?:free )?(?:physical )?cpus/i.test(message)) return 'cores';
  return /memory/i.test(message) ? 'memory' : 'together';
}

const WORDS = {
  cores: both('too few whole CPUs are free there', '空闲的整颗 CPU 不足'),
  multiple: both(
    'it does not ask for whole physical cores',
    '其请求的 CPU 数不是物理核心线程数的整数倍',
  ),
  shared: both(
    'its containers with CPUs of their own leave none for the others',
    '独占 CPU 的容器没有为其他容器留下 CPU',
  ),
  memory: both(
    'too little memory is free in one part (NUMA node) of the machine',
    '单个 NUMA 节点的空闲内存不足',
  ),
  together: both(
    'CPUs, memory and devices for it are not free close together (in one NUMA node)',
    '同一 NUMA 节点内没有足够的 CPU、内存与设备',
  ),
};

export default defineCause({
  id: 'rejected-numa-topology',
  state: 'failed',
  title: both(
    'The node refused the pod: CPU or NUMA placement',
    '节点拒绝了 Pod：无法满足 CPU 或 NUMA 布局',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: [
    'podreject/UnexpectedAdmissionError/numa',
    'podreject/EmptyPodSharedPoolError',
    'podreject/SMTAlignmentError',
    'podreject/TopologyAffinityError',
  ],
  detect({ pod, events, siblings, owners, subject }) {
    const failure = failureOf('numa', pod, events);
    if (!failure) return [];
    const lack = lackOf(failure.message);
    const [, a, b, c, d] = CPUS.exec(failure.message) ?? [];
    const [, e, perCore] = PER_CORE.exec(failure.message) ?? [];
    const requested = a ?? d ?? e;
    const available = b ?? c;
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          lack,
          ...(requested && { requested }),
          ...(available && { available }),
          ...(perCore && { perCore }),
          after,
        },
        quotes: [
          ...failure.quotes,
          ...pod.spec.containers.flatMap((_, i) =>
            ['cpu', 'memory'].flatMap(name =>
              quoteOf(
                'pod',
                pod,
                `spec.containers.${i}.resources.requests.${name}`,
              ),
            ),
          ),
        ],
      },
    ];
  },
  explain({ node, lack, requested, available, perCore, after }) {
    const at = theNode(node);
    const then = aftermathInWords(after);
    const free = available
      ? both(`, free ${available}`, `，空闲 ${available}`)
      : both('', '');
    const core = perCore
      ? both(`, threads in a core ${perCore}`, `，每个核心 ${perCore} 个线程`)
      : both('', '');
    const numbers = requested
      ? both(
          ` (asked ${requested}${free.en}${core.en})`,
          `（请求 ${requested}${free.zh}${core.zh}）`,
        )
      : both('', '');
    return {
      what: both(
        `The pod was refused by ${at.en}: ${WORDS[lack].en}${numbers.en}.${then.en}`,
        `${at.zh}拒绝了该 Pod：${WORDS[lack].zh}${numbers.zh}。${then.zh}`,
      ),
      why: both(
        'The node gives some pods CPUs, memory and devices of their own, by a policy of its kubelet. The scheduler only adds up totals and knows nothing of the layout, so it may send the pod there again. A refused pod is never tried again.',
        '节点按 kubelet 策略为部分 Pod 独占分配 CPU、内存和设备。调度器只看总量，不了解布局，可能再次调度到该节点。被拒绝的 Pod 不会重试。',
      ),
    };
  },
  steps({ namespace, pod, lack, node }) {
    return [
      {
        text:
          lack === 'multiple'
            ? both(
                'Set the CPU request and limit to a multiple of the threads in a core.',
                '将 CPU 请求与上限设为每核心线程数的整数倍。',
              )
            : both(
                'Lower the CPU or memory request, so that it fits into one part of the machine; or leave requests below limits, if it needs no CPUs of its own.',
                '降低 CPU 或内存请求以适应单个 NUMA 节点；若不需要独占 CPU，可让请求低于上限。',
              ),
        link: 'https://kubernetes.io/docs/tasks/administer-cluster/topology-manager/',
      },
      {
        text: both(
          `Ask your platform team for a node with more room, or which policy ${
            theNode(node).en
          } has.`,
          `请平台团队提供更空闲的节点，或说明${theNode(node).zh}的分配策略。`,
        ),
      },
      {
        text: both(
          'Delete the refused pods: they never start, and a controller can pile them up.',
          '删除被拒绝的 Pod：它们不会再启动，且控制器可能不断产生。',
        ),
        command: kubectl(namespace, 'delete', 'pod', pod),
      },
    ];
  },
});
