import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('user-not-accepted', () => {
  it.each([
    [
      '[2026-01-15T12:00:00,000][ERROR][o.e.b.Elasticsearch] fatal exception while booting Elasticsearch\njava.lang.RuntimeException: can not run elasticsearch as root',
      '',
    ],
    [
      '"root" execution of the PostgreSQL server is not permitted.\nThe server must be started under an unprivileged user ID',
      '',
    ],
    ['initdb: error: cannot be run as root', ''],
    ['No user exists for uid 1000640000', '1000640000'],
    ["KeyError: 'getpwuid(): uid not found: 1000'", '1000'],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'error: failed switching to "mongo": unable to find user mongo: no matching entries in passwd file',
    'su: user mongo does not exist',
    'su: unknown user mongo',
    'su: unknown id: mongo',
    'su-exec: getpwnam(mongo): Success',
    's6-applyuidgid: fatal: unknown user: mongo',
    'chpst: fatal: unknown user/group: mongo',
    'nginx: [emerg] getpwnam("mongo") failed in /etc/nginx/nginx.conf:2',
    'AH00543: httpd: bad user name mongo',
    "chown: invalid user: 'mongo:mongo'",
    'chown: unknown user mongo',
    'sudo: unknown user: mongo',
    "mysqld: Can't change to run as user 'mongo' ;  Please check that the user exists!",
  ])('knows a user that the start wants to change to: %s', log => {
    const [found] = said(log);
    expect(found?.what.en).toContain('go on as user “mongo”');
    expect(found?.what.zh).toContain('“mongo”');
    expect(found?.why.en).not.toContain('Here it starts as');
  });

  it('does not blame the number that the platform gives for a name that is lacking', () => {
    const previous =
      'error: failed switching to "mongo": unable to find user mongo: no matching entries in passwd file';
    const [found] = findings(
      cause,
      [
        crashingPod(end, [
          'spec.containers.0.securityContext',
          { runAsUser: 1000150000 },
        ]),
      ],
      { logs: { app: { previous } } },
    );
    expect(found?.why.en).toContain('Here it starts as user 1000150000');
    expect(found?.what.en).not.toContain('1000150000');
    expect(found?.steps[0]?.text.en).toContain('without root');
  });

  it.each([
    'ERROR login failed: unknown user: bob',
    'FATAL invalid user name or password',
    'ERROR unable to find user bob',
    'ERROR refusing to run as user root',
    'ERROR auth: user bob does not exist',
  ])('does not take a login for a user of the system: %s', log => {
    expect(said(log)).toEqual([]);
  });

  it.each(['WARN running as root is not recommended\nINFO started'])(
    'is not told by the words %#',
    log => {
      expect(said(log)).toEqual([]);
    },
  );
});
