import { diagnose } from '../../../diagnose';
import type { JsonObject, Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  crashingPod,
  findings,
  snapshot,
  waitingPod,
} from '../../../testing';
import cause from './cause';

const BACK_OFF: JsonObject = { waiting: { reason: 'CrashLoopBackOff' } };
const stuck = (terminated: JsonObject, ...tweaks: Tweak[]) =>
  waitingPod(
    'PodInitializing',
    undefined,
    ['spec.initContainers', [{ name: 'migrate' }, { name: 'seed' }]],
    [
      'status.initContainerStatuses',
      [
        containerStatus(
          ['name', 'migrate'],
          ['ready', false],
          ['restartCount', 3],
          ['state', BACK_OFF],
          ['lastState', { terminated }],
        ),
      ],
    ],
    ...tweaks,
  );

describe('init-container-fails', () => {
  it('names container, place, code and log', () => {
    const logs = { migrate: { previous: 'start\nERROR no such table\n' } };
    const [found] = findings(cause, [stuck({ exitCode: 4, reason: 'Error' })], {
      logs,
    });
    expect(found?.container).toBe('migrate');
    expect(found?.what.en).toBe(
      'Init container “migrate” (1 of 2) ended with exit code 4, and was tried again 3 times; the containers after it do not start until it succeeds; its last words: “ERROR no such table”.',
    );
    expect(found?.steps[0]?.action).toBe('previous-logs');
  });

  it('sees it also between two attempts, and at the end of a pod that is not tried again', () => {
    const state = { terminated: { exitCode: 1, finishedAt: ago(3) } };
    expect(
      findings(cause, [
        stuck({ exitCode: 1 }, ['status.initContainerStatuses.0.state', state]),
      ]),
    ).toHaveLength(1);
    const final = stuck(
      {},
      ['status.phase', 'Failed'],
      ['spec.restartPolicy', 'Never'],
      ['status.initContainerStatuses.0.state', state],
    );
    expect(findings(cause, [final])[0]?.what.en).toContain('not tried again');
  });

  it('gives way to a cause that knows more', () => {
    const { found, contributing } = diagnose(
      snapshot([stuck({ exitCode: 137, reason: 'OOMKilled' })]),
    );
    expect(found.map(one => one.cause)).toEqual(['out-of-memory']);
    expect(contributing.map(one => one.cause)).toContain(
      'init-container-fails',
    );
  });

  it.each([
    ['an app container', crashingPod({ exitCode: 1 })],
    [
      'one that succeeded',
      stuck({}, [
        'status.initContainerStatuses.0.state',
        { terminated: { exitCode: 0, reason: 'Completed' } },
      ]),
    ],
    [
      'one whose program never ran',
      stuck({ exitCode: 128, reason: 'StartError' }),
    ],
    [
      'one of a pod on its way out',
      stuck({ exitCode: 1 }, ['metadata.deletionTimestamp', ago(5)]),
    ],
  ])('leaves %s alone', (_, subject) => {
    expect(findings(cause, [subject])).toEqual([]);
  });

  it('does not say that nothing starts when the containers have run', () => {
    const [found] = findings(cause, [
      stuck({ exitCode: 1 }, [
        'status.containerStatuses.0.state',
        { running: { startedAt: ago(9000) } },
      ]),
    ]);
    expect(found?.what.en).toContain('it was run once more');
    expect(found?.what.en).not.toContain('do not start');
  });
});
