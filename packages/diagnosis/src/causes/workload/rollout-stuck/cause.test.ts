import type { JsonObject, Tweak } from '../../../testing';
import {
  ago,
  deployment,
  findings,
  podOf,
  replicaSet,
  waits,
} from '../../../testing';
import cause from './cause';

const subject = { kind: 'Deployment', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });

const stuck = (...tweaks: Tweak[]) =>
  deployment(
    ['spec.replicas', 3],
    [
      'status.conditions',
      [
        {
          type: 'Progressing',
          status: 'False',
          reason: 'ProgressDeadlineExceeded',
          message: 'ReplicaSet "web-2" has timed out progressing.',
          lastTransitionTime: ago(300),
        },
      ],
    ],
    ['status.replicas', 4],
    ['status.readyReplicas', 3],
    ...tweaks,
  );

const revision = (number: number, ready: number, image: string) =>
  replicaSet(
    ['metadata.name', `web-${number}`],
    ['metadata.uid', `rs-${number}`],
    [
      'metadata.annotations',
      { 'deployment.kubernetes.io/revision': `${number}` },
    ],
    ['spec.replicas', ready || 1],
    ['spec.template.spec.containers.0.image', image],
    ['status', { replicas: ready || 1, readyReplicas: ready }],
  );

const bad = podOf(
  ['apps/v1', 'ReplicaSet', 'web-2'],
  'web-2-x',
  ...waits('ImagePullBackOff'),
  ['metadata.ownerReferences.0.uid', 'rs-2'],
);

describe('rollout-stuck', () => {
  it('says who serves, what changed and which pod to look at', () => {
    const [found] = find(
      stuck(),
      revision(2, 0, 'web:2'),
      revision(1, 3, 'web:1'),
      bad,
    );
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toBe(
      'The rollout of Deployment “web” was given up as stuck 5 min ago: nothing got on for 10 min (progressDeadlineSeconds). The new revision 2 has 0 of 1 pod ready; the old revision 1 still serves with 3 of 3.',
    );
    expect(found?.why.en).toContain(
      '“web-2-x” is the one at fault: ImagePullBackOff',
    );
    expect(found?.why.en).toContain('containers.app.image: web:1 → web:2');
    expect(found?.steps[2]?.command).toBe(
      'kubectl -n shop rollout undo deployment/web --to-revision=1',
    );
  });

  it('is critical when nobody serves', () => {
    const [found] = find(stuck(['status.readyReplicas', undefined]));
    expect(found?.severity).toBe('critical');
    expect(found?.what.en).toContain('0 of 3 pods are ready');
  });

  it('gives the deadline that was set', () => {
    const [found] = find(stuck(['spec.progressDeadlineSeconds', 60]));
    expect(found?.what.en).toContain('for 60 s');
  });

  it.each<[string, Tweak]>([
    ['is getting on', ['status.conditions.0.status', 'True']],
    ['is paused', ['status.conditions.0.status', 'Unknown']],
    [
      'cannot make its ReplicaSet',
      ['status.conditions.0.reason', 'ReplicaSetCreateError'],
    ],
    ['has no pods at all', ['status.replicas', undefined]],
    ['is being deleted', ['metadata.deletionTimestamp', ago(5)]],
  ])('leaves one alone that %s', (_, change) => {
    expect(find(stuck(change))).toEqual([]);
  });

  it('says nothing of a pod of a stuck rollout', () => {
    expect(findings(cause, [bad, stuck(), revision(2, 0, 'web:2')])).toEqual(
      [],
    );
  });
});
