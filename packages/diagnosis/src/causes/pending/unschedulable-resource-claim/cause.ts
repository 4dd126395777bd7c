import type { Step, Text } from '../../../engine';
import { both, defineCause, listEn, listZh, quoteOf } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';

/** What is wrong with a claim, by the words of the plugin DynamicResources. */
const FAULTS = {
  missing:
    /does not exist|not found|could not be found|resourceclaim not (?:yet )?created|not created/i,
  class: /device class|DeviceClass/i,
  allocating: /in the process of being allocated/i,
  'in-use': /in use|shared by multiple|already used/i,
  binding: /binding (?:timeout|failed)|timed out/i,
  deleting: /being deleted/i,
} as const;

type Fault = keyof typeof FAULTS | 'none-free';

function faultOf(text: string): Fault {
  if (FAULTS.class.test(text)) return 'class';
  const order = [
    'deleting',
    'allocating',
    'in-use',
    'binding',
    'missing',
  ] as const;
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
  allocating: both(
    'The scheduler is already giving the claim its device, for another pod that uses the same claim or in an earlier try; until that is settled this pod waits. Pods that must all be placed together (a gang) and share a claim can wait for each other for ever.',
    '调度器正在为使用同一声明的另一个 Pod（或先前的一次尝试）分配设备；在此之前该 Pod 只能等待。必须一起调度（gang）且共用声明的 Pod 可能会永远互相等待。',
  ),
  'in-use': both(
    'The claim is held for other pods, and no more may share it, or its device lies on a node that this pod may not use.',
    '该声明已为其他 Pod 保留，不能再共享，或其设备位于此 Pod 不能使用的节点上。',
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

function sharedSteps(): Step[] {
  return [
    {
      text: both(
        'Give each pod a claim of its own (resourceClaimTemplateName in place of resourceClaimName), unless they must share one device.',
        '让每个 Pod 使用自己的声明（用 resourceClaimTemplateName 代替 resourceClaimName），除非它们必须共用一个设备。',
      ),
    },
    {
      text: both(
        'Look why the other pods of the claim do not get on, if it lasts longer than a minute.',
        '如果超过一分钟仍未解决，请查看使用该声明的其他 Pod 为何没有进展。',
      ),
    },
  ];
}

function deviceSteps(fault: Fault): Step[] {
  return [
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
}

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
    const isShared = fault === 'allocating' || fault === 'in-use';
    const by = names.length > 0 ? ` by its claim ${listEn(names)}` : '';
    const byZh = names.length > 0 ? `声明 ${listZh(names)} 所需的` : '';
    return {
      what: isShared
        ? both(
            `The pod waits for a device${by}, which is taken up with another pod.`,
            `Pod 在等待${byZh}设备，而该声明正被其他 Pod 使用。`,
          )
        : both(
            `The pod waits for a device${by}, and none can be given to it on any node.`,
            `Pod 在等待${byZh}设备，而没有节点能分配。`,
          ),
      why: WHY[fault],
    };
  },
  steps({ namespace, fault }) {
    const look = {
      text: both(
        'Look at the claims, and for which pods they are held (Reserved For).',
        '查看这些声明，以及它们为哪些 Pod 保留（Reserved For）。',
      ),
      command: kubectl(namespace, 'describe', 'resourceclaims'),
      link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/',
    };
    return fault === 'allocating' || fault === 'in-use'
      ? [look, ...sharedSteps()]
      : [look, ...deviceSteps(fault)];
  },
});
