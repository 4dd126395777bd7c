import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { KubeConfig } from '@kubernetes/client-node';
import type { ClusterSource } from 'backstage-plugin-pod-health-node';
import { startDemoCluster, type DemoCluster } from 'pod-health-demo-cluster';
import { PODS } from '../kube/kinds';
import { runningPod } from '../testing/demoApi';
import { FakeClock } from '../testing/fakeClock';
import { rejection } from '../testing/rejection';
import {
  createKubeClusters,
  type ClosableKubeClusters,
} from './createKubeClusters';

let demo: DemoCluster;
let folder: string;
let opened: ClosableKubeClusters[];
const logger = mockServices.logger.mock();

beforeAll(async () => {
  demo = await startDemoCluster({ objects: [runningPod('ledger')] });
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pod-health-clusters-'));
  opened = [];
  logger.warn.mockReset();
});

afterEach(async () => {
  await Promise.all(opened.map(clusters => clusters.close()));
  await rm(folder, { recursive: true });
});

afterAll(() => demo.close());

async function create(
  config: JsonObject,
  more: {
    sources?: ClusterSource[];
    around?: { environment: Record<string, string>; root: string };
  } = {},
): Promise<ClosableKubeClusters> {
  const clusters = await createKubeClusters({
    config: new ConfigReader(config),
    logger,
    clock: new FakeClock(),
    around: { environment: {} },
    ...more,
  });
  opened.push(clusters);
  return clusters;
}

/** Writes a kubeconfig for the double; `user` is the user's part of it. */
async function kubeconfig(
  user: JsonObject,
  cluster: JsonObject = {},
): Promise<string> {
  const file = join(folder, 'kubeconfig');
  const ca = Buffer.from(demo.ca).toString('base64');
  await writeFile(
    file,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'demo',
      contexts: ['demo', 'other'].map(name => ({
        name,
        context: { cluster: 'demo', user: 'me' },
      })),
      clusters: [
        {
          name: 'demo',
          cluster: {
            server: demo.url,
            'certificate-authority-data': ca,
            ...cluster,
          },
        },
      ],
      users: [{ name: 'me', user }],
    }),
  );
  return file;
}

async function podsIn(
  clusters: ClosableKubeClusters,
  name: string,
): Promise<number> {
  return (await clusters.cluster(name).list({ kind: PODS })).items.length;
}

const kubernetes = (...clusters: JsonObject[]): JsonObject => ({
  kubernetes: { clusterLocatorMethods: [{ type: 'config', clusters }] },
});

/** The double as the Kubernetes plugin's configuration has it. */
const configured = (more: JsonObject = {}): JsonObject => ({
  name: 'prod',
  url: demo.url,
  authProvider: 'serviceAccount',
  serviceAccountToken: demo.token('admin'),
  caData: Buffer.from(demo.ca).toString('base64'),
  ...more,
});

describe('podHealth.kubeconfig and podHealth.clusters', () => {
  it('reach the contexts they name', async () => {
    const file = await kubeconfig({ token: demo.token('admin') });
    const clusters = await create({
      podHealth: {
        kubeconfig: { file },
        clusters: [{ name: 'staging', kubeconfig: { file, context: 'other' } }],
      },
    });
    expect(clusters.names()).toEqual(['demo', 'staging']);
    expect(await podsIn(clusters, 'demo')).toBe(1);
    expect(await podsIn(clusters, 'staging')).toBe(1);
    expect(() => clusters.cluster('none')).toThrow(
      expect.objectContaining({ code: 'cluster-not-found' }),
    );
  });

  it('run a credential plugin, and run it again when its token is refused', async () => {
    const file = await kubeconfig({
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: process.execPath,
        args: [
          '-p',
          `JSON.stringify({ status: { token: fs.readFileSync(${JSON.stringify(
            join(folder, 'token'),
          )}, 'utf8'), expirationTimestamp: '2999-01-01T00:00:00Z' } })`,
        ],
      },
    });
    await writeFile(join(folder, 'token'), demo.token('first'));
    const clusters = await create({ podHealth: { kubeconfig: { file } } });
    expect(await rejection(podsIn(clusters, 'demo'))).toMatchObject({
      code: 'cluster-forbidden',
    });
    demo.revoke('first');
    await writeFile(join(folder, 'token'), demo.token('admin'));
    expect(await podsIn(clusters, 'demo')).toBe(1);
  });

  it('say cluster-unauthorized when the plugin is not there', async () => {
    const file = await kubeconfig({ exec: { command: join(folder, 'none') } });
    const clusters = await create({ podHealth: { kubeconfig: { file } } });
    expect(await rejection(podsIn(clusters, 'demo'))).toMatchObject({
      code: 'cluster-unauthorized',
    });
  });

  it('refuse a context the file does not have, and name those it has', async () => {
    const file = await kubeconfig({ token: 'x' });
    const podHealth = { kubeconfig: { file, context: 'prod' } };
    await expect(create({ podHealth })).rejects.toThrow(
      `podHealth.kubeconfig.context: ${file} has no context prod; it has demo, other`,
    );
  });

  it('refuse a file that cannot be read', async () => {
    const podHealth = { kubeconfig: { file: join(folder, 'none') } };
    await expect(create({ podHealth })).rejects.toThrow(/cannot be read$/);
  });

  it('refuse a file that is no kubeconfig, without quoting it (T4)', async () => {
    const file = join(folder, 'broken');
    await writeFile(file, 'token: [canary');
    const error = await rejection(
      create({ podHealth: { kubeconfig: { file } } }),
    );
    expect(String(error)).toMatch(/is not a kubeconfig$/);
    expect(String((error as Error).stack)).not.toContain('canary');
  });

  it('refuse a proxy, which is not supported', async () => {
    const file = await kubeconfig({}, { 'proxy-url': 'http://proxy:3128' });
    await expect(
      create({ podHealth: { kubeconfig: { file } } }),
    ).rejects.toThrow(/proxy-url/);
  });

  it('warn about skipTLSVerify, and refuse debug there (T20)', async () => {
    const file = await kubeconfig(
      { token: demo.token('admin') },
      {
        'certificate-authority-data': null,
        'insecure-skip-tls-verify': true,
      },
    );
    const clusters = await create({ podHealth: { kubeconfig: { file } } });
    const api = clusters.cluster('demo');
    expect(await podsIn(clusters, 'demo')).toBe(1);
    expect(api.insecure).toBe(true);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('skipTLSVerify'),
    );
    await expect(
      api.attach({ namespace: 'shop', pod: 'ledger', container: 'app' }),
    ).rejects.toMatchObject({ code: 'debug-disabled' });
  });
});

