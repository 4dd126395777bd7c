import { pod } from '../testing';
import { appliedFieldsOf } from './appliedFields';

const applied = (value: unknown) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const name = 'kubectl.kubernetes.io/last-applied-configuration';
  return appliedFieldsOf(pod(['metadata.annotations', { [name]: text }]));
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
