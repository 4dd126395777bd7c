import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

describe('kubernetes.clusterLocatorMethods', () => {
  it.each([
    ['its own fields', () => ({})],
    [
      'authMetadata',
      () => ({
        authProvider: 'google',
        serviceAccountToken: 'old',
        authMetadata: {
          'kubernetes.io/auth-provider': 'serviceAccount',
          serviceAccountToken: demo.token('admin'),
        },
      }),
    ],
  ])('reach a service account given by %s', async (_, fields) => {
    const clusters = await it_.clusters(it_.kubernetes(fields()));
    expect(await podsIn(clusters, 'prod')).toBe(1);
  });

  it('read the authority from a file too', async () => {
    const caFile = join(it_.folder, 'ca.crt');
    await writeFile(caFile, demo.ca);
    const config = it_.kubernetes({ caFile, caData: undefined });
    expect(await podsIn(await it_.clusters(config), 'prod')).toBe(1);
  });

  it('list a cluster whose auth provider we cannot use, as not authorised', async () => {
    const clusters = await it_.clusters(
      it_.kubernetes({ authProvider: 'google' }),
    );
    expect(clusters.names()).toEqual(['prod']);
    expect(await rejection(podsIn(clusters, 'prod'))).toMatchObject({
      code: 'cluster-unauthorized',
    });
    expect(it_.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('authProvider is google'),
    );
  });

  it('warn about a kind of locator we do not read', async () => {
    const clusters = await it_.clusters({
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'catalog' },
          { type: 'localKubectlProxy' },
        ],
      },
    });
    expect(it_.logger.warn).toHaveBeenCalledTimes(1);
    expect(it_.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('is of type catalog'),
    );
    expect(clusters.names()).toEqual(['local']);
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
    const error = await rejection(it_.clusters(it_.kubernetes(fields)));
    expect(String(error)).toMatch(sentence);
    expect(String(error)).toContain(
      'kubernetes.clusterLocatorMethods[0].clusters[0]',
    );
  });
});
