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
    | 'claim'
    | 'emptyDir'
    | 'hostPath'
    | 'other';
  /** Name of the config map, secret or claim. */
  readonly source?: string;
  readonly readOnly: boolean;
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
  if (persistentVolumeClaim)
    return named('claim', persistentVolumeClaim.claimName);
  if (emptyDir) return { kind: 'emptyDir' };
  return hostPath ? named('hostPath', hostPath.path) : { kind: 'other' };
}

/** The volume a path of a container lies on: the longest mount path it begins with; `undefined` for the image's own files. */
export function mountOf(
  pod: Pod,
  container: ContainerView,
  path: string | undefined,
): MountOfPath | undefined {
  if (path === undefined) return undefined;
  const list = container.kind === 'app' ? 'containers' : 'initContainers';
  const c = pod.spec[list].findIndex(({ name }) => name === container.name);
  const mounts = pod.spec[list][c]?.volumeMounts ?? [];
  let best = -1;
  const lengthOf = (i: number) => mounts[i]?.mountPath?.length ?? -1;
  mounts.forEach(({ mountPath = '' }, i) => {
    const base = mountPath.replace(/\/$/, '');
    const isUnder = path === base || path.startsWith(`${base}/`);
    if (mountPath !== '' && isUnder && lengthOf(i) > lengthOf(best)) best = i;
  });
  const mount = mounts[best];
  if (!mount?.mountPath || mount.name === undefined) return undefined;
  const volume = pod.spec.volumes.find(({ name }) => name === mount.name);
  return {
    mountPath: mount.mountPath,
    volume: mount.name,
    ...sourceOf(volume),
    readOnly:
      mount.readOnly === true ||
      volume?.persistentVolumeClaim?.readOnly === true,
    quotes: quoteOf(
      'pod',
      pod,
      `spec.${list}.${c}.volumeMounts.${best}.mountPath`,
    ),
  };
}
