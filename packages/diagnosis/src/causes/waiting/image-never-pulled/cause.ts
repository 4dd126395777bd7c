import { both, count, defineCause, quoteOf } from '../../../engine';
import { pullFailures } from '../../shared/imagePull';
import { holdersOf, nearestImage } from '../../shared/nearestImage';
import { imagePath, pullFacts } from '../../shared/pullFindings';

export default defineCause({
  id: 'image-never-pulled',
  state: 'waiting',
  title: both(
    'The image may not be pulled and is not on the node',
    '不允许拉取镜像，而节点上又没有',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: [
    'waiting/ErrImageNeverPull',
    'kubelet-image/event/ErrImageNeverPull',
  ],
  detect({ pod, events, nodes, subject }) {
    return pullFailures(pod, events, 'never-pulled').map(failure => {
      const { container, image, isVolume, quotes } = failure;
      const facts = pullFacts(pod, subject, failure);
      const holders = holdersOf(image, nodes);
      const held = holders
        .filter(({ node }) => node === facts.node)
        .flatMap(({ quotes: own }) => own);
      const others = holders.length - held.length;
      const near = nearestImage(image, nodes);
      const path = imagePath(pod, failure);
      const policy = isVolume
        ? path.replace(/reference$/, 'pullPolicy')
        : `${path}PullPolicy`;
      return {
        container: container.name,
        data: {
          ...facts,
          others,
          isHeld: held.length > 0,
          ...(near && { near: near.image }),
        },
        quotes: [...quotes, ...quoteOf('pod', pod, policy)],
        contradictions: held,
      };
    });
  },
  explain({ container, image, node, others, isHeld, near }) {
    const hint =
      near && !isHeld
        ? both(
            ` The nearest on the nodes is “${near}”.`,
            `节点上最相近的是“${near}”。`,
          )
        : both('', '');
    const elsewhere =
      others > 0
        ? both(
            ` ${count(others, 'other node has', 'other nodes have')} it.`,
            `另有 ${others} 个节点有该镜像。`,
          )
        : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start: its image “${image}” must not be pulled (imagePullPolicy: Never), and node “${node}” does not have it.${elsewhere.en}${hint.en}`,
        `容器“${container}”无法启动：镜像“${image}”被设置为不拉取（imagePullPolicy: Never），而节点“${node}”上没有它。${elsewhere.zh}${hint.zh}`,
      ),
      why: isHeld
        ? both(
            'The node lists this image, so it may have come meanwhile, or this pod may not use it: since Kubernetes 1.35 a node asks for the pull secret with which a private image was fetched.',
            '节点的镜像列表中有它：可能是刚刚加载的，或该 Pod 无权使用：自 Kubernetes 1.35 起，节点会要求提供当初拉取该私有镜像所用的凭据。',
          )
        : both(
            'With this policy the image must be loaded onto each node beforehand. It was not loaded onto this one, has another name or version there, or was cleaned away.',
            '使用该策略时，必须事先把镜像加载到每个节点。它没有加载到此节点，或在那里名称、版本不同，或已被清理。',
          ),
    };
  },
  steps({ container, image, node, near, isVolume }) {
    return [
      {
        text: both(
          `Compare “${image}” letter by letter with what was loaded onto the node${
            near ? `, such as “${near}”` : ''
          }.`,
          `将“${image}”与加载到节点上的镜像逐字核对${
            near ? `，例如“${near}”` : ''
          }。`,
        ),
      },
      {
        text: isVolume
          ? both(
              'Set pullPolicy of the image volume to IfNotPresent if the image is in a registry.',
              '如果镜像在仓库中，可将镜像卷的 pullPolicy 设为 IfNotPresent。',
            )
          : both(
              `Set imagePullPolicy of container “${container}” to IfNotPresent if the image is in a registry.`,
              `如果镜像在仓库中，可将容器“${container}”的 imagePullPolicy 设为 IfNotPresent。`,
            ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
      },
      {
        text: both(
          `Ask those who run node “${node}” to load the image onto all nodes if it must stay so (kind load, minikube image load).`,
          `如果必须如此，请节点“${node}”的管理者把镜像加载到所有节点（kind load、minikube image load）。`,
        ),
      },
    ];
  },
});
