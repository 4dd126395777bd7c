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
const PROBE: JsonObject = HTTP;
const SAID = 'HTTP probe failed with statuscode: 404';

describe('readiness-asks-wrongly', () => {
  it.each([
    [404, 'no such page', 'Correct path and port'],
    [401, 'asks for a login', 'without a login'],
    [403, 'asks for a login', 'without a login'],
    [400, 'expects HTTPS', 'scheme: HTTPS'],
    [429, 'how often', 'Correct path'],
    [405, 'does not accept', 'Correct path'],
  ])('tells what %d means and what to do', (status, why, step) => {
    const said = `HTTP probe failed with statuscode: ${status}`;
    const [found] = findings(cause, [unready(PROBE), failed(said)]);
    expect(found?.what.en).toContain(`HTTP status ${status}, 50 min after`);
    expect(found?.why.en).toContain(why);
    expect(found?.steps[1]?.text.en).toContain(step);
  });

  it('knows OpenShift’s words', () => {
    const said =
      'Readiness probe error: HTTP probe failed with statuscode: 404\nbody: nothing here';
    const [found] = findings(cause, [
      unready(PROBE),
      event('ProbeError', said, APP),
    ]);
    expect(found?.what.en).toContain('404');
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
        failed('HTTP probe failed with statuscode: 500'),
      ]),
    ).toEqual([]);
  });
});
