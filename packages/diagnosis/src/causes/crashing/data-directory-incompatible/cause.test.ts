import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('data-directory-incompatible', () => {
  it.each([
    [
      '2026-01-15 12:00:00.000 UTC [1] FATAL:  database files are incompatible with server\n2026-01-15 12:00:00.000 UTC [1] DETAIL:  The data directory was initialized by PostgreSQL version 12, which is not compatible with this version 13.3.',
      '13.3',
    ],
    [
      'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty\nIt contains a lost+found directory, perhaps due to it being a mount point.',
      '/var/lib/postgresql/data',
    ],
    [
      '2026-01-15T12:00:00Z 1 [ERROR] [MY-014061] [Server] Invalid MySQL server downgrade: Cannot downgrade from 80300 to 80200.',
      '80300',
    ],
    [
      '{"t":{"$date":"2026-01-15T12:00:00Z"},"s":"F","c":"CONTROL","id":20573,"ctx":"initandlisten","msg":"Wrong mongod version","attr":{"error":"UPGRADE PROBLEM: Found an invalid featureCompatibilityVersion document"}}',
      '',
    ],
    [
      "# Can't handle RDB format version 12\n# Fatal error loading the DB, check server logs. Exiting.",
      '',
    ],
    [
      'java.lang.IllegalStateException: cannot upgrade a node from version [6.8.0] directly to version [8.0.0]',
      '6.8.0',
    ],
    [
      '1 [ERROR] [MY-012526] [InnoDB] Upgrade is not supported after a crash or shutdown with innodb_fast_shutdown = 2. This redo log was created with MySQL 5.7.37, and it appears logically non empty.',
      'MySQL 5.7.37',
    ],
    [
      '[ERROR] InnoDB: Upgrade after a crash is not supported. This redo log was created with MariaDB 10.3.14.',
      'MariaDB 10.3.14',
    ],
    ['[ERROR] InnoDB: The redo log is not empty, cannot upgrade', 'redo log'],
    ['PANIC:  could not locate a valid checkpoint record', ''],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'WARN index was created with version 6, rebuilding\nINFO server is ready\nINFO bye',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });
});
