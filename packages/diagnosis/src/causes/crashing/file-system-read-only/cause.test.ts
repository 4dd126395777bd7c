import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('file-system-read-only', () => {
  it.each([
    [
      'panic: open /var/log/shop.log: read-only file system',
      '/var/log/shop.log',
    ],
    [
      "Error: EROFS: read-only file system, open '/app/cache.json'",
      '/app/cache.json',
    ],
    ["OSError: [Errno 30] Read-only file system: '/tmp/x'", '/tmp/x'],
    [
      'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)',
      '/var/cache/nginx/client_temp',
    ],
    [
      'Caused by: java.nio.file.FileSystemException: /tmp/tomcat.8080: Read-only file system',
      '/tmp/tomcat.8080',
    ],
    [
      "mktemp: failed to create file via template '/tmp/tmp.XXX': Read-only file system",
      '',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'chown: /data/.snapshot: Read-only file system',
    "chown: changing ownership of '/data/.snapshot/hourly.0/a': Read-only file system",
    "chmod: changing permissions of '/data/.snapshot': Operation not permitted",
    'chown: /data/.zfs: Permission denied',
    "OSError: [Errno 30] Read-only file system: '/data/.snapshot/daily.1'",
  ])('knows a filer’s own directory: %s', log => {
    const [found] = said(log);
    expect(found?.what.en).toContain('cannot write “/data/.');
    expect(found?.why.en).toContain('keeps its snapshots');
    expect(found?.steps[1]?.text.en).toContain('at /data,');
  });

  it('does not take every file of that name for one', () => {
    const log = 'open /data/state.snapshot: read-only file system';
    expect(said(log)[0]?.why.en).toContain('disk behind it failed');
  });

  it('takes it for the disk only where the manifest does not make it so', () => {
    const [disk] = said('open /data/a: read-only file system');
    expect(disk?.why.en).toContain('disk behind it failed');
    const root = crashingPod(end, [
      'spec.containers.0.securityContext',
      { readOnlyRootFilesystem: true },
    ]);
    const [image] = findings(cause, [root], {
      logs: { app: { previous: 'open /data/a: read-only file system' } },
    });
    expect(image?.steps[0]?.text.en).toContain('emptyDir');
  });

  it.each([
    '10-listen-on-ipv6-by-default.sh: info: can not modify /etc/nginx/conf.d/default.conf (read-only file system?)\nINFO ready',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });
});
