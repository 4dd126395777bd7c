import { both, defineCause, quoteOf } from '../../../engine';
import { pullFailures } from '../../shared/imagePull';
import { holdersOf, nearestImage } from '../../shared/nearestImage';
import { saysEither } from '../../shared/pullEither';
import { imagePath, pullFacts } from '../../shared/pullFindings';
import { alsoRefused, cacheInWords } from '../../shared/pullTries';

const IMPLICIT = both(
  ' A name without a registry is looked for on Docker Hub; an image that only your own computer has is not there.',
  '不带仓库地址的名称会到 Docker Hub 上查找；只存在于您自己电脑上的镜像在那里是找不到的。',
);

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
  covers: [
    'waiting/ErrImagePull',
    'waiting/ImagePullBackOff',
    'waiting/image-volume-pull',
    'kubelet-image/event/Failed-pull',
    'pull/wrapper',
    'pull/notfound',
    'pull/crio-artifact',
  ],
  detect({ pod, events, nodes, subject }) {
    return pullFailures(pod, events, 'not-found').map(failure => {
      const { container, image, message, quotes } = failure;
      const near = nearestImage(image, nodes);
      // A node that holds it proves that it once was there.
      const held = holdersOf(image, nodes).flatMap(one => one.quotes);
      return {
        container: container.name,
        data: {
          ...pullFacts(pod, subject, failure),
          // Such a name is looked for on Docker Hub, where its author may not expect it.
          isImplicit: /^[^/]*$/.test(image),
          isDenied: saysEither(message),
          wasThere: held.length > 0,
          ...(near && { near: near.image }),
        },
        quotes: [
          ...quotes,
          ...quoteOf('pod', pod, imagePath(pod, failure)),
          ...(near?.quotes ?? []),
        ],
        contradictions: held,
      };
    });
  },
  explain(data) {
    const { container, image, isVolume, registry, repository, version } = data;
    const { near, isImplicit, isDenied, wasThere } = data;
    const refused = alsoRefused(data.isAlsoRefused);
    const cache = cacheInWords(data.isCache);
    const hint = near
      ? both(
          ` The nearest that this cluster already has is “${near}”.`,
          `集群中已有的最相近的镜像是“${near}”。`,
        )
      : both('', '');
    const implicit = isImplicit ? IMPLICIT : both('', '');
    const which = isVolume
      ? both(`the image “${image}” of its volume`, `其卷所用的镜像“${image}”`)
      : both(`its image “${image}”`, `镜像“${image}”`);
    const existed = wasThere
      ? both(
          ' A node still holds it: it was there once and has been deleted since, or it was only loaded onto the node, and imagePullPolicy: Always asks the registry all the same.',
          '仍有节点保存着它：它曾经存在而后被删除，或只是被加载到了节点上，而 imagePullPolicy: Always 仍会向仓库请求。',
        )
      : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start, because ${which.en} does not exist.${hint.en}`,
        `容器“${container}”无法启动，因为${which.zh}不存在。${hint.zh}`,
      ),
      why: isDenied
        ? both(
            `Docker Hub denies access, and it keeps no private images under such a short name: “${repository}” is misspelt, or means another registry.${implicit.en}`,
            `Docker Hub 拒绝了访问，而这种短名称下没有私有镜像：“${repository}”可能拼写错误，或应从其他仓库拉取。${implicit.zh}`,
          )
        : both(
            `The registry ${registry} answered, and it has no “${repository}” with the version “${version}”: a spelling mistake, or it was never pushed or has been deleted.${existed.en}${implicit.en}${cache.en}${refused.en}`,
            `镜像仓库 ${registry} 有应答，但其中没有版本为“${version}”的“${repository}”：可能是拼写错误，或从未推送，或已被删除。${existed.zh}${implicit.zh}${cache.zh}${refused.zh}`,
          ),
    };
  },
  steps({ container, image, isVolume, registry, near }) {
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
        text: isVolume
          ? both(
              'Correct the reference of the image volume in the manifest, or go back to the release before.',
              '改正清单中镜像卷（image volume）的 reference，或回退到上一个版本。',
            )
          : both(
              `Correct the image of container “${container}” in the manifest, or go back to the release before.`,
              `改正清单中容器“${container}”的镜像，或回退到上一个版本。`,
            ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      },
    ];
  },
});
