import type { JsonObject, Tweak } from '../../../testing';
import { ago, crashingPod, findings, node, pod } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('dependency-name-not-resolved', () => {
  it.each([
    [
      'panic: dial tcp: lookup orders-db on 10.96.0.10:53: no such host\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0x1d',
      'orders-db',
    ],
    [
      "Error: getaddrinfo ENOTFOUND orders-db\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26) {\n  code: 'ENOTFOUND'\n}",
      'orders-db',
    ],
    ['Error: getaddrinfo EAI_AGAIN redis', 'redis'],
    [
      'Caused by: java.net.UnknownHostException: orders-db\n\tat java.base/java.net.AbstractPlainSocketImpl.connect(AbstractPlainSocketImpl.java:229)',
      'orders-db',
    ],
    [
      'psycopg2.OperationalError: could not translate host name "orders-db" to address: Name or service not known',
      'orders-db',
    ],
    [
      'redis.exceptions.ConnectionError: Error -2 connecting to redis:6379. Name or service not known.',
      'redis',
    ],
    [
      '2026/01/15 12:00:00 [emerg] 1#1: host not found in upstream "api.shop.svc" in /etc/nginx/conf.d/default.conf:12\nnginx: [emerg] host not found in upstream "api.shop.svc" in /etc/nginx/conf.d/default.conf:12',
      'api.shop.svc',
    ],
    ["wget: bad address 'config:8888'", 'config'],
    [
      "Invoke-WebRequest : The remote name could not be resolved: \n'files.shop.example'\nAt line:1 char:32\n+ ... ; Invoke-WebRequest -UseBasicParsing -Uri 'https://files ...\n+       ~~~~~~~~~~~~~~~~~~~~~~~~\n    + CategoryInfo          : InvalidOperation: (System.Net.HttpWebRequest:Htt \n    + FullyQualifiedErrorId : WebCmdletWebResponseException\n \nC:\\Monitor.exe : The term 'C:\\Monitor.exe' is not recognized as \nthe name of a cmdlet, function, script file, or operable program.",
      'files.shop.example',
    ],
    [
      'curl: (6) Could not resolve host: files.shop.example\n/run.sh: 4: /opt/run.sh: not found',
      'files.shop.example',
    ],
    [
      "wget: bad address 'files.shop.example'\ntar: /tmp/a.tgz: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now",
      'files.shop.example',
    ],
    [
      "W: Failed to fetch http://deb.example.org/dists/InRelease  Temporary failure resolving 'deb.example.org'\nE: Unable to locate package curl",
      'deb.example.org',
    ],
    [
      'fetch https://apk.example.org/v3/main/APKINDEX.tar.gz\nWARNING: Ignoring https://apk.example.org/v3/main: temporary error (try again later)\nERROR: unable to select packages:\n  curl (no such package):',
      'apk.example.org',
    ],
    [
      "Unhandled Exception: System.Net.WebException: The remote name could not be resolved: 'orders-db'",
      'orders-db',
    ],
    ['curl: (6) Could not resolve host: config.internal', 'config.internal'],
    [
      'System.Net.Http.HttpRequestException: Name or service not known (orders:80)\n ---> System.Net.Sockets.SocketException (0xFFFDFFFF): Name or service not known',
      'orders',
    ],
    [
      "%3|1736942400.1|FAIL|rdkafka#producer-1| [thrd:kafka:9092/bootstrap]: kafka:9092/bootstrap: Failed to resolve 'kafka:9092': Name or service not known",
      'kafka',
    ],
    [
      'org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers',
      '',
    ],
    [
      'PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] php_network_getaddresses: getaddrinfo for mysql failed: Name or service not known in /app/x.php:3',
      'mysql',
    ],
    [
      'Error: failed to lookup address information: Temporary failure in name resolution',
      '',
    ],
    [
      'time="2026-01-15T12:00:00Z" level=fatal msg="Get \\"https://auth.internal/keys\\": dial tcp: lookup auth.internal on 10.96.0.10:53: read udp 10.244.0.5:3432->10.96.0.10:53: i/o timeout"',
      'auth.internal',
    ],
    ["ERROR 2005 (HY000): Unknown MySQL server host 'mysql' (-2)", 'mysql'],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    ['files.shop.example', true],
    ['example.com', true],
    ['db.other', false],
    ['db.other.svc.cluster.local', false],
    ['db.shop.svc', false],
    ['db.office.corp', false],
    ['db', false],
  ])('knows whether %s lies outside the cluster: %s', (host, is) => {
    const [found] = said(`curl: (6) Could not resolve host: ${host}`);
    expect(found?.why.en.includes('outside the cluster')).toBe(is);
  });

  it.each([
    'WARN lookup db: no such host, retrying in 2s\nINFO connection established\nINFO processed 3 orders',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  it('names the service that is spelt nearly so', () => {
    const service: JsonObject = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'orders-db', namespace: 'shop' },
      spec: { ports: [{ port: 5432 }] },
    };
    const log = 'Error: getaddrinfo ENOTFOUND order-db';
    const [found] = findings(cause, [crashingPod(end), service], {
      logs: { app: { previous: log } },
    });
    expect(found?.why.en).toContain('one named “orders-db”');
    expect(found?.steps[0]?.text.en).toContain('“orders-db”');
  });

  it('tells a name server that does not answer from a wrong name', () => {
    const [found] = said('Error: getaddrinfo EAI_AGAIN redis');
    expect(found?.why.en).toContain('The name server did not answer');
  });

  const named = (name: string, spec: JsonObject, made = 3600): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop', creationTimestamp: ago(made) },
    spec: { ports: [{ port: 5672 }], ...spec },
  });
  const HEADLESS = { clusterIP: 'None', selector: { app: 'web' } };
  const PLAIN = { clusterIP: '10.0.0.1', selector: { app: 'db' } };
  const lost = (
    host: string,
    more: readonly JsonObject[],
    ...tweaks: Tweak[]
  ) => {
    const previous = `nginx: [emerg] host not found in upstream "${host}"`;
    const [found] = findings(cause, [crashingPod(end, ...tweaks), ...more], {
      logs: { app: { previous } },
      asked: ['namespacePods', 'services', 'scheduledPods'],
    });
    return found;
  };

  it.each<[string, string, JsonObject[], string]>([
    [
      'a service that was there',
      'db',
      [named('db', PLAIN)],
      'has existed for 60 min, and this run began only 70 s ago',
    ],
    [
      'a service made later',
      'db',
      [named('db', PLAIN, 20)],
      'made 20 s ago, after this run began',
    ],
    [
      'a service made just before',
      'db',
      [named('db', PLAIN, 80)],
      'exists now',
    ],
    [
      'its own name',
      'web-1.mq.shop.svc.cluster.local',
      [named('mq', HEADLESS)],
      'the pod’s own, under its headless service “mq”',
    ],
    [
      'its own short name',
      'web-1.mq',
      [named('mq', HEADLESS)],
      'the pod’s own',
    ],
    [
      'its own name with the namespace',
      'web-1.mq.shop',
      [named('mq', HEADLESS)],
      'the pod’s own',
    ],
    [
      'its own name, published',
      'web-1.mq',
      [named('mq', { ...HEADLESS, publishNotReadyAddresses: true })],
      'has existed for',
    ],
    [
      'a member of a service with an address',
      'web-1.mq',
      [named('mq', { ...HEADLESS, clusterIP: '10.0.0.2' })],
      'only of a headless service',
    ],
    [
      'a member that is not ready',
      'web-2.mq',
      [
        named('mq', HEADLESS),
        pod(
          ['metadata.name', 'web-2'],
          ['metadata.uid', 'u2'],
          ['status.conditions.3.status', 'False'],
        ),
      ],
      'pod “web-2”, which is not ready',
    ],
    [
      'a member that is ready',
      'web-2.mq',
      [
        named('mq', HEADLESS),
        pod(['metadata.name', 'web-2'], ['metadata.uid', 'u2']),
      ],
      'has existed for',
    ],
    [
      'a member that is not there',
      'web-3.mq',
      [named('mq', HEADLESS)],
      'no such pod was seen',
    ],
    [
      'a headless service without a ready pod',
      'mq',
      [named('mq', HEADLESS)],
      'none of its pods (1 seen) is ready',
    ],
    [
      'an alias',
      'db',
      [named('db', { externalName: 'db.old.example' })],
      'only another name for “db.old.example”',
    ],
    [
      'a service of another namespace',
      'db.data.svc',
      [],
      'service “db” of namespace data',
    ],
  ])('tells %s', (_, host, more, words) => {
    expect(lost(host, more)?.why.en).toContain(words);
  });

  it.each<[Tweak, string]>([
    [['spec.hostNetwork', true], 'on the network of its node'],
    [['spec.dnsPolicy', 'Default'], 'has dnsPolicy Default'],
  ])('knows a pod that asks its node: %j', (tweak, words) => {
    const found = lost('db', [named('db', PLAIN)], tweak);
    expect(found?.why.en).toContain(words);
    expect(found?.steps[0]?.text.en).toContain('dnsPolicy');
    const both = lost('db', [named('db', PLAIN)], tweak, [
      'spec.dnsPolicy',
      'ClusterFirstWithHostNet',
    ]);
    expect(both?.why.en).toContain('has existed for');
  });

  it('counts the pods of the cluster DNS', () => {
    const dns = pod(
      [
        'metadata',
        {
          name: 'coredns-1',
          namespace: 'kube-system',
          uid: 'u3',
          labels: { 'k8s-app': 'kube-dns' },
        },
      ],
      ['status.conditions.3.status', 'False'],
    );
    const found = lost('db', [named('db', PLAIN), dns, node()]);
    expect(found?.why.en).toContain(
      'The only pod of the cluster DNS is not ready',
    );
  });

  it.each([
    [
      'ERROR: epmd error for host mq-0.mq.shop.svc.cluster.local: nxdomain (non-existing domain)',
      'mq-0.mq.shop.svc.cluster.local',
    ],
    ['ERROR: epmd error for host mq-0: nxdomain (non-existing domain)', 'mq-0'],
    [
      '%3|FAIL|rdkafka| Failed: kafka-0:9092: Name or service not known',
      'kafka-0',
    ],
    [
      'cannot reach db.data.svc.cluster.local: no such host',
      'db.data.svc.cluster.local',
    ],
  ])('finds the host in: %s', (log, host) => {
    expect(said(log)[0]?.what.en).toContain(`because “${host}” could`);
  });
});
