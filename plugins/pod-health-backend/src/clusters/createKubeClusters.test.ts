import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import type { ClusterSource } from 'backstage-plugin-pod-health-node';
import { startDemoCluster, type DemoCluster } from 'pod-health-demo-cluster';
import { ClustersFixture, podsIn } from '../testing/clustersFixture';
import { runningPod } from '../testing/demoApi';
import { rejection } from '../testing/rejection';

let demo: DemoCluster;
let it_: ClustersFixture;

beforeAll(async () => {
  demo = await startDemoCluster({ objects: [runningPod('ledger')] });
});

beforeEach(async () => {
  it_ = await ClustersFixture.create(demo);
});

afterEach(() => it_.close());

afterAll(() => demo.close());

describe('podHealth.kubeconfig and podHealth.clusters', () => {
  it('reach the contexts they name', async () => {
    const file = await it_.kubeconfig({ token: demo.token('admin') });
    const clusters = await it_.clusters({
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
    const file = await it_.kubeconfig({
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: process.execPath,
        args: [
          '-p',
          `JSON.stringify({ status: { token: fs.readFileSync(${JSON.stringify(
            join(it_.folder, 'token'),
          )}, 'utf8'), expirationTimestamp: '2999-01-01T00:00:00Z' } })`,
        ],
      },
    });
    await writeFile(join(it_.folder, 'token'), demo.token('first'));
    const clusters = await it_.clusters({
      podHealth: { kubeconfig: { file } },
    });
    expect(await rejection(podsIn(clusters, 'demo'))).toMatchObject({
      code: 'cluster-forbidden',
    });
    demo.revoke('first');
    await writeFile(join(it_.folder, 'token'), demo.token('admin'));
    expect(await podsIn(clusters, 'demo')).toBe(1);
  });

  it('say cluster-unauthorized when the plugin is not there', async () => {
    const file = await it_.kubeconfig({
      exec: { command: join(it_.folder, 'none') },
    });
    const clusters = await it_.clusters({
      podHealth: { kubeconfig: { file } },
    });
    expect(await rejection(podsIn(clusters, 'demo'))).toMatchObject({
      code: 'cluster-unauthorized',
    });
  });

  it('refuse a context the file does not have, and name those it has', async () => {
    const file = await it_.kubeconfig({ token: 'x' });
    const podHealth = { kubeconfig: { file, context: 'prod' } };
    await expect(it_.clusters({ podHealth })).rejects.toThrow(
      `podHealth.kubeconfig.context: ${file} has no context prod; it has demo, other`,
    );
  });

  it('refuse a file that cannot be read', async () => {
    const podHealth = { kubeconfig: { file: join(it_.folder, 'none') } };
    await expect(it_.clusters({ podHealth })).rejects.toThrow(
      /cannot be read$/,
    );
  });

  it('refuse a file that is no kubeconfig, without quoting it (T4)', async () => {
    const file = join(it_.folder, 'broken');
    await writeFile(file, 'token: [canary');
    const error = await rejection(
      it_.clusters({ podHealth: { kubeconfig: { file } } }),
    );
    expect(String(error)).toMatch(/is not a kubeconfig$/);
    expect(String((error as Error).stack)).not.toContain('canary');
  });

  it('refuse a proxy, which is not supported', async () => {
    const file = await it_.kubeconfig({}, { 'proxy-url': 'http://proxy:3128' });
    await expect(
      it_.clusters({ podHealth: { kubeconfig: { file } } }),
    ).rejects.toThrow(/proxy-url/);
  });

  it('warn about skipTLSVerify, and refuse debug there (T20)', async () => {
    const file = await it_.kubeconfig(
      { token: demo.token('admin') },
      {
        'certificate-authority-data': null,
        'insecure-skip-tls-verify': true,
      },
    );
    const clusters = await it_.clusters({
      podHealth: { kubeconfig: { file } },
    });
    const api = clusters.cluster('demo');
    expect(await podsIn(clusters, 'demo')).toBe(1);
    expect(api.insecure).toBe(true);
    expect(it_.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('skipTLSVerify'),
    );
    await expect(
      api.attach({ namespace: 'shop', pod: 'ledger', container: 'app' }),
    ).rejects.toMatchObject({ code: 'debug-disabled' });
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
    const file = await it_.kubeconfig({ token: demo.token('admin') });
    const clusters = await it_.clusters(
      { ...it_.kubernetes(), podHealth: { kubeconfig: { file } } },
      { sources: [source('b', 'a')] },
    );
    expect(clusters.names()).toEqual(['b', 'a', 'prod', 'demo']);
    expect(await podsIn(clusters, 'a')).toBe(1);
  });

  it('may not use a name twice', async () => {
    await expect(
      it_.clusters(it_.kubernetes(), { sources: [source('prod')] }),
    ).rejects.toThrow('two clusters are called prod');
  });

  it('may all be missing: none is known, and a warning says so', async () => {
    const clusters = await it_.clusters({});
    expect(clusters.names()).toEqual([]);
    expect(it_.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('knows no cluster'),
    );
  });

  it('leave the cluster around us, when they are missing', async () => {
    await writeFile(join(it_.folder, 'ca.crt'), demo.ca);
    await writeFile(join(it_.folder, 'token'), `${demo.token('admin')}\n`);
    const { hostname, port } = new URL(demo.url);
    const environment = {
      KUBERNETES_SERVICE_HOST: hostname,
      KUBERNETES_SERVICE_PORT: port,
    };
    const around = { environment, root: it_.folder };
    const alone = await it_.clusters({}, { around });
    expect(alone.names()).toEqual(['in-cluster']);
    expect(await podsIn(alone, 'in-cluster')).toBe(1);
    const told = await it_.clusters(it_.kubernetes(), { around });
    expect(told.names()).toEqual(['prod']);
  });
});
