import type { KubeObject } from '../types';
import type { ContractClient } from './client';

/** What a container of the suite does; both targets can make one. */
export interface ContainerPlan {
  readonly name: string;
  /** Lines it writes at once, in order. */
  readonly lines?: readonly string[];
  /** Goes on with `tick 1`, `tick 2` …, several a second. */
  readonly ticks?: boolean;
  /** Ends with this code after its lines; and is restarted once, after which the same happens again. */
  readonly exits?: number;
}

/** A pod of the suite. */
export interface PodPlan {
  readonly name: string;
  readonly labels?: Record<string, string>;
  readonly containers: readonly ContainerPlan[];
  /** Passes `enforce: restricted`. */
  readonly restricted?: boolean;
  /** Asks for a node that does not exist. */
  readonly unschedulable?: boolean;
  /** Is mirrored from a node's static manifest. */
  readonly static?: boolean;
  /** An image that nobody has. */
  readonly missingImage?: boolean;
}

/** A rule for an account of the suite. */
export interface AccountRule {
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
}

/** A cluster the contract is checked against. */
export interface ContractTarget {
  readonly name: string;
  readonly admin: ContractClient;
  /** Makes a namespace; {@link close} removes it. */
  namespace(labels?: Record<string, string>): Promise<string>;
  /** Makes a pod and waits until it is what the plan says: running; or exited twice; or waiting. */
  pod(namespace: string, plan: PodPlan): Promise<KubeObject>;
  /** Removes a pod at once. */
  removePod(namespace: string, name: string): Promise<void>;
  /** Asks for a pod's deletion and leaves it terminating. */
  terminatePod(namespace: string, name: string): Promise<void>;
  /** A namespaced object of any kind, as given. */
  create(object: KubeObject): Promise<void>;
  /** A client whose service account has these rules in a namespace; core group. */
  account(
    namespace: string,
    rules: readonly AccountRule[],
  ): Promise<ContractClient>;
  /** Path of a watch whose version is older than the server remembers. */
  expiredWatch(): Promise<string>;
  /** Image of a debug container with a shell. */
  readonly debugImage: string;
  close(): Promise<void>;
}
