import { both, defineCause, parseImage, quoteOf } from '../../../engine';
import { nearestImage, pullFailures } from '../../shared/imagePull';
import { placeOf } from '../../shared/kubectl';

export default defineCause({
  id: 'image-not-found',
  state: 'waiting',
  title: both(
    'The image does not exist in the registry',
    '镜像仓库中没有该镜像',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: ['waiting/ErrImagePull', 'waiting/ImagePullBackOff', 'pull/notfound'],
  detect({ pod, events, nodes, subject }) {
    return pullFailures(pod, events, 'not-found').map(
      ({ container, image, quotes }) => {
        const near = nearestImage(image, nodes);
        const list = container.kind === 'app' ? 'containers' : 'initContainers';
        const i = pod.spec[list].findIndex(one => one === container.spec);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            container: container.name,
            image,
            ...parseImage(image),
            ...(near && { near: near.image }),
          },
          quotes: [
            ...quotes,
            ...quoteOf('pod', pod, `spec.${list}.${i}.image`),
            ...(near?.quotes ?? []),
          ],
        };
      },
    );
  },
  explain({ container, image, registry, repository, version, near }) {
    const hint = near
      ? both(
          ` The nearest that this cluster already has is “${near}”.`,
          ` 集群中已有的最相近的镜像是“${near}”。`,
        )
      : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start, because its image “${image}” does not exist.${hint.en}`,
        `容器“${container}”无法启动，因为镜像“${image}”不存在。${hint.zh}`,
      ),
      why: both(
        `The registry ${registry} answered, and it has no “${repository}” with the version “${version}”: a spelling mistake, or it was never pushed or has been deleted.`,
        `镜像仓库 ${registry} 有应答，但其中没有版本为“${version}”的“${repository}”：可能是拼写错误，或从未推送，或已被删除。`,
      ),
    };
  },
  steps({ container, image, registry, near }) {
    return [
      {
        text: near
          ? both(
              `Compare “${image}” letter by letter with “${near}”, which the cluster has run.`,
              `将“${image}”与集群运行过的“${near}”逐字核对。`,
            )
          : both(
              `Check name and version of “${image}” letter by letter.`,
              `逐字核对“${image}”的名称与版本。`,
            ),
      },
      {
        text: both(
          `Look into the registry ${registry}: did the build push this version?`,
          `在镜像仓库 ${registry} 中确认：构建是否推送了该版本？`,
        ),
      },
      {
        text: both(
          `Correct the image of container “${container}” in the manifest, or go back to the release before.`,
          `改正清单中容器“${container}”的镜像，或回退到上一个版本。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      },
    ];
  },
});
