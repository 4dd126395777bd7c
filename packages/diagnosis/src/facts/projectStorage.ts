import type {
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
  VolumeAttachment,
} from './objects';
import { projectConditions, projectMeta } from './projectMeta';
import { readNodeTerms, readSelector } from './projectPod';
import { flag, listOf, own, quantities, shape, text, texts } from './read';

const readClaimSpec = shape({
  storageClassName: text,
  volumeName: text,
  volumeMode: text,
  accessModes: texts,
  resources: shape({ requests: quantities }),
  selector: readSelector,
});

const readClaimStatus = shape({ phase: text, capacity: quantities });

/** Reads a persistent volume claim. */
export function projectClaim(value: unknown): PersistentVolumeClaim {
  const status = own(value, 'status');
  return {
    kind: 'PersistentVolumeClaim',
    metadata: projectMeta(own(value, 'metadata')),
    spec: readClaimSpec(own(value, 'spec')) ?? {},
    status: {
      ...readClaimStatus(status),
      conditions: projectConditions(status),
    },
  };
}

const readVolumeSpec = shape({
  storageClassName: text,
  volumeMode: text,
  accessModes: texts,
  capacity: quantities,
  persistentVolumeReclaimPolicy: text,
  claimRef: shape({ namespace: text, name: text, uid: text }),
  nodeAffinity: shape({ required: readNodeTerms }),
  csi: shape({ driver: text }),
  nfs: shape({ server: text, path: text }),
  hostPath: shape({ path: text }),
  local: shape({ path: text }),
});

const readVolumeStatus = shape({ phase: text, reason: text, message: text });

/** Reads a persistent volume: no handle, no attribute, no reference to a secret. */
export function projectVolume(value: unknown): PersistentVolume {
  return {
    kind: 'PersistentVolume',
    metadata: projectMeta(own(value, 'metadata')),
    spec: readVolumeSpec(own(value, 'spec')) ?? {},
    status: readVolumeStatus(own(value, 'status')) ?? {},
  };
}

/** Names of mount options, without their values. */
const optionNames = (value: unknown) =>
  texts(value)?.flatMap(one =>
    one.split(',').map(option => option.split('=', 1)[0] ?? ''),
  );

const readClass = shape({
  provisioner: text,
  reclaimPolicy: text,
  volumeBindingMode: text,
  allowVolumeExpansion: flag,
  mountOptions: optionNames,
  allowedTopologies: listOf(
    shape({
      matchLabelExpressions: listOf(shape({ key: text, values: texts })),
    }),
  ),
});

/** Reads a storage class, without its parameters and the values of its mount options. */
export function projectStorageClass(value: unknown): StorageClass {
  return {
    kind: 'StorageClass',
    metadata: projectMeta(own(value, 'metadata')),
    ...readClass(value),
  };
}

const readAttachmentSpec = shape({
  attacher: text,
  nodeName: text,
  source: shape({ persistentVolumeName: text }),
});

const readAttachmentStatus = shape({
  attached: flag,
  attachError: shape({ message: text }),
  detachError: shape({ message: text }),
});

/** Reads a volume attachment, without its metadata from the driver. */
export function projectAttachment(value: unknown): VolumeAttachment {
  return {
    kind: 'VolumeAttachment',
    metadata: projectMeta(own(value, 'metadata')),
    spec: readAttachmentSpec(own(value, 'spec')) ?? {},
    status: readAttachmentStatus(own(value, 'status')) ?? {},
  };
}
