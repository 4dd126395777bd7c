import type { Step, Text } from '../../../engine';
import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  nextPodInWords,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';

/** What went wrong with the device, by the device manager's words; a more special one first. */
const PROBLEMS = [
  [
    'broken',
    /GPU is lost|fallen off the bus|\bXid\b|Unknown Error.{0,40}nvml|nvml.{0,200}(?:lost|reset required|unknown error)|uncorrectable ECC/i,
  ],
  ['unregistered', /unregistered device/i],
  ['unhealthy', /unhealthy devices|no longer healthy/i],
  ['taken', /requested number of devices unavailable/i],
  ['changed', /changed request for resource/i],
  ['disk', /no space left on device|checkpoint/i],
  ['plugin', /rpc error|rpc failed|device plugin|transport is closing|EOF/i],
] as const;
type Problem = (typeof PROBLEMS)[number][0] | 'unknown';

const RESOURCE =
  /(?:unregistered device|unhealthy devices|unavailable for|for resource) "?([a-z0-9./-]{1,253}[a-z0-9])/i;
const NUMBERS = /Requested: (\d{1,9}), Available: (\d{1,9})/;

const PROBLEM_WORDS: Readonly<Record<Problem, (name: string) => Text>> = {
  broken: name =>
    both(
      `a device of ${name} there is broken, and the device plugin gives out none`,
      `该节点上有 ${name} 设备损坏，设备插件不再分配任何设备`,
    ),
  unregistered: name =>
    both(
      `the node’s device plugin for ${name} is not registered`,
      `节点上 ${name} 的设备插件尚未注册`,
    ),
  unhealthy: name =>
    both(`its ${name} is reported as unhealthy`, `${name} 设备被报告为不健康`),
  taken: name => both(`too few ${name} are free`, `空闲的 ${name} 不足`),
  changed: name =>
    both(
      `the request for ${name} differs from what the node has on record for this pod`,
      `对 ${name} 的请求与节点上该 Pod 的记录不一致`,
    ),
  disk: () =>
    both(
      'the node could not write its record of devices (checkpoint)',
      '节点无法写入设备分配记录（checkpoint）',
    ),
  plugin: name =>
    both(
      `the device plugin for ${name} answered with an error`,
      `${name} 的设备插件返回了错误`,
    ),
  unknown: name =>
    both(`${name} could not be given to it`, `无法为其分配 ${name}`),
};

/** The driver’s words: `nvml.Device 5: nvml: GPU is lost`. */
function brokenWords(message: string): string {
  const said = /(?:nvml\.Device|GPU|Xid)[^,;]{0,120}/i.exec(message)?.[0] ?? '';
  return said.trim();
}

/** Devices the pod asks for: resources of a vendor's domain. */
function devicesOf(pod: Pod) {
  return pod.spec.containers.flatMap(({ resources }, i) =>
    Object.keys({ ...resources?.requests, ...resources?.limits })
      .filter(name => name.includes('/'))
      .flatMap(name => [
        ...quoteOf('pod', pod, `spec.containers.${i}.resources.limits.${name}`),
      ]),
  );
}

/** Other pods would fall into the same hole. */
function cordonSteps(node: string | undefined): Step[] {
  if (node === undefined) return [];
  return [
    {
      text: both(
        `Ask your platform team to cordon node “${node}”, so that no more pods go there, and to reboot it; a GPU that is lost again must be replaced.`,
        `请平台团队隔离（cordon）节点“${node}”，避免更多 Pod 分到那里，并重启该节点；如 GPU 再次丢失则需更换。`,
      ),
      command: `kubectl cordon ${node}`,
      link: 'https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/',
    },
  ];
}

