import { indexObjects, snapshotOf, type FactName } from 'pod-diagnosis';
import { quotedName } from './quotedName';

const snapshot = snapshotOf(
  indexObjects([
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'shop', uid: 'u1' },
      spec: { containers: [{ name: 'app' }, { name: 'proxy' }] },
      status: { conditions: [{ type: 'Ready', status: 'False' }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'worker-1' },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    },
  ]),
  { kind: 'Pod', namespace: 'shop', name: 'web' },
  { now: '2026-03-02T10:00:00Z' },
);

const name = (from: FactName, at: string) =>
  quotedName(snapshot, { from, at, value: '' });

it('reads a quote of a workload’s pod in the facts of that pod', () => {
  const set = { kind: 'StatefulSet', namespace: 'shop', name: 'web' };
  const ofSet = { ...snapshot, subject: set, podNamed: () => snapshot };
  const quote = {
    from: 'pod',
    at: 'spec.containers.1.name',
    value: '',
  } as const;
  expect(quotedName(ofSet, { ...quote, pod: 'web' })).toBe('proxy');
  const unknown = { ...ofSet, podNamed: () => undefined };
  expect(quotedName(unknown, { ...quote, pod: 'web' })).toBeUndefined();
});

describe('quotedName', () => {
  it.each([
    ['pod', 'spec.containers.1.name', 'proxy'],
    ['pod', 'status.conditions.0.status', 'Ready'],
    ['nodes', '0.status.conditions.0.status', 'worker-1'],
  ] as const)('%s %s is of %s', (from, at, expected) => {
    expect(name(from, at)).toBe(expected);
  });

  it.each([
    ['pod', 'status.phase'],
    ['pod', 'spec.containers.7.name'],
    ['pod', 'constructor.name'],
    ['nodes', 'length'],
    ['events', '0.message'],
    ['claims', '0.status.phase'],
  ] as const)('%s %s is of nothing with a name', (from, at) => {
    expect(name(from, at)).toBeUndefined();
  });
});
