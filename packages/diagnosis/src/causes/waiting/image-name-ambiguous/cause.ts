import { both, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

/** Several registries are set up, and none may be guessed. */
const STRICT = /enforc|ambiguous list/i;

export default defineCause({
  id: 'image-name-ambiguous',
  state: 'waiting',
  title: both(
    'The image’s name does not say which registry',
    '镜像名称没有写明所属仓库',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['pull/crio-shortname'],
  detect(reading) {
    return pullFindings(reading, 'name-ambiguous', ({ image, message }) => ({
      isStrict: STRICT.test(message.slice(0, 8192)),
      full: image.includes('/')
        ? `docker.io/${image}`
        : `docker.io/library/${image}`,
    }));
  },
  explain({ container, image, node, isStrict }) {
    return {
      what: both(
        `Container “${container}” cannot start, because node “${node}” does not know from which registry “${image}” is to be pulled.`,
        `容器“${container}”无法启动，因为节点“${node}”不知道该从哪个仓库拉取“${image}”。`,
      ),
      why: isStrict
        ? both(
            'The name has no registry in front, several are set up for such short names, and the container runtime of this node (CRI-O, short-name mode “enforcing”) does not guess among them.',
            '名称前面没有仓库地址，节点为这类短名称配置了多个仓库，而其容器运行时（CRI-O，short-name 模式为 enforcing）不会替您选择。',
          )
        : both(
            'The name has no registry in front, and the container runtime of this node (CRI-O) does not guess one: none or several are set up for short names.',
            '名称前面没有仓库地址，而该节点的容器运行时（CRI-O）不会替您猜测：没有为短名称配置仓库，或配置了多个。',
          ),
    };
  },
  steps({ container, full }) {
    return [
      {
        text: both(
          `Write the image of container “${container}” in full, with its registry, such as “${full}” if it is on Docker Hub.`,
          `为容器“${container}”写出带仓库地址的完整镜像名，例如镜像在 Docker Hub 上时写“${full}”。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      },
      {
        text: both(
          'Ask your platform team for an alias of the short name if many services use it.',
          '如果很多服务都使用该短名称，可请平台团队配置别名。',
        ),
      },
    ];
  },
});
