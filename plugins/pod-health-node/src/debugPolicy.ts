import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { PodRef } from 'backstage-plugin-pod-health-common';

/** A debug session somebody asks for, after every check of the plugin itself has allowed it. */
export interface DebugPolicyRequest {
  /** Entity reference of the person. */
  readonly userRef: string;
  /** As read from the catalog with that person's rights. */
  readonly entity: Entity;
  readonly pod: PodRef;
  /** Labels of the pod, as the cluster gave them just now. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Container whose processes the shell would see; absent: none. */
  readonly target?: string;
  /** What the person wrote; absent while only the checklist is asked for. */
  readonly reason?: string;
}

/** A policy's answer. */
export type DebugPolicyDecision =
  | { readonly allowed: true }
  /** `reason` is shown to the person and written to the audit log. */
  | { readonly allowed: false; readonly reason: string };

/**
 * A rule of the organisation's own: change freezes, on-call rosters, tickets. It can only refuse what the plugin would
 * allow, never allow what the plugin refuses. Throwing, or taking longer than 5 seconds, is a refusal.
 */
export interface DebugPolicy {
  decide(request: DebugPolicyRequest): Promise<DebugPolicyDecision>;
}

/** Collects {@link DebugPolicy}s. */
export interface DebugPolicyExtensionPoint {
  /** Adds a policy. All are asked; one refusal is enough. */
  addDebugPolicy(policy: DebugPolicy): void;
}

/** For modules that hold an organisation's rules on debugging. */
export const debugPolicyExtensionPoint =
  createExtensionPoint<DebugPolicyExtensionPoint>({
    id: 'pod-health.debug-policy',
  });
