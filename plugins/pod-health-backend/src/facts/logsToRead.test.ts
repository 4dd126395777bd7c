import { projectPod, type Pod } from 'pod-diagnosis';
import { hasCrashed, logsOfRunning, logsOfSick } from './logsToRead';

const ended = { terminated: { exitCode: 1, reason: 'Error' } };
const NOW = Date.UTC(2026, 0, 1);

function pod(status: object): Pod {
  const app = { name: 'app', restartCount: 2, ...status };
  return projectPod({
    kind: 'Pod',
    metadata: { name: 'a', namespace: 'n', uid: 'u' },
    spec: { containers: [{ name: 'app' }] },
    status: { containerStatuses: [app] },
  });
}

const both = [false, ['current', 'previous']];
const newest = [false, ['current']];
const before = [true, ['previous']];

it.each<[string, object, unknown[]]>([
  [
    'waits to be started again',
    { state: { waiting: {} }, lastState: ended },
    [both],
  ],
  ['has just ended', { state: ended }, [newest]],
  [
    'runs again and is ready',
    { ready: true, state: { running: {} }, lastState: ended },
    [before],
  ],
  [
    'runs again and is not ready',
    { ready: false, state: { running: {} }, lastState: ended },
    [before, newest],
  ],
  ['runs and is ready', { ready: true, state: { running: {} } }, []],
  ['runs and is not ready', { ready: false, state: { running: {} } }, [newest]],
  ['ended well', { state: { terminated: { exitCode: 0 } } }, []],
  ['never started', { state: { waiting: { reason: 'ErrImagePull' } } }, []],
])('of a sick pod’s container that %s', (_what, status, expected) => {
  const found = logsOfSick(pod(status), NOW);
  expect(found.map(({ previous, is }) => [previous, is])).toEqual(expected);
});

it('of a pod that is well only what runs', () => {
  const read = (status: object) =>
    logsOfRunning(pod(status), NOW).map(({ is }) => is);
  expect(read({ ready: true, state: { running: {} } })).toEqual([['current']]);
  expect(read({ state: { terminated: { exitCode: 0 } } })).toEqual([]);
});

it('knows a pod that crashed from one that only runs', () => {
  expect(hasCrashed(pod({ state: { waiting: {} }, lastState: ended }))).toBe(
    true,
  );
  expect(hasCrashed(pod({ state: { running: {} } }))).toBe(false);
});
