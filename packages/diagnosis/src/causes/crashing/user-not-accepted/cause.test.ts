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

  it.each(['WARN running as root is not recommended\nINFO started'])(
    'is not told by the words %#',
    log => {
      expect(said(log)).toEqual([]);
    },
  );
});
