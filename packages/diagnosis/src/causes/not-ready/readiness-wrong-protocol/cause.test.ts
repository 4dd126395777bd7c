import {
  READY_PROBE,
  failedReadiness,
  findings,
  notKeptBack,
  unreadyPod,
} from '../../../testing';
import cause from './cause';

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
    const [found] = findings(cause, [
      unreadyPod(READY_PROBE),
      failedReadiness(said),
    ]);
    expect(found?.why.en).toContain(words);
  });

  it('says which scheme to set', () => {
    const https = { httpGet: { port: 8080, scheme: 'HTTPS' } };
    const said =
      'Get "https://10.1.2.3:8080/": http: server gave HTTP response to HTTPS client';
    const [found] = findings(cause, [unreadyPod(https), failedReadiness(said)]);
    expect(found?.why.en).toBe('The probe speaks HTTPS, the port plain HTTP.');
    expect(found?.steps[1]?.text.en).toContain('scheme: HTTP in');
  });

  it.each(notKeptBack)('leaves a pod alone that %s', (_, tweaks) => {
    const objects = [unreadyPod(READY_PROBE, ...tweaks), failedReadiness(SAID)];
    expect(findings(cause, objects)).toEqual([]);
  });

  it('needs the events, and says so', () => {
    expect(() => findings(cause, [unreadyPod(READY_PROBE)])).toThrow(
      'unchecked: events',
    );
  });

  it('leaves another answer to its own cause', () => {
    expect(
      findings(cause, [
        unreadyPod(READY_PROBE),
        failedReadiness(
          'Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: connect: connection refused',
        ),
      ]),
    ).toEqual([]);
  });
});
