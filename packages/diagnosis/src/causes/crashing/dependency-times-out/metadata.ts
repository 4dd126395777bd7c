import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';

/** The service that could not be asked, as the subject of a sentence. */
export const METADATA: Text = both(
  "the cloud's instance metadata service (169.254.169.254)",
  '云平台的实例元数据服务（169.254.169.254）',
);

/** Why a pod does not get an answer of it. */
export function metadataWhy(kind: string): Text {
  const { en, zh } = both(
    'Programs ask it for region, network and instance they run on. It answers only on machines of that cloud, and a pod asks it through its node: a network policy, a firewall of the node or a proxy for it may forbid that.',
    '程序通过它查询所在的区域、网络和实例。只有该云平台的机器才有应答，而 Pod 要经由节点访问它：网络策略、节点防火墙或其代理可能禁止访问。',
  );
  return kind === 'imds'
    ? both(
        `${en} On AWS the most common reason is the hop limit: with http-put-response-hop-limit 1 the answer (IMDSv2) reaches the node, but no pod that has an address of its own.`,
        `${zh}在 AWS 上最常见的原因是跳数限制：http-put-response-hop-limit 为 1 时，应答（IMDSv2）只能到达节点，而到不了拥有自己地址的 Pod。`,
      )
    : both(en, zh);
}

/** What to do, the least change first. */
export const metadataSteps = (kind: string): Step[] => [
  {
    text:
      kind === 'imds'
        ? both(
            'Give the program what it would ask for, as arguments or variables (region and VPC id, say): then it does not ask.',
            '将它要查询的内容（例如区域和 VPC ID）通过参数或环境变量直接提供给程序，这样就不需要查询。',
          )
        : both(
            'Give the program what it would ask for (region, zone, project), as arguments or variables: then it does not ask.',
            '将它要查询的内容（区域、可用区、项目）通过参数或环境变量直接提供给程序，这样就不需要查询。',
          ),
  },
  ...(kind === 'imds'
    ? [
        {
          text: both(
            'Ask your platform team to set the hop limit of the instances to 2 (launch template, node class of Karpenter), or to let this system program use the network of the node (hostNetwork).',
            '请平台团队将实例的跳数限制设为 2（启动模板或 Karpenter 的节点类），或让该系统程序使用节点网络（hostNetwork）。',
          ),
        },
      ]
    : []),
];
