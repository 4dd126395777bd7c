import type { Step, Text } from '../../../engine';
import { both, count, defineCause } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { driverWords, sayingOf } from '../../shared/driverWords';
import { kubectl, podsOf } from '../../shared/kubectl';
import { volumeFailures } from '../../shared/volumeFailure';
import { placeOfVolume } from '../../shared/volumePlace';

type Kind =
  | 'class'
  | 'provider'
  | 'identity'
  | 'denied'
  | 'absent'
  | 'unreachable'
  | 'other';

/** Asked in this order; words of the driver and of its providers for Azure, AWS, Google Cloud and Vault. */
const KINDS: readonly (readonly [Kind, RegExp])[] = [
  [
    'class',
    /failed to get secretproviderclass|secretproviderclass(?:es)?\.secrets-store[^]{0,80}not found|SecretProviderClass\.[^]{0,120}not found/i,
  ],
  [
    'provider',
    /provider not found|error connecting to provider|provider "\w{1,60}"|secrets-store-csi-providers\/|provider \S{1,60} (?:is )?not (?:installed|registered|found)/i,
  ],
  // A login comes before the store is asked: its 404 is not the secret's.
  [
    'identity',
    /\bnmi\b|AADSTS|(?:acquire|get|fetch|obtain|retrieve|generate|exchange|mint)\w{0,3} (?:[\w-]{1,20} ){0,4}(?:token|identity|credentials?)|managed ?identity|Identity not found|AzureIdentity|169\.254\.169\.254|\bIMDS\b|AssumeRole|WebIdentity|InvalidIdentityToken|IAM role must be associated|pod identity|metadata server|could not find default credentials|NoCredentialProviders|error logging in|auth\/\S{1,80}\/login|\b401\b|Unauthenticated/i,
  ],
  [
    'denied',
    /AccessDenied|permission denied|PermissionDenied|Forbidden|\b403\b|not authorized|AuthorizationFailed|does not have secrets get permission/i,
  ],
  [
    'absent',
    /(?:Secret|Key|Certificate)NotFound|ResourceNotFoundException|no secret exists|can't find the specified secret|(?:Get(?:Secret|Key|Certificate)|\b(?:secrets?|keys?|certificates?|versions?|objects?)\b)[^]{0,400}(?:NotFound|not found|does not exist|\b404\b)/i,
  ],
  [
    'unreachable',
    /no such host|i\/o timeout|connection refused|deadline exceeded|DeadlineExceeded/i,
  ],
];

const WHY: Readonly<Record<Kind, Text>> = {
  class: both(
    'The SecretProviderClass the volume names is not in the pod’s namespace.',
    '卷引用的 SecretProviderClass 不在 Pod 的命名空间中。',
  ),
  provider: both(
    'The provider for this store (a pod on each node) is not installed there or does not answer.',
    '该密钥库的提供程序（每个节点上的 Pod）未安装或没有响应。',
  ),
  identity: both(
    'The login failed before the store was asked: there is no token for the cloud identity (workload identity, managed identity, IAM role) that the pod is to use; mostly it is not tied to this pod or service account, or is named wrongly.',
    '在访问密钥库之前登录就失败了：无法为 Pod 应使用的云身份（工作负载身份、托管身份、IAM 角色）取得令牌；多半是该身份没有与此 Pod 或服务账户关联，或名称有误。',
  ),
  denied: both(
    'The store refuses: the identity the pod uses (workload identity, IAM role) lacks the right to read these secrets.',
    '密钥库拒绝访问：Pod 使用的身份（工作负载身份、IAM 角色）没有读取这些密钥的权限。',
  ),
  absent: both(
    'The store does not have a secret, key or version of the name that the SecretProviderClass lists.',
    '密钥库中没有 SecretProviderClass 所列名称的密钥或版本。',
  ),
  unreachable: both(
    'The node does not reach the store: address, network or firewall.',
    '节点无法连接密钥库：地址、网络或防火墙问题。',
  ),
  other: both('The driver or the store refused.', '驱动或密钥库拒绝了请求。'),
};

