import type { Quote } from '../../../engine';
import { both, defineCause, listEn, listZh, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import { pullFailures } from '../../shared/imagePull';
import { pullFacts } from '../../shared/pullFindings';
import {
  CHOOSE_BUILD,
  isOfOtherBuild,
  OF_OTHER_BUILD,
} from '../../shared/windows';

const SAID =
  /no matching manifest for ([a-z]{2,20})\/([a-z0-9]{2,20})|architecture "?([a-z0-9]{2,20})"?,(?: variant "[^"]{0,20}",)? OS "?([a-z]{2,20})/i;

interface Platforms {
  /** Platform of the pod's node, as `linux/arm64`. */
  readonly own?: string;
  /** Platforms of the other nodes that are not its own. */
  readonly others: readonly string[];
  readonly quotes: readonly Quote[];
}

/** Platforms by the nodes; what the message says comes first. */
function platformsOf(
  message: string,
  node: string,
  nodes: Fact<FactValues['nodes']>,
): Platforms {
  const [, os1, arch1, arch2, os2] = SAID.exec(message.slice(0, 8192)) ?? [];
  const arch = arch1 ?? arch2;
  const said = arch && `${os1 ?? os2 ?? 'linux'}/${arch}`;
  if (nodes.status !== 'ok')
    return { ...(said && { own: said }), others: [], quotes: [] };
  const all = nodes.value.map(({ metadata, status: { nodeInfo } }) => ({
    name: metadata.name,
    platform:
      nodeInfo?.architecture &&
      `${nodeInfo.operatingSystem ?? 'linux'}/${nodeInfo.architecture}`,
  }));
  const i = all.findIndex(({ name }) => name === node);
  const own = said ?? all[i]?.platform;
  const others = all.flatMap(({ platform }) =>
    platform && platform !== own ? platform : [],
  );
  const at = `${i}.status.nodeInfo.architecture`;
  return {
    ...(own && { own }),
    others: own ? [...new Set(others)].sort() : [],
    quotes: quoteOf('nodes', nodes.value, at),
  };
}

export default defineCause({
  id: 'image-wrong-platform',
  state: 'waiting',
  title: both(
    'The image is not made for the node’s processor or system',
    '镜像不支持节点的处理器架构或操作系统',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: ['pull/platform'],
  detect({ pod, events, nodes, subject }) {
    return pullFailures(pod, events, 'wrong-platform').map(failure => {
      const facts = pullFacts(pod, subject, failure);
      const { quotes, ...platforms } = platformsOf(
        failure.message,
        facts.node,
        nodes,
      );
      return {
        container: failure.container.name,
        data: {
          ...facts,
          ...platforms,
          isBuild: isOfOtherBuild(failure.message),
        },
        quotes: [...failure.quotes, ...quotes],
      };
    });
  },
  explain({ container, image, node, own, others, isBuild }) {
    const is = own ? both(` (${own})`, `（${own}）`) : both('', '');
    const mixed =
      others.length > 0
        ? both(
            ` The cluster also has nodes with ${listEn(others)}.`,
            `集群中还有 ${listZh(others)} 的节点。`,
          )
        : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start: its image “${image}” exists, but has no variant for node “${node}”${is.en}.`,
        `容器“${container}”无法启动：镜像“${image}”存在，但没有适用于节点“${node}”${is.zh}的版本。`,
      ),
      why: isBuild
        ? OF_OTHER_BUILD
        : both(
            `An image is built for certain processors and systems; a build on a computer with another processor (such as a Mac with arm64) makes one that servers with amd64 cannot use, and the other way round.${mixed.en}`,
            `镜像是针对特定处理器和操作系统构建的；在不同架构的电脑上（例如 arm64 的 Mac）构建的镜像，amd64 服务器无法使用，反之亦然。${mixed.zh}`,
          ),
    };
  },
  steps({ own, others, isBuild }) {
    if (isBuild) return [CHOOSE_BUILD];
    const [other] = others;
    const platform = own ?? 'linux/amd64';
    return [
      {
        text: both(
          'Look into the registry: for which platforms does this version exist?',
          '在镜像仓库中查看：该版本支持哪些平台？',
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#multi-architecture-images-with-image-indexes',
      },
      {
        text: both(
          `Build the image for ${platform} too and push it again (docker buildx build --platform ${platform}).`,
          `为 ${platform} 也构建镜像并重新推送（docker buildx build --platform ${platform}）。`,
        ),
      },
      {
        text: other
          ? both(
              `Place the pod on nodes that fit until then: nodeSelector kubernetes.io/arch: ${other
                .split('/')
                .slice(-1)
                .join('')}, if the image is made for it.`,
              `在此之前，可用 nodeSelector kubernetes.io/arch: ${other
                .split('/')
                .slice(-1)
                .join('')} 把 Pod 放到合适的节点（前提是镜像支持该架构）。`,
            )
          : both(
              'Use a version of the image that has this platform until then.',
              '在此之前，改用支持该平台的镜像版本。',
            ),
      },
    ];
  },
});
