import { crashingPod, findings, pod } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('data-directory-locked', () => {
  it.each([
    [
      'FATAL:  lock file "postmaster.pid" already exists\nHINT:  Is another postmaster (PID 1) running in data directory "/var/lib/postgresql/data"?',
      '',
    ],
    ['[ERROR] [MY-012574] [InnoDB] Unable to lock ./ibdata1 error: 11', ''],
    [
      'java.lang.IllegalStateException: failed to obtain node locks, tried [[/usr/share/elasticsearch/data]] with lock id [0]',
      '',
    ],
    [
      'level=error err="opening storage failed: lock DB directory: resource temporarily unavailable"',
      '',
    ],
    [
      '{"s":"E","c":"STORAGE","id":20557,"msg":"DBException in initAndListen, terminating","attr":{"error":"DBPathInUse: Unable to lock the lock file: /data/db/mongod.lock (Resource temporarily unavailable). Another mongod instance is already running on the /data/db directory"}}',
      '',
    ],
    ['sqlite3.OperationalError: database is locked', ''],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it('leaves open what the program itself leaves open', () => {
    const [found] = said(
      'java.lang.IllegalStateException: failed to obtain node locks, tried [/usr/share/elasticsearch/data]; maybe these locations are not writable or multiple nodes were started on the same data path?',
    );
    expect(found?.why.en).toContain('one of two');
    expect(found?.steps[0]?.text.en).toContain('fsGroup');
  });

  it.each([
    'INFO waiting for lock, database is locked by another process\nINFO done',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  it.each([
    [
      'liquibase.exception.LockException: Could not acquire change log lock.  Currently locked by web-2 (10.0.0.2) since 8/16/19, 5:26 AM',
      'DATABASECHANGELOGLOCK',
    ],
    [
      'org.flywaydb.core.api.FlywayException: Unable to obtain lock on table "public"."flyway_schema_history"',
      'Flyway takes its lock in the database',
    ],
  ])('speaks of no volume for a lock in a database %#', (log, words) => {
    const [found] = said(log);
    expect(found?.why.en).toContain(words);
    const steps = found?.steps.map(({ text }) => text.en).join(' ');
    expect(`${found?.why.en} ${steps}`).not.toContain('volume');
  });

  it('names the pod that runs with the same claim', () => {
    const volumes = [
      { name: 'data', persistentVolumeClaim: { claimName: 'db' } },
    ];
    const mounted = crashingPod(
      end,
      ['spec.volumes', volumes],
      [
        'spec.containers.0.volumeMounts',
        [{ name: 'data', mountPath: '/data' }],
      ],
    );
    const former = pod(
      ['metadata.name', 'web-0'],
      ['metadata.uid', 'pod-uid-0'],
      ['spec.volumes', volumes],
    );
    const [found] = findings(cause, [mounted, former], {
      subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
      logs: {
        app: { previous: 'FATAL: lock file "/data/lock" already exists' },
      },
    });
    expect(found?.why.en).toContain(
      'pod “web-0” runs with the same claim “db”',
    );
  });
});
