import { PodHealthError } from 'backstage-plugin-pod-health-common';

/**
 * Guard of the debug shell: a cluster whose certificate nobody checks may be somebody else's, and what a person types
 * would be theirs too (security.md T20). Throws `debug-disabled`.
 */
export function requireVerifiedTls(cluster: string, insecure: boolean): void {
  if (insecure) {
    throw new PodHealthError(
      'debug-disabled',
      `cluster ${cluster} has skipTLSVerify; debug shells need a checked certificate`,
      { cluster, reason: 'tls-not-verified' },
    );
  }
}
