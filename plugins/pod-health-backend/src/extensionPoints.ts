import type { BackendPluginRegistrationPoints } from '@backstage/backend-plugin-api';
import {
  clusterSourceExtensionPoint,
  debugPolicyExtensionPoint,
  redactorExtensionPoint,
  type ClusterSource,
  type DebugPolicy,
  type Redactor,
} from 'backstage-plugin-pod-health-node';

/** What modules have added before the plugin starts. */
export interface Extensions {
  readonly clusterSources: readonly ClusterSource[];
  readonly debugPolicies: readonly DebugPolicy[];
  readonly redactors: readonly Redactor[];
}

/** Offers the extension points of pod-health-node. The lists fill while modules register; read them in `init` only. */
export function registerExtensionPoints(
  env: Pick<BackendPluginRegistrationPoints, 'registerExtensionPoint'>,
): Extensions {
  const clusterSources: ClusterSource[] = [];
  const debugPolicies: DebugPolicy[] = [];
  const redactors: Redactor[] = [];
  env.registerExtensionPoint(clusterSourceExtensionPoint, {
    addClusterSource: source => void clusterSources.push(source),
  });
  env.registerExtensionPoint(debugPolicyExtensionPoint, {
    addDebugPolicy: policy => void debugPolicies.push(policy),
  });
  env.registerExtensionPoint(redactorExtensionPoint, {
    addRedactor: redactor => void redactors.push(redactor),
  });
  return { clusterSources, debugPolicies, redactors };
}
