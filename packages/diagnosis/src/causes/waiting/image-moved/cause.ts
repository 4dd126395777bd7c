import type { Step } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import type { PullFailure } from '../../shared/imagePull';
import { pullFailures } from '../../shared/imagePull';
import { imagePath, pullFacts } from '../../shared/pullFindings';
import type { Move } from './places';
import { moveOf } from './places';

/** The registry's own word that it is closed. */
const CLOSED: Move = {
  since: '',
  story: both(
    'The registry itself says that it is shut down.',
    '该镜像仓库自己表示已关闭。',
  ),
  now: undefined,
};

/** A refusal that may as well mean that nothing is there; only then a known move explains it. */
function mayBeGone({ problem, isEither }: PullFailure): boolean {
  return problem === 'not-found' || isEither;
}

function wayOn({ now }: Move, image: string): Step {
  return {
    text: now
      ? both(
          `Use “${now}” in place of “${image}” (in a Helm chart: the values image.registry and image.repository); check at the registry that this version is there.`,
          `用“${now}”代替“${image}”（Helm Chart 中为 image.registry 和 image.repository）；请在镜像仓库确认该版本存在。`,
        )
      : both(
          `Look where the project behind “${image}” publishes its images today, in its documentation or its newest manifest or chart.`,
          `在项目文档、最新的清单或 Chart 中查找“${image}”的项目现在在哪里发布镜像。`,
        ),
    link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  };
}

export default defineCause({
  id: 'image-moved',
  state: 'waiting',
  title: both(
    'The image is no longer kept at this place',
    '该镜像已不在原来的位置',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: ['image-not-found', 'image-private', 'image-pull-secret-refused'],
  covers: [],
  detect({ pod, events, subject, now }) {
    const closed = pullFailures(pod, events, 'closed');
    const gone = (['not-found', 'private', 'secret-refused'] as const)
      .flatMap(problem => pullFailures(pod, events, problem))
      .filter(mayBeGone);
    return [...closed, ...gone].flatMap(failure => {
      const { container, image, problem, quotes } = failure;
      const move =
        moveOf(image, now) ?? (problem === 'closed' ? CLOSED : undefined);
      if (!move) return [];
      return {
        container: container.name,
        data: { ...pullFacts(pod, subject, failure), move },
        quotes: [...quotes, ...quoteOf('pod', pod, imagePath(pod, failure))],
      };
    });
  },
  explain({ container, image, isVolume, move }) {
    const which = isVolume
      ? both(`the image “${image}” of its volume`, `其卷所用的镜像“${image}”`)
      : both(`its image “${image}”`, `镜像“${image}”`);
    const where = move.now
      ? both(
          ` It is most likely to be found as “${move.now}”.`,
          `很可能可以在“${move.now}”找到。`,
        )
      : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start, because ${which.en} is no longer where the manifest looks for it.${where.en}`,
        `容器“${container}”无法启动，因为${which.zh}已不在清单所指的位置。${where.zh}`,
      ),
      why: both(
        `${move.story.en} Nodes that still hold the image go on running it, new nodes and new pods cannot fetch it.`,
        `${move.story.zh}仍保存该镜像的节点可以继续运行它，新的节点和 Pod 则无法拉取。`,
      ),
    };
  },
  steps({ container, image, isVolume, move }) {
    return [
      wayOn(move, image),
      {
        text: isVolume
          ? both(
              'Correct the reference of the image volume in the manifest.',
              '改正清单中镜像卷（image volume）的 reference。',
            )
          : both(
              `Correct the image of container “${container}” in the manifest, or update the chart or operator that sets it.`,
              `改正清单中容器“${container}”的镜像，或升级设置它的 Chart 或 Operator。`,
            ),
      },
      {
        text: both(
          'Keep a copy of images that the service needs in a registry of your own, so that nobody else can take them away.',
          '把服务所需的镜像保存一份到自己的镜像仓库，以免被他人移除。',
        ),
      },
    ];
  },
});
