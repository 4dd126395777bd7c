import { PodHealthError } from 'backstage-plugin-pod-health-common';
import type { DebugPolicy } from 'backstage-plugin-pod-health-node';
import type { DebugConfig } from '../config.types';
import type { EntityAccess, EntityPod, UserCredentials } from '../entity/types';
import { isDebugEnabled } from '../guards/isDebugEnabled';
import { isImageAllowed } from '../guards/isImageAllowed';
import { isPodDebuggable } from '../guards/isPodDebuggable';
import { within, type Clock } from '../time/clock';
import { debuggableFacts, hasContainer } from './podFacts';
import { containerState } from './podState';
import type { DebugRequest } from './types';

/** A policy that takes longer has refused. */
const POLICY_MS = 5_000;

/** Throws unless debug is enabled by a portal that can guard it: `debug-disabled`, `permissions-off`. */
export function requireEnabled(config: DebugConfig): void {
  if (!isDebugEnabled(config)) {
    throw new PodHealthError(
      config.refusedBecause?.code ?? 'debug-disabled',
      config.refusedBecause?.sentence ?? 'podHealth.debug.enabled is not true',
    );
  }
}

/** Throws when an ephemeral container would never run in this pod: `pod-static`, `pod-terminating` … */
export function requireDebuggable({ api, pod, ref }: EntityPod): void {
  if (api.insecure) {
    throw new PodHealthError(
      'debug-disabled',
      `the certificate of cluster ${ref.cluster} is not checked`,
      { cluster: ref.cluster, reason: 'skipTLSVerify' },
    );
  }
  const code = isPodDebuggable(debuggableFacts(pod));
  if (code) {
    const { cluster, namespace, pod: name } = ref;
    throw new PodHealthError(code, `${namespace}/${name} cannot be debugged`, {
      cluster,
      namespace,
      pod: name,
    });
  }
}

/** Throws `image-not-allowed`. Configuration is checked at start too; this holds for whatever makes it later. */
export function requireImage({ image, allowedImages }: DebugConfig): void {
  if (!isImageAllowed(image, allowedImages)) {
    throw new PodHealthError('image-not-allowed', `${image} is not allowed`, {
      image,
    });
  }
}

/**
 * Throws unless this person may see the processes of this container, and there are any: `target-not-allowed`,
 * `container-not-found`, `target-not-running`. Its permission is separate: the shell sees the target's secrets (T16).
 */
export async function requireTarget(
  { entities, config }: { entities: EntityAccess; config: DebugConfig },
  credentials: UserCredentials,
  found: EntityPod,
  target: string,
): Promise<void> {
  if (!config.allowTarget) {
    throw new PodHealthError(
      'target-not-allowed',
      'podHealth.debug.allowTarget is not true',
      { reason: 'setting' },
    );
  }
  await entities.open(credentials, found.entityRef, 'target');
  if (!hasContainer(found.pod, target)) {
    throw new PodHealthError('container-not-found', `no container ${target}`, {
      container: target,
    });
  }
  if (containerState(found.pod, target).kind !== 'running') {
    throw new PodHealthError('target-not-running', `${target} does not run`, {
      container: target,
    });
  }
}

/** Throws `not-allowed` when a rule of the organisation refuses, fails, or does not answer within 5 s. */
export async function requirePolicies(
  deps: { readonly policies: readonly DebugPolicy[]; readonly clock: Clock },
  credentials: UserCredentials,
  found: EntityPod,
  request: DebugRequest & { readonly reason?: string },
): Promise<void> {
  const { target, reason } = request;
  for (const policy of deps.policies) {
    const decision = await within(
      deps.clock,
      POLICY_MS,
      Promise.resolve(
        policy.decide({
          userRef: credentials.principal.userEntityRef,
          entity: found.entity,
          pod: found.ref,
          podLabels: found.pod.metadata?.labels ?? {},
          ...(target !== undefined && { target }),
          ...(reason !== undefined && { reason }),
        }),
      ).catch(() => undefined), // failing is refusing
    );
    if (decision?.allowed !== true) {
      throw new PodHealthError('not-allowed', 'a debug policy refused', {
        action: 'debug',
        entity: found.entityRef,
        reason: decision?.reason ?? 'policy-failed',
      });
    }
  }
}
