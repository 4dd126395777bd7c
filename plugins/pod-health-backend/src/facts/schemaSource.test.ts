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

it('asks a cluster every ten minutes at most, and again after a failure', async () => {
  const version = jest.fn(async () => 'v1.35.0');
  const api = { cluster: 'one', version } as unknown as KubeApi; // only the version is asked for
  const clock = new FakeClock();
  const source = new SchemaSource(schema, clock);
  expect(await source.schemaOf(api)).toBe(schema);
  expect(await source.schemaOf(api)).toBe(schema);
  expect(version).toHaveBeenCalledTimes(1);
  await clock.advance(10 * 60_000);
  version.mockRejectedValueOnce(new Error('gone'));
  expect(await source.schemaOf(api)).toBeUndefined();
  expect(await source.schemaOf(api)).toBe(schema);
  expect(version).toHaveBeenCalledTimes(3);
});
