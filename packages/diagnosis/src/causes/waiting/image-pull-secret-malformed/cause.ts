import { both, defineCause, listEn, listZh, quoteOf } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import { pullFindings } from '../../shared/pullFindings';

export default defineCause({
  id: 'image-pull-secret-malformed',
  state: 'waiting',
  title: both('A pull secret cannot be read', '镜像拉取凭据的内容无法解析'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: [],
  detect(reading) {
    const { pod } = reading;
    const secrets = (pod.spec.imagePullSecrets ?? []).flatMap(
      ({ name }) => name ?? [],
    );
    return pullFindings(reading, 'secret-malformed', ({ message }) => ({
      secrets,
      isBase64: /base64/i.test(message.slice(0, 8192)),
    })).map(found => ({
      ...found,
      quotes: [
        ...found.quotes,
        ...quoteOf('pod', pod, 'spec.imagePullSecrets.0.name'),
      ],
    }));
  },
  explain({ container, image, node, secrets, isBase64 }) {
    const which =
      secrets.length === 0
        ? both('a pull secret of the pod', 'Pod 的某个拉取凭据')
        : both(
            `the pull secret ${listEn(secrets, 'or')}`,
            `拉取凭据 ${listZh(secrets, '或')}`,
          );
    return {
      what: both(
        `Container “${container}” cannot start: node “${node}” cannot read ${which.en}, so it does not even try to pull “${image}”.`,
        `容器“${container}”无法启动：节点“${node}”无法解析${which.zh}，因此根本没有尝试拉取“${image}”。`,
      ),
      why: isBase64
        ? both(
            'The field auth in it must be “user:password” encoded in base64; what stands there is not base64, often because it was typed in plain or cut off.',
            '其中的 auth 字段必须是“用户名:密码”的 base64 编码；现有内容不是 base64，通常是直接写了明文或被截断。',
          )
        : both(
            'What it holds is not the login file of Docker (config.json) that Kubernetes expects: it was cut off, put together by hand, or encoded twice.',
            '其内容不是 Kubernetes 所要求的 Docker 登录文件（config.json）：可能被截断、手工拼写错误，或被编码了两次。',
          ),
    };
  },
  steps({ namespace, registry, secrets }) {
    const [secret] = secrets;
    return [
      {
        text: both(
          'See which type and keys the secret has; this shows no content.',
          '查看该 Secret 的类型和键；不会显示内容。',
        ),
        command: secret
          ? kubectl(namespace, 'describe', 'secret', secret)
          : kubectl(namespace, 'get', 'secrets'),
      },
      {
        text: both(
          `Create it anew for ${registry} with “kubectl create secret docker-registry”, which writes the format itself.`,
          `用“kubectl create secret docker-registry”为 ${registry} 重新创建，它会自动写成正确格式。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
      },
      {
        text: both(
          'Wait for the next try, at most five minutes later; the pod need not be made anew if the name stays.',
          '等待下一次重试（最多五分钟后）；只要名称不变，就不必重新创建 Pod。',
        ),
      },
    ];
  },
});
