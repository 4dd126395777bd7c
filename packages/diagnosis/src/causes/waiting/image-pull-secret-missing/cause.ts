import {
  both,
  defineCause,
  listEn,
  listZh,
  needed,
  quoteOf,
} from '../../../engine';
import { pullFailures } from '../../shared/imagePull';
import { kubectl } from '../../shared/kubectl';
import { pullFindings } from '../../shared/pullFindings';

export default defineCause({
  id: 'image-pull-secret-missing',
  state: 'waiting',
  title: both(
    'The pull secret that the pod names does not exist',
    'Pod 指定的镜像拉取凭据不存在',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['kubelet-image/event/FailedToRetrieveImagePullSecret'],
  detect(reading) {
    const { pod, events } = reading;
    // Refused although it names a secret: only the events tell whether that one is there.
    if (pullFailures(pod, events, 'secret-refused').length > 0)
      needed('events', events);
    return pullFindings(reading, 'secret-missing', ({ lostSecrets }) => ({
      secrets: lostSecrets,
      named: (pod.spec.imagePullSecrets ?? []).length,
      account: pod.spec.serviceAccountName ?? 'default',
    })).map(found => {
      const i = (pod.spec.imagePullSecrets ?? []).findIndex(
        ({ name }) => name !== undefined && found.data.secrets.includes(name),
      );
      const inSpec = quoteOf('pod', pod, `spec.imagePullSecrets.${i}.name`);
      return { ...found, quotes: [...found.quotes, ...inSpec] };
    });
  },
  explain({ container, namespace, image, registry, secrets, named }) {
    const many = secrets.length > 1;
    const rest =
      named > secrets.length
        ? both(
            ' The others that the pod names did not suffice.',
            'Pod 指定的其他凭据不足以拉取。',
          )
        : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start: namespace “${namespace}” has no pull secret “${listEn(
          secrets,
          'or',
        )}”, and without it the registry ${registry} does not give out “${image}”.`,
        `容器“${container}”无法启动：命名空间“${namespace}”中没有拉取凭据“${listZh(
          secrets,
          '或',
        )}”，缺少它镜像仓库 ${registry} 不允许拉取“${image}”。`,
      ),
      why: both(
        `A pull secret must lie in the pod's own namespace. ${
          many ? 'The names are' : 'The name is'
        } misspelt, or the secret lies in another namespace or was never created here.${
          rest.en
        }`,
        `拉取凭据必须位于 Pod 所在的命名空间。可能是名称拼写错误，或它在其他命名空间，或从未在此创建。${rest.zh}`,
      ),
    };
  },
  steps({ namespace, secrets, registry, account }) {
    const [secret = ''] = secrets;
    return [
      {
        text: both(
          `See whether “${secret}” is there, or one of a like name.`,
          `查看“${secret}”或名称相近的 Secret 是否存在。`,
        ),
        command: kubectl(namespace, 'get', 'secrets'),
      },
      {
        text: both(
          `Correct the name in imagePullSecrets of the pod template or of the service account “${account}”, and let the pod be made anew.`,
          `改正 Pod 模板或服务账号“${account}”中 imagePullSecrets 的名称，并重新创建 Pod。`,
        ),
      },
      {
        text: both(
          `Create the secret “${secret}” for ${registry} in namespace “${namespace}”; the pod then starts by itself within five minutes.`,
          `在命名空间“${namespace}”中为 ${registry} 创建 Secret“${secret}”；之后 Pod 会在五分钟内自行启动。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
      },
    ];
  },
});
