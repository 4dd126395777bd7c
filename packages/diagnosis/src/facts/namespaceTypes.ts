import type { ResourceQuantities } from './containerTypes';
import type { Condition, ObjectMeta } from './metaTypes';

export interface Service {
  readonly kind: 'Service';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly type?: string;
    readonly clusterIP?: string;
    readonly externalName?: string;
    readonly publishNotReadyAddresses?: boolean;
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly {
      readonly name?: string;
      readonly port?: number;
      readonly targetPort?: string | number;
      readonly protocol?: string;
    }[];
    readonly externalIPs?: readonly string[];
    readonly loadBalancerClass?: string;
    readonly loadBalancerIP?: string;
  };
  readonly status: {
    readonly loadBalancer?: {
      /** Where the outside reaches it; empty until a load balancer is there. */
      readonly ingress?: readonly {
        readonly ip?: string;
        readonly hostname?: string;
      }[];
    };
    readonly conditions: readonly Condition[];
  };
}

export interface ResourceQuota {
  readonly kind: 'ResourceQuota';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly hard?: ResourceQuantities;
    readonly scopes?: readonly string[];
  };
  readonly status: {
    readonly hard?: ResourceQuantities;
    readonly used?: ResourceQuantities;
  };
}

export interface LimitRange {
  readonly kind: 'LimitRange';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly limits?: readonly {
      /** `Container`, `Pod` or `PersistentVolumeClaim`. */
      readonly type?: string;
      readonly max?: ResourceQuantities;
      readonly min?: ResourceQuantities;
      readonly default?: ResourceQuantities;
      readonly defaultRequest?: ResourceQuantities;
      readonly maxLimitRequestRatio?: ResourceQuantities;
    }[];
  };
}

/** A service account by its name: its tokens and secrets are nobody's business. */
export interface ServiceAccount {
  readonly kind: 'ServiceAccount';
  readonly metadata: ObjectMeta;
}

export interface Namespace {
  readonly kind: 'Namespace';
  readonly metadata: ObjectMeta;
  readonly status: {
    readonly phase?: string;
    readonly conditions: readonly Condition[];
  };
}
