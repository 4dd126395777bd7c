import type { Quote } from '../../engine';
import { quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { MountOfPath } from './lastWordsMount';

/**
 * How storage treats owners and rights of files: `nfs` by the server's own rules (root is often treated as nobody, fsGroup is seldom
 * heeded); `smb` by the options of the mount, for all files alike; `efs` by its access point; `node` is a plain directory of the node.
 */
export type Share = 'nfs' | 'smb' | 'efs' | 'node';

/** The storage behind a mount, as far as it tells. */
export interface StorageBehind {
  readonly share?: Share;
  /** The claim's storage class. */
  readonly storageClass?: string;
  readonly quotes: readonly Quote[];
}

/** The facts about storage that help. */
export interface StorageFacts {
  readonly claims: Fact<FactValues['claims']>;
  readonly volumes: Fact<FactValues['volumes']>;
  readonly storageClasses: Fact<FactValues['storageClasses']>;
}

/** Names of drivers and provisioners, and of classes that say what they are. */
const SHARES: readonly (readonly [RegExp, Share])[] = [
  [/\befs\b/i, 'efs'],
  [/azure-?file|file\.csi\.azure|\b(?:smb|cifs|samba)\b/i, 'smb'],
  [/(?:^|[^a-z])nfs|fuseim\.pri|filestore/i, 'nfs'],
  [/host-?path|local-path/i, 'node'],
];

const shareNamed = (name: string = '') =>
  SHARES.find(([wording]) => wording.test(name))?.[1];

const shared = (share: Share | undefined) => (share ? { share } : {});

/** The first found object by name, with its place. */
function byName<T extends { readonly metadata: { readonly name?: string } }>(
  fact: Fact<readonly T[]>,
  name: string | undefined,
): { readonly value: T; readonly i: number } | undefined {
  if (fact.status !== 'ok' || name === undefined) return undefined;
  const i = fact.value.findIndex(({ metadata }) => metadata.name === name);
  const value = fact.value[i];
  return value && { value, i };
}

/** What the volume itself says. */
function ofVolume(
  { volumes }: StorageFacts,
  name: string | undefined,
): Share | undefined {
  const { nfs, csi, hostPath } = byName(volumes, name)?.value.spec ?? {};
  if (nfs) return 'nfs';
  return hostPath ? 'node' : shareNamed(csi?.driver);
}

/** The storage a mount of a claim, or of a share that the pod names itself, lies on. */
export function storageBehind(
  pod: Pod,
  mount: MountOfPath | undefined,
  facts: StorageFacts,
): StorageBehind {
  if (mount?.kind === 'other') {
    const volume = pod.spec.volumes.find(({ name }) => name === mount.volume);
    const share = volume?.nfs ? 'nfs' : shareNamed(volume?.csi?.driver);
    return { ...shared(share), quotes: [] };
  }
  const claim =
    mount?.kind === 'claim' ? byName(facts.claims, mount.source) : undefined;
  if (!claim || facts.claims.status !== 'ok') return { quotes: [] };
  const { storageClassName, volumeName } = claim.value.spec;
  const made = byName(facts.storageClasses, storageClassName)?.value;
  // A disk of the node (local) is handed to a group, though its class may call it a path of the node.
  const isLocal = byName(facts.volumes, volumeName)?.value.spec.local;
  const named =
    ofVolume(facts, volumeName) ??
    shareNamed(made?.provisioner) ??
    shareNamed(storageClassName);
  const share = isLocal ? undefined : named;
  const at = `${claim.i}.spec.storageClassName`;
  return {
    ...shared(share),
    ...(storageClassName && { storageClass: storageClassName }),
    quotes: share ? quoteOf('claims', facts.claims.value, at) : [],
  };
}
