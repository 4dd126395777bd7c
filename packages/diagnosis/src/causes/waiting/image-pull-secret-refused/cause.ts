import type { Text } from '../../../engine';
import { both, defineCause, listEn, listZh, quoteOf } from '../../../engine';
import { cloudOf } from '../../shared/cloudRegistry';
import { pullFailures } from '../../shared/imagePull';
import { kubectl } from '../../shared/kubectl';
import { holdersOf, nearestImage } from '../../shared/nearestImage';
import { pullFacts } from '../../shared/pullFindings';
import { cacheInWords } from '../../shared/pullTries';

const NOTHING = both('', '');
const SHORT_LIVED = both(
  ' A login of Amazon ECR lives 12 hours only.',
  'Amazon ECR 的登录令牌只有 12 小时有效。',
);

function nameMayBeWrong(near: string | undefined): Text {
  return both(
    ` This registry gives the same answer when the name is wrong${
      near ? `; the nearest that the cluster has is “${near}”` : ''
    }.`,
    `名称写错时该仓库也会这样应答${
      near ? `；集群中最相近的是“${near}”` : ''
    }。`,
  );
}

export default defineCause({
  id: 'image-pull-secret-refused',
  state: 'waiting',
  title: both(
    'The registry does not accept the pull secret',
    '镜像仓库不接受拉取凭据',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: [],
  detect({ pod, events, nodes, subject }) {
    const secrets = (pod.spec.imagePullSecrets ?? []).flatMap(
      ({ name }) => name ?? [],
    );
    return pullFailures(pod, events, 'secret-refused').map(failure => {
      const { container, image, message, quotes } = failure;
      // A node that holds it proves that the name is right.
      const isEither = failure.isEither && holdersOf(image, nodes).length === 0;
      const near = isEither ? nearestImage(image, nodes) : undefined;
      const facts = pullFacts(pod, subject, failure);
      return {
        container: container.name,
        data: {
          ...facts,
          secrets,
          isEither,
          isExpired: /expired/i.test(message.slice(0, 8192)),
          isShortLived: cloudOf(facts.registry) === 'aws',
          // The registry saw no login at all: none of the secrets is for it.
          isUnused: /no basic auth|unauthenticated|anonymous/i.test(
            message.slice(0, 8192),
          ),
          ...(near && { near: near.image }),
        },
        quotes: [
          ...quotes,
          ...quoteOf('pod', pod, 'spec.imagePullSecrets.0.name'),
          ...(near?.quotes ?? []),
        ],
      };
    });
  },
  explain(data) {
    const { container, image, registry, secrets, near } = data;
    const why = data.isUnused
      ? both(
          `No login reached the registry: the secret does not exist, or holds no entry for exactly ${registry}.`,
          `没有任何登录信息送达仓库：该 Secret 不存在，或其中没有与 ${registry} 完全一致的条目。`,
        )
      : both(
          `The login in it is wrong or ${
            data.isExpired ? 'has expired' : 'expired'
          }, is for another registry, or its account may not read this image.`,
          '其中的登录信息错误或已过期、属于其他仓库，或其账号无权读取该镜像。',
        );
    const cache = cacheInWords(data.isCache);
    const life = data.isShortLived ? SHORT_LIVED : NOTHING;
    const either = data.isEither ? nameMayBeWrong(near) : NOTHING;
    return {
      what: both(
        `Container “${container}” cannot start: the registry ${registry} refuses “${image}”, although the pod brings the pull secret ${listEn(
          secrets,
        )}.`,
        `容器“${container}”无法启动：虽然 Pod 携带了拉取凭据 ${listZh(
          secrets,
        )}，镜像仓库 ${registry} 仍拒绝提供“${image}”。`,
      ),
      why: both(
        `${why.en}${life.en}${either.en}${cache.en}`,
        `${why.zh}${life.zh}${either.zh}${cache.zh}`,
      ),
    };
  },
  steps({ namespace, image, registry, secrets, isShortLived }) {
    const [secret = ''] = secrets;
    return [
      {
        text: both(
          `Check that the secret exists and has the type kubernetes.io/dockerconfigjson.`,
          `确认该 Secret 存在且类型为 kubernetes.io/dockerconfigjson。`,
        ),
        command: kubectl(namespace, 'get', 'secret', secret),
      },
      {
        text: both(
          `Try its login by hand: does it open ${registry}, and may it read “${image}”?`,
          `手动用其中的登录信息试一次：能否登录 ${registry}，是否有权读取“${image}”？`,
        ),
      },
      {
        text: isShortLived
          ? both(
              `Replace the secret with a fresh login, better by the nodes' own cloud role, which needs no secret.`,
              `用新的登录令牌替换该 Secret；更好的办法是改用节点自带的云端角色，无需 Secret。`,
            )
          : both(
              `Replace the secret with a valid login for ${registry}; the next try, at most five minutes later, uses it.`,
              `用 ${registry} 的有效登录信息替换该 Secret；下一次重试（最多五分钟后）就会用上。`,
            ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
      },
    ];
  },
});
