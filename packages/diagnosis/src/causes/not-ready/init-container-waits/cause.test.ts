import type { Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  findings,
  owner,
  replicaSet,
  waitingPod,
} from '../../../testing';
import cause from './cause';

const waits = (seconds: number, ...tweaks: Tweak[]) =>
  waitingPod(
    'PodInitializing',
    undefined,
    ['spec.initContainers', [{ name: 'wait-for-db' }, { name: 'migrate' }]],
    [
      'status.initContainerStatuses',
      [
        containerStatus(
          ['name', 'wait-for-db'],
          ['ready', false],
          ['state', { running: { startedAt: ago(seconds) } }],
        ),
      ],
    ],
    ...tweaks,
  );

describe('init-container-waits', () => {
  it('names it, its time, who waits, and the end of its log', () => {
    const logs = { 'wait-for-db': { current: 'start\nwaiting for db:5432\n' } };
    const [found] = findings(cause, [waits(240)], { logs });
    expect(found?.container).toBe('wait-for-db');
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toBe(
      'Init container “wait-for-db” (1 of 2) has been running for 4 min; 2 containers after it wait for its end.',
    );
    expect(found?.why.en).toContain('“waiting for db:5432”');
  });

  it('is critical after ten minutes', () => {
    expect(findings(cause, [waits(1200)])[0]?.severity).toBe('critical');
  });

  it('counts a native sidecar that does not start', () => {
    const sidecar: Tweak = ['spec.initContainers.0.restartPolicy', 'Always'];
    const started = (value: boolean): Tweak => [
      'status.initContainerStatuses.0.started',
      value,
    ];
    expect(findings(cause, [waits(240, sidecar, started(false))])).toHaveLength(
      1,
    );
    expect(findings(cause, [waits(240, sidecar, started(true))])).toEqual([]);
  });

  it.each([
    ['works for a minute', waits(60)],
    [
      'has ended',
      waits(240, [
        'status.initContainerStatuses.0.state',
        { terminated: { exitCode: 0 } },
      ]),
    ],
    [
      'is of a pod on its way out',
      waits(240, ['metadata.deletionTimestamp', ago(5)]),
    ],
  ])('leaves an init container alone that %s', (_, subject) => {
    expect(findings(cause, [subject])).toEqual([]);
  });

  it('sees that a native sidecar of the template has become a plain one', () => {
    const set = replicaSet([
      'spec.template.spec.initContainers',
      [{ name: 'wait-for-db', restartPolicy: 'Always' }],
    ]);
    const owned: Tweak = [
      'metadata.ownerReferences',
      [owner('apps/v1', 'ReplicaSet', 'web-5d')],
    ];
    const [found] = findings(cause, [waits(240, owned), set]);
    expect(found?.why.en).toContain('native sidecar');
  });
});
