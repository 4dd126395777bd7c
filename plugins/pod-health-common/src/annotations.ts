/** Label selector of an entity's pods; wins over {@link KUBERNETES_ID}. Kubernetes' own selector syntax. */
export const KUBERNETES_LABEL_SELECTOR =
  'backstage.io/kubernetes-label-selector';

/** Value of the label `backstage.io/kubernetes-id` on an entity's pods. */
export const KUBERNETES_ID = 'backstage.io/kubernetes-id';

/** The one namespace of an entity's pods; absent: all namespaces. */
export const KUBERNETES_NAMESPACE = 'backstage.io/kubernetes-namespace';

/** The one cluster of an entity's pods; absent: all clusters. */
export const KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';

/**
 * On a Kubernetes namespace, written by the platform team: who may read logs of, or debug, the pods in it. A comma-separated
 * list of entity references: an owner (`group:default/payments`), an entity (`component:default/ledger`), or `*`.
 */
export const DEBUG_CONSENT = 'pod-health.io/debug-consent';
