import type { Text } from '../../../engine';
import { both, defineCause, listEn, listZh, quoteOf } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/placing';

/** What is wrong with a claim, by the words of the plugin DynamicResources. */
const FAULTS = {
  missing:
    /does not exist|not found|could not be found|resourceclaim not (?:yet )?created|not created/i,
  class: /device class|DeviceClass/i,
  'in-use': /in use|shared by multiple|already used/i,
  binding: /binding (?:timeout|failed)|timed out/i,
  deleting: /being deleted/i,
} as const;

type Fault = keyof typeof FAULTS | 'none-free';

function faultOf(text: string): Fault {
  if (FAULTS.class.test(text)) return 'class';
  const order = ['deleting', 'in-use', 'binding', 'missing'] as const;
  return order.find(fault => FAULTS[fault].test(text)) ?? 'none-free';
}

const WHY: Readonly<Record<Fault, Text>> = {
  missing: both(
    'The claim that should give it a device does not exist: its name is wrong, or the controller that makes it from a template has not done so.',
    '应为其分配设备的 ResourceClaim 不存在：名称有误，或控制器尚未根据模板创建。',
  ),
  class: both(
    'The claim asks for a kind of device (DeviceClass) that nobody has set up in this cluster.',
    '该声明请求的设备类别（DeviceClass）在此集群中没有定义。',
  ),
  'in-use': both(
    'The claim is reserved for another pod and cannot be shared with this one.',
    '该声明已为另一个 Pod 保留，不能与此 Pod 共享。',
  ),
  binding: both(
    'A node was chosen, but the device could not be prepared for it in time.',
    '已选定节点，但设备未能及时准备好。',
  ),
  deleting: both(
    'The claim is being deleted and gives out nothing more.',
    '该声明正在被删除，不再分配设备。',
  ),
  'none-free': both(
    'No node has a free device that fits the claim: all are in use, the conditions (selectors) fit none, or the driver has published none.',
    '没有节点有符合声明的空闲设备：全部已被占用、条件（selector）不匹配，或驱动没有发布设备。',
  ),
};

export default defineCause({
  id: 'unschedulable-resource-claim',
  state: 'pending',
  title: both(
    'The device it claims cannot be given to it',
    '它声明的设备无法分配（ResourceClaim）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: [
    'scheduler/dra-alloc',
    'scheduler/dra-notavail',
    'scheduler/dra-inuse',
    'scheduler/dra-deleting',
    'scheduler/dra-class',
    'scheduler/dra-unknown',
    'scheduler/dra-timeout',
    'scheduler/dra-claimnotfound',
    'scheduler/dra-binding',
    'scheduler/dra-extended',
    'scheduler/dra-nodealloc',
  ],
  detect({ pod, events, nodes, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'claim');
    if (!hit) return [];
    const { resourceClaims = [] } = pod.spec;
    const text = hit.said.reasons
      .filter(({ kind }) => kind === 'claim')
      .map(one => one.text.slice(0, 1024))
      .join('; ');
    return [
      {
        data: {
          ...placeOf(subject),
          fault: faultOf(text),
          claims: resourceClaims.map(
            ({ name = '', resourceClaimName, resourceClaimTemplateName }) =>
              resourceClaimName ?? resourceClaimTemplateName ?? name,
          ),
        },
        quotes: [
          ...hit.said.quotes,
          ...resourceClaims.flatMap((_, c) =>
            quoteOf('pod', pod, `spec.resourceClaims.${c}.name`),
          ),
        ],
        ...hit.finding,
      },
    ];
  },
  explain({ fault, claims }) {
    const names = claims.map(name => `“${name}”`);
    return {
      what: both(
        `The pod waits for a device${
          names.length > 0 ? ` by its claim ${listEn(names)}` : ''
        }, and none can be given to it on any node.`,
        `Pod 在等待${
          names.length > 0 ? `声明 ${listZh(names)} 所需的` : ''
        }设备，而没有节点能分配。`,
      ),
      why: WHY[fault],
    };
  },
  steps({ namespace, fault }) {
    return [
      {
        text: both(
          'Look at the claims and what they say.',
          '查看这些声明及其状态。',
        ),
        command: kubectl(namespace, 'describe', 'resourceclaims'),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/',
      },
      fault === 'class'
        ? {
            text: both(
              'Compare the DeviceClass in the claim with those that exist.',
              '对比声明中的 DeviceClass 与集群中已有的类别。',
            ),
            command: 'kubectl get deviceclasses',
          }
        : {
            text: both(
              'Look which devices the drivers offer on which node.',
              '查看驱动在各节点上提供了哪些设备。',
            ),
            command: 'kubectl get resourceslices',
          },
      {
        text: both(
          'Ask your platform team for the driver or more devices, or free one by stopping a pod that no longer needs it.',
          '请平台团队安装驱动或增加设备，或停止不再需要设备的 Pod 以释放。',
        ),
      },
    ];
  },
});
