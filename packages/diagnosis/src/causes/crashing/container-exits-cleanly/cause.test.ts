import {
  ago,
  containerStatus,
  crashingPod,
  event,
  findings,
  pod,
} from '../../../testing';
import cause from './cause';

const done = { exitCode: 0, reason: 'Completed' };

describe('container-exits-cleanly', () => {
  it('finds a program that ends well again and again', () => {
    const [found] = findings(cause, [crashingPod(done)]);
    expect(found?.what.en).toContain('without an error (exit code 0)');
  });

  it('finds it between two starts too', () => {
    const ended = pod([
      'status.containerStatuses.0',
      containerStatus(['restartCount', 1], ['state', { terminated: done }]),
    ]);
    expect(findings(cause, [ended])).toHaveLength(1);
  });

  it.each([
    ['INFO loading\nSEVERE: Cannot start server.', true],
    ['E0115 12:00:00.000000       1 main.go:9] odd state of the ring', true],
    ['ERROR: odd state\nINFO all done', false],
    ['WARNING: odd state', false],
  ])('lets a last complaint lead %#', (previous, leads) => {
    const logs = { app: { previous } };
    const [found] = findings(cause, [crashingPod(done)], { logs });
    expect(found?.what.en.includes('complaint')).toBe(leads);
    expect(found?.what.zh.includes('报告')).toBe(leads);
  });

  it.each(['OnFailure', 'Never'])('leaves a task with %s alone', policy => {
    const task = crashingPod(done, ['spec.restartPolicy', policy]);
    expect(findings(cause, [task])).toEqual([]);
  });

  it('leaves the first end alone', () => {
    const first = crashingPod(done, [
      'status.containerStatuses.0.restartCount',
      0,
    ]);
    expect(findings(cause, [first])).toEqual([]);
  });

  it('leaves code 0 with a reason of its own to another cause', () => {
    const killed = crashingPod({ exitCode: 0, reason: 'OOMKilled' });
    expect(findings(cause, [killed])).toEqual([]);
  });

  it('leaves a program alone that the kubelet stopped in good order', () => {
    const stopped = crashingPod(done);
    const message = 'Container app failed liveness probe, will be restarted';
    const killing = event('Killing', message, [
      'involvedObject.fieldPath',
      'spec.containers{app}',
    ]);
    expect(findings(cause, [stopped, killing])).toEqual([]);
    const hook = crashingPod(done, [
      'status.containerStatuses.0.state.waiting.reason',
      'PostStartHookError',
    ]);
    expect(findings(cause, [hook])).toEqual([]);
  });

  it('leaves a program alone that has run for long since', () => {
    const running = pod([
      'status.containerStatuses.0',
      containerStatus(
        ['restartCount', 4],
        ['state', { running: { startedAt: ago(3000) } }],
        ['lastState', { terminated: done }],
      ),
    ]);
    expect(findings(cause, [running])).toEqual([]);
  });
});
