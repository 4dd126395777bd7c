import {
  ago,
  containerStatus,
  crashingPod,
  findings,
  pod,
  replicaSet,
} from '../../../testing';
import cause from './cause';

const words = (...args: Parameters<typeof findings>) =>
  findings(...args).map(({ what, why }) => `${what.en} ${why.en}`);

describe('container-exits-with-error', () => {
  it('names exit code, restarts and meaning', () => {
    const [found] = findings(cause, [crashingPod({ exitCode: 3 })]);
    expect(found?.container).toBe('app');
    expect(found?.what.en).toBe(
      'The program in container “app” ended with exit code 3 and was restarted 5 times, last 70 s ago; the next try is due in about 100 s.',
    );
    expect(found?.why.en).toContain('a code of the program itself');
  });

  it.each([
    [127, 'did not find a command'],
    [126, 'may not be executed'],
    [139, 'signal 11 (SEGV)'],
    [134, 'signal 6 (ABRT)'],
    [143, 'signal 15 (TERM)'],
    [255, 'out of range'],
    [42, 'its own documentation'],
  ])('puts exit code %d into words', (exitCode, meaning) => {
    expect(words(cause, [crashingPod({ exitCode })])[0]).toContain(meaning);
  });

  it('does not take 137 for lack of memory', () => {
    const [found] = findings(cause, [
      crashingPod({ exitCode: 137, reason: 'Error' }),
    ]);
    expect(found?.why.en).toContain('killed from outside');
    expect(found?.steps[1]?.text.en).toContain('did not note lack of memory');
  });

  it('sees the same fault before and after CrashLoopBackOff shows', () => {
    const ended = pod([
      'status.containerStatuses.0',
      containerStatus(
        ['restartCount', 5],
        ['ready', false],
        ['state', { terminated: { exitCode: 3, finishedAt: ago(4) } }],
      ),
    ]);
    const [terminated, waiting] = [ended, crashingPod({ exitCode: 3 })].map(
      one =>
        findings(cause, [one]).map(({ container, why }) => [container, why]),
    );
    expect(terminated).toEqual(waiting);
  });

  it('leaves a failure alone that is history', () => {
    const recovered = pod([
      'status.containerStatuses.0',
      containerStatus(
        ['restartCount', 7],
        ['state', { running: { startedAt: ago(3600) } }],
        ['lastState', { terminated: { exitCode: 1, finishedAt: ago(3601) } }],
      ),
    ]);
    expect(findings(cause, [recovered])).toEqual([]);
  });

  it.each([
    ['on its way out', 'metadata.deletionTimestamp', ago(5)],
    ['that succeeded', 'status.phase', 'Succeeded'],
  ])('leaves a pod alone %s', (_, path, value) => {
    const leaving = crashingPod({ exitCode: 1 }, [path, value]);
    expect(findings(cause, [leaving])).toEqual([]);
  });

  it('leaves a program that never started to another cause', () => {
    for (const reason of ['StartError', 'ContainerCannotRun']) {
      expect(findings(cause, [crashingPod({ exitCode: 128, reason })])).toEqual(
        [],
      );
    }
  });

  it('leaves a debug container that ended alone', () => {
    const debugged = pod(
      ['spec.ephemeralContainers', [{ name: 'debug', image: 'tool' }]],
      [
        'status.ephemeralContainerStatuses',
        [{ name: 'debug', state: { terminated: { exitCode: 1 } } }],
      ],
    );
    expect(findings(cause, [debugged])).toEqual([]);
  });

  it('leaves an init container to its own cause', () => {
    const stuck = pod(
      ['spec.initContainers', [{ name: 'migrate', image: 'web' }]],
      [
        'status.initContainerStatuses',
        [
          {
            name: 'migrate',
            restartCount: 3,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 1 } },
          },
        ],
      ],
      ['status.containerStatuses', []],
    );
    expect(findings(cause, [stuck])).toEqual([]);
  });

  it('lists an eviction as evidence against', () => {
    const evicted = crashingPod({ exitCode: 137 }, [
      'status.reason',
      'Evicted',
    ]);
    const [found] = findings(cause, [evicted]);
    expect(found?.contradictions).toEqual([
      { from: 'pod', at: 'status.reason', value: 'Evicted' },
    ]);
  });

  it.each([
    [
      'INFO ok\nERROR cannot connect\n  at run (a.js:1)\n',
      'ERROR cannot connect',
    ],
    [
      'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: no port\n',
      'ValueError: no port',
    ],
    [
      'Error: retrying\npanic: nil map\ngoroutine 1 [running]:\n',
      'panic: nil map',
    ],
    ['starting\nready\n', 'ready'],
  ])('quotes the telling line of the log before', (previous, line) => {
    const logs = { app: { previous, current: 'FATAL of another instance' } };
    const objects = [crashingPod({ exitCode: 1 }), replicaSet()];
    const [found] = findings(cause, objects, { logs });
    expect(found?.quotes).toContainEqual({
      from: 'logs',
      at: 'app.previous',
      value: line,
    });
    expect(found?.why.en).toContain(line);
  });

  it('takes no words of the kubelet for words of the program', () => {
    const message =
      'The container could not be located when the pod was terminated';
    const lost = { exitCode: 137, reason: 'ContainerStatusUnknown', message };
    const [found] = findings(cause, [crashingPod(lost)]);
    expect(found?.why.en).not.toContain('It said');
    const own = { exitCode: 1, reason: 'Error', message: 'no licence' };
    expect(findings(cause, [crashingPod(own)])[0]?.why.en).toContain(
      'It said: “no licence”',
    );
  });
});
