import type { JsonObject, Tweak } from './objects';
import { ago, event, NAMESPACE, pod, tweak } from './objects';

/** Objects of storage, as the API gives them, beside those of objects.ts. */
const tweaked = (object: JsonObject, tweaks: readonly Tweak[]): JsonObject =>
  tweaks.reduce((changed, [at, value]) => tweak(changed, at, value), object);

/** A claim `data` of the test pods, of class `fast`, 1 GiB, ten minutes old, not bound. */
export function claim(...tweaks: Tweak[]): JsonObject {
  const pending: JsonObject = {
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: 'data',
      namespace: NAMESPACE,
      uid: 'claim-uid-1',
      creationTimestamp: ago(600),
    },
    spec: {
      storageClassName: 'fast',
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    },
    status: { phase: 'Pending' },
  };
  return tweaked(pending, tweaks);
}

/** The claim bound to volume `pv-1`. */
export function boundClaim(...tweaks: Tweak[]): JsonObject {
  return claim(
    ['spec.volumeName', 'pv-1'],
    ['status', { phase: 'Bound', capacity: { storage: '1Gi' } }],
    ...tweaks,
  );
}

/** A free persistent volume `pv-1` of class `fast`, 1 GiB. */
export function volume(...tweaks: Tweak[]): JsonObject {
  const free: JsonObject = {
    kind: 'PersistentVolume',
    metadata: { name: 'pv-1' },
    spec: {
      storageClassName: 'fast',
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '1Gi' },
    },
    status: { phase: 'Available' },
  };
  return tweaked(free, tweaks);
}

/** A storage class whose driver makes volumes at once. */
export function storageClass(name: string, ...tweaks: Tweak[]): JsonObject {
  const made: JsonObject = {
    kind: 'StorageClass',
    metadata: { name },
    provisioner: 'disks.example.com',
    volumeBindingMode: 'Immediate',
  };
  return tweaked(made, tweaks);
}

/** An event about the claim of {@link claim}, one minute old. */
export function claimReport(
  reason: string,
  message: string,
  ...tweaks: Tweak[]
): JsonObject {
  return event(
    reason,
    message,
    [
      'involvedObject',
      {
        kind: 'PersistentVolumeClaim',
        namespace: NAMESPACE,
        name: 'data',
        uid: 'claim-uid-1',
      },
    ],
    ['firstTimestamp', ago(500)],
    ...tweaks,
  );
}

/** The volumes of a pod that mounts the claim `data`. */
export const WITH_CLAIM: Tweak = [
  'spec.volumes',
  [{ name: 'storage', persistentVolumeClaim: { claimName: 'data' } }],
];

/** A pod on its node, five minutes old, of which nothing runs yet. */
export function mountingPod(...tweaks: Tweak[]): JsonObject {
  return pod(
    ['status.phase', 'Pending'],
    ['metadata.creationTimestamp', ago(300)],
    ['status.startTime', ago(300)],
    ['status.conditions', [{ type: 'PodScheduled', status: 'True' }]],
    [
      'status.containerStatuses',
      [
        {
          name: 'app',
          ready: false,
          restartCount: 0,
          state: { waiting: { reason: 'ContainerCreating' } },
          lastState: {},
        },
      ],
    ],
    WITH_CLAIM,
    ...tweaks,
  );
}

/** All that storage causes may read was gathered: none found means there is none. */
export const ALL_STORAGE = {
  asked: [
    'events',
    'claims',
    'claimEvents',
    'volumes',
    'storageClasses',
    'attachments',
    'namespacePods',
    'nodes',
    'owners',
  ],
} as const;

/** The claim `data` itself as the subject. */
export const CLAIM_SUBJECT = {
  ...ALL_STORAGE,
  subject: {
    kind: 'PersistentVolumeClaim',
    namespace: NAMESPACE,
    name: 'data',
  },
} as const;

/** An attachment of `pv-1` to node `worker`, four minutes old, that is not done. */
export function attachment(...tweaks: Tweak[]): JsonObject {
  const pending: JsonObject = {
    kind: 'VolumeAttachment',
    metadata: { name: 'csi-0001', creationTimestamp: ago(240) },
    spec: {
      attacher: 'disks.example.com',
      nodeName: 'worker',
      source: { persistentVolumeName: 'pv-1' },
    },
    status: { attached: false },
  };
  return tweaked(pending, tweaks);
}
