import type { JsonObject, Tweak } from '../testing';
import { pod } from '../testing';
import { appliedOf } from './appliedFields';

const applied = (value: unknown) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const name = 'kubectl.kubernetes.io/last-applied-configuration';
  return appliedOf(pod(['metadata.annotations', { [name]: text }]))
    ?.appliedFields;
};

it('names each field once, lists by [], keys of maps left out', () => {
  const object = {
    metadata: { labels: { 'app.kubernetes.io/name': 'web', tier: 'front' } },
    spec: {
      containers: [{ name: 'a' }, { name: 'b', livenessProb: { port: 1 } }],
      args: ['x', 'y'],
    },
  };
  expect(applied(object)).toEqual([
    'metadata',
    'metadata.labels',
    'metadata.labels.tier',
    'spec',
    'spec.args',
    'spec.containers',
    'spec.containers[]',
    'spec.containers[].livenessProb',
    'spec.containers[].livenessProb.port',
    'spec.containers[].name',
  ]);
});

it.each(['', 'no json', '{"a":'])('knows nothing when it is %p', text => {
  expect(applied(text)).toBeUndefined();
});

it('ends on an object nested for ever', () => {
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
  expect(applied(deep)?.length).toBeLessThan(100);
});

describe('what the cluster did not keep', () => {
  const NAME = 'kubectl.kubernetes.io/last-applied-configuration';
  const dropped = (spec: JsonObject, ...tweaks: Tweak[]) =>
    appliedOf(
      pod(
        ['metadata.annotations', { [NAME]: JSON.stringify({ spec }) }],
        ...tweaks,
      ),
    )?.droppedFields;

  it('is what was applied and is not in the object', () => {
    const containers = [{ name: 'app', image: 'x', livenessProb: { port: 1 } }];
    expect(dropped({ containers, workloadRef: { name: 'x' } })).toEqual([
      'spec.containers[].livenessProb',
      'spec.containers[].livenessProb.port',
      'spec.workloadRef',
      'spec.workloadRef.name',
    ]);
  });

  it('is nothing that the API leaves out because it says nothing', () => {
    const empty = {
      hostNetwork: false,
      volumes: [],
      affinity: {},
      priority: 0,
    };
    expect(dropped(empty)).toBeUndefined();
  });

  it('is read from the managed fields of server-side apply', () => {
    const entry = (operation: string) => ({
      operation,
      fieldsV1: {
        'f:spec': {
          'f:workloadRef': { '.': {}, 'f:name': {} },
          'f:containers': { 'k:{"name":"app"}': { '.': {}, 'f:image': {} } },
        },
      },
    });
    const of = (operation: string) =>
      appliedOf(pod(['metadata.managedFields', [entry(operation)]]));
    expect(of('Apply')).toEqual({
      appliedFields: [
        'spec',
        'spec.containers',
        'spec.containers[]',
        'spec.containers[].image',
        'spec.workloadRef',
        'spec.workloadRef.name',
      ],
      droppedFields: ['spec.workloadRef', 'spec.workloadRef.name'],
    });
    expect(of('Update')).toBeUndefined();
  });
});