/** `error connecting to provider "aws"`, or the provider's socket (before 0.0.14 its program) on the node: `…/azure.sock`. */
const PROVIDER =
  /secrets-store-csi-providers\/([a-z0-9-]{1,40})|provider:? \\?"([a-z0-9-]{1,40})\\?"/i;

/** What is known of the provider's pods, which a DaemonSet puts on each node. */
interface Provider {
  readonly name: string;
  readonly node: string;
  /** Its pod on the node, and whether that is ready. */
  readonly pod?: string;
  readonly isReady?: boolean;
  /** How many other nodes have one; absent when the pods are not known. */
  readonly elsewhere?: number;
}

/** Named by their makers `…-provider-azure-x7k2p`, `secrets-store-csi-driver-provider-aws-…`, `vault-csi-provider-…`. */
function isProviderPod({ metadata: { name: pod = '' } }: Pod, name: string) {
  return (
    pod.includes(`provider-${name}-`) || pod.startsWith(`${name}-csi-provider-`)
  );
}

function providerOf(
  why: string,
  node: string,
  pods: Fact<FactValues['scheduledPods']>,
): Provider | undefined {
  const [, byPath, byName] = PROVIDER.exec(why.slice(0, 8192)) ?? [];
  const name = byPath ?? byName;
  if (name === undefined) return undefined;
  if (pods.status !== 'ok') return { name, node };
  const all = pods.value.filter(pod => isProviderPod(pod, name));
  const here = all.find(({ spec }) => spec.nodeName === node);
  return {
    name,
    node,
    elsewhere: all.filter(({ spec }) => spec.nodeName !== node).length,
    ...(here && {
      pod: here.metadata.name ?? '',
      isReady: here.status.containerStatuses.every(({ ready }) => ready),
    }),
  };
}

/** The provider's part, as a sentence. */
function providerInWords({
  name,
  node,
  pod,
  isReady,
  elsewhere,
}: Provider): Text {
  const is = both(
    `The provider “${name}” of the driver, a program that a DaemonSet puts on each node, does not answer on node “${node}”`,
    `驱动的提供程序“${name}”（由 DaemonSet 部署到每个节点）在节点“${node}”上没有响应`,
  );
  if (pod !== undefined)
    return both(
      `${is.en}: its pod there, ${pod}, ${
        isReady ? 'says that it is ready' : 'is not ready'
      }.`,
      `${is.zh}：那里的 Pod ${pod} ${isReady ? '报告已就绪' : '未就绪'}。`,
    );
  if (elsewhere === undefined)
    return both(
      `${is.en}: most likely it is not installed there.`,
      `${is.zh}：很可能没有安装。`,
    );
  return elsewhere > 0
    ? both(
        `${is.en}: it has no pod there, while ${count(
          elsewhere,
          'other node has one',
          'other nodes have one',
        )}.`,
        `${is.zh}：那里没有它的 Pod，而其他 ${elsewhere} 个节点上有。`,
      )
    : both(
        `${is.en}: no pod of it is known in the whole cluster, so most likely it is not installed.`,
        `${is.zh}：整个集群都没有它的 Pod，很可能没有安装。`,
      );
}

/** The provider is missing: names and rights in the store play no part. */
const providerSteps = (namespace: string, { name, node }: Provider): Step[] => [
  {
    text: both(
      `Look whether a pod of the provider “${name}” is on node “${node}” and ready.`,
      `查看节点“${node}”上是否有提供程序“${name}”的 Pod 且已就绪。`,
    ),
    command: podsOf(node),
  },
  {
    text: both(
      `Check the field “provider” of the SecretProviderClass: a misspelt name gives the same answer.`,
      `检查 SecretProviderClass 的 provider 字段：名称拼写错误也会得到同样的结果。`,
    ),
    command: kubectl(namespace, 'get', 'secretproviderclasses', '-o', 'yaml'),
  },
  {
    text: both(
      `Ask your platform team to install the provider “${name}”, or to let its DaemonSet onto node “${node}” (node selector, tolerations); then the pod starts by itself.`,
      `请平台团队安装提供程序“${name}”，或让其 DaemonSet 能运行在节点“${node}”上（节点选择器、容忍度）；之后 Pod 会自行启动。`,
    ),
  },
];

