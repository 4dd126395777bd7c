import type { Quote, Step, Text } from '../../../engine';
import { both, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';

/** A registry of AWS that lies elsewhere than the node. */
export interface Abroad {
  readonly home: string;
  readonly there: string;
  /** In another partition (AWS itself, GovCloud, China), where no role of here counts. */
  readonly isClosed: boolean;
}

const REGION = '[a-z]{2,4}(?:-[a-z]{3,9}){1,3}-\\d{1,2}';
const OF_REGISTRY = new RegExp(
  `\\.dkr[.-]ecr(?:-fips)?\\.(${REGION})\\.(?:amazonaws|on\\.aws)`,
);
/** `ip-10-0-0-1.eu-west-1.compute.internal`; nodes of us-east-1 are called `ec2.internal`. */
const OF_NODE = new RegExp(`\\.(${REGION})\\.compute\\.(?:internal|amazonaws)`);
const LABELS = [
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/region',
];

/** Source: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
function partitionOf(region: string): string {
  return (
    /^(us-gov|cn|us-isob?|eu-isoe|eusc|us-isof)-/.exec(region)?.[1] ?? 'aws'
  );
}

/** Where the pod's node lies, by its labels, else by its name. */
function homeOf(pod: Pod, nodes: Fact<FactValues['nodes']>) {
  const name = pod.spec.nodeName ?? '';
  const all = nodes.status === 'ok' ? nodes.value : [];
  const i = all.findIndex(({ metadata }) => metadata.name === name);
  const label = LABELS.find(key => all[i]?.metadata.labels?.[key]);
  const told = label && all[i]?.metadata.labels?.[label];
  const named =
    OF_NODE.exec(name)?.[1] ??
    (/\.ec2\.internal$/.test(name) ? 'us-east-1' : undefined);
  return {
    region: told ?? named,
    quotes: told ? [] : quoteOf('pod', pod, 'spec.nodeName'),
  };
}

/** Whether the registry lies in another region than the node; `undefined` when not, or when nothing tells. */
export function abroadOf(
  registry: string,
  pod: Pod,
  nodes: Fact<FactValues['nodes']>,
): { one: Abroad; quotes: readonly Quote[] } | undefined {
  const there = OF_REGISTRY.exec(registry)?.[1];
  const { region: home, quotes } = homeOf(pod, nodes);
  if (there === undefined || home === undefined || there === home)
    return undefined;
  const isClosed = partitionOf(there) !== partitionOf(home);
  return { one: { home, there, isClosed }, quotes };
}

/** Where both lie, as a sentence. */
export function abroadInWords(abroad: Abroad | undefined): Text {
  if (!abroad) return both('', '');
  const { home, there, isClosed } = abroad;
  return isClosed
    ? both(
        ` The node lies in “${home}”, the registry in “${there}”: these are separate partitions of AWS with accounts of their own, so no role of the node can ever be let in there.`,
        `节点位于“${home}”，镜像仓库位于“${there}”：两者属于 AWS 相互隔离的分区，账号各自独立，因此节点的角色不可能在那里获得授权。`,
      )
    : both(
        ` The node lies in “${home}”, the registry in “${there}”: another region, which costs time and has a policy of its own.`,
        `节点位于“${home}”，镜像仓库位于“${there}”：属于其他区域，拉取更慢且有自己的策略。`,
      );
}

/** The image from the own region. */
export function homeStep({ home }: Abroad, image: string): Step {
  return {
    text: both(
      `Take the image from a registry of “${home}” instead of “${image}”: providers of add-ons keep one in each region (their table names account and address); copy your own there (replication).`,
      `改用“${home}”区域的镜像仓库，而不是“${image}”：插件提供方在每个区域都有仓库（其文档列出账号和地址）；自己的镜像请复制过去。`,
    ),
    link: 'https://kubernetes.io/docs/concepts/containers/images/',
  };
}
