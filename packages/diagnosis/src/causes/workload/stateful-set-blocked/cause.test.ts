import type { JsonObject, Tweak } from '../../../testing';
import { ago, findings, podOf, webStatefulSet, waits } from '../../../testing';
import cause from './cause';

const subject = { kind: 'StatefulSet', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const member = (ordinal: number, revision: string, ...tweaks: Tweak[]) =>
  podOf(
    ['apps/v1', 'StatefulSet', 'web'],
    `web-${ordinal}`,
    ['metadata.labels', { app: 'web', 'controller-revision-hash': revision }],
    ...tweaks,
  );
const crash = waits('CrashLoopBackOff');
const set = (...tweaks: Tweak[]) =>
  webStatefulSet(
    [
      'status',
      {
        replicas: 3,
        readyReplicas: 2,
        updateRevision: 'new',
        currentRevision: 'old',
      },
    ],
    ...tweaks,
  );

describe('stateful-set-blocked', () => {
  it('names the pod that the next ones wait for', () => {
    const [found] = find(
      set(['status.readyReplicas', 0]),
      member(0, 'new', ...crash),
    );
    expect(found?.severity).toBe('critical');
    expect(found?.what.en).toBe(
      'StatefulSet “web” does not make 2 of its 3 pods as long as “web-0” is not ready.',
    );
  });

  it('tells an update that does not get past its first pod', () => {
    const [found] = find(
      set(),
      member(0, 'old'),
      member(1, 'old'),
      member(2, 'new', ...crash),
    );
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toContain(
      'stands still at “web-2”, which is not ready in the new revision: 2 pods still of the old one, 2 of 3 ready',
    );
  });

  it('tells a broken pod that a corrected template does not reach', () => {
    const [found] = find(
      set(),
      member(0, 'new'),
      member(1, 'new'),
      member(2, 'broken', ...crash),
    );
    expect(found?.what.en).toContain(
      '“web-2” of StatefulSet “web” is still of an older revision',
    );
    expect(found?.steps[0]?.command).toBe('kubectl -n shop delete pod web-2');
  });

  it.each<[string, JsonObject[]]>([
    [
      'one that keeps old pods by a partition',
      [
        set(['spec.updateStrategy', { rollingUpdate: { partition: 2 } }]),
        member(0, 'old'),
        member(1, 'old', ...crash),
        member(2, 'new'),
      ],
    ],
    [
      'one that updates on delete',
      [
        set(['spec.updateStrategy', { type: 'OnDelete' }]),
        member(0, 'old'),
        member(1, 'old'),
        member(2, 'old', ...crash),
      ],
    ],
    [
      'one that makes all at once',
      [
        set(['spec.podManagementPolicy', 'Parallel']),
        member(0, 'new', ...crash),
        member(1, 'new'),
      ],
    ],
    [
      'a pod that is only starting',
      [
        set(),
        member(
          0,
          'new',
          ...waits('ContainerCreating'),
          ['status.phase', 'Pending'],
          ['status.startTime', ago(20)],
        ),
      ],
    ],
    [
      'one whose last pod is sick, as nothing waits for it',
      [set(), member(0, 'new'), member(1, 'new'), member(2, 'new', ...crash)],
    ],
  ])('leaves %s alone', (_, objects) => {
    expect(find(...objects)).toEqual([]);
  });
});
