import type { Probe } from '../../facts/objects';
import { readProbeFailure } from './probeFailure';
import { writtenProbe } from './probeQuestion';

const HTTP: Probe = { httpGet: { path: '/ready', port: 8080 } };
const TCP: Probe = { tcpSocket: { port: 5432 } };
const EXEC: Probe = { exec: { command: ['check'] } };
const GRPC: Probe = { grpc: { port: 9000 } };
const problemOf = (said: string, probe?: Probe) =>
  readProbeFailure(`Readiness probe failed: ${said}`, () => probe)?.problem;

describe('readProbeFailure', () => {
  it.each([
    ['HTTP probe failed with statuscode: 404', 'client-error'],
    ['HTTP probe failed with statuscode: 503', 'server-error'],
    [
      'Get http://10.1.2.3:8080/ready: dial tcp 10.1.2.3:8080: connect: connection refused',
      'refused',
    ],
    [
      'Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: connect: connection refused',
      'refused',
    ],
    [
      'Get "http://10.1.2.3:80/": dial tcp 10.1.2.3:80: connectex: No connection could be made because the target machine actively refused it.',
      'refused',
    ],
    [
      'Get "http://10.1.2.3:8080/ready": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      'timeout',
    ],
    [
      'Get http://10.1.2.3:8080/ready: net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
      'timeout',
    ],
    [
      'Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: i/o timeout (Client.Timeout exceeded while awaiting headers)',
      'unreachable',
    ],
    [
      'Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: connect: no route to host',
      'unreachable',
    ],
    [
      'Get "http://db.example/": dial tcp: lookup db.example on 10.0.0.10:53: no such host',
      'dns',
    ],
    ['Get "http://10.1.2.3:8443/": EOF', 'reset'],
    [
      'Get "http://10.1.2.3:8443/": read tcp 10.1.0.1:34822->10.1.2.3:8443: read: connection reset by peer',
      'reset',
    ],
    [
      'Get "https://10.1.2.3:8080/": http: server gave HTTP response to HTTPS client',
      'scheme',
    ],
    [
      'Get "http://10.1.2.3:8443/": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x15\\x03\\x01\\x00\\x02\\x02"',
      'scheme',
    ],
    [
      'Get "http://10.1.2.3:9000/": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x00\\x00\\x06\\x04"',
      'not-http',
    ],
    ['Get "https://10.1.2.3:8443/": remote error: tls: bad certificate', 'tls'],
    ['Get "http://10.1.2.3/": stopped after 10 redirects', 'redirect'],
    ['strange', 'unknown'],
  ])('reads of HTTP: %s', (said, problem) => {
    expect(problemOf(said, HTTP)).toBe(problem);
  });

  it.each([
    ['dial tcp 10.1.2.3:5432: connect: connection refused', 'refused'],
    ['dial tcp 10.1.2.3:5432: i/o timeout', 'unreachable'],
  ])('reads of TCP, with and without the spec: %s', (said, problem) => {
    expect(problemOf(said, TCP)).toBe(problem);
    expect(problemOf(said)).toBe(problem);
  });

  it.each([
    ['service unhealthy (responded with "NOT_SERVING")', 'not-serving'],
    [
      'error: this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service',
      'no-health-service',
    ],
    [
      'timeout: failed to connect service "10.1.2.3:9000" within 1s: context deadline exceeded',
      'refused',
    ],
    ['timeout: health rpc did not complete within 1s', 'timeout'],
  ])('reads of gRPC: %s', (said, problem) => {
    expect(problemOf(said, GRPC)).toBe(problem);
  });

  it.each([
    ['', 'silent'],
    ['  \n', 'silent'],
    [
      'config: addr=:8080\nhealth check rpc failed: rpc error: code = DeadlineExceeded desc = Deadline Exceeded',
      'timeout',
    ],
    ['timeout: health rpc did not complete within 1s', 'timeout'],
    ['no answer within the DeadlineExceeded of the check', 'exit'],
    ['cat: /tmp/healthy: No such file or directory', 'exit'],
    [
      'curl: (7) Failed to connect to localhost port 8080: Connection refused',
      'exit',
    ],
    ['HTTP probe failed with statuscode: 500', 'exit'],
    ['curl: (22) The requested URL returned error: 401', 'client-error'],
    [
      '  % Total\ncurl: (22) The requested URL returned error: 404 Not Found',
      'client-error',
    ],
    ['wget: server returned error: HTTP/1.1 403 Forbidden', 'client-error'],
    ['curl: (22) The requested URL returned error: 503', 'exit'],
    ['command "sh -c check" timed out', 'timeout'],
    ['command timed out: "sh -c check" timed out after 1s', 'timeout'],
    [
      'rpc error: code = DeadlineExceeded desc = failed to exec in container: timeout 1s exceeded: context deadline exceeded',
      'timeout',
    ],
    [
      'rpc error: code = Unknown desc = command error: command timed out, stdout: , stderr: , exit code -1',
      'timeout',
    ],
    [
      'rpc error: code = Unknown desc = operation timeout: context deadline exceeded',
      'timeout',
    ],
    [
      'OCI runtime exec failed: exec failed: container_linux.go:380: starting container process caused: exec: "curl": executable file not found in $PATH: unknown',
      'no-program',
    ],
    [
      'rpc error: code = Unknown desc = command error: time="2024-01-01T00:00:00Z" level=error msg="exec failed: unable to start container process: exec: \\"curl\\": executable file not found in $PATH"',
      'no-program',
    ],
    [
      'rpc error: code = Unknown desc = failed to exec in container: failed to start exec "ab": OCI runtime exec failed: exec failed: unable to start container process: exec: "/bin/sh": stat /bin/sh: no such file or directory: unknown',
      'no-program',
    ],
    ['sh: 1: pg_isready: not found', 'no-program'],
    ['/bin/sh: line 1: nc: command not found', 'no-program'],
    [
      'rpc error: code = NotFound desc = failed to exec in container: failed to load task: no running task found: task 1a2b not found: not found',
      'not-running',
    ],
    [
      'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix /run/containerd/containerd.sock"',
      'unknown',
    ],
  ])('reads of a command: %s', (said, problem) => {
    expect(problemOf(said, EXEC)).toBe(problem);
  });

  it.each([
    ['Liveness probe failed: x', 'liveness', false],
    ['Startup probe failed: x', 'startup', false],
    ['Readiness probe errored: port http not found', 'readiness', true],
    [
      'Readiness probe errored and resulted in unknown state: x',
      'readiness',
      true,
    ],
    [
      'Readiness probe error: HTTP probe failed with statuscode: 500\nbody: no',
      'readiness',
      false,
    ],
    [
      '(combined from similar events): Liveness probe failed: x',
      'liveness',
      false,
    ],
  ])('reads the head of %s', (message, kind, errored) => {
    expect(readProbeFailure(message)).toMatchObject({ kind, errored });
  });

  it('leaves other messages alone', () => {
    expect(
      readProbeFailure('Back-off restarting failed container'),
    ).toBeUndefined();
  });
});

it.each([
  [HTTP, 'GET :8080/ready'],
  [{ httpGet: { port: 'http', scheme: 'HTTPS' } }, 'GET https://:http/'],
  [TCP, 'tcp :5432'],
  [EXEC, 'exec check'],
  [GRPC, 'grpc :9000'],
  [{}, ''],
] as [Probe, string][])('writes the probe %j down', (probe, text) => {
  expect(writtenProbe(probe)).toBe(text);
});

it.each([
  ['Get "http://10.1.2.3:8080/ready": EOF', 'GET :8080/ready'],
  ['Get https://10.1.2.3:8443/: EOF', 'GET https://:8443/'],
  ['dial tcp 10.1.2.3:5432: i/o timeout', 'tcp :5432'],
  ['no', ''],
])('writes down what was asked out of %s', (said, text) => {
  expect(writtenProbe(undefined, `Readiness probe failed: ${said}`)).toBe(text);
});
