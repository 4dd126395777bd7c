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

  const HELP =
    'Keycloak - Identity Management\n\nUsage:\n\nkc.sh [OPTIONS] [COMMAND]\n\nOptions:\n\n-h, --help  This help message.\n-v, --verbose  Print out error details when running this command.';
  it.each([
    [HELP, true],
    ['Usage: app COMMAND\n\nCommands:\n  serve\n  migrate\n', true],
    ['tool 1.2\nUSAGE:\n  tool [flags]\n\nFLAGS:\n  --port\n', true],
    ['INFO started\nusage: 12 MB\nINFO all done', false],
    ['done\n', false],
  ])('knows a program that only prints its help %#', (previous, is) => {
    const logs = { app: { previous } };
    const [found] = findings(cause, [crashingPod(done)], { logs });
    expect(found?.what.en.includes('only prints its help')).toBe(is);
    expect(found?.why.en.includes('neither “command” nor “args”')).toBe(is);
    const told = crashingPod(done, ['spec.containers.0.args', ['hepl']]);
    const [other] = findings(cause, [told], { logs });
    expect(other?.steps[1]?.text.en.startsWith('Correct “args”')).toBe(is);
  });
});
