// `node packages/demo-cluster/scripts/record.mjs [SERVICE…]`: records the scenarios on the cluster of KUBECONFIG into
// recordings/. Applies scenarios/manifests in namespaces of its own (a prefix, taken off again in the recording), waits until
// each service is in the state its cause is known by, and long enough for a restart loop to have a rhythm. Needs kubectl.
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseAllDocuments, stringify } from 'yaml';
import { reduce } from './record/reduce.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const PREFIX = process.env.POD_HEALTH_RECORD_PREFIX ?? 'h3-rec-';
const NAMESPACES = ['checkout', 'payments', 'platform'];
const PATIENCE_MS = 6 * 60_000;
const POLL_MS = 2_000;
const LOG_LINES = 200;

const run = promisify(execFile);

async function kubectl(args, input) {
  const child = run('kubectl', args, { maxBuffer: 64 * 1024 * 1024 });
  if (input !== undefined) child.child.stdin.end(input);
  return (await child).stdout;
}

const getJson = async args =>
  JSON.parse(await kubectl([...args, '-o', 'json']));

/** A container is where its cause shows: by cause, what its status must be. */
const restartedBy = (count, test) => s =>
  s &&
  s.restartCount >= count &&
  s.state.waiting?.reason === 'CrashLoopBackOff' &&
  test(s.lastState.terminated ?? {});
const waitsFor = pattern => s => pattern.test(s?.state.waiting?.reason ?? '');
/** A running container has something to say after a minute; a load balancer is given longer. */
const isOld = (s, ms = 60_000) =>
  Date.now() - Date.parse(s?.state.running?.startedAt) > ms;
const READY_WHEN = {
  'liveness-probe-kills': restartedBy(
    2,
    t => t.exitCode === 143 || t.exitCode === 137,
  ),
  'container-exits-with-error': restartedBy(3, t => t.exitCode === 3),
  'out-of-memory': restartedBy(3, t => t.reason === 'OOMKilled'),
  'missing-command': s => s?.restartCount >= 2 && Boolean(s.state.waiting),
  'image-not-found': waitsFor(/ImagePullBackOff/),
  'image-private': waitsFor(/ImagePullBackOff/),
  'registry-dns': waitsFor(/ImagePullBackOff/),
  'config-map-missing': waitsFor(/CreateContainerConfigError/),
  'misspelt-field': s => isOld(s),
  'load-balancer-not-set-up': s => isOld(s, 180_000),
};

function isRecordable(cause, pod) {
  const [status] = pod.status.containerStatuses ?? [];
  if (cause === null) {
    return isOld(status);
  }
  if (cause.startsWith('unschedulable')) {
    return pod.status.conditions?.some(c => c.reason === 'Unschedulable');
  }
  return READY_WHEN[cause]?.(status);
}

const PREFIXED = new RegExp(PREFIX.replace(/[^\w-]/g, '\\$&'), 'g');
const unprefixed = value =>
  JSON.parse(JSON.stringify(value).replace(PREFIXED, ''));

async function manifests(service) {
  const text = await readFile(
    join(root, 'scenarios/manifests', `${service}.yaml`),
    'utf8',
  );
  return parseAllDocuments(text).map(document => document.toJS());
}

function prefixed(object) {
  const { metadata } = object;
  return object.kind === 'Namespace'
    ? { ...object, metadata: { ...metadata, name: PREFIX + metadata.name } }
    : {
        ...object,
        metadata: { ...metadata, namespace: PREFIX + metadata.namespace },
      };
}

async function apply(objects) {
  const text = objects.map(object => stringify(object)).join('---\n');
  await kubectl(['apply', '--validate=false', '-f', '-'], text);
}

