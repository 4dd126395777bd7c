import { JsonObject, crashingPod, findings, pod } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('dependency-refuses-connection', () => {
  it.each([
    [
      '2026/01/15 12:00:00 INFO starting\n2026/01/15 12:00:01 dial tcp 10.96.0.7:5432: connect: connection refused',
      '10.96.0.7',
    ],
    [
      'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    psycopg2.connect(dsn)\npsycopg2.OperationalError: could not connect to server: Connection refused\n\tIs the server running on host "db" (10.1.2.3) and accepting\n\tTCP/IP connections on port 5432?',
      '5432',
    ],
    [
      'psycopg2.OperationalError: connection to server at "db" (10.0.0.1), port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?',
      '5432',
    ],
    [
      "node:internal/process/promises:288\n            triggerUncaughtException(err, true /* fromPromise */);\n            ^\n\nError: connect ECONNREFUSED 10.0.0.5:6379\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1494:16) {\n  errno: -111,\n  code: 'ECONNREFUSED',\n  syscall: 'connect',\n  address: '10.0.0.5',\n  port: 6379\n}\n\nNode.js v18.12.1",
      '10.0.0.5',
    ],
    [
      "2026-01-15 12:00:00.000 ERROR 1 --- [main] o.s.boot.SpringApplication : Application run failed\norg.springframework.beans.factory.BeanCreationException: Error creating bean with name 'entityManagerFactory'\n\tat org.springframework.beans.factory.support.AbstractBeanFactory.doGetBean(AbstractBeanFactory.java:335)\nCaused by: org.postgresql.util.PSQLException: Connection to orders-db:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.\n\tat org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:342)\nCaused by: java.net.ConnectException: Connection refused\n\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)\n\t... 45 common frames omitted",
      'orders-db',
    ],
    [
      'Unhandled exception. System.Net.Http.HttpRequestException: Connection refused (orders:8080)\n ---> System.Net.Sockets.SocketException (111): Connection refused\n   at System.Net.Sockets.Socket.AwaitableSocketAsyncEventArgs.ThrowException(SocketError error, CancellationToken cancellationToken)\n   --- End of inner exception stack trace ---\n   at Program.Main() in /src/Program.cs:line 12',
      'orders',
    ],
    ['Error: Connection refused (os error 111)', ''],
    [
      'redis.exceptions.ConnectionError: Error 111 connecting to redis:6379. Connection refused.',
      'redis',
    ],
    [
      "sqlalchemy.exc.OperationalError: (pymysql.err.OperationalError) (2003, \"Can't connect to MySQL server on 'mysql' ([Errno 111] Connection refused)\")",
      'mysql',
    ],
    [
      "ERROR 2003 (HY000): Can't connect to MySQL server on 'mysql:3306' (111)",
      'mysql',
    ],
    [
      'PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /var/www/html/index.php:3',
      '',
    ],
    [
      'Failed to open TCP connection to api:80 (Connection refused - connect(2) for "api" port 80) (Errno::ECONNREFUSED)',
      'api',
    ],
    [
      '{"level":"error","ts":1736942400.1,"msg":"failed to start","error":"dial tcp 10.0.0.9:27017: connect: connection refused"}',
      '10.0.0.9',
    ],
    [
      '{"level":"fatal","time":"2026-01-15T12:00:00Z","message":"could not publish","err":"rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial tcp 10.0.0.8:50051: connect: connection refused\\""}',
      '10.0.0.8',
    ],
    [
      "requests.exceptions.ConnectionError: HTTPConnectionPool(host='auth', port=8080): Max retries exceeded with url: /token (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused'))",
      'auth',
    ],
    [
      '12:00:00.000 [error] Postgrex.Protocol (#PID<0.1.0>) failed to connect: ** (DBConnection.ConnectionError) tcp connect (db:5432): connection refused - :econnrefused',
      '5432',
    ],
    [
      "curl: (7) Failed to connect to config port 8888 after 2 ms: Couldn't connect to server",
      'config',
    ],
    [
      '2026-01-15T12:00:00Z CRIT failed\nFATAL:  sorry, too many clients already',
      '',
    ],
    [
      '\u001b[31mERROR\u001b[0m connect ECONNREFUSED 127.0.0.1:3306',
      '127.0.0.1',
    ],
    [
      'io.lettuce.core.RedisConnectionException: Unable to connect to redis:6379\nCaused by: io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: redis/10.0.0.1:6379\nCaused by: java.net.ConnectException: Connection refused',
      'redis',
    ],
    [
      'Exception: [Errno 111] Connection refused\ngiving up after 30 attempts',
      '',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'INFO connecting\nWARN dial tcp 10.0.0.7:5432: connect: connection refused, retrying\nINFO connected to 10.0.0.7:5432\nINFO job finished',
    'INFO upstream said: connection refused is what clients see when the breaker is open\nINFO done',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  describe('with the services of the namespace', () => {
    const service = (ports: number[]): JsonObject => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'db', namespace: 'shop' },
      spec: {
        clusterIP: '10.96.0.7',
        selector: { app: 'db' },
        ports: ports.map(port => ({ port })),
      },
    });
    const database = (ready: string) =>
      pod(
        ['metadata.name', 'db-0'],
        ['metadata.uid', 'db-uid'],
        ['metadata.labels', { app: 'db' }],
        ['status.conditions.3.status', ready],
      );
    const why = (host: string, ...objects: JsonObject[]) =>
      findings(cause, [crashingPod(end), ...objects], {
        logs: {
          app: { previous: `dial tcp ${host}: connect: connection refused` },
        },
      })[0]?.why.en;

    it.each(['db:5432', 'db.shop.svc.cluster.local:5432', '10.96.0.7:5432'])(
      'counts the ready pods behind %s',
      host => {
        expect(why(host, service([5432]), database('False'))).toContain(
          'of its 1 pod none is ready',
        );
        expect(why(host, service([5432]), database('True'))).toContain(
          'has 1 ready pod now',
        );
      },
    );

    it('names the ports a service has', () => {
      expect(why('db:5433', service([5432, 8080]))).toContain(
        'no such port; it offers 5432 and 8080',
      );
    });

    it.each([
      ['alone', [], 'no other container runs in this pod'],
      ['beside another', [{ name: 'db' }], 'unless another container'],
    ])('advises a program that asks itself, %s', (_, others, words) => {
      const log = 'dial tcp 127.0.0.1:6379: connect: connection refused';
      const own = crashingPod(end);
      const objects = others.length
        ? [crashingPod(end, ['spec.containers.1', others[0]])]
        : [own];
      const [found] = findings(cause, objects, {
        logs: { app: { previous: log } },
      });
      expect(found?.steps[0]?.text.en).toContain(words);
    });

    it('says that localhost is the pod itself', () => {
      expect(why('localhost:5432')).toContain('the pod itself');
    });
  });

  const TIMED =
    'org.apache.kafka.common.errors.TimeoutException: Call(callName=listNodes, deadlineMs=1) timed out at 2 after 1 attempt(s)';
  it.each([
    'Caused by: org.apache.kafka.common.errors.DisconnectException: Cancelled fetchMetadata request with correlation id 139 due to node -1 being disconnected',
    '2026-01-15 12:00:00 WARN [AdminClient clientId=a] Connection to node -1 (kafka/10.0.0.7:9093) terminated during authentication. This may happen due to any of the following reasons: (1) Authentication failed',
    '2026-01-15 12:00:00 WARN [Producer clientId=p] Bootstrap broker kafka:9092 (id: -1 rack: null) disconnected',
  ])('knows brokers that drop the connection: %s', line => {
    const [found] = findings(cause, [crashingPod(end)], {
      logs: { app: { previous: `${line}\nINFO trying once more\n${TIMED}` } },
    });
    expect(found?.what.en).toContain('took the connection and dropped it');
    expect(found?.steps[0]?.text.en).toContain('security.protocol');
    expect(found?.quotes[0]?.value).toBe(line);
  });

  it.each([
    '2026-01-15 12:00:00 WARN [AdminClient clientId=a] Connection to node -1 (kafka/10.0.0.7:9092) could not be established. Broker may not be available.\n2026-01-15 12:00:00 WARN Bootstrap broker kafka:9092 (id: -1 rack: null) disconnected',
    '2026-01-15 12:00:00 INFO Disconnecting from node -1 due to request timeout.\nDisconnectException',
  ])('does not say so of brokers that were never reached: %s', lines => {
    const found = findings(cause, [crashingPod(end)], {
      logs: { app: { previous: `${lines}\n${TIMED}` } },
    });
    expect(found.map(one => one.what.en).join()).not.toContain('dropped');
  });
});
