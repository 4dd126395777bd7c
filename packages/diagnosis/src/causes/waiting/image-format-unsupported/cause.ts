import { both, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

const OLD =
  /schema ?(?:version )?1\b|schemaVersion|prettyjws|no longer supported|: no signatures\b|missing signature key|manifest\.v1\+/i;

export default defineCause({
  id: 'image-format-unsupported',
  state: 'waiting',
  title: both(
    'What the registry holds is no image the node can run',
    '仓库中的内容不是节点能运行的镜像',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['pull/schema1', 'pull/mediatype', 'pull/schema-mismatch'],
  detect(reading) {
    return pullFindings(reading, 'format', ({ message }) => ({
      isOld: OLD.test(message.slice(0, 8192)),
    }));
  },
  explain({ container, image, registry, node, isOld }) {
    return {
      what: both(
        `Container “${container}” cannot start: “${image}” exists in the registry ${registry}, but node “${node}” cannot use its format.`,
        `容器“${container}”无法启动：镜像仓库 ${registry} 中有“${image}”，但节点“${node}”无法使用其格式。`,
      ),
      why: isOld
        ? both(
            'It is stored in the oldest format of Docker (schema 1), which newer container runtimes no longer read.',
            '它使用最早的 Docker 格式（schema 1）存储，较新的容器运行时已不再支持。',
          )
        : both(
            'It may be something other than an image (a chart of Helm, a signature, a build cache, a model), or an image in a format that this runtime does not know.',
            '它可能不是镜像（例如 Helm Chart、签名、构建缓存、模型），或使用了该容器运行时不认识的格式。',
          ),
    };
  },
  steps({ image, isOld }) {
    return [
      {
        text: both(
          `Check that “${image}” names the image itself, not a chart, signature or cache beside it.`,
          `确认“${image}”指向的是镜像本身，而不是同一位置的 Chart、签名或缓存。`,
        ),
      },
      {
        text: isOld
          ? both(
              'Pull the image with a current Docker and push it again, or build it anew: that writes the new format.',
              '用较新的 Docker 拉取后重新推送，或重新构建：这样会写成新格式。',
            )
          : both(
              'Build the image anew with a current tool and push it again, without attestations or special compression if it fails again.',
              '用较新的工具重新构建并推送；如仍失败，请不要附带构建证明（attestation）或特殊压缩。',
            ),
      },
      {
        text: both(
          'Use another version of the image that is known to run until then.',
          '在此之前，改用已知能运行的其他镜像版本。',
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/',
      },
    ];
  },
});
