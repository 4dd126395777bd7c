import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import { volumeFailures } from '../../shared/volumeFailure';
import { placeOfVolume } from '../../shared/volumePlace';

type Kind =
  | 'class'
  | 'provider'
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
  [
    'denied',
    /AADSTS|AccessDenied|permission denied|PermissionDenied|Forbidden|\b40[13]\b|not authorized|AuthorizationFailed|Identity not found|IAM role must be associated|WebIdentity|does not have secrets get permission|failed to acquire token/i,
  ],
  [
    'absent',
    /SecretNotFound|ResourceNotFoundException|NotFound|not found|\b404\b|no secret exists|can't find the specified secret/i,
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
  denied: both(
    'The store refuses: the identity the pod uses (workload identity, IAM role) is not set up, or lacks the right to read these secrets.',
    '密钥库拒绝访问：Pod 使用的身份（工作负载身份、IAM 角色）未配置，或没有读取这些密钥的权限。',
  ),
  absent: both(
    'The store does not have a secret, key or version of the name that the SecretProviderClass lists.',
    '密钥库中没有 SecretProviderClass 所列名称的密钥或版本。',
  ),
  unreachable: both(
    'The node does not reach the store: address, network or firewall.',
    '节点无法连接密钥库：地址、网络或防火墙问题。',
  ),
  other: both(
    'The driver gave its own reason; it is in the evidence.',
    '驱动给出了自己的原因，见证据。',
  ),
};

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
        kind:
          KINDS.find(([, pattern]) => pattern.test(one.why))?.[0] ??
          ('other' as const), // literal type of Kind
        account: reading.pod.spec.serviceAccountName ?? 'default',
      },
      quotes: one.quotes,
    }));
  },
  explain({ volume, kind }) {
    return {
      what: both(
        `The pod cannot start: volume “${volume}” takes its secrets from an external store (Secrets Store CSI driver), and fetching them failed.`,
        `Pod 无法启动：卷“${volume}”从外部密钥库取得密钥（Secrets Store CSI 驱动），但获取失败。`,
      ),
      why: WHY[kind],
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
      {
        text: both(
          'Compare the names in the SecretProviderClass with the store.',
          '将 SecretProviderClass 中的名称与密钥库对比。',
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
