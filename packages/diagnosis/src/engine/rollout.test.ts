import { deployment, owner, pod, replicaSet, snapshot } from '../testing';
import type { JsonObject, Tweak } from '../testing';
import { diagnose } from '../diagnose';
import { changeInWords, rolloutInWords } from './rollout';

const REVISION = 'deployment.kubernetes.io/revision';

function revision(number: number, ready: number, ...tweaks: Tweak[]) {
  return replicaSet(
    ['metadata.name', `web-${number}`],
    ['metadata.uid', `rs-${number}`],
    ['metadata.annotations', { [REVISION]: `${number}` }],
    ['spec.replicas', ready === 0 ? 1 : ready],
    ['status', { replicas: 1, readyReplicas: ready }],
    ...tweaks,
  );
}

const failing = pod(
  ['status.conditions.3.status', 'False'],
  [
    'metadata.ownerReferences',
    [{ ...owner('apps/v1', 'ReplicaSet', 'web-2'), uid: 'rs-2' }],
  ],
);

const rollout = (...objects: JsonObject[]) =>
  diagnose(snapshot([failing, deployment(['spec.replicas', 3]), ...objects]), {
    causes: [],
  }).rollout;

it('says that the old revision serves while the new one fails', () => {
  const found = rollout(revision(2, 0), revision(1, 3));
  expect(found).toMatchObject({
    stage: 'old-serves',
    current: { name: 'web-2', revision: '2', wanted: 1, ready: 0 },
    previous: { name: 'web-1', revision: '1', ready: 3 },
  });
  expect(found && rolloutInWords(found)?.en).toBe(
    'The new revision 2 has 0 of 1 pod ready; the old revision 1 still serves with 3 of 3.',
  );
});

it.each([
  ['none-serves', revision(2, 0), revision(1, 0)],
  ['partly', revision(2, 1), revision(1, 0, ['status.replicas', 0])],
  ['done', revision(2, 3), revision(1, 0, ['spec.replicas', 0])],
])('%s', (stage, ...objects) => {
  expect(rollout(...objects)?.stage).toBe(stage);
});

it('is nothing without a Deployment or its revisions', () => {
  expect(rollout()).toBeUndefined();
  expect(diagnose(snapshot([pod()]), { causes: [] }).rollout).toBeUndefined();
});

describe('what changed', () => {
  const CONTAINER = 'spec.template.spec.containers.0';
  const changes = (before: Tweak[], after: Tweak[]) =>
    rollout(revision(2, 0, ...after), revision(1, 3, ...before))?.changes.map(
      change => changeInWords(change).en,
    );

  it('tells image, variables, probes and resources, the image first', () => {
    expect(
      changes(
        [
          [`${CONTAINER}.env`, [{ name: 'OLD', value: 'a' }]],
          [`${CONTAINER}.resources`, { limits: { memory: '64Mi' } }],
        ],
        [
          [`${CONTAINER}.image`, 'registry.example/web:2.0'],
          [`${CONTAINER}.env`, [{ name: 'NEW', value: 'b' }]],
          [`${CONTAINER}.readinessProbe`, { httpGet: { path: '/up' } }],
          [`${CONTAINER}.resources`, { limits: { memory: '32Mi' } }],
        ],
      ),
    ).toEqual([
      'containers.app.image: registry.example/web:1.0 → registry.example/web:2.0',
      'containers.app.env.NEW was added',
      'containers.app.env.OLD was removed',
      'containers.app.readinessProbe.httpGet.path was set to /up',
      'containers.app.resources.limits.memory: 64Mi → 32Mi',
    ]);
  });

  it('never tells a value of a variable, nor that one changed', () => {
    const env = (value: string): Tweak[] => [
      [`${CONTAINER}.env`, [{ name: 'PASSWORD', value }]],
    ];
    expect(changes(env('hunter2'), env('hunter3'))).toEqual([]);
  });

  it('tells a container that came with all it has as one change', () => {
    expect(
      changes(
        [],
        [['spec.template.spec.containers.1', { name: 'proxy', image: 'p:1' }]],
      ),
    ).toEqual(['containers.proxy was added']);
  });

  it('does not tell what the controller adds', () => {
    const hash = (value: string): Tweak[] => [
      ['spec.template.metadata.labels.pod-template-hash', value],
    ];
    expect(changes(hash('a'), hash('b'))).toEqual([]);
  });
});
