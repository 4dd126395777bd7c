import type { JsonObject, Tweak } from '../../../testing';
import { ago, containerStatus, event, findings, pod } from '../../../testing';
import cause from './cause';

const unready = (probe: JsonObject, ...tweaks: Tweak[]) =>
  pod(
    ['status.conditions.2.status', 'False'],
    ['status.conditions.3.status', 'False'],
    ['spec.containers.0.readinessProbe', probe],
    ['status.containerStatuses.0', containerStatus(['ready', false])],
    ...tweaks,
  );
const APP: Tweak = ['involvedObject.fieldPath', 'spec.containers{app}'];
const failed = (said: string, ...tweaks: Tweak[]) =>
  event('Unhealthy', `Readiness probe failed: ${said}`, APP, ...tweaks);
const HTTP = { httpGet: { path: '/ready', port: 8080 } };
const PROBE: JsonObject = { ...HTTP, timeoutSeconds: 2 };
const SAID =
  'Get "http://10.1.2.3:8080/ready": context deadline exceeded (Client.Timeout exceeded while awaiting headers)';

describe('readiness-times-out', () => {
  it('names the timeout and the CPU limit', () => {
    const cpu: Tweak = [
      'spec.containers.0.resources',
      { limits: { cpu: '100m' } },
    ];
    const [found] = findings(cause, [unready(PROBE, cpu), failed(SAID)]);
    expect(found?.what.en).toContain('within 2 s');
    expect(found?.why.en).toContain('CPU limit is 100m');
    expect(found?.steps[2]?.text.en).toContain('above 2');
    expect(found?.steps[3]?.text.en).toContain('100m');
  });

  it('knows the default of one second, and commands', () => {
    const exec = { exec: { command: ['check'] } };
    const said =
      'rpc error: code = DeadlineExceeded desc = failed to exec in container: timeout 1s exceeded: context deadline exceeded';
    const [found] = findings(cause, [unready(exec), failed(said)]);
    expect(found?.what.en).toContain('(exec check) within 1 s');
    expect(found?.why.en).toContain('The command takes longer');
  });

  it.each([
    ['is ready', [['status.containerStatuses.0.ready', true]]],
    ['is on its way out', [['metadata.deletionTimestamp', ago(5)]]],
    [
      'has only just started',
      [['status.containerStatuses.0.state.running.startedAt', ago(20)]],
    ],
    [
      'has a long delay',
      [['spec.containers.0.readinessProbe.initialDelaySeconds', 3600]],
    ],
    [
      'started after the report',
      [['status.containerStatuses.0.state.running.startedAt', ago(55)]],
    ],
  ] as [string, Tweak[]][])('leaves a pod alone that %s', (_, tweaks) => {
    const objects = [unready(PROBE, ...tweaks), failed(SAID)];
    expect(findings(cause, objects)).toEqual([]);
  });

  it('needs the events, and says so', () => {
    expect(() => findings(cause, [unready(PROBE)])).toThrow(
      'unchecked: events',
    );
  });

  it('leaves another answer to its own cause', () => {
    expect(
      findings(cause, [
        unready(PROBE),
        failed(
          'Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: connect: connection refused',
        ),
      ]),
    ).toEqual([]);
  });
});
