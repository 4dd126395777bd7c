// What the engine says of a real cluster, all at once: one listing, every subject of some namespaces, logs of what crashed.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const KINDS = [
  'pods',
  'events',
  'nodes',
  'namespaces',
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'jobs',
  'cronjobs',
  'replicationcontrollers',
  'services',
  'configmaps',
  'serviceaccounts',
  'persistentvolumeclaims',
  'persistentvolumes',
  'storageclasses',
  'volumeattachments',
  'resourcequotas',
  'limitranges',
  'networkpolicies',
];

/** Everything is listed, so that none means none. */
const ASKED = [
  'events',
  'owners',
  'ownerEvents',
  'podEvents',
  'scheduledPods',
  'siblings',
  'namespacePods',
  'services',
  'configMaps',
  'serviceAccounts',
  'claims',
  'claimEvents',
  'volumes',
  'storageClasses',
  'attachments',
  'quotas',
  'limitRanges',
  'networkPolicies',
  'nodeEvents',
];

/** Runs kubectl and resolves to its output. Rejects with its own words. */
export async function kubectl(...args) {
  const options = { maxBuffer: 1 << 30, encoding: 'utf8' };
  const { stdout } = await run('kubectl', args, options).catch(error => {
    throw new Error(`kubectl ${args.join(' ')}: ${error.stderr || error}`);
  });
  return stdout;
}

async function log(namespace, pod, container, previous) {
  const args = ['logs', '-n', namespace, pod, '-c', container, '--tail=50'];
  // No such instance (yet), or its node is gone: then the log is simply not among the facts.
  const text = await kubectl(
    ...args,
    ...(previous ? ['--previous'] : []),
  ).catch(() => '');
  const lost = text.startsWith('unable to retrieve container logs');
  return lost || text === '' ? undefined : text;
}

const ended = ({ state, lastState }) =>
  state?.terminated ?? lastState?.terminated;

/** Logs of the containers that ended, by container. */
async function logsOf({ metadata, status }) {
  const all = [
    ...(status.initContainerStatuses ?? []),
    ...(status.containerStatuses ?? []),
  ];
  const entries = await Promise.all(
    all.filter(ended).map(async ({ name }) => [
      name,
      {
        current: await log(metadata.namespace, metadata.name, name, false),
        previous: await log(metadata.namespace, metadata.name, name, true),
      },
    ]),
  );
  return Object.fromEntries(entries);
}

/** Claims of namespaces that have nothing else to look at. */
function claimsAlone(engine, index) {
  const lived = new Set(engine.subjectsOf(index).map(one => one.namespace));
  return (index.all('PersistentVolumeClaim') ?? [])
    .filter(({ metadata }) => !lived.has(metadata.namespace))
    .map(({ kind, metadata: { namespace, name } }) => ({
      kind,
      namespace,
      name,
    }));
}

/**
 * Diagnoses every subject of the given namespaces.
 *
 * @returns {Promise<readonly { diagnosis: object, pod?: object }[]>} one for each subject; `pod` is the raw object of a pod
 */
export async function diagnoseNamespaces(engine, namespaces) {
  const listed = await kubectl('get', KINDS.join(','), '-A', '-o', 'json');
  const { items } = JSON.parse(listed);
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const index = engine.indexObjects(items);
  const wanted = new Set(namespaces);
  const raw = new Map(
    items
      .filter(({ kind }) => kind === 'Pod')
      .map(pod => [`${pod.metadata.namespace}/${pod.metadata.name}`, pod]),
  );
  const subjects = [
    ...engine.subjectsOf(index),
    ...claimsAlone(engine, index),
  ].filter(({ namespace }) => wanted.has(namespace));
  return Promise.all(
    subjects.map(async subject => {
      const pod =
        subject.kind === 'Pod'
          ? raw.get(`${subject.namespace}/${subject.name}`)
          : undefined;
      const logs = pod && (await logsOf(pod));
      const options = { now, asked: ASKED, logs, schema: engine.bundledSchema };
      const snapshot = engine.snapshotOf(index, subject, options);
      return { diagnosis: engine.diagnose(snapshot), pod };
    }),
  );
}
