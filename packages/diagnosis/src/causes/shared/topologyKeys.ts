/**
 * Labels that always hold the same as another: older names, and those that drivers of clouds set to the node's zone. Source:
 * https://kubernetes.io/docs/reference/labels-annotations-taints/ and the drivers' node servers.
 */
const SAME: Readonly<Record<string, string>> = {
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'topology.ebs.csi.aws.com/zone': 'topology.kubernetes.io/zone',
  'topology.gke.io/zone': 'topology.kubernetes.io/zone',
  'topology.disk.csi.azure.com/zone': 'topology.kubernetes.io/zone',
  'topology.diskplugin.csi.alibabacloud.com/zone':
    'topology.kubernetes.io/zone',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
};

/** The label's lasting name. */
export const lasting = (key: string): string =>
  Object.hasOwn(SAME, key) ? SAME[key] ?? key : key;
