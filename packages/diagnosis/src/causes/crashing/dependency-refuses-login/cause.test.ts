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
    ...[
      '[2026-01-15 12:00:02,114: ERROR/MainProcess] consumer: Cannot connect to redis://:**@redis:6379/0: invalid username-password pair or user is disabled..',
      "2026-01-15 12:00:02 [error] <0.1.0> PLAIN login refused: user 'shop' - invalid credentials",
      'amqp.exceptions.AccessRefused: (0, 0): (403) ACCESS_REFUSED - Login was refused',
      'nats: Authorization Violation',
      'Connection error: Connection Refused: bad user name or password.',
      'cassandra.AuthenticationFailed: Failed to authenticate: Provided username shop and/or password are incorrect',
      'DB::Exception: shop: Authentication failed: password is incorrect, or there is no user with such name.',
      'neo4j.exceptions.AuthError: The client is unauthorized due to authentication failure.',
      'snowflake.connector.errors.DatabaseError: Incorrect username or password was specified.',
      'SQL30082N  Security processing failed with reason "24" ("USERNAME AND/OR PASSWORD INVALID").',
      'pymongo.errors.OperationFailure: bad auth : authentication failed, code = 8000',
    ].map(log => [log, '']),
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
    [
      '2026-01-15T12:00:00.474Z [ERROR] Hit maximum retries for consul login: error="error logging in: Unexpected response code: 403 (rpc error making call: Permission denied)"',
      'no permission of a file',
    ],
    [
      '[ERROR] agent.client: RPC failed to server: error="rpc error making call: Permission denied: token with AccessorID \'1a2b\' lacks permission \'node:write\' on \\"worker\\""',
      'to “node:write”',
    ],
    [
      'Error: Unexpected response code: 403 (ACL not found)',
      'no permission of a file',
    ],
    [
      'Error making API request.\n\nURL: PUT http://vault:8200/v1/auth/kubernetes/login\nCode: 403. Errors:\n\n* permission denied',
      'no permission of a file',
    ],
    [
      'hvac.exceptions.Forbidden: permission denied, on put http://vault:8200/v1/auth/kubernetes/login',
      '“vault” refused access',
    ],
    ['VaultError: {"errors":["permission denied"]}', 'role, policy or rule'],
    [
      'Error: security_exception: action [indices:admin/create] is unauthorized for user [shop]',
      'for user “shop”',
    ],
    [
      'URL: PUT http://vault:8200/v1/auth/kubernetes/login\nCode: 400. Errors:\n\n* invalid role name "shop"',
      'role, policy or rule',
    ],
    [
      "warning: /data/.erlang.cookie contents do not match RABBITMQ_ERLANG_COOKIE\n\n=ERROR REPORT==== 15-Jan-2026::12:00:00.321200 ===\n** Connection attempt from disallowed node 'rabbit@mq-2.mq.shop.svc.cluster.local' ** ",
      'Erlang cookie',
    ],
    [
      '  * TCP connection succeeded but Erlang distribution failed\n  * Authentication failed (rejected by the remote node), please check the Erlang cookie',
      'Erlang cookie',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'open /vault/token: permission denied',
    'cp: cannot open a: Permission denied\n* done',
    '2026-01-15 12:00:00.123 UTC [71] FATAL:  password authentication failed for user "guest"\n2026-01-15 12:00:01.000 UTC [1] LOG:  received fast shutdown request',
    '10.0.0.1 - - [15/Jan/2026:12:00:00 +0000] "GET /admin HTTP/1.1" 403 153 "-" "curl/8"\nINFO bye',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });
});
