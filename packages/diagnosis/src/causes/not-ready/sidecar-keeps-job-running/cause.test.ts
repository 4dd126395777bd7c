import type { JsonObject, Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  findings,
  job,
  owner,
  pod,
} from '../../../testing';
import cause from './cause';

const done = (exitCode: number, seconds: number): JsonObject => ({
  terminated: { exitCode, reason: 'Completed', finishedAt: ago(seconds) },
});
const half = (...tweaks: Tweak[]) =>
  pod(
    ['spec.restartPolicy', 'Never'],
    ['metadata.ownerReferences', [owner('batch/v1', 'Job', 'web')]],
    ['status.conditions.3.status', 'False'],
    [
      'status.containerStatuses.0',
      containerStatus(['state', done(0, 600)], ['ready', false]),
    ],
    ['status.containerStatuses.1', containerStatus(['name', 'istio-proxy'])],
    ...tweaks,
  );

describe('sidecar-keeps-job-running', () => {
  it('names both containers, the time and the job', () => {
    const [found] = findings(cause, [half(), job()]);
    expect(found?.what.en).toBe(
      '“app” finished with success 10 min ago, but “istio-proxy” still runs, so job “web” never completes.',
    );
    expect(found?.steps[0]?.text.en).toContain('“istio-proxy”');
  });

  it('is found from the job itself', () => {
    const subject = { kind: 'Job', namespace: 'shop', name: 'web' };
    const objects = [half(), job()];
    const [found] = findings(cause, objects, { subject });
    expect(found?.what.en).toContain('In pod “web-1”, “app” finished');
    expect(found?.what.en).toContain('job “web” never completes');
    const lasting = half(['metadata.ownerReferences', []]);
    expect(findings(cause, [lasting, job()], { subject })).toEqual([]);
  });

  it('waits longer for a container that may be at work, and only warns', () => {
    const other: Tweak = ['status.containerStatuses.1.name', 'upload'];
    const ended = (seconds: number): Tweak => [
      'status.containerStatuses.0.state',
      done(0, seconds),
    ];
    expect(findings(cause, [half(other, ended(300))])).toEqual([]);
    const [found] = findings(cause, [half(other, ended(900))]);
    expect(found?.severity).toBe('warning');
  });

  it('knows it without the job', () => {
    expect(findings(cause, [half()])[0]?.what.en).toContain(
      'the pod never completes',
    );
  });

  it.each([
    ['that restarts always', [['spec.restartPolicy', 'Always']]],
    [
      'whose work ended a moment ago',
      [['status.containerStatuses.0.state', done(0, 30)]],
    ],
    ['whose work failed', [['status.containerStatuses.0.state', done(1, 600)]]],
    [
      'whose work goes on',
      [['status.containerStatuses.0.state', { running: {} }]],
    ],
    [
      'whose helper crashes',
      [
        [
          'status.containerStatuses.1.state',
          { waiting: { reason: 'CrashLoopBackOff' } },
        ],
      ],
    ],
    ['that is going', [['metadata.deletionTimestamp', ago(5)]]],
  ] as [string, Tweak[]][])('leaves a pod alone %s', (_, tweaks) => {
    expect(findings(cause, [half(...tweaks)])).toEqual([]);
  });

  it('leaves a native sidecar alone: the kubelet ends it', () => {
    const native = half(
      ['status.containerStatuses.1', undefined],
      [
        'spec.initContainers',
        [{ name: 'istio-proxy', restartPolicy: 'Always' }],
      ],
      [
        'status.initContainerStatuses',
        [containerStatus(['name', 'istio-proxy'])],
      ],
    );
    expect(findings(cause, [native])).toEqual([]);
  });
});
