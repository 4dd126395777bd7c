import { both, count, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

export default defineCause({
  id: 'image-pull-throttled',
  state: 'waiting',
  title: both(
    'The node pulls too many images at once',
    '节点同时拉取的镜像过多',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['pull/qps'],
  detect(reading) {
    return pullFindings(reading, 'throttled', () => ({}));
  },
  explain({ container, image, node, tries }) {
    const so =
      tries > 1
        ? both(
            ` This has happened ${count(tries, 'time')}.`,
            `这已发生 ${tries} 次。`,
          )
        : both('', '');
    return {
      what: both(
        `Container “${container}” waits for its image “${image}”, because node “${node}” has started too many pulls in a short time.${so.en}`,
        `容器“${container}”在等待镜像“${image}”，因为节点“${node}”在短时间内发起了过多拉取。${so.zh}`,
      ),
      why: both(
        'The node brakes itself: 5 pulls a second unless it is set otherwise, for all pods together. It happens when many pods start at once, as after a restart of the node; no registry was asked.',
        '节点会自我限速：默认每秒 5 次拉取，所有 Pod 合计。大量 Pod 同时启动时（例如节点重启后）会出现；尚未向仓库请求。',
      ),
    };
  },
  steps({ node }) {
    return [
      {
        text: both(
          'Wait: it passes by itself, mostly within a minute, at most five minutes after the rush.',
          '请等待：通常一分钟内会自行恢复，高峰过后最多五分钟。',
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff',
      },
      {
        text: both(
          'Set imagePullPolicy to IfNotPresent if it is Always: an image that is there then costs no pull.',
          '如果 imagePullPolicy 是 Always，可改为 IfNotPresent：已有的镜像就不再消耗拉取次数。',
        ),
      },
      {
        text: both(
          `Ask your platform team to raise registryPullQPS of node “${node}” if it happens often.`,
          `如果经常发生，请平台团队调高节点“${node}”的 registryPullQPS。`,
        ),
        link: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
      },
    ];
  },
});
