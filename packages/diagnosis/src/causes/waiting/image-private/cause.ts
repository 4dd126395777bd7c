import type { Step, Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import type { Cloud } from '../../shared/cloudRegistry';
import { cloudOf } from '../../shared/cloudRegistry';
import { pullFailures } from '../../shared/imagePull';
import { kubectl } from '../../shared/kubectl';
import { holdersOf, nearestImage } from '../../shared/nearestImage';
import { imagePath, pullFacts } from '../../shared/pullFindings';
import { cacheInWords } from '../../shared/pullTries';
import { abroadInWords, abroadOf, homeStep } from './region';

/** Whose right is asked for at the registry of each cloud, and which. */
const ROLES: Readonly<Record<Cloud, Text>> = {
  aws: both(
    'its IAM role (AmazonEC2ContainerRegistryPullOnly), and the repository’s policy if it lies in another account',
    '其 IAM 角色（AmazonEC2ContainerRegistryPullOnly；仓库属于其他账号时还需仓库策略）',
  ),
  azure: both(
    'the kubelet’s managed identity (role AcrPull)',
    'kubelet 的托管身份（AcrPull 角色）',
  ),
  google: both(
    'its service account (roles/artifactregistry.reader)',
    '其服务账号（roles/artifactregistry.reader）',
  ),
};

function askForRole(node: string, registry: string, cloud: Cloud): Step {
  return {
    text: both(
      `Ask your platform team to let node “${node}” pull from ${registry} with ${ROLES[cloud].en}.`,
      `请平台团队授权节点“${node}”从 ${registry} 拉取镜像：使用${ROLES[cloud].zh}。`,
    ),
    link: 'https://kubernetes.io/docs/tasks/administer-cluster/kubelet-credential-provider/',
  };
}

function askForSecret(
  namespace: string,
  registry: string,
  ifPrivate: boolean,
): Step {
  return {
    text: both(
      `Ask your platform team for a pull secret for ${registry}${
        ifPrivate ? ' if the image is there and private' : ''
      }; see which ones the namespace has.`,
      `${
        ifPrivate ? '如果镜像存在且为私有，' : ''
      }请平台团队提供 ${registry} 的拉取凭据；先查看命名空间中已有哪些。`,
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

interface Answer {
  readonly container: string;
  readonly image: string;
  readonly registry: string;
  readonly near?: string | undefined;
}

/** An answer that fits an image that is gone as well as one that is private: nothing is said for sure. */
function eitherInWords({ container, image, registry, near }: Answer) {
  const like = near
    ? both(
        ` The nearest that the cluster has is “${near}”.`,
        `集群中最相近的是“${near}”。`,
      )
    : both('', '');
  return {
    what: both(
      `Container “${container}” cannot start, because the registry ${registry} has no image “${image}” that it gives out without a login.`,
      `容器“${container}”无法启动，因为镜像仓库 ${registry} 没有无需登录即可提供的镜像“${image}”。`,
    ),
    why: both(
      `There is no such image (it was removed or renamed, or the name is misspelt), or it needs a login: the registry gives the same answer to both, and the pod brings no pull secret (imagePullSecrets).${like.en}`,
      `可能没有这个镜像（已被删除、改名或名称写错），也可能需要登录：仓库对两者的应答相同，而 Pod 没有携带拉取凭据（imagePullSecrets）。${like.zh}`,
    ),
  };
}

/** What to look at before a login is sought. */
const check = (image: string, isEither: boolean): Step => ({
  text: isEither
    ? both(
        `Check that “${image}” is still there: look it up at the registry, for the name may be misspelt, or the image was removed or renamed; use its successor then.`,
        `确认“${image}”是否仍然存在：到镜像仓库查找，名称可能写错，镜像也可能已被删除或改名；如已更换，请使用其替代镜像。`,
      )
    : both(`Check the name of “${image}”.`, `核对“${image}”的名称。`),
});

export default defineCause({
  id: 'image-private',
  state: 'waiting',
  title: both(
    'The registry refuses the image: private or not there',
    '镜像仓库拒绝提供镜像：私有或不存在',
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
      const abroad = abroadOf(facts.registry, pod, nodes);
      return {
        container: container.name,
        data: {
          ...facts,
          account: pod.spec.serviceAccountName ?? 'default',
          isEither,
          ...(cloud && { cloud }),
          ...(near && { near: near.image }),
          ...(abroad && { abroad: abroad.one }),
        },
        quotes: [
          ...quotes,
          ...quoteOf('pod', pod, imagePath(pod, failure)),
          ...(near?.quotes ?? []),
          ...(abroad?.quotes ?? []),
        ],
      };
    });
  },
  explain(data) {
    const { container, image, registry, isEither, near, cloud, node } = data;
    if (isEither && !cloud) return eitherInWords(data);
    const cache = cacheInWords(data.isCache);
    const where = abroadInWords(data.abroad);
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
      what: cloud
        ? both(
            `Container “${container}” cannot start, because the registry ${registry} refuses node “${node}” the image “${image}”.`,
            `容器“${container}”无法启动，因为镜像仓库 ${registry} 拒绝节点“${node}”拉取镜像“${image}”。`,
          )
        : both(
            `Container “${container}” cannot start, because the registry ${registry} does not let the cluster pull “${image}” without a login.`,
            `容器“${container}”无法启动，因为未登录时镜像仓库 ${registry} 不允许集群拉取“${image}”。`,
          ),
      why: cloud
        ? both(
            `The login that nodes of this cloud have of their own (role, managed identity, service account) is missing, was not used or may not read it, and the pod brings no pull secret (imagePullSecrets).${where.en}${either.en}${cache.en}`,
            `该云的节点自带的登录身份（角色、托管身份、服务账号）缺失、没有被使用或无权读取，而 Pod 也没有携带拉取凭据（imagePullSecrets）。${where.zh}${either.zh}${cache.zh}`,
          )
        : both(
            `The image needs a login, and the pod brings no pull secret (imagePullSecrets).${either.en}${cache.en}`,
            `该镜像需要登录，而 Pod 没有携带拉取凭据（imagePullSecrets）。${either.zh}${cache.zh}`,
          ),
    };
  },
  steps({ namespace, image, registry, account, cloud, node, ...rest }) {
    const { isEither, abroad } = rest;
    const first = check(image, isEither);
    const ifPrivate = isEither && !cloud;
    return [
      ...(abroad ? [homeStep(abroad, image)] : []),
      ...(cloud
        ? [
            ...(abroad?.isClosed ? [] : [askForRole(node, registry, cloud)]),
            first,
          ]
        : [first, askForSecret(namespace, registry, ifPrivate)]),
      {
        text: cloud
          ? both(
              `Name a pull secret for ${registry} in imagePullSecrets of the pod, or of its service account “${account}”, if the node does not run in that cloud.`,
              `如果节点不在该云上运行，请在 Pod 或其服务账号“${account}”的 imagePullSecrets 中写上 ${registry} 的拉取凭据。`,
            )
          : both(
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
