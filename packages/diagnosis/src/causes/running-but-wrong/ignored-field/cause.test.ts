import { bundledSchema } from '../../../facts/bundledSchema';
import type { JsonObject } from '../../../testing';
import { deployment, findings, pod, replicaSet } from '../../../testing';
import cause from './cause';

const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const found = (applied: JsonObject, live: JsonObject = {}) =>
  findings(
    cause,
    [
      pod(
        ['metadata.annotations', { [APPLIED]: JSON.stringify(applied) }],
        ...Object.entries(live).map(
          ([name, value]) => [`spec.${name}`, value] as const,
        ),
      ),
    ],
    { schema: bundledSchema },
  );

it('names a field of the manifest that the cluster does not hold', () => {
  const [finding] = found({ spec: { workloadRef: { name: 'batch' } } });
  expect(finding?.what.en).toBe(
    'Pod “web-1” was applied with spec.workloadRef, but the cluster does not hold it.',
  );
  expect(finding?.quotes[0]).toEqual({
    from: 'pod',
    at: 'droppedFields.0',
    value: 'spec.workloadRef',
  });
});

it('says what the field would have done, and counts what it does not show', () => {
  const spec = { nodeSelector: { disktype: 'ssd' }, priorityClassName: 'high' };
  const [finding] = found({ spec });
  expect(finding?.what.en).toContain(
    'spec.nodeSelector and spec.priorityClassName',
  );
  expect(finding?.why.en).toContain('kept it to nodes with these labels');
});

it.each([
  ['a field the cluster holds', { hostNetwork: true }, { hostNetwork: true }],
  ['a field that says nothing', { hostNetwork: false, volumes: [] }, {}],
  ['a misspelt field', { hostNetwrk: true }, {}],
])('leaves %s alone', (_, spec, live) => {
  expect(found({ spec }, live)).toEqual([]);
});

it('looks at what owns the pod too', () => {
  const spec = { strategy: { type: 'Recreate' } };
  const owned = pod([
    'metadata.ownerReferences',
    [{ kind: 'ReplicaSet', name: 'web-5d', uid: 'replicaset-uid-1' }],
  ]);
  const applied = deployment([
    'metadata.annotations',
    { [APPLIED]: JSON.stringify({ spec }) },
  ]);
  const [finding] = findings(cause, [owned, replicaSet(), applied], {
    schema: bundledSchema,
  });
  expect(finding?.what.en).toContain('Deployment “web”');
});
