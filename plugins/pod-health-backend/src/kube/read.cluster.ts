/**
 * Reading and logs against a real cluster, with exactly the rights of rbac/*.yaml:
 *
 *   KUBECONFIG=… node scripts/run.mjs yarn workspace backstage-plugin-pod-health-backend test --watch=false \
 *     --testMatch '**\/kube/*.cluster.ts'
 *
 * Makes a namespace and roles of its own and removes them. Needs kubectl.
 */
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import {
  createKubeClusters,
  type ClosableKubeClusters,
} from '../clusters/createKubeClusters';
import {
  applyPod,
  kubectl,
  readUntil,
  startClusterCheck,
  waitForPod,
  type ClusterCheck,
} from '../testing/clusterCheck';
import { bundledSchema } from 'pod-diagnosis';
import { SchemaSource } from '../facts/schemaSource';
import { systemClock } from '../time/clock';
import type { ClosableKubeApi } from './createKubeApi';
import { NODES, PODS } from './kinds';

const NAME = 'pod-health-check-read';

jest.setTimeout(90_000);

let check: ClusterCheck;
let admin: ClosableKubeClusters;
let api: ClosableKubeApi;

beforeAll(async () => {
  check = await startClusterCheck(NAME);
  api = check.api;
  // A node without a kubelet, and a node that is gone; the pods stay bound to them.
  applyPod(NAME, 'elsewhere', { nodeName: 'worker-small' });
  applyPod(NAME, 'ghost', { nodeName: 'no-such-node' });
  applyPod(NAME, 'unscheduled', { nodeSelector: { 'no-such': 'label' } });
  applyPod(NAME, 'waiting', {
    containers: [{ name: 'app', image: 'localhost:5000/none/app:1' }],
  });
  waitForPod(NAME, 'waiting', 'condition=PodScheduled');
  admin = await createKubeClusters({
    config: new ConfigReader({
      podHealth: { kubeconfig: { file: process.env.KUBECONFIG, name: 'real' } },
    }),
    logger: mockServices.logger.mock(),
    clock: systemClock,
  });
});

afterAll(async () => {
  kubectl([
    'delete',
    'crd',
    `things.${NAME}.example.com`,
    '--ignore-not-found',
  ]);
  await admin?.close();
  await check?.stop();
});

describe('reading', () => {
  it('reads the fields that the API knows, with no rights of its own (facts.md)', async () => {
    const index = await api.openApiIndex();
    expect(index.get('apis/apps/v1')).toMatch(
      /^\/openapi\/v3\/apis\/apps\/v1\?hash=/,
    );
    const source = new SchemaSource(bundledSchema, systemClock);
    const schema = await source.schemaOf(api);
    expect(schema?.source).toBe('cluster');
    expect(schema?.types.PodSpec).toHaveProperty('containers', '[]Container');
  });

  it('gets and lists through a kubeconfig of the configuration', async () => {
    expect(admin.names()).toEqual(['real']);
    const list = await admin.cluster('real').list({ kind: NODES });
    expect(list.items.map(item => item.metadata?.name)).toContain('worker');
    expect(list.items[0]).toMatchObject({ kind: 'Node', apiVersion: 'v1' });
  });

  it('lists and watches with the shipped roles', async () => {
    const list = await api.list({ kind: PODS, namespace: NAME });
    expect(list.items.map(item => item.metadata?.name)).toContain('app');
    const abort = new AbortController();
    const seen: string[] = [];
    const watching = (async () => {
      for await (const event of api.watch(
        { kind: PODS, namespace: NAME, labelSelector: 'app=app' },
        { resourceVersion: list.resourceVersion, signal: abort.signal },
      )) {
        seen.push(`${event.type} ${event.object.metadata?.labels?.touched}`);
        abort.abort();
      }
    })();
    kubectl(['-n', NAME, 'label', 'pod', 'app', 'touched=yes', '--overwrite']);
    await watching;
    expect(seen[0]).toBe('MODIFIED yes');
  });

  it('is told that its version has expired', async () => {
    // A watch cache that begins now knows no version 1; that of pods does on a cluster that is new itself.
    const kind = defineKind(`${NAME}.example.com`);
    const watch = admin
      .cluster('real')
      .watch(
        { kind },
        { resourceVersion: '1', signal: new AbortController().signal },
      );
    await expect(
      (async () => {
        for await (const _ of watch) {
          // events before the error do not matter
        }
      })(),
    ).rejects.toMatchObject({ code: 'watch-expired' });
  });

  it('says what it may not do', async () => {
    await expect(
      api.list({ kind: { group: '', version: 'v1', resource: 'secrets' } }),
    ).rejects.toMatchObject({
      code: 'cluster-forbidden',
      details: {
        cluster: 'real',
        verb: 'list',
        resource: 'secrets',
        status: 403,
      },
    });
    await expect(
      api.canI({
        verb: 'create',
        group: '',
        resource: 'pods',
        subresource: 'exec',
      }),
    ).resolves.toMatchObject({ allowed: false });
    await expect(
      api.canI({
        verb: 'patch',
        group: '',
        resource: 'pods',
        subresource: 'ephemeralcontainers',
      }),
    ).resolves.toMatchObject({ allowed: true });
  });

  it('says that a pod does not exist', async () => {
    await expect(
      api.get(PODS, 'none', { namespace: NAME }),
    ).rejects.toMatchObject({ code: 'pod-not-found' });
  });
});

describe('logs', () => {
  const app = { namespace: NAME, pod: 'app', container: 'app' };

  it('follows, with times, and stops quietly when told', async () => {
    const abort = new AbortController();
    const log = await api.log(app, {
      follow: true,
      tailLines: 0,
      signal: abort.signal,
    });
    const text = await readUntil(log, '\n');
    expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z line \d+\n/);
    const closed = new Promise(resolve => log.once('close', resolve));
    abort.abort();
    await closed;
  });

  it.each([
    ['previous-log-not-found', app, { previous: true }],
    ['container-not-found', { ...app, container: 'none' }, {}],
    ['pod-not-found', { ...app, pod: 'none' }, {}],
    ['node-unreachable', { ...app, pod: 'elsewhere' }, {}],
    ['node-unreachable', { ...app, pod: 'ghost' }, {}],
    ['target-not-running', { ...app, pod: 'waiting' }, {}],
    ['pod-not-scheduled', { ...app, pod: 'unscheduled' }, {}],
  ])('answers %s', async (code, container, options) => {
    await expect(api.log(container, options)).rejects.toMatchObject({ code });
  });
});

/** Gives the cluster a kind of object that it has not had before, and waits until it is served. */
function defineKind(group: string) {
  const names = { plural: 'things', singular: 'thing', kind: 'Thing' };
  const name = `${names.plural}.${group}`;
  const schema = { openAPIV3Schema: { type: 'object' } };
  const versions = [{ name: 'v1', served: true, storage: true, schema }];
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name },
    spec: { group, scope: 'Cluster', names, versions },
  };
  kubectl(['apply', '-f', '-'], JSON.stringify(definition));
  kubectl(['wait', `crd/${name}`, '--for=condition=Established']);
  for (let tries = 1; ; tries++) {
    try {
      kubectl(['get', '--raw', `/apis/${group}/v1/${names.plural}`]);
      return { group, version: 'v1', resource: names.plural };
    } catch (error) {
      // Established comes a moment before it is served.
      if (tries === 50) {
        throw error;
      }
    }
  }
}
