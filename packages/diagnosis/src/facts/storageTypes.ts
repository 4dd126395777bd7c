import type { ResourceQuantities } from './containerTypes';
import type { Condition, ObjectMeta } from './metaTypes';
import type { LabelSelector, NodeSelectorTerm } from './podTypes';

export interface PersistentVolumeClaim {
  readonly kind: 'PersistentVolumeClaim';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly storageClassName?: string;
    readonly volumeName?: string;
    readonly volumeMode?: string;
    readonly accessModes?: readonly string[];
    readonly resources?: { readonly requests?: ResourceQuantities };
    /** Labels a volume must have to be bound. */
    readonly selector?: LabelSelector;
  };
  readonly status: {
    readonly phase?: string;
    readonly capacity?: ResourceQuantities;
    readonly conditions: readonly Condition[];
  };
}

export interface PersistentVolume {
  readonly kind: 'PersistentVolume';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly storageClassName?: string;
    readonly volumeMode?: string;
    readonly accessModes?: readonly string[];
    readonly capacity?: ResourceQuantities;
    readonly persistentVolumeReclaimPolicy?: string;
    readonly claimRef?: {
      readonly namespace?: string;
      readonly name?: string;
      readonly uid?: string;
    };
    readonly nodeAffinity?: {
      readonly required?: {
        readonly nodeSelectorTerms?: readonly NodeSelectorTerm[];
      };
    };
    /** The driver alone: handles and attributes may name accounts. */
    readonly csi?: { readonly driver?: string };
    readonly nfs?: { readonly server?: string; readonly path?: string };
    readonly hostPath?: { readonly path?: string };
    readonly local?: { readonly path?: string };
  };
  readonly status: {
    readonly phase?: string;
    readonly reason?: string;
    readonly message?: string;
  };
}

export interface StorageClass {
  readonly kind: 'StorageClass';
  readonly metadata: ObjectMeta;
  readonly provisioner?: string;
  readonly reclaimPolicy?: string;
  readonly volumeBindingMode?: string;
  readonly allowVolumeExpansion?: boolean;
  /** Names of the options alone: a share's may hold a login. */
  readonly mountOptions?: readonly string[];
  /** Where volumes may be made: one term must hold, and all of its labels. */
  readonly allowedTopologies?: readonly {
    readonly matchLabelExpressions?: readonly {
      readonly key?: string;
      readonly values?: readonly string[];
    }[];
  }[];
}

/** A volume being attached to a node, or detached from it, by a CSI driver. */
export interface VolumeAttachment {
  readonly kind: 'VolumeAttachment';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly attacher?: string;
    readonly nodeName?: string;
    readonly source?: { readonly persistentVolumeName?: string };
  };
  readonly status: {
    readonly attached?: boolean;
    readonly attachError?: { readonly message?: string };
    readonly detachError?: { readonly message?: string };
  };
}
