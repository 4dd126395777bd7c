import type { Step } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { cloudOf } from '../../shared/cloudRegistry';
import { pullFailures } from '../../shared/imagePull';
import { kubectl } from '../../shared/kubectl';
import { holdersOf, nearestImage } from '../../shared/nearestImage';
import { imagePath, pullFacts } from '../../shared/pullFindings';

function askForRole(node: string, registry: string): Step {
  return {
    text: both(
      `Ask your platform team to let node “${node}” pull from ${registry} with its cloud role, in the account that owns the registry.`,
      `请平台团队通过云端角色允许节点“${node}”从 ${registry} 拉取镜像（在该仓库所属的账号中授权）。`,
    ),
    link: 'https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/',
  };
}

function askForSecret(namespace: string, registry: string): Step {
  return {
    text: both(
      `Ask your platform team for a pull secret for ${registry}; see which ones the namespace has.`,
      `请平台团队提供 ${registry} 的拉取凭据；先查看命名空间中已有哪些。`,
    ),
    command: kubectl(
      namespace,
      'get',
      'secrets',
      '--field-selector',
      'type=kubernetes.io/dockerconfigjson',
    ),
  };
}

export default defineCause({
  id: 'image-private',
  state: 'waiting',
  title: both(
    'The image is private and the pod has no pull secret',
    '镜像是私有的，而 Pod 没有拉取凭据',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: [
    'pull/denied',
    'pull/401',
    'pull/basic-missing',
    'pull/token-oauth',
    'pull/crio-unauthorized',
    'pull/registry-codes',
    'pull/cloud-ecr',
  ],
  detect({ pod, events, nodes, subject }) {
    return pullFailures(pod, events, 'private').map(failure => {
      const { container, image, quotes } = failure;
      // A node that holds it proves that the name is right.
      const isEither = failure.isEither && holdersOf(image, nodes).length === 0;
      // A name that may be wrong deserves a look at what is there.
      const near = isEither ? nearestImage(image, nodes) : undefined;
      const facts = pullFacts(pod, subject, failure);
      const cloud = cloudOf(facts.registry);
      return {
        container: container.name,
        data: {
          ...facts,
          account: pod.spec.serviceAccountName ?? 'default',
          isEither,
          ...(cloud && { cloud }),
          ...(near && { near: near.image }),
        },
        quotes: [
          ...quotes,
          ...quoteOf('pod', pod, imagePath(pod, failure)),
          ...(near?.quotes ?? []),
        ],
      };
    });
  },
  explain({ container, image, registry, isEither, near, cloud }) {
    const either = isEither
      ? both(
          ` This registry gives the same answer when the name is wrong${
            near ? `; the nearest that the cluster has is “${near}”` : ''
          }.`,
          `名称写错时该仓库也会这样应答${
            near ? `；集群中最相近的是“${near}”` : ''
          }。`,
        )
      : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start, because the registry ${registry} does not let the cluster pull “${image}” without a login.`,
        `容器“${container}”无法启动，因为未登录时镜像仓库 ${registry} 不允许集群拉取“${image}”。`,
      ),
      why: cloud
        ? both(
            `The pod brings no pull secret (imagePullSecrets), and the login that nodes of this cloud have of their own was not used or not accepted.${either.en}`,
            `Pod 没有携带拉取凭据（imagePullSecrets），而该云的节点自带的登录身份没有被使用或没有被接受。${either.zh}`,
          )
        : both(
            `The image is private, and the pod brings no pull secret (imagePullSecrets).${either.en}`,
            `镜像是私有的，而 Pod 没有携带拉取凭据（imagePullSecrets）。${either.zh}`,
          ),
    };
  },
  steps({ namespace, image, registry, account, cloud, node }) {
    return [
      {
        text: both(`Check the name of “${image}”.`, `核对“${image}”的名称。`),
      },
      cloud ? askForRole(node, registry) : askForSecret(namespace, registry),
      {
        text: both(
          `Name the secret in imagePullSecrets of the pod, or of its service account “${account}”.`,
          `在 Pod 或其服务账号“${account}”的 imagePullSecrets 中写上该 Secret。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
      },
      {
        text: both(
          'Let the pod be made anew afterwards: a pull secret is only taken over when a pod is created.',
          '之后重新创建 Pod：拉取凭据只在创建 Pod 时生效。',
        ),
      },
    ];
  },
});
