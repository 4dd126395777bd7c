import type { JsonObject, Tweak } from '../../../testing';
import { ago, deployment, findings, replicaSet } from '../../../testing';
import cause from './cause';

const subject = { kind: 'Deployment', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const paused = (...tweaks: Tweak[]) =>
  deployment(
    ['spec.paused', true],
    ['status', { replicas: 1, readyReplicas: 1 }],
    [
      'status.conditions',
      [
        {
          type: 'Progressing',
          status: 'Unknown',
          reason: 'DeploymentPaused',
          lastTransitionTime: ago(7200),
        },
      ],
    ],
    ...tweaks,
  );
const other: Tweak = ['spec.template.spec.containers.0.image', 'web:2'];

describe('rollout-paused', () => {
  it('tells what waits, and since when', () => {
    const [found] = find(paused(other), replicaSet());
    expect(found?.severity).toBe('info');
    expect(found?.what.en).toContain(
      'containers.app.image: registry.example/web:1.0 → web:2',
    );
    expect(found?.why.en).toContain('2 h ago');
  });

  it('is critical when there is no pod at all', () => {
    const [found] = find(paused(['status.replicas', 0]), {
      kind: 'ReplicaSetList',
      items: [],
    });
    expect(found?.severity).toBe('critical');
    expect(found?.what.en).toContain('makes none');
  });

  it('counts pods of the newest template where no revision was read', () => {
    const none = { kind: 'ReplicaSetList', items: [] };
    const [found] = find(paused(), none);
    expect(found?.what.en).toContain('still run the old revision.');
    expect(found?.what.en).not.toContain('Waiting is');
    expect(find(paused(['status.updatedReplicas', 1]), none)).toEqual([]);
  });

  it('leaves one alone that waits for nothing, wants nothing, or is not paused', () => {
    expect(find(paused(), replicaSet())).toEqual([]);
    expect(find(paused(other, ['spec.replicas', 0]), replicaSet())).toEqual([]);
    expect(find(paused(other, ['spec.paused', false]), replicaSet())).toEqual(
      [],
    );
  });
});
