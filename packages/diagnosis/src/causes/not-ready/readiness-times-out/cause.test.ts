import type { Tweak } from '../../../testing';
import {
  READY_PROBE,
  failedReadiness,
  findings,
  notKeptBack,
  unreadyPod,
} from '../../../testing';
import cause from './cause';

const PROBE = { ...READY_PROBE, timeoutSeconds: 2 };
const SAID =
  'Get "http://10.1.2.3:8080/ready": context deadline exceeded (Client.Timeout exceeded while awaiting headers)';

describe('readiness-times-out', () => {
  it('names the timeout and the CPU limit', () => {
    const cpu: Tweak = [
      'spec.containers.0.resources',
      { limits: { cpu: '100m' } },
    ];
    const [found] = findings(cause, [
      unreadyPod(PROBE, cpu),
      failedReadiness(SAID),
    ]);
    expect(found?.what.en).toContain('within 2 s');
    expect(found?.why.en).toContain('CPU limit is 100m');
    expect(found?.steps[2]?.text.en).toContain('above 2');
    expect(found?.steps[3]?.text.en).toContain('100m');
  });

  it('knows the default of one second, and commands', () => {
    const exec = { exec: { command: ['check'] } };
    const said =
      'rpc error: code = DeadlineExceeded desc = failed to exec in container: timeout 1s exceeded: context deadline exceeded';
    const [found] = findings(cause, [unreadyPod(exec), failedReadiness(said)]);
    expect(found?.what.en).toContain('(exec check) within 1 s');
    expect(found?.why.en).toContain('The command takes longer');
  });

  it.each(notKeptBack)('leaves a pod alone that %s', (_, tweaks) => {
    const objects = [unreadyPod(PROBE, ...tweaks), failedReadiness(SAID)];
    expect(findings(cause, objects)).toEqual([]);
  });

  it('needs the events, and says so', () => {
    expect(() => findings(cause, [unreadyPod(PROBE)])).toThrow(
      'unchecked: events',
    );
  });

  it('leaves another answer to its own cause', () => {
    expect(
      findings(cause, [
        unreadyPod(PROBE),
        failedReadiness(
          'Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: connect: connection refused',
        ),
      ]),
    ).toEqual([]);
  });
});
