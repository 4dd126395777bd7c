import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('database-not-migrated', () => {
  it.each([
    ['ERROR:  relation "orders" does not exist at character 15', 'orders'],
    [
      "sqlalchemy.exc.ProgrammingError: (pymysql.err.ProgrammingError) (1146, \"Table 'shop.orders' doesn't exist\")",
      'shop.orders',
    ],
    ['django.db.utils.OperationalError: no such table: orders', 'orders'],
    [
      'psql: error: connection to server at "db" (10.0.0.1), port 5432 failed: FATAL:  database "shop" does not exist',
      'shop',
    ],
    ["ER_BAD_DB_ERROR: Unknown database 'shop'", 'shop'],
    ['error: Dirty database version 3. Fix and force version.', ''],
    [
      'Caused by: org.hibernate.tool.schema.spi.SchemaManagementException: Schema-validation: missing table [orders]',
      'orders',
    ],
    [
      'FlywayValidateException: Validate failed: Migrations have failed validation\nMigration checksum mismatch for migration version 3',
      '',
    ],
    [
      'ActiveRecord::PendingMigrationError: Migrations are pending. To resolve this issue, run: bin/rails db:migrate',
      '',
    ],
    [
      "nginx: [error] init_by_lua error: /usr/local/share/lua/5.1/shop/migrations.lua:25: New migrations available; run 'shop migrations up' to proceed\nstack traceback:\n        [C]: in function 'error'",
      'migrations have not run',
    ],
    ['Error: Database needs bootstrapping or is older than 1.0', ''],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    "alembic.util.exc.CommandError: Can't locate revision identified by 'e9304a3141f0'",
    'FlywayValidateException: Detected applied migration not resolved locally: 12',
    'error: no migration found for version 20240101: read down for version',
    'The migration 0007_orders was previously applied but is missing',
  ])('does not call a database old that is ahead: %s', log => {
    const [found] = said(log);
    expect(found?.what.en).toContain('migrations that it does not know');
    expect(found?.steps.map(({ text }) => text.en).join(' ')).not.toContain(
      'Run the migrations',
    );
  });

  it.each(['INFO relation "orders" does not exist, creating it\nINFO done'])(
    'is not told by the words %#',
    log => {
      expect(said(log)).toEqual([]);
    },
  );
});