/** The service's pods once all are recordable; polls, because several kinds of status count. */
async function awaitPods(namespace, service, cause) {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const { items } = await getJson([
      '-n',
      namespace,
      'get',
      'pods',
      '-l',
      `app=${service}`,
    ]);
    if (items.length > 0 && items.every(pod => isRecordable(cause, pod))) {
      return;
    }
    if (Date.now() > until) {
      throw new Error(
        `${service} did not come to ${cause ?? 'health'}: ${JSON.stringify(
          items.map(i => i.status),
        )}`,
      );
    }
    await delay(POLL_MS);
  }
}

async function logsOf(namespace, pods) {
  const logs = [];
  for (const pod of pods) {
    for (const { name: container } of pod.spec.containers) {
      for (const previous of [false, true]) {
        const args = [
          '-n',
          namespace,
          'logs',
          pod.metadata.name,
          '-c',
          container,
          '--timestamps',
          `--tail=${LOG_LINES}`,
        ];
        const text = await kubectl(
          previous ? [...args, '--previous'] : args,
        ).catch(() => undefined);
        if (text) {
          const lines = text.split('\n').filter(line => /^\d{4}-/.test(line));
          logs.push({
            namespace,
            pod: pod.metadata.name,
            container,
            previous,
            lines,
          });
        }
      }
    }
  }
  return logs;
}

async function record(service, cause, kubernetes) {
  const [{ metadata }] = (await manifests(service)).filter(
    o => o.kind === 'Deployment',
  );
  const namespace = PREFIX + metadata.namespace;
  await awaitPods(namespace, service, cause);
  const recordedAt = new Date().toISOString();
  const all = await getJson([
    '-n',
    namespace,
    'get',
    'pods,replicasets,deployments,services,configmaps,events',
  ]);
  const belongs = ({ kind, metadata: m, involvedObject }) =>
    kind === 'Event'
      ? involvedObject.name === service ||
        involvedObject.name.startsWith(`${service}-`)
      : m.name === service || m.name.startsWith(`${service}-`);
  const objects = all.items.filter(belongs);
  const pods = objects.filter(object => object.kind === 'Pod');
  const logs = await logsOf(namespace, pods);
  await save(service, {
    scenario: service,
    recordedAt,
    kubernetes,
    objects: objects.map(reduce),
    logs,
  });
}

async function recordCluster(kubernetes) {
  const recordedAt = new Date().toISOString();
  const nodes = await getJson(['get', 'nodes']);
  const namespaces = await getJson([
    'get',
    'namespaces',
    ...NAMESPACES.map(n => PREFIX + n),
  ]);
  const objects = [...nodes.items, ...namespaces.items].map(reduce);
  await save('cluster', {
    scenario: 'cluster',
    recordedAt,
    kubernetes,
    objects,
    logs: [],
  });
}

async function save(name, recording) {
  await mkdir(join(root, 'recordings'), { recursive: true });
  const text = JSON.stringify(unprefixed(recording), undefined, 1);
  await writeFile(join(root, 'recordings', `${name}.json`), `${text}\n`);
  process.stdout.write(`recorded ${name}\n`);
}

const expected = JSON.parse(
  await readFile(join(root, 'scenarios/expected.json'), 'utf8'),
);
const asked = process.argv.slice(2);
const services = (await readdir(join(root, 'scenarios/manifests')))
  .map(file => file.replace(/\.yaml$/, ''))
  .filter(
    name => name in expected && (asked.length === 0 || asked.includes(name)),
  );
const { serverVersion } = await getJson(['version']);
const kubernetes = serverVersion.gitVersion;
try {
  const namespaces = await manifests('namespaces');
  await apply(namespaces.map(prefixed));
  for (const service of services) {
    await apply((await manifests(service)).map(prefixed));
  }
  await recordCluster(kubernetes);
  const results = await Promise.allSettled(
    services.map(s => record(s, expected[s], kubernetes)),
  );
  for (const { reason } of results.filter(r => r.status === 'rejected')) {
    process.stderr.write(`${reason}\n`);
    process.exitCode = 1;
  }
} finally {
  await kubectl([
    'delete',
    'namespace',
    ...NAMESPACES.map(n => PREFIX + n),
    '--wait=false',
  ]);
}
