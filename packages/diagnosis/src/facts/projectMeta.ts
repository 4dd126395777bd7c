import type { ObjectMeta } from './objects';
import {
  flag,
  isObject,
  listOf,
  number,
  own,
  shape,
  text,
  textMap,
  texts,
} from './read';

/** The only annotations that enter a snapshot. None can hold a secret: Kubernetes or this plugin writes each, or it takes only fixed words. */
export const ANNOTATIONS_KEPT: readonly string[] = [
  'argocd.argoproj.io/hook',
  'cluster-autoscaler.kubernetes.io/safe-to-evict',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'helm.sh/hook',
  'kubectl.kubernetes.io/default-container',
  'kubectl.kubernetes.io/restartedAt',
  'kubernetes.io/config.hash',
  'kubernetes.io/config.mirror',
  'kubernetes.io/config.source',
  'pod-health.io/debug-consent',
  'storageclass.beta.kubernetes.io/is-default-class',
  'storageclass.kubernetes.io/is-default-class',
];

const kept = new Set(ANNOTATIONS_KEPT);
/** When a deployment tool runs an object; these annotations hold a list of words such as `pre-install`, and nothing else passes. */
const HOOK = /\/hook$/;
const PHASES =
  /^(?:[ ,]|(?:pre|post)-(?:install|upgrade|rollback|delete)|test(?:-success|-failure)?|crd-install|PreSync|PostSync|SyncFail|Sync|Skip|PreDelete|PostDelete)+$/;

function keptAnnotations(value: unknown): Record<string, string> | undefined {
  if (!isObject(value)) return undefined;
  const names = Object.keys(value).filter(
    name =>
      kept.has(name) && (!HOOK.test(name) || PHASES.test(String(value[name]))),
  );
  return textMap(Object.fromEntries(names.map(name => [name, value[name]])));
}

const readMeta = shape({
  name: text,
  namespace: text,
  uid: text,
  resourceVersion: text,
  generation: number,
  creationTimestamp: text,
  deletionTimestamp: text,
  deletionGracePeriodSeconds: number,
  finalizers: texts,
  labels: textMap,
  annotations: keptAnnotations,
  ownerReferences: listOf(
    shape({
      apiVersion: text,
      kind: text,
      name: text,
      uid: text,
      controller: flag,
    }),
  ),
});

/** Reads `metadata`; anything wrong in it is dropped. Managed fields and other annotations never pass. */
export function projectMeta(value: unknown): ObjectMeta {
  return readMeta(value) ?? {};
}

const readConditions = listOf(
  shape({
    type: text,
    status: text,
    reason: text,
    message: text,
    lastTransitionTime: text,
  }),
);

/** Reads the list of conditions under `status`. */
export function projectConditions(status: unknown) {
  return readConditions(own(status, 'conditions')) ?? [];
}
