import type { Tweak } from '../../../testing';
import {
  READY_PROBE,
  failedReadiness,
  findings,
  notKeptBack,
  unreadyPod,
} from '../../../testing';
import cause from './cause';

const SAID =
  'Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: connect: connection refused';

describe('readiness-port-closed', () => {
  it('names port and time, and what is not ready', () => {
    const [found] = findings(cause, [
      unreadyPod(READY_PROBE),
      failedReadiness(SAID),
    ]);
    expect(found?.what.en).toBe(
      'Container “app” has run for 50 min, but nothing accepts connections on port 8080, where its readiness probe asks (GET :8080/ready).',
    );
  });

  it.each([
    ['INFO server listening on http://0.0.0.0:3000', 'listens on port 3000'],
    ['12:30:05 Tomcat started on port(s): 9090 (http)', 'listens on port 9090'],
    ['Listening at: http://127.0.0.1:8080 (1)', 'on localhost only'],
    ['12:30:05 started', 'not come so far'],
    ['Connecting to db:5432', 'not come so far'],
  ])('reads from the log: %s', (line, words) => {
    const logs = { app: { current: `boot\n${line}\nok\n` } };
    const [found] = findings(
      cause,
      [unreadyPod(READY_PROBE), failedReadiness(SAID)],
      { logs },
    );
    expect(found?.why.en).toContain(words);
  });

  it('reads the port out of the event when the spec was cut', () => {
    const bare = unreadyPod(READY_PROBE, [
      'spec.containers.0.readinessProbe',
      undefined,
    ]);
    const [found] = findings(cause, [bare, failedReadiness(SAID)]);
    expect(found?.what.en).toContain('on port 8080');
    expect(found?.what.en).toContain('(GET :8080/ready)');
  });

  it('compares with the ports declared and the service', () => {
    const declared: Tweak = [
      'spec.containers.0.ports',
      [{ containerPort: 9000 }],
    ];
    const service = {
      kind: 'Service',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        selector: { app: 'web' },
        ports: [{ port: 80, targetPort: 9000 }],
      },
    };
    const [found] = findings(cause, [
      unreadyPod(READY_PROBE, declared),
      failedReadiness(SAID),
      service,
    ]);
    expect(found?.why.en).toContain('other ports (9000)');
    expect(found?.steps[3]?.text.en).toContain('“web”');
  });

  it('looks up the name of a port, and knows gRPC', () => {
    const named = { tcpSocket: { port: 'db' } };
    const ports: Tweak = [
      'spec.containers.0.ports',
      [{ name: 'db', containerPort: 5432 }],
    ];
    const [tcp] = findings(cause, [
      unreadyPod(named, ports),
      failedReadiness('dial tcp 10.1.2.3:5432: connect: connection refused'),
    ]);
    expect(tcp?.what.en).toContain('port 5432');
    const [grpc] = findings(cause, [
      unreadyPod({ grpc: { port: 9000 } }),
      failedReadiness(
        'timeout: failed to connect service "10.1.2.3:9000" within 1s: context deadline exceeded',
      ),
    ]);
    expect(grpc?.why.en).toContain('only TLS');
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
        failedReadiness('HTTP probe failed with statuscode: 503'),
      ]),
    ).toEqual([]);
  });
});
