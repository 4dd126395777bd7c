import type { Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import { volumeFailures } from '../../shared/volumeFailure';
import { placeOfVolume } from '../../shared/volumePlace';

type Kind =
  | 'missing'
  | 'forbidden'
  | 'disabled'
  | 'bundle'
  | 'static'
  | 'other';

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['bundle', /ClusterTrustBundle/i],
  ['static', /kube client is not configured/],
  ['missing', /serviceaccounts? "[^"]{1,253}" not found/],
  ['forbidden', /forbidden|unauthorized|denied/i],
  [
    'disabled',
    /TokenRequest endpoints enabled|could not find the requested resource/,
  ],
];

const WHY: Readonly<Record<Kind, Text>> = {
  missing: both(
    'The service account does not exist any more; it was deleted after the pod was created.',
    '服务账户已不存在：它在 Pod 创建之后被删除。',
  ),
  forbidden: both(
    'The cluster refuses to issue the token: a policy, a webhook or the rights of the node stand in the way.',
    '集群拒绝签发令牌：策略、Webhook 或节点权限阻止了请求。',
  ),
  disabled: both(
    'The cluster’s API server does not issue such tokens (TokenRequest is not enabled).',
    '集群的 API 服务器不签发此类令牌（未启用 TokenRequest）。',
  ),
  bundle: both(
    'The volume asks for certificates of a trust bundle (ClusterTrustBundle) that is missing, not named properly, or not offered by the cluster.',
    '卷要求的信任证书包（ClusterTrustBundle）不存在、引用有误或集群不支持。',
  ),
  static: both(
    'A node that runs without an API server has nobody to ask for it.',
    '在没有 API 服务器的情况下运行的节点无法申请令牌。',
  ),
  other: both(
    'The API server did not answer the node’s request as hoped; its own words are in the evidence.',
    'API 服务器没有满足节点的请求，原文见证据。',
  ),
};

export default defineCause({
  id: 'service-account-token-failed',
  state: 'waiting',
  title: both(
    'The pod is not given its service account token',
    'Pod 无法获得服务账户令牌',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'volume/FailedMount-setup/sa-token',
    'volume/FailedMount-setup/projected-kube',
    'volume/FailedMount-setup/projected-ctb',
  ],
  detect({ subject, ...reading }) {
    const { pod } = reading;
    return volumeFailures(reading, 'token').map(one => ({
      data: {
        ...placeOfVolume(subject, one),
        account: pod.spec.serviceAccountName ?? 'default',
        kind:
          KINDS.find(([, pattern]) => pattern.test(one.why))?.[0] ??
          ('other' as const), // literal type of Kind
      },
      quotes: [
        ...one.quotes,
        ...quoteOf('pod', pod, 'spec.serviceAccountName'),
      ],
    }));
  },
  explain({ account, volume, node, kind }) {
    return {
      what:
        kind === 'bundle'
          ? both(
              `The pod cannot start: node “${node}” cannot fill the volume “${volume}” with the trusted certificates it asks for.`,
              `Pod 无法启动：节点“${node}”无法为卷“${volume}”取得所要求的信任证书。`,
            )
          : both(
              `The pod cannot start: node “${node}” gets no token of service account “${account}” for volume “${volume}”.`,
              `Pod 无法启动：节点“${node}”无法为卷“${volume}”取得服务账户“${account}”的令牌。`,
            ),
      why: WHY[kind],
    };
  },
  steps({ namespace, account, kind }) {
    return [
      {
        text: both(
          `See whether the service account “${account}” exists.`,
          `查看服务账户“${account}”是否存在。`,
        ),
        command: kubectl(namespace, 'get', 'serviceaccount', account),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
      },
      kind === 'missing'
        ? {
            text: both(
              `Deploy the service account “${account}” again; then delete the pod if something recreates it, since its token belongs to the new account.`,
              `重新部署服务账户“${account}”；如果 Pod 会被自动重建，请随后删除它，因为令牌属于新账户。`,
            ),
          }
        : {
            text: both(
              'Ask your platform team to look at the exact words in the events: the fault lies with the cluster, not with your service.',
              '请平台团队查看事件中的原文：问题在集群，不在您的服务。',
            ),
            action: 'events' as const, // an action of Step
          },
    ];
  },
});
