import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { driverWords, sayingOf } from '../../shared/driverWords';
import { kubectl } from '../../shared/kubectl';
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
    /provider not found|error connecting to provider|provider "\w{1,60}"/i,
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

/** The driver's own name and wrappers hold the word "secret". */
const WRAPPER =
  /secrets?[- ]store(?:\.csi\.\S{1,60})?(?: objects?)?(?: for pod \S{1,317})?|failed to mount objects/gi;

/** Why it failed, by the words without what wraps them. */
function kindOf(why: string): Kind {
  const words = why.slice(0, 8192);
  const plain = words.replace(WRAPPER, ' ');
  const [first] = KINDS;
  if (first?.[1].test(words)) return first[0];
  return KINDS.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'other';
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
  mayRead: ['events'],
  covers: [],
  detect({ subject, ...reading }) {
    return volumeFailures(reading, 'secret-store').map(one => ({
      data: {
        ...placeOfVolume(subject, one),
        kind: kindOf(one.why),
        words: driverWords(one.why),
        account: reading.pod.spec.serviceAccountName ?? 'default',
      },
      quotes: one.quotes,
    }));
  },
  explain({ volume, kind, words }) {
    const saying = sayingOf(words);
    return {
      what: both(
        `The pod cannot start: volume “${volume}” takes its secrets from an external store (Secrets Store CSI driver), and fetching them failed.`,
        `Pod 无法启动：卷“${volume}”从外部密钥库取得密钥（Secrets Store CSI 驱动），但获取失败。`,
      ),
      why: both(`${WHY[kind].en}${saying.en}`, `${WHY[kind].zh}${saying.zh}`),
    };
  },
  steps({ namespace, kind, account }) {
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
