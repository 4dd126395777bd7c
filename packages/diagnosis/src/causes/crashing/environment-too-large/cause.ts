import { both, count, defineCause } from '../../../engine';
import { needLogOfStart } from '../../shared/containerStart';
import {
  EARLIER_ENDS,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

export default defineCause({
  id: 'environment-too-large',
  state: 'crashing',
  title: both(
    'Environment and arguments are too large to start',
    '环境变量与参数过大，无法启动',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'logs'],
  beats: EARLIER_ENDS,
  covers: ['runtime/oci/arglist'],
  detect(reading) {
    const found = startsThatFail(
      reading,
      ['environment-too-large'],
      ({ container }) => ({
        data: { sources: container.spec?.envFrom?.length ?? 0 },
      }),
    );
    if (found.length === 0) needLogOfStart(reading);
    return found;
  },
  explain(data) {
    return {
      what: both(
        `${
          whichContainer(data).en
        } cannot start: its environment variables and arguments are larger than the kernel takes.`,
        `${
          whichContainer(data).zh
        }无法启动：环境变量与参数的总大小超过了内核允许的上限。`,
      ),
      why: both(
        `Linux takes 128 KiB for a single variable and some 2 MiB for all. ${
          data.sources > 0
            ? `The container takes ${count(
                data.sources,
                `whole config map or secret`,
                `whole config maps or secrets`,
              )} as variables (envFrom).`
            : `A large value, or the variables that Kubernetes adds for each service of the namespace, go beyond that.`
        }`,
        `Linux 允许单个变量最大 128 KiB，总计约 2 MiB。${
          data.sources > 0
            ? `该容器通过 envFrom 引入了 ${data.sources} 个完整的 ConfigMap 或 Secret。`
            : `某个值很大，或 Kubernetes 为命名空间中每个服务添加的变量超过了上限。`
        }`,
      ),
    };
  },
  steps() {
    return [
      {
        text: both(
          'Mount large values as files (a volume of the config map or secret) instead of variables.',
          '将很大的值以文件方式挂载（ConfigMap 或 Secret 卷），而不是作为变量。',
        ),
        link: 'https://kubernetes.io/docs/concepts/configuration/configmap/#using-configmaps-as-files-from-a-pod',
      },
      {
        text: both(
          'Set enableServiceLinks: false in the pod, if the namespace holds hundreds of services.',
          '如果命名空间中有数百个服务，请在 Pod 中设置 enableServiceLinks: false。',
        ),
      },
      {
        text: both(
          'Take single keys (env) instead of whole config maps (envFrom).',
          '改为引用单个键（env），而不是整个 ConfigMap（envFrom）。',
        ),
      },
    ];
  },
});
