import { PodHealthError } from 'backstage-plugin-pod-health-common';
import type { KubeApi } from '../kube/types';
import type { FieldSchema } from 'pod-diagnosis';
import { FakeClock } from '../testing/fakeClock';
import { isNoNewer, SchemaSource } from './schemaSource';

const schema: FieldSchema = {
  version: 'v1.35.4',
  source: 'bundled',
  kinds: {},
  types: {},
};

it.each([
  ['v1.35.9', true],
  ['v1.19.0-eks-1', true],
  ['v1.36.0', false],
  ['v2.1.0', false],
  ['nonsense', false],
])('a cluster of version %s: %s', (version, fits) => {
  expect(isNoNewer(version, 'v1.35.4')).toBe(fits);
});

const notFound = () =>
  Promise.reject(new PodHealthError('cluster-error', 'x', { status: 404 }));

/** A cluster that answers with one field, named after the hash of its documents. */
function clusterOf(hash: string) {
  const state = { hash };
  const openApiIndex = jest.fn(
    async (): Promise<ReadonlyMap<string, string>> =>
      new Map(
        ['api/v1', 'apis/apps/v1', 'apis/batch/v1'].map(group => [
          group,
          `/openapi/v3/${group}?hash=${state.hash}`,
        ]),
      ),
  );
  const openApi = jest.fn(async () => ({
    components: {
      schemas: {
        'io.k8s.api.core.v1.Pod': { properties: { [state.hash]: {} } },
      },
    },
  }));
  const version = jest.fn(async () => 'v1.99.0');
  const api = {
    cluster: 'one',
    version,
    openApiIndex,
    openApi,
  } as unknown as KubeApi; // only these are asked for
  return { api, state, openApiIndex, openApi, version };
}

it('reads the fields from the cluster itself, and again only when they changed', async () => {
  const { api, state, openApi } = clusterOf('a');
  const clock = new FakeClock();
  const source = new SchemaSource(schema, clock);
  expect(await source.schemaOf(api)).toMatchObject({
    version: 'v1.99.0',
    source: 'cluster',
    types: { Pod: { a: '' } },
  });
  await clock.advance(30 * 60_000);
  await source.schemaOf(api);
  expect(openApi.mock.calls).toEqual([
    [{ group: '', version: 'v1' }],
    [{ group: 'apps', version: 'v1' }],
    [{ group: 'batch', version: 'v1' }],
  ]);
  state.hash = 'b';
  await clock.advance(30 * 60_000);
  expect((await source.schemaOf(api))?.types).toEqual({ Pod: { b: '' } });
});

it('has the bundled list for a cluster without OpenAPI v3 that is no newer', async () => {
  const { api, openApiIndex, version } = clusterOf('a');
  openApiIndex.mockImplementation(notFound);
  const source = () => new SchemaSource(schema, new FakeClock());
  expect(await source().schemaOf(api)).toBeUndefined();
  version.mockResolvedValue('v1.20.0');
  expect(await source().schemaOf(api)).toBe(schema);
});

it('asks a cluster every half hour at most, and again after a failure', async () => {
  const { api, version } = clusterOf('a');
  const clock = new FakeClock();
  const source = new SchemaSource(schema, clock);
  await source.schemaOf(api);
  await source.schemaOf(api);
  expect(version).toHaveBeenCalledTimes(1);
  await clock.advance(30 * 60_000);
  version.mockRejectedValueOnce(new Error('gone'));
  expect(await source.schemaOf(api)).toBeUndefined();
  expect(await source.schemaOf(api)).toBeDefined();
  expect(version).toHaveBeenCalledTimes(3);
});
