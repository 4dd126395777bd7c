// From a namespace of a real cluster to cases, one for each subject in it.
import { get, log } from './kubectl.mjs';

const WORKLOADS =
  'deployments,replicasets,statefulsets,daemonsets,jobs,cronjobs,replicationcontrollers';
/** Kinds of a namespace that are recorded as they are projected, with the projection's name. */
const IN_NAMESPACE = {
  services: 'projectService',
  persistentvolumeclaims: 'projectClaim',
  resourcequotas: 'projectQuota',
  limitranges: 'projectLimitRange',
  serviceaccounts: 'projectServiceAccount',
  networkpolicies: 'projectNetworkPolicy',
};
/** Kinds outside namespaces. */
const CLUSTER_WIDE = {
  persistentvolumes: 'projectVolume',
  storageclasses: 'projectStorageClass',
  volumeattachments: 'projectAttachment',
};
/** What of a node's images is recorded: enough for "did you mean". */
const IMAGES_KEPT = 12;
/** Set by the cluster in every namespace; no cause is about it. */
const ROOT_CA = 'kube-root-ca.crt';

/** Only what takes room on a node: other people's pods are nobody's business. */
function roomOnly({ metadata, spec, status }) {
  return {
    kind: 'Pod',
    metadata: {
      name: metadata.name,
      namespace: metadata.namespace,
      uid: metadata.uid,
    },
    spec: {
      nodeName: spec.nodeName,
      containers: spec.containers.map(({ name, resources }) => ({
        name,
        resources,
      })),
    },
    status: { phase: status.phase },
  };
}

function shortNode(node) {
  const { images } = node.status;
  return images
    ? {
        ...node,
        status: { ...node.status, images: images.slice(0, IMAGES_KEPT) },
      }
    : node;
}

function gather(engine, namespace) {
  const inNamespace = kinds => get(kinds, '-n', namespace);
  const projected = (kinds, list) =>
    Object.entries(kinds).flatMap(([kind, projection]) =>
      list(kind).map(engine[projection]),
    );
  const configMaps = inNamespace('configmaps').filter(
    ({ metadata }) => metadata.name !== ROOT_CA,
  );
  const others = get('pods', '-A').filter(
    ({ metadata, spec }) => metadata.namespace !== namespace && spec.nodeName,
  );
  return [
    ...inNamespace('pods').map(engine.projectPod),
    ...inNamespace(WORKLOADS).map(engine.projectWorkload),
    ...inNamespace('events').map(engine.projectEvent),
    ...configMaps.map(engine.projectConfigMap),
    ...get('nodes').map(engine.projectNode).map(shortNode),
    ...projected(IN_NAMESPACE, inNamespace),
    ...projected(CLUSTER_WIDE, kind => get(kind)),
    engine.projectNamespace(
      get('namespaces').find(({ metadata }) => metadata.name === namespace),
    ),
    ...others.map(roomOnly).map(engine.projectPod),
  ];
}

function logsOf(namespace, pod) {
  const { name } = pod.metadata;
  const containers = [...pod.spec.initContainers, ...pod.spec.containers];
  return Object.fromEntries(
    containers.map(container => [
      container.name,
      {
        current: log(namespace, name, container.name, false),
        previous: log(namespace, name, container.name, true),
      },
    ]),
  );
}

/** What was gathered in full, so that "none" means none. */
const ASKED = [
  'events',
  'owners',
  'ownerEvents',
  'podEvents',
  'configMaps',
  'namespacePods',
  'services',
  'claims',
  'claimEvents',
  'volumes',
  'storageClasses',
  'attachments',
  'quotas',
  'limitRanges',
  'serviceAccounts',
  'networkPolicies',
  'siblings',
];

const ids = list => [...new Set(list.map(({ cause }) => cause))].sort();

function expectationOf({ state, found, contributing }) {
  const consequences = ids(contributing);
  return {
    state,
    found: ids(found),
    ...(consequences.length > 0 && { contributing: consequences }),
  };
}

/**
 * Every subject of the scenario's namespace, diagnosed, with the fixture that holds the case. Pods of other namespaces are
 * kept only when the cause counts the room they take.
 */
export function recordCase(engine, { namespace }, causeId) {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const room = needsRoom(engine, causeId);
  const all = gather(engine, namespace);
  const objects = room ? all : all.filter(inOrClusterWide(namespace));
  const asked = room ? [...ASKED, 'scheduledPods'] : ASKED;
  const index = engine.indexObjects(objects);
  const subjects = subjectsIn(engine, index, namespace);
  return subjects.map(subject => {
    const key = engine.nameKey('Pod', namespace, subject.name);
    const pod = subject.kind === 'Pod' && index.podsByName.get(key);
    const logs = pod ? logsOf(namespace, pod) : undefined;
    const schema = engine.bundledSchema;
    const options = { now, asked, logs, schema };
    const diagnosis = engine.diagnose(
      engine.snapshotOf(index, subject, options),
    );
    const expected = expectationOf(diagnosis);
    const fixture = { now, subject, asked, expect: expected, logs, objects };
    return { fixture, diagnosis };
  });
}

/** Pods, workloads and services of the namespace; without any of them its claims. */
function subjectsIn(engine, index, namespace) {
  const subjects = engine
    .subjectsOf(index)
    .filter(one => one.namespace === namespace);
  if (subjects.length > 0) return subjects;
  const kind = 'PersistentVolumeClaim';
  const claims = index.within(kind, namespace) ?? [];
  return claims.map(({ metadata: { name } }) => ({ kind, namespace, name }));
}

function needsRoom(engine, causeId) {
  const { reads, mayRead = [] } = engine.causes.find(
    ({ id }) => id === causeId,
  );
  return [...reads, ...mayRead].includes('scheduledPods');
}

function inOrClusterWide(namespace) {
  return ({ metadata, namespace: own }) => {
    const at = metadata?.namespace ?? own;
    return at === undefined || at === namespace;
  };
}
