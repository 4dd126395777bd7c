import { probeWords, stepForWords, wordsInWords } from './probeWords';

const said = (text: string) => {
  const words = probeWords(`Liveness probe failed: ${text}`);
  return words && wordsInWords(words).en;
};

describe('what a probe’s command said', () => {
  it.each([
    [
      "['/usr/local/bin', '/app'] Loaded your LOCAL configuration at [/app/config.py] logging was configured successfully 2024-05-13 02:49:48,445:INFO:root:Configured event logger of type <class 'superset.DBEventLogger'> Error: No nodes replied within time constraint",
      'no Celery worker answered',
    ],
    ['localhost:5432 - no response\n', 'PostgreSQL does not answer'],
    [
      '/var/run/postgresql:5432 - rejecting connections\n',
      'takes no connections yet',
    ],
    [
      "mysqladmin: connect to server at 'localhost' failed\nerror: 'Can't connect to local MySQL server through socket'",
      'MySQL server does not answer',
    ],
    [
      "mysqladmin: connect to server at 'localhost' failed\nerror: 'Access denied for user 'root'@'localhost''",
      'refused the login of the probe',
    ],
    [
      'LOADING Redis is loading the dataset in memory',
      'still reading its data',
    ],
    ['(error) NOAUTH Authentication required.', 'refused the login'],
    [
      'Could not connect to Redis at localhost:6379: Connection refused',
      'Redis does not listen',
    ],
    [
      "Error: unable to perform an operation on node 'rabbit@mq-0'. Please see diagnostics information",
      'RabbitMQ node is not up',
    ],
    [
      'Waiting for elasticsearch cluster to become ready (request params: "wait_for_status=green&timeout=1s" )',
      'not yet in the state',
    ],
    ['Key Value\nSealed             true\nTotal Shares 5', 'Vault is sealed'],
    ['No alive jobs found.', 'Airflow'],
    [
      'calico/node is not ready: BIRD is not ready: BGP not established with 10.0.0.2',
      'network agent',
    ],
    [
      'This ZooKeeper instance is not currently serving requests',
      'no majority',
    ],
    [
      'curl: (7) Failed to connect to localhost port 8080: Connection refused',
      'nothing accepts connections',
    ],
    [
      "cat: can't open '/tmp/healthy': No such file or directory",
      'a file the command looks for',
    ],
  ])('knows %s', (text, means) => {
    expect(said(text)).toContain(means);
    expect(said(text)?.length).toBeLessThan(400);
    expect(stepForWords(probeWords(text))).toBeDefined();
  });

  it('quotes what it does not know: the line that complains', () => {
    expect(said('starting check\nlag is too high: not healthy\n')).toBe(
      'the command ran and reported a failure: “lag is too high: not healthy”',
    );
    expect(said('42')).toContain('“42”');
    const long = `${'x '.repeat(300)}Error: odd`;
    expect(said(long)).toContain('Error: odd');
    expect(probeWords('Readiness probe failed: ')).toBeUndefined();
    expect(stepForWords(probeWords('42'))).toBeUndefined();
  });
});