describe('kubernetes.clusterLocatorMethods', () => {
  it.each([
    ['its own fields', () => configured()],
    [
      'authMetadata',
      () =>
        configured({
          authProvider: 'google',
          serviceAccountToken: 'old',
          authMetadata: {
            'kubernetes.io/auth-provider': 'serviceAccount',
            serviceAccountToken: demo.token('admin'),
          },
        }),
    ],
  ])('reach a service account given by %s', async (_, cluster) => {
    const clusters = await create(kubernetes(cluster()));
    expect(await podsIn(clusters, 'prod')).toBe(1);
  });

  it('read the authority from a file too', async () => {
    const caFile = join(folder, 'ca.crt');
    await writeFile(caFile, demo.ca);
    const { caData, ...cluster } = configured({ caFile });
    expect(caData).toBeDefined();
    expect(await podsIn(await create(kubernetes(cluster)), 'prod')).toBe(1);
  });

  it('list a cluster whose auth provider we cannot use, as not authorised', async () => {
    const clusters = await create(
      kubernetes(configured({ authProvider: 'google' })),
    );
    expect(clusters.names()).toEqual(['prod']);
    expect(await rejection(podsIn(clusters, 'prod'))).toMatchObject({
      code: 'cluster-unauthorized',
    });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('authProvider is google'),
    );
  });

  it('warn about a kind of locator we do not read', async () => {
    await create({
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'catalog' },
          { type: 'localKubectlProxy' },
        ],
      },
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('is of type catalog'),
    );
    expect(opened[0].names()).toEqual(['local']);
  });

  it.each([
    [
      'no auth provider',
      { authProvider: undefined },
      /authProvider is missing/,
    ],
    ['plain http to elsewhere', { url: 'http://10.0.0.1' }, /plain http/],
    ['no address', { url: 'prod' }, /not an https address/],
    ['another scheme', { url: 'file:///etc' }, /not an https address/],
    ['a password', { url: 'https://a:b@c' }, /user or password/],
    ['a query', { url: 'https://c/?x=1' }, /query or fragment/],
    ['caData that is a PEM', { caData: '-----BEGIN' }, /caData is not base64/],
  ])('refuse %s with a sentence', async (_, fields, sentence) => {
    const error = await rejection(create(kubernetes(configured(fields))));
    expect(String(error)).toMatch(sentence);
    expect(String(error)).toContain(
      'kubernetes.clusterLocatorMethods[0].clusters[0]',
    );
  });
});

describe('all sources', () => {
  const source = (...names: string[]): ClusterSource => ({
    clusters: async () =>
      names.map(name => ({
        name,
        async loadKubeConfig() {
          const config = new KubeConfig();
          config.loadFromString(demo.kubeconfig({ user: 'admin' }));
          return config;
        },
      })),
  });

  it('come in order: extension point, kubernetes, podHealth', async () => {
    const file = await kubeconfig({ token: demo.token('admin') });
    const clusters = await create(
      { ...kubernetes(configured()), podHealth: { kubeconfig: { file } } },
      { sources: [source('b', 'a')] },
    );
    expect(clusters.names()).toEqual(['b', 'a', 'prod', 'demo']);
    expect(await podsIn(clusters, 'a')).toBe(1);
  });

  it('may not use a name twice', async () => {
    await expect(
      create(kubernetes(configured()), { sources: [source('prod')] }),
    ).rejects.toThrow('two clusters are called prod');
  });

  it('may all be missing: none is known, and a warning says so', async () => {
    const clusters = await create({});
    expect(clusters.names()).toEqual([]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('knows no cluster'),
    );
  });

  it('leave the cluster around us, when they are missing', async () => {
    await writeFile(join(folder, 'ca.crt'), demo.ca);
    await writeFile(join(folder, 'token'), `${demo.token('admin')}\n`);
    const { hostname, port } = new URL(demo.url);
    const environment = {
      KUBERNETES_SERVICE_HOST: hostname,
      KUBERNETES_SERVICE_PORT: port,
    };
    const around = { environment, root: folder };
    const alone = await create({}, { around });
    expect(alone.names()).toEqual(['in-cluster']);
    expect(await podsIn(alone, 'in-cluster')).toBe(1);
    const told = await create(kubernetes(configured()), { around });
    expect(told.names()).toEqual(['prod']);
  });
});
