import type { Text } from '../../../engine';
import { both, parseImage } from '../../../engine';

/** Where images have gone that many manifests still ask for. */
export interface Move {
  /** From when on, `YYYY-MM-DD`: before that day a missing image has another reason. */
  readonly since: string;
  /** What happened, as a sentence. */
  readonly story: Text;
  /** The image's name at its new place; `undefined` when its owner alone knows. */
  readonly now: string | undefined;
}

interface Row extends Omit<Move, 'now'> {
  /** Matches `registry/repository`. */
  readonly from: RegExp;
  /** The new name, without its version; `$1` as in `from`. */
  readonly to?: string;
  /** Whether the newest version stayed where it was. */
  readonly keepsLatest?: true;
}

const PROJECT = both(
  'Kubernetes froze its registry k8s.gcr.io in April 2023 and publishes its images on registry.k8s.io.',
  'Kubernetes 已于 2023 年 4 月冻结 k8s.gcr.io，镜像改在 registry.k8s.io 发布。',
);

/**
 * Moves that were announced to everybody, the more particular first.
 * Sources: https://github.com/bitnami/containers/issues/83267, https://github.com/kubernetes-sigs/kubebuilder/discussions/3907,
 * https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/, https://helm.sh/blog/charts-repo-deprecation/,
 * https://cloud.google.com/artifact-registry/docs/transition/prepare-gcr-shutdown
 */
const MOVES: readonly Row[] = [
  {
    // Sealed Secrets and minideb were left where they are.
    from: /^docker\.io\/bitnami\/(?!sealed-secrets|minideb)(.+)$/,
    to: 'docker.io/bitnamilegacy/$1',
    keepsLatest: true,
    since: '2025-08-28',
    story: both(
      'Bitnami took its versioned images off docker.io/bitnami in August and September 2025; what was there then lies on docker.io/bitnamilegacy and is no longer maintained.',
      'Bitnami 在 2025 年 8 月至 9 月将带版本的镜像移出 docker.io/bitnami；当时的镜像保存在 docker.io/bitnamilegacy，且不再维护。',
    ),
  },
  {
    from: /^gcr\.io\/kubebuilder\/kube-rbac-proxy$/,
    to: 'quay.io/brancz/kube-rbac-proxy',
    since: '2025-03-18',
    story: both(
      'Kubebuilder no longer publishes this proxy, and its copies on gcr.io went away with Google’s Container Registry in 2025; the project itself publishes it on quay.io.',
      'Kubebuilder 已不再发布该代理，gcr.io 上的副本随 Google Container Registry 于 2025 年关闭而消失；项目自身在 quay.io 上发布。',
    ),
  },
  {
    from: /^(?:gcr\.io\/kubernetes-helm|k8s\.gcr\.io\/kubernetes-helm)\/tiller$/,
    to: 'ghcr.io/helm/tiller',
    since: '2020-11-13',
    story: both(
      'Helm 2 and its Tiller came to their end in November 2020; the last images lie on ghcr.io/helm.',
      'Helm 2 及其 Tiller 于 2020 年 11 月停止维护；最后的镜像位于 ghcr.io/helm。',
    ),
  },
  {
    from: /^(?:k8s\.gcr\.io|gcr\.io\/google[-_]containers)\/(.+)$/,
    to: 'registry.k8s.io/$1',
    since: '2023-04-03',
    story: PROJECT,
  },
  {
    from: /^(?:(?:us|eu|asia)\.)?gcr\.io\/.+$/,
    since: '2025-03-18',
    story: both(
      'Google shut down its Container Registry (gcr.io) in 2025: what the owner of a project did not move to Artifact Registry is gone.',
      'Google 于 2025 年关闭了 Container Registry（gcr.io）：项目所有者没有迁移到 Artifact Registry 的镜像已不存在。',
    ),
  },
];

function nameIn(row: Row, place: string, image: string): string | undefined {
  if (row.to === undefined) return undefined;
  const { version } = parseImage(image);
  const mark = version.includes(':') ? '@' : ':';
  return `${place.replace(row.from, row.to)}${mark}${version}`;
}

/** The move that an image's old place is known for, if it had happened by `now` (milliseconds). */
export function moveOf(image: string, now: number): Move | undefined {
  const { registry, repository, version } = parseImage(image);
  const place = `${registry}/${repository}`;
  const row = MOVES.find(({ from }) => from.test(place));
  if (!row || !(now >= Date.parse(row.since))) return undefined;
  if (row.keepsLatest && version === 'latest') return undefined;
  const { since, story } = row;
  return { since, story, now: nameIn(row, place, image) };
}
