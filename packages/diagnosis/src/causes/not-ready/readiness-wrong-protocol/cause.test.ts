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
const SAID = 'Get "http://10.1.2.3:8443/": EOF';

describe('readiness-wrong-protocol', () => {
  it.each([
    ['Get "http://10.1.2.3:8443/": EOF', 'cuts it off'],
    [
      'Get "http://10.1.2.3:8443/": read tcp 10.1.0.1:1->10.1.2.3:8443: read: connection reset by peer',
      'mutual TLS',
    ],
    [
      'Get "http://10.1.2.3:9000/": malformed HTTP response "\\x00\\x00\\x06"',
      'gRPC',
    ],
    [
      'Get "http://10.1.2.3:8443/": malformed HTTP response "\\x15\\x03\\x01"',
      'the port TLS',
    ],
    [
      'Get "https://10.1.2.3/": remote error: tls: bad certificate',
      'handshake',
    ],
  ])('tells what lies behind %s', (said, words) => {
    const [found] = findings(cause, [unready(PROBE), failed(said)]);
    expect(found?.why.en).toContain(words);
  });

  it('says which scheme to set', () => {
    const https = { httpGet: { port: 8080, scheme: 'HTTPS' } };
    const said =
      'Get "https://10.1.2.3:8080/": http: server gave HTTP response to HTTPS client';
    const [found] = findings(cause, [unready(https), failed(said)]);
    expect(found?.why.en).toBe('The probe speaks HTTPS, the port plain HTTP.');
    expect(found?.steps[1]?.text.en).toContain('scheme: HTTP in');
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
