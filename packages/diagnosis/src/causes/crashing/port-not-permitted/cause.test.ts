import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('port-not-permitted', () => {
  it.each([
    ['listen tcp :80: bind: permission denied', '80'],
    ['Error: listen EACCES: permission denied 0.0.0.0:80', '80'],
    [
      '2026/01/15 12:00:00 [emerg] 1#1: bind() to 0.0.0.0:80 failed (13: Permission denied)',
      '80',
    ],
    [
      "PermissionError: [Errno 13] error while attempting to bind on address ('0.0.0.0', 80): permission denied",
      '80',
    ],
    [
      '(13)Permission denied: AH00072: make_sock: could not bind to address [::]:80',
      '80',
    ],
    ['Caused by: java.net.BindException: Permission denied', ''],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it('says that an added capability has no effect for a user that is not root', () => {
    const log = 'listen tcp :80: bind: permission denied';
    const of = (runAsUser: number, add: string[]) =>
      findings(
        cause,
        [
          crashingPod(end, [
            'spec.containers.0.securityContext',
            { runAsUser, capabilities: { add } },
          ]),
        ],
        { logs: { app: { previous: log } } },
      )[0];
    const added = of(1000, ['NET_BIND_SERVICE']);
    expect(added?.why.en).toContain(
      'has no effect for a user that is not root (it runs as user 1000)',
    );
    expect(added?.quotes.map(({ value }) => value)).toContain(
      'NET_BIND_SERVICE',
    );
    expect(added?.steps[1]?.text.en).not.toContain('Add the capability');
    expect(added?.steps[1]?.text.en).toContain('ip_unprivileged_port_start');
    const plain = of(1000, ['SYS_TIME']);
    expect(plain?.why.en).toContain('runs as user 1000 without it');
    expect(plain?.steps[1]?.text.en).toContain('Add the capability');
  });

  it.each(['open /data/x: permission denied'])(
    'is not told by the words %#',
    log => {
      expect(said(log)).toEqual([]);
    },
  );
});
