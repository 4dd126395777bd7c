import { both, count, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

export default defineCause({
  id: 'image-rate-limited',
  state: 'waiting',
  title: both(
    'The registry allows no more pulls for now',
    '镜像仓库暂时限制了拉取次数',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['pull/429', 'pull/crio-ratelimit'],
  detect(reading) {
    const { pod } = reading;
    return pullFindings(reading, 'rate-limited', ({ message }) => ({
      isAnonymous: /unauthenticated/i.test(message.slice(0, 8192)),
      hasSecret: (pod.spec.imagePullSecrets ?? []).length > 0,
    }));
  },
  explain({ container, image, registry, tries, isAnonymous, hasSecret }) {
    const so =
      tries > 1
        ? both(
            ` It has refused ${count(tries, 'try', 'tries')}.`,
            `它已拒绝了 ${tries} 次。`,
          )
        : both('', '');
    const who =
      isAnonymous || (registry === 'docker.io' && !hasSecret)
        ? both(
            'Without a login all nodes behind the same address share one small allowance.',
            '未登录时，同一出口地址后面的所有节点共用一个很小的额度。',
          )
        : both(
            'The account or the address of the cluster has used up its allowance.',
            '集群所用的账号或出口地址已用完额度。',
          );
    return {
      what: both(
        `Container “${container}” cannot start, because the registry ${registry} does not give out “${image}” for now: too many pulls (429).${so.en}`,
        `容器“${container}”无法启动，因为镜像仓库 ${registry} 认为拉取次数过多（429），暂时不提供“${image}”。${so.zh}`,
      ),
      why: both(
        `${who.en} Docker Hub counts over six hours, other registries mostly over seconds or minutes.`,
        `${who.zh}Docker Hub 按六小时计数，其他仓库大多按秒或分钟计数。`,
      ),
    };
  },
  steps({ registry, image, hasSecret }) {
    return [
      {
        text: both(
          'Wait: Kubernetes tries again by itself, at most five minutes apart, until the allowance is there again.',
          '请等待：Kubernetes 会自动重试，间隔最长五分钟，直到额度恢复。',
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff',
      },
      {
        text: hasSecret
          ? both(
              `Check that the pull secret of the pod is one for ${registry}: only then its own, larger allowance counts.`,
              `确认 Pod 的拉取凭据是用于 ${registry} 的：只有这样才会使用该账号自己的、更大的额度。`,
            )
          : both(
              `Name a pull secret for ${registry} in imagePullSecrets: an account has a larger allowance of its own.`,
              `在 imagePullSecrets 中写上 ${registry} 的拉取凭据：登录后的账号有自己的、更大的额度。`,
            ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
      },
      {
        text: both(
          `Copy “${image}” to a registry of your own, or let the nodes pull through a cache.`,
          `将“${image}”复制到自己的仓库，或让节点通过缓存代理拉取。`,
        ),
      },
      {
        text: both(
          'Set imagePullPolicy to IfNotPresent if it is Always: a node then asks only once for each version.',
          '如果 imagePullPolicy 是 Always，可改为 IfNotPresent：节点对每个版本只会请求一次。',
        ),
      },
    ];
  },
});
