import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('dependency-times-out', () => {
  it.each([
    'org.apache.kafka.common.errors.TimeoutException: Failed to get offsets by times in 30002ms',
    'org.apache.kafka.common.errors.TimeoutException: Timeout expired while fetching topic metadata',
    'Caused by: org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: listTopics',
    'org.apache.kafka.common.errors.TimeoutException: Topic orders not present in metadata after 60000 ms.',
    '%4|1700000000.1|FAIL|app#producer-1| Local: All broker connection are down\nfatal: Local: Timed out',
    'kafka.errors.NoBrokersAvailable: NoBrokersAvailable',
    'KafkaJSNumberOfRetriesExceeded: Connection timeout',
  ])('knows brokers that do not answer: %s', log => {
    const [found] = findings(
      cause,
      [
        crashingPod(end, [
          'spec.containers.0.env',
          [{ name: 'KAFKA_BOOTSTRAP_SERVERS', value: 'secret' }],
        ]),
      ],
      { logs: { app: { previous: log } } },
    );
    expect(found?.why.en).toContain('advertised.listeners');
    expect(found?.steps[0]?.text.en).toContain(
      'variable KAFKA_BOOTSTRAP_SERVERS',
    );
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  it.each([
    [
      '2026/01/15 12:00:00 Get "https://api.example.com/v1": dial tcp 203.0.113.7:443: i/o timeout',
      '203.0.113.7',
    ],
    [
      'Error: connect ETIMEDOUT 10.0.0.5:5432\n    at TCPConnectWrap.afterConnect (node:net:1494:16)',
      '10.0.0.5',
    ],
    ['Caused by: java.net.SocketTimeoutException: connect timed out', ''],
    [
      'com.mongodb.MongoTimeoutException: Timed out after 30000 ms while waiting to connect. Client view of cluster state is {type=UNKNOWN, servers=[{address=mongo:27017, type=UNKNOWN, state=CONNECTING}]',
      'mongo',
    ],
    [
      "requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='api.example.com', port=443): Max retries exceeded with url: / (Caused by ConnectTimeoutError(...))",
      'api.example.com',
    ],
    [
      'psycopg2.OperationalError: connection to server at "db" (10.0.0.1), port 5432 failed: Connection timed out',
      '5432',
    ],
    ['Error: tcp connect error: Connection timed out (os error 110)', ''],
    ['dial tcp 10.0.0.3:9092: connect: no route to host', '10.0.0.3'],
    [
      'Error response: context deadline exceeded while dial 10.0.0.3:2379: context deadline exceeded',
      '10.0.0.3',
    ],
    [
      'pymongo.errors.ServerSelectionTimeoutError: mongo:27017: timed out',
      'mongo',
    ],
    [
      'HikariPool-1 - Connection is not available, request timed out after 30000ms.',
      '',
    ],
    [
      "ERROR 2003 (HY000): Can't connect to MySQL server on 'db.example.com' (110)",
      'db.example.com',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'WARN connect timed out, trying again\nINFO successfully connected\nERROR division by zero',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  it.each([
    [
      '{"level":"error","msg":"unable to initialize AWS cloud","error":"failed to get VPC ID: failed to fetch VPC ID from instance metadata: error in fetching vpc id through ec2 metadata: get mac metadata: operation error ec2imds: GetMetadata, canceled, context deadline exceeded"}',
      true,
    ],
    [
      'FATAL failed to get region from EC2 Metadata: EC2MetadataRequestError: failed to get EC2 instance identity document, request timed out',
      true,
    ],
    [
      'panic: Get "http://169.254.169.254/latest/meta-data/placement/region": context deadline exceeded (AWS)',
      true,
    ],
    [
      'Error: Get "http://metadata.google.internal/computeMetadata/v1/project/project-id": dial tcp 169.254.169.254:80: i/o timeout',
      false,
    ],
  ])('names the metadata service of the cloud: %s', (log, isAws) => {
    const [found] = said(log);
    expect(found?.what.en).toContain('instance metadata service');
    expect(found?.what.zh).toContain('元数据服务');
    expect(found?.why.en.includes('hop limit')).toBe(isAws);
  });

  it.each([
    'Error: dial tcp 10.0.0.3:9092: i/o timeout while reading topic metadata',
    'FATAL dial tcp: lookup db on 169.254.169.254:53: read udp 10.4.1.5:3->169.254.169.254:53: i/o timeout',
    'Error: connecting to metadata server at 10.0.0.9:9083: connection timed out',
  ])('does not take for the metadata service: %s', log => {
    expect(said(log)[0]?.what.en ?? '').not.toContain('instance metadata');
  });

  it('names the ports of a service that was asked on another', () => {
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'some-service', namespace: 'shop' },
      spec: { clusterIP: '10.96.0.7', ports: [{ port: 3000 }] },
    };
    const log =
      'curl: (28) Failed to connect to some-service port 80: Connection timed out';
    const [found] = findings(cause, [crashingPod(end), service], {
      logs: { app: { previous: log } },
    });
    expect(found?.why.en).toBe(
      'Service “some-service” has no such port; it offers 3000.',
    );
    expect(found?.steps[0]?.text.en).toContain('call “some-service” on 3000');
  });
});
