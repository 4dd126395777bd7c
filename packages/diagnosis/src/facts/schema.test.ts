import { bundledSchema } from './bundledSchema';
import { reduceSchema } from './schema';

const reference = (name: string) => ({
  $ref: `#/components/schemas/io.k8s.api.core.v1.${name}`,
});
const document = {
  components: {
    schemas: {
      'io.k8s.api.core.v1.Pod': {
        properties: {
          metadata: { type: 'object' },
          spec: { allOf: [reference('PodSpec')], default: {} },
          status: { allOf: [reference('PodSpec')] },
        },
      },
      'io.k8s.api.core.v1.PodSpec': {
        properties: {
          containers: { type: 'array', items: { allOf: [reference('Box')] } },
          named: { additionalProperties: reference('Box') },
          labels: { additionalProperties: { type: 'string' } },
          self: reference('PodSpec'),
          size: reference('Quantity'),
        },
      },
      'io.k8s.api.core.v1.Box': { properties: { image: { type: 'string' } } },
      'io.k8s.api.core.v1.Quantity': { type: 'string' },
      'io.k8s.api.core.v1.Service': { properties: { spec: {} } },
    },
  },
};

describe('reduceSchema', () => {
  it('keeps the names of fields below the kinds that make pods', () => {
    expect(reduceSchema([document], 'v1.35.4')).toEqual({
      version: 'v1.35.4',
      source: 'cluster',
      kinds: { 'v1/Pod': 'Pod' },
      types: {
        Pod: { metadata: '', spec: 'PodSpec', status: '' },
        PodSpec: {
          containers: '[]Box',
          labels: '',
          named: '{}Box',
          self: 'PodSpec',
          size: '',
        },
        Box: { image: '' },
      },
    });
  });

  it('takes anything', () => {
    const junk = [null, 7, { components: { schemas: [1] } }, { components: 1 }];
    expect(reduceSchema(junk, 'v1').kinds).toEqual({});
  });
});

describe('bundledSchema', () => {
  it('has every kind that makes pods, and types that all exist', () => {
    expect(Object.keys(bundledSchema.kinds).sort()).toEqual([
      'apps/v1/DaemonSet',
      'apps/v1/Deployment',
      'apps/v1/ReplicaSet',
      'apps/v1/StatefulSet',
      'batch/v1/CronJob',
      'batch/v1/Job',
      'v1/Pod',
      'v1/ReplicationController',
    ]);
    const named = Object.values(bundledSchema.types)
      .flatMap(fields => Object.values(fields))
      .map(type => type.replace(/^(?:\[\]|\{\})/, ''))
      .filter(type => type !== '');
    const unknown = named.filter(type => !(type in bundledSchema.types));
    expect(unknown).toEqual([]);
  });
});
