import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('privilege-missing', () => {
  it.each([
    [
      "chown: changing ownership of '/var/lib/postgresql/data': Operation not permitted",
      '/var/lib/postgresql/data',
    ],
    [
      'nginx: [emerg] chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)',
      '/var/cache/nginx/client_temp',
    ],
    [
      "PermissionError: [Errno 1] Operation not permitted: '/dev/net/tun'",
      '/dev/net/tun',
    ],
    [
      'iptables v1.8.7 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)',
      '',
    ],
    ['error: failed switching to "redis": operation not permitted', ''],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each(['WARN mlock: operation not permitted\nINFO Vault server started'])(
    'is not told by the words %#',
    log => {
      expect(said(log)).toEqual([]);
    },
  );
});