export default defineCause({
  id: 'rejected-device-unavailable',
  state: 'failed',
  title: both(
    'The node refused the pod: a device is unavailable',
    '节点拒绝了 Pod：设备不可用',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: [
    'podreject/UnexpectedAdmissionError-plugin',
    'podreject/UnexpectedAdmissionError-allocate',
    'podreject/UnexpectedAdmissionError/dev-unregistered',
    'podreject/UnexpectedAdmissionError/dev-unhealthy',
    'podreject/UnexpectedAdmissionError/dev-previously',
    'podreject/UnexpectedAdmissionError/dev-unavailable',
    'podreject/UnexpectedAdmissionError/dev-changed',
    'podreject/UnexpectedAdmissionError/dev-prestart',
    'podreject/UnexpectedAdmissionError/dev-preferred',
  ],
  detect({ pod, events, siblings, owners, subject }) {
    const failure = failureOf('device', pod, events);
    if (!failure) return [];
    const { message } = failure;
    const problem: Problem =
      PROBLEMS.find(([, pattern]) => pattern.test(message))?.[0] ?? 'unknown';
    const devices = devicesOf(pod);
    const asked = devices[0]?.at.split('.resources.limits.')[1];
    const resource = RESOURCE.exec(message)?.[1] ?? asked;
    const [, requested, available] = NUMBERS.exec(message) ?? [];
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          problem,
          ...(problem === 'broken' && { says: brokenWords(message) }),
          ...(resource && { resource }),
          ...(requested && { requested, available }),
          after,
        },
        quotes: [...failure.quotes, ...devices],
      },
    ];
  },
  explain({ node, problem, resource, requested, available, says, after }) {
    const at = theNode(node);
    const name = resource ?? 'the device';
    const words = PROBLEM_WORDS[problem](name);
    const numbers = requested
      ? both(
          ` (asked ${requested}, free ${available})`,
          `（请求 ${requested}，空闲 ${available}）`,
        )
      : both('', '');
    const then = aftermathInWords(after);
    return {
      what: both(
        `The pod was refused by ${at.en}: ${words.en}${numbers.en}.${then.en}`,
        `${at.zh}拒绝了该 Pod：${words.zh.replace('the device', '设备')}${
          numbers.zh
        }。${then.zh}`,
      ),
      why:
        problem === 'broken'
          ? both(
              `${
                says ? `The driver says “${says}”. ` : ''
              }A GPU that the driver has lost comes back at best with a reboot of the machine. Until then each pod with such a request that is placed there is refused. A refused pod is never tried again.`,
              `${
                says ? `驱动报告“${says}”。` : ''
              }驱动丢失的 GPU 最多只能通过重启机器恢复。在此之前，分到该节点的同类 Pod 都会被拒绝。被拒绝的 Pod 不会重试。`,
            )
          : both(
              'The scheduler counts devices; which one a pod gets is decided on the node, together with the vendor’s device plugin. After a restart of node or plugin, or a fault of the device, the two can disagree. A refused pod is never tried again.',
              '调度器只统计设备数量，具体分配由节点与厂商的设备插件完成。节点或插件重启、设备故障后，两者可能不一致。被拒绝的 Pod 不会重试。',
            ),
    };
  },
  steps({ namespace, pod, node, problem, resource, after }) {
    return [
      {
        text: nextPodInWords(after),
        command: kubectl(namespace, 'get', 'pods', '-o', 'wide'),
      },
      ...(problem === 'broken' ? cordonSteps(node) : []),
      {
        text: both(
          `Ask your platform team to check the device plugin${
            resource ? ` of ${resource}` : ''
          } and the devices on ${theNode(node).en}.`,
          `请平台团队检查${theNode(node).zh}上${
            resource ? ` ${resource} 的` : '的'
          }设备插件与设备状态。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/',
        ...(node && { command: `kubectl describe node ${node}` }),
      },
      {
        text: both(
          'Delete the refused pods: they never start.',
          '删除被拒绝的 Pod：它们不会再启动。',
        ),
        command: kubectl(namespace, 'delete', 'pod', pod),
      },
    ];
  },
});
