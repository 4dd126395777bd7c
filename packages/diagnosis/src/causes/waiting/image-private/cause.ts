import {
  both,
  defineCause,
  listEn,
  listZh,
  parseImage,
  quoteOf,
} from '../../../engine';
import { nearestImage, pullFailures } from '../../shared/imagePull';
import { kubectl, placeOf } from '../../shared/kubectl';

/** Registries that answer so do not tell "you may not" from "there is none". */
const EITHER =
  /does not exist or may require|insufficient_scope|or it may not exist|requested access to the resource is denied/i;

export default defineCause({
  id: 'image-private',
  state: 'waiting',
  title: both(
    'The registry refuses access to the image',
    '镜像仓库拒绝访问该镜像',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: [
    'pull/denied',
    'pull/401',
    'pull/403',
    'pull/basic-missing',
    'pull/token-oauth',
    'pull/crio-unauthorized',
    'pull/registry-codes',
    'kubelet-image/event/FailedToRetrieveImagePullSecret',
  ],
  detect({ pod, events, nodes, subject }) {
    const secrets = (pod.spec.imagePullSecrets ?? []).flatMap(
      ({ name }) => name ?? [],
    );
    return pullFailures(pod, events, 'private').map(
      ({ container, image, message, quotes }) => {
        const isEither = EITHER.test(message);
        // A name that may be wrong deserves a look at what is there.
        const near = isEither ? nearestImage(image, nodes) : undefined;
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            container: container.name,
            image,
            registry: parseImage(image).registry,
            secrets,
            account: pod.spec.serviceAccountName ?? 'default',
            isEither,
            ...(near && { near: near.image }),
          },
          quotes: [
            ...quotes,
            ...quoteOf('pod', pod, 'spec.imagePullSecrets.0.name'),
            ...(near?.quotes ?? []),
          ],
        };
      },
    );
  },
  explain({ container, image, registry, secrets, isEither, near }) {
    const either = isEither
      ? both(
          ` This registry gives the same answer when the name is wrong${
            near ? `; the nearest that the cluster has is “${near}”` : ''
          }.`,
          ` 名称写错时该仓库也会这样应答${
            near ? `；集群中最相近的是“${near}”` : ''
          }。`,
        )
      : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start, because the registry ${registry} does not let the cluster pull “${image}”.`,
        `容器“${container}”无法启动，因为镜像仓库 ${registry} 不允许集群拉取“${image}”。`,
      ),
      why:
        secrets.length === 0
          ? both(
              `The image is private, and the pod brings no pull secret (imagePullSecrets).${either.en}`,
              `镜像是私有的，而 Pod 没有携带拉取凭据（imagePullSecrets）。${either.zh}`,
            )
          : both(
              `The pod brings the pull secret ${listEn(
                secrets,
              )}, but it does not exist, is for another registry, has expired, or its account may not read this image.${
                either.en
              }`,
              `Pod 携带了拉取凭据 ${listZh(
                secrets,
              )}，但它可能不存在、属于其他仓库、已过期，或其账号无权读取该镜像。${
                either.zh
              }`,
            ),
    };
  },
  steps({ namespace, image, registry, secrets, account }) {
    const [secret] = secrets;
    return [
      {
        text: both(`Check the name of “${image}”.`, `核对“${image}”的名称。`),
      },
      secret
        ? {
            text: both(
              `Check that the secret exists, has the type kubernetes.io/dockerconfigjson and names ${registry}.`,
              `确认该 Secret 存在、类型为 kubernetes.io/dockerconfigjson 且包含 ${registry}。`,
            ),
            command: kubectl(namespace, 'get', 'secret', secret),
          }
        : {
            text: both(
              `Ask your platform team for a pull secret for ${registry}, and name it in imagePullSecrets of the pod, or of its service account “${account}”.`,
              `请平台团队提供 ${registry} 的拉取凭据，并写入 Pod 或其服务账号“${account}”的 imagePullSecrets。`,
            ),
          },
      {
        text: both(
          'Let the pod be made anew afterwards: a pull secret is only taken over when a pod is created.',
          '之后重新创建 Pod：拉取凭据只在创建 Pod 时生效。',
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
      },
    ];
  },
});
