import type { ContainerView, Quote } from '../../engine';
import { quoteOf } from '../../engine';
import type { Pod, Volume } from '../../facts/objects';

/** What a path in a container lies on. */
export interface MountOfPath {
  readonly mountPath: string;
  readonly volume: string;
  readonly kind:
    | 'configMap'
    | 'secret'
    | 'projected'
    | 'claim'
    | 'emptyDir'
    | 'hostPath'
    | 'other';
  /** Name of the config map, secret or claim. */
  readonly source?: string;
  readonly readOnly: boolean;
  /** The log names no place, or one that begins nowhere: it is the only volume that can be meant. */
  readonly isGuess?: true;
  readonly quotes: readonly Quote[];
}

function sourceOf(
  volume: Volume | undefined,
): Pick<MountOfPath, 'kind' | 'source'> {
  const { configMap, secret, persistentVolumeClaim, emptyDir, hostPath } =
    volume ?? {};
  const named = (kind: MountOfPath['kind'], source: string | undefined) =>
    source === undefined ? { kind } : { kind, source };
  if (configMap) return named('configMap', configMap.name);
  if (secret) return named('secret', secret.secretName);
  if (volume?.projected) return { kind: 'projected' };
  if (persistentVolumeClaim)
    return named('claim', persistentVolumeClaim.claimName);
  if (emptyDir) return { kind: 'emptyDir' };
  return hostPath ? named('hostPath', hostPath.path) : { kind: 'other' };
}

/** A container's mount by its index, with what lies behind it. */
function mountAt(
  pod: Pod,
  container: ContainerView,
  i: number,
): MountOfPath | undefined {
  const list = container.kind === 'app' ? 'containers' : 'initContainers';
  const c = pod.spec[list].findIndex(({ name }) => name === container.name);
  const mount = pod.spec[list][c]?.volumeMounts?.[i];
  if (!mount?.mountPath || mount.name === undefined) return undefined;
  const volume = pod.spec.volumes.find(({ name }) => name === mount.name);
  const at = `spec.${list}.${c}.volumeMounts.${i}.mountPath`;
  return {
    mountPath: mount.mountPath,
    volume: mount.name,
    ...sourceOf(volume),
    readOnly:
      mount.readOnly === true ||
      volume?.persistentVolumeClaim?.readOnly === true,
    quotes: quoteOf('pod', pod, at),
  };
}

/** A path as it is from the root; `undefined` for one that begins where nobody tells. */
export function absolute(
  path: string | undefined,
  container: ContainerView,
): string | undefined {
  if (path === undefined || path.startsWith('/')) return path;
  const from = container.spec?.workingDir;
  return from?.startsWith('/')
    ? `${from.replace(/\/$/, '')}/${path.replace(/^(?:\.\/)+/, '')}`
    : undefined;
}

/** Index of the mount of a single file that a relative path names. */
function endingIn(
  path: string | undefined,
  mounts: readonly { readonly mountPath?: string }[],
): number {
  const file = path?.replace(/^(?:\.\/)+/, '') ?? '';
  return file === ''
    ? -1
    : mounts.findIndex(({ mountPath }) => mountPath?.endsWith(`/${file}`));
}

/** The volume a path of a container lies on: the longest mount path it begins with; `undefined` for the image's own files. */
export function mountOf(
  pod: Pod,
  container: ContainerView,
  path: string | undefined,
): MountOfPath | undefined {
  const full = absolute(path, container);
  const mounts = container.spec?.volumeMounts ?? [];
  if (full === undefined)
    return mountAt(pod, container, endingIn(path, mounts));
  let best = -1;
  const lengthOf = (i: number) => mounts[i]?.mountPath?.length ?? -1;
  mounts.forEach(({ mountPath = '' }, i) => {
    const base = mountPath.replace(/\/$/, '');
    const isUnder = full === base || full.startsWith(`${base}/`);
    if (mountPath !== '' && isUnder && lengthOf(i) > lengthOf(best)) best = i;
  });
  return mountAt(pod, container, best);
}

/** Kinds of volumes that a program keeps data on. */
const DATA = new Set<MountOfPath['kind']>(['claim', 'emptyDir', 'hostPath']);

/**
 * As {@link mountOf}; of a path that begins nowhere, or of none, the only claim the container may write to, else the only volume for
 * data: programs work in the directory of their data.
 */
export function likelyMountOf(
  pod: Pod,
  container: ContainerView,
  path: string | undefined,
): MountOfPath | undefined {
  const named = mountOf(pod, container, path);
  if (named || absolute(path, container) !== undefined) return named;
  const mounts = (container.spec?.volumeMounts ?? []).flatMap(
    (_, i) => mountAt(pod, container, i) ?? [],
  );
  const writable = mounts.filter(
    ({ kind, readOnly }) => !readOnly && (DATA.has(kind) || kind === 'other'),
  );
  const claims = writable.filter(({ kind }) => kind === 'claim');
  const names = (list: readonly MountOfPath[]) =>
    new Set(list.map(({ volume }) => volume)).size;
  const only =
    [claims, writable].find(list => names(list) === 1)?.[0] ?? undefined;
  return only && { ...only, isGuess: true };
}