/** The driver's own name and wrappers hold the word "secret". */
const WRAPPER =
  /secrets?[- ]store(?:\.csi\.\S{1,60})?(?: objects?)?(?: for pod \S{1,317})?|failed to mount objects/gi;

/** Why it failed, by the words without what wraps them. */
function kindOf(why: string): Kind {
  const words = why.slice(0, 8192);
  const plain = words.replace(WRAPPER, ' ');
  // These two speak of the driver's own parts, whose names the wrappers hold.
  const own = KINDS.slice(0, 2).find(([, pattern]) => pattern.test(words));
  return (
    own?.[0] ?? KINDS.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'other'
  );
}

const identify = (namespace: string, account: string): Step => ({
  text: both(
    `Check that a cloud identity is tied to the pod: by the labels of the pod, the annotations of service account “${account}”, and what the cloud side trusts.`,
    `检查 Pod 是否关联了云身份：Pod 的标签、服务账户“${account}”的注解，以及云端的信任配置。`,
  ),
  command: kubectl(namespace, 'describe', 'serviceaccount', account),
});

const grant = (namespace: string, account: string): Step => ({
  text: both(
    `Check which cloud identity service account “${account}” stands for, and grant it the right to read the secrets.`,
    `检查服务账户“${account}”对应的云身份，并授予其读取密钥的权限。`,
  ),
  command: kubectl(namespace, 'describe', 'serviceaccount', account),
});

export default defineCause({
  id: 'secret-store-failed',
  state: 'waiting',
  title: both(
    'Secrets cannot be fetched from the external store',
    '无法从外部密钥库获取密钥',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'scheduledPods'],
  covers: [],
  detect({ subject, ...reading }) {
    return volumeFailures(reading, 'secret-store').map(one => {
      const kind = kindOf(one.why);
      const provider =
        kind === 'provider'
          ? providerOf(one.why, one.node, reading.scheduledPods)
          : undefined;
      return {
        data: {
          ...placeOfVolume(subject, one),
          kind,
          words: driverWords(one.why),
          account: reading.pod.spec.serviceAccountName ?? 'default',
          ...(provider && { provider }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain({ volume, kind, words, provider }) {
    const saying = sayingOf(words);
    const why = provider ? providerInWords(provider) : WHY[kind];
    return {
      what: both(
        `The pod cannot start: volume “${volume}” takes its secrets from an external store (Secrets Store CSI driver), and fetching them failed.`,
        `Pod 无法启动：卷“${volume}”从外部密钥库取得密钥（Secrets Store CSI 驱动），但获取失败。`,
      ),
      why: both(`${why.en}${saying.en}`, `${why.zh}${saying.zh}`),
    };
  },
  steps({ namespace, kind, account, provider }) {
    if (provider) return providerSteps(namespace, provider);
    return [
      {
        text: both(
          'Read the store’s own answer in the events: it names the secret and the identity.',
          '在事件中阅读密钥库的原文：其中有密钥和身份的名称。',
        ),
        action: 'events',
      },
      ...(kind === 'identity' ? [identify(namespace, account)] : []),
      {
        text: both(
          'Compare the names and the identity in the SecretProviderClass with the store.',
          '将 SecretProviderClass 中的名称和身份与密钥库对比。',
        ),
        command: kubectl(
          namespace,
          'get',
          'secretproviderclasses',
          '-o',
          'yaml',
        ),
      },
      ...(kind === 'denied' ? [grant(namespace, account)] : []),
      {
        text: both(
          'Ask your platform team about the driver and its provider if names and rights are right.',
          '如果名称和权限都正确，请平台团队检查驱动及其提供程序。',
        ),
      },
    ];
  },
});
