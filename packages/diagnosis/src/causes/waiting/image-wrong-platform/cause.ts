import type { Quote, Step, Text } from '../../../engine';
import { both, defineCause, listEn, listZh, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
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

/** Said of an image that has Windows variants for other builds, and just so of one that is for Linux only. */
const OF_LIST = /no matching manifest for windows\//;

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

/** A platform taken apart: `windows/amd64`. */
const partsOf = (platform: string) => {
  const [os = '', arch = ''] = platform.split('/');
  return { os, arch };
};

const LOOK: Step = {
  text: both(
    'Look into the registry: for which platforms does this version exist?',
    '在镜像仓库中查看：该版本支持哪些平台？',
  ),
  link: 'https://kubernetes.io/docs/concepts/containers/images/#multi-architecture-images-with-image-indexes',
};

/** The labels by which nodes that may fit differ from the pod's. */
function selectorFor(own: string, other: string): string {
  const [here, there] = [partsOf(own), partsOf(other)];
  return [
    ...(here.os === there.os ? [] : [`kubernetes.io/os: ${there.os}`]),
    ...(here.arch === there.arch ? [] : [`kubernetes.io/arch: ${there.arch}`]),
  ].join(', ');
}

/** Nearly every image is made for Linux: on a Windows node it is the place that is wrong, not the image. */
function isStrayed({ spec }: Pod, own: string = ''): boolean {
  const asked = [spec.os?.name, ...Object.values(spec.nodeSelector ?? {})];
  return partsOf(own).os === 'windows' && !asked.includes('windows');
}

const strayedSteps = (): Step[] => [
  {
    text: both(
      'Place the pod on Linux nodes: nodeSelector kubernetes.io/os: linux in its manifest (or in the values of its chart), and for every pod without a selector while the cluster has nodes of both kinds.',
      '把 Pod 放到 Linux 节点：在清单（或 chart 的 values）中设置 nodeSelector kubernetes.io/os: linux；集群同时有两类节点时，其他没有选择器的 Pod 也应如此。',
    ),
    command: 'kubectl get nodes -L kubernetes.io/os,kubernetes.io/arch',
    link: 'https://kubernetes.io/docs/concepts/windows/user-guide/#ensuring-os-specific-workloads-land-on-the-appropriate-container-host',
  },
  LOOK,
  {
    text: both(
      'Build the image for Windows only if the program is meant to run there.',
      '只有当程序确实要在 Windows 上运行时，才为 Windows 构建镜像。',
    ),
  },
];

function usualSteps(platform: string, others: readonly string[]): Step[] {
  const { os } = partsOf(platform);
  const other = others.find(one => partsOf(one).os === os) ?? others[0];
  const labels = other && selectorFor(platform, other);
  return [
    LOOK,
    {
      text: both(
        `Build the image for ${platform} too and push it again (docker buildx build --platform ${platform}).`,
        `为 ${platform} 也构建镜像并重新推送（docker buildx build --platform ${platform}）。`,
      ),
    },
    {
      text: labels
        ? both(
            `Place the pod on nodes that fit until then: nodeSelector ${labels}, if the image is made for it.`,
            `在此之前，可用 nodeSelector ${labels} 把 Pod 放到合适的节点（前提是镜像支持该平台）。`,
          )
        : both(
            'Use a version of the image that has this platform until then.',
            '在此之前，改用支持该平台的镜像版本。',
          ),
    },
  ];
}

/** What the image was most likely made for. */
function whyOf(isStray: boolean, others: readonly string[]): Text {
  const mixed =
    others.length > 0
      ? both(
          ` The cluster also has nodes with ${listEn(others)}.`,
          `集群中还有 ${listZh(others)} 的节点。`,
        )
      : both('', '');
  return isStray
    ? both(
        `The node runs Windows, and most images are made for Linux only: a container shares the system of its node, so neither can run the other’s. Nothing in the pod asked for a Linux node.${mixed.en}`,
        `该节点运行 Windows，而大多数镜像只为 Linux 构建：容器使用节点的操作系统，两者的镜像不能互换。该 Pod 没有要求 Linux 节点。${mixed.zh}`,
      )
    : both(
        `An image is built for certain processors and systems; a build on a computer with another processor (such as a Mac with arm64) makes one that servers with amd64 cannot use, and the other way round.${mixed.en}`,
        `镜像是针对特定处理器和操作系统构建的；在不同架构的电脑上（例如 arm64 的 Mac）构建的镜像，amd64 服务器无法使用，反之亦然。${mixed.zh}`,
      );
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
          isList: OF_LIST.test(failure.message.slice(0, 8192)),
          isStray: isStrayed(pod, platforms.own),
        },
        quotes: [...failure.quotes, ...quotes],
      };
    });
  },
  explain({ container, image, node, own, others, ...data }) {
    const { isBuild, isStray, isList } = data;
    const stray = whyOf(isStray, others);
    const is = own ? both(` (${own})`, `（${own}）`) : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start: its image “${image}” exists, but has no variant for node “${node}”${is.en}.`,
        `容器“${container}”无法启动：镜像“${image}”存在，但没有适用于节点“${node}”${is.zh}的版本。`,
      ),
      why: isBuild
        ? both(
            isStray && isList
              ? `${stray.en} If this image is for Windows: ${OF_OTHER_BUILD.en}`
              : OF_OTHER_BUILD.en,
            isStray && isList
              ? `${stray.zh}如果该镜像是为 Windows 构建的：${OF_OTHER_BUILD.zh}`
              : OF_OTHER_BUILD.zh,
          )
        : stray,
    };
  },
  steps({ own, others, isBuild, isStray, isList }) {
    if (isBuild && isStray && isList)
      return [...strayedSteps().slice(0, 2), CHOOSE_BUILD];
    if (isBuild) return [CHOOSE_BUILD];
    return isStray ? strayedSteps() : usualSteps(own ?? 'linux/amd64', others);
  },
});
