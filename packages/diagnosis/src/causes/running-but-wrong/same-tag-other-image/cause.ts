import {
  both,
  count,
  defineCause,
  findByName,
  parseImage,
  quoteOf,
} from '../../../engine';
import type { KubeNode, Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';

/** The content an image's name stood for when the container was made. */
function digestOf(imageID: string | undefined): string | undefined {
  return /sha256:[0-9a-f]{64}$/.exec(imageID ?? '')?.[0];
}

/**
 * What a pod's node makes of an image: of one tag, another platform gets another content, and runtimes report either the platform's digest
 * or that of the whole.
 */
function platformOf(
  { spec }: Pod,
  nodes: readonly KubeNode[],
): string | undefined {
  const { nodeInfo } = findByName(nodes, spec.nodeName)?.status ?? {};
  const { architecture, operatingSystem, containerRuntimeVersion } =
    nodeInfo ?? {};
  return architecture && containerRuntimeVersion
    ? [operatingSystem, architecture, containerRuntimeVersion].join('/')
    : undefined;
}

const isRunning = ({ metadata, status }: Pod) =>
  status.phase === 'Running' && metadata.deletionTimestamp === undefined;

interface Running {
  /** Place of the pod in `siblings`. */
  readonly i: number;
  readonly image: string;
  readonly digest: string;
}

/** Where the container of this name runs in pods of one revision on like nodes. */
function runningAlike(
  siblings: readonly Pod[],
  name: string | undefined,
  nodes: readonly KubeNode[],
  wanted: string,
): Running[] {
  return siblings.flatMap((pod, i) => {
    const status = pod.status.containerStatuses.find(one => one.name === name);
    const spec = pod.spec.containers.find(one => one.name === name);
    const digest = digestOf(status?.imageID);
    const isAlike = isRunning(pod) && platformOf(pod, nodes) === wanted;
    return isAlike && digest && spec?.image
      ? [{ i, image: spec.image, digest }]
      : [];
  });
}

export default defineCause({
  id: 'same-tag-other-image',
  state: 'running-but-wrong',
  title: both(
    'Pods of one release run different images',
    '同一版本的 Pod 运行着不同的镜像',
  ),
  severity: 'warning',
  since: '0.2.0',
  alsoWhenHealthy: true,
  reads: ['pod', 'siblings', 'nodes'],
  covers: [],
  detect({ pod, siblings, nodes, subject }) {
    if (siblings.length < 2 || !isRunning(pod)) return [];
    const wanted = platformOf(pod, nodes);
    if (wanted === undefined) return [];
    return pod.status.containerStatuses.flatMap((status, own) => {
      const digest = digestOf(status.imageID);
      const all = runningAlike(siblings, status.name, nodes, wanted);
      const spec = pod.spec.containers.find(one => one.name === status.name);
      const others = all.filter(
        one => one.image === spec?.image && one.digest !== digest,
      );
      const [other] = others;
      if (!digest || !other || other.image.includes('@')) return [];
      const at = siblings[other.i]?.status.containerStatuses.findIndex(
        one => one.name === status.name,
      );
      return [
        {
          ...(status.name !== undefined && { container: status.name }),
          data: {
            ...placeOf(subject),
            image: other.image,
            version: parseImage(other.image).version,
            all: all.length,
            others: others.length,
            other: siblings[other.i]?.metadata.name ?? '',
          },
          quotes: [
            ...quoteOf('pod', pod, `status.containerStatuses.${own}.imageID`),
            ...quoteOf(
              'siblings',
              siblings,
              `${other.i}.status.containerStatuses.${at}.imageID`,
            ),
          ],
        },
      ];
    });
  },
  explain({ image, version, all, others, other }) {
    return {
      what: both(
        `Of ${count(
          all,
          'pod',
        )} that ask for “${image}”, ${others} run another content than this one, such as “${other}”.`,
        `在请求“${image}”的 ${all} 个 Pod 中，有 ${others} 个运行的内容与此不同，例如“${other}”。`,
      ),
      why: both(
        `The tag “${version}” was pushed anew between their starts, so requests are answered by two versions of the program, and no rollout shows it.`,
        `标签“${version}”在它们启动之间被重新推送，因此请求由程序的两个版本处理，而发布记录中看不出来。`,
      ),
    };
  },
  steps({ namespace, pod, image }) {
    return [
      {
        text: both(
          'Compare what the two versions log at their start.',
          '比较两个版本启动时的日志。',
        ),
        action: 'logs',
      },
      {
        text: both(
          `Name the image by a tag that is never pushed twice, or by its digest, instead of “${image}”.`,
          `不要使用“${image}”，改用不会重复推送的标签或摘要（digest）。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      },
      {
        text: both(
          'Restart the older pods one by one if the newer content is the right one.',
          '如果较新的内容是正确的，请逐个重启较旧的 Pod。',
        ),
        command: kubectl(namespace, 'delete', 'pod', pod),
      },
    ];
  },
});
