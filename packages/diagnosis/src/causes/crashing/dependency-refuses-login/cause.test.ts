import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('dependency-refuses-login', () => {
  it.each([
    [
      'psql: error: connection to server at "db" (10.0.0.1), port 5432 failed: FATAL:  password authentication failed for user "shop"',
      'shop',
    ],
    [
      "sqlalchemy.exc.OperationalError: (1045, \"Access denied for user 'shop'@'10.244.0.5' (using password: YES)\")",
      'shop',
    ],
    [
      'Caused by: org.postgresql.util.PSQLException: FATAL: password authentication failed for user "shop"',
      'shop',
    ],
    ['ReplyError: NOAUTH Authentication required.', ''],
    [
      'ReplyError: WRONGPASS invalid username-password pair or user is disabled.',
      '',
    ],
    [
      'MongoServerError: Authentication failed.\n    at Connection.onMessage (/app/node_modules/mongodb/lib/cmap/connection.js:202:26)',
      '',
    ],
    [
      'Exception (403) Reason: "username or password not allowed": ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN.',
      '',
    ],
    [
      "Microsoft.Data.SqlClient.SqlException (0x80131904): Login failed for user 'sa'.",
      '',
    ],
    [
      'FATAL: no pg_hba.conf entry for host "10.244.0.5", user "shop", database "orders", no encryption',
      'orders',
    ],
    [
      'requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://api.example.com/v1/orders',
      'api.example.com',
    ],
    ['AxiosError: Request failed with status code 403', '403'],
    ['ERROR: permission denied for table orders', ''],
    [
      'git@example.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
      '',
    ],
    [
      'org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed: Invalid username or password',
      '',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    '2026-01-15 12:00:00.123 UTC [71] FATAL:  password authentication failed for user "guest"\n2026-01-15 12:00:01.000 UTC [1] LOG:  received fast shutdown request',
    '10.0.0.1 - - [15/Jan/2026:12:00:00 +0000] "GET /admin HTTP/1.1" 403 153 "-" "curl/8"\nINFO bye',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });
});
