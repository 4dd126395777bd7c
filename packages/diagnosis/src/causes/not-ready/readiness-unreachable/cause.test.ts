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
const SAID =
  'Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: connect: no route to host';

describe('readiness-unreachable', () => {
  it('names the node, and looks at network policies', () => {
    const [found] = findings(cause, [unready(PROBE), failed(SAID)]);
    expect(found?.what.en).toContain('from node “worker” to the pod’s address');
    expect(found?.steps[0]?.command).toBe('kubectl -n shop get networkpolicy');
  });

  it.each([
    [
      'Get "http://10.9.9.9:80/": dial tcp 10.9.9.9:80: i/o timeout',
      'host “10.9.9.9”',
    ],
    [
      'Get "http://db/": dial tcp: lookup db on 10.0.0.10:53: no such host',
      'not known',
    ],
  ])('knows a host of the probe’s own: %s', (said, words) => {
    const probe = { httpGet: { host: '10.9.9.9', port: 80 } };
    const [found] = findings(cause, [unready(probe), failed(said)]);
    expect(found?.what.en).toContain(words);
    expect(found?.steps[0]?.text.en).toContain('host: 10.9.9.9');
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
