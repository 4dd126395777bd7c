import type { ObjectMeta } from './metaTypes';
import type { LabelSelector } from './podTypes';

/** A network policy of `networking.k8s.io`; plugins have kinds of the same name and other fields, which are none. */
export interface NetworkPolicy {
  readonly kind: 'NetworkPolicy';
  /** Without annotations. */
  readonly metadata: ObjectMeta;
  readonly spec: {
    /** The pods it is about; one that is missing or empty selects all of the namespace. */
    readonly podSelector?: LabelSelector;
    /** `Ingress`, `Egress`. */
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly PolicyRule[];
    readonly egress?: readonly PolicyRule[];
  };
}

/** What one rule lets through: any of the peers on any of the ports; a list that is missing or empty stands for all. */
export interface PolicyRule {
  readonly ports?: readonly PolicyPort[];
  readonly from?: readonly PolicyPeer[];
  readonly to?: readonly PolicyPeer[];
}

export interface PolicyPort {
  /** TCP where it is not said. */
  readonly protocol?: string;
  /** A number, or the name of a port of the pod that is reached; all where it is missing. */
  readonly port?: string | number;
  readonly endPort?: number;
}

export interface PolicyPeer {
  /** Pods of the policy's own namespace, or of those that `namespaceSelector` chooses. */
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: {
    readonly cidr?: string;
    readonly except?: readonly string[];
  };
}
