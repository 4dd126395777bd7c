import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('disk-full', () => {
  it.each([
    ['write /data/wal/0001: no space left on device', '/data/wal/0001'],
    ['Error: ENOSPC: no space left on device, write', ''],
    [
      "OSError: [Errno 28] No space left on device: '/tmp/upload'",
      '/tmp/upload',
    ],
    ['Caused by: java.io.IOException: No space left on device', ''],
    [
      'PANIC:  could not write to file "pg_wal/xlogtemp.31": No space left on device',
      '',
    ],
    [
      'ERROR:  could not resize shared memory segment "/PostgreSQL.1863" to 8388608 bytes: No space left on device',
      '',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'WARN cleaned after: no space left on device\nINFO server is ready\nINFO exit',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  it('names volume and size', () => {
    const mounted = crashingPod(
      end,
      ['spec.volumes', [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }]],
      ['spec.containers.0.volumeMounts', [{ name: 'tmp', mountPath: '/data' }]],
    );
    const [found] = findings(cause, [mounted], {
      logs: { app: { previous: 'write /data/wal/1: no space left on device' } },
    });
    expect(found?.why.en).toContain('volume “tmp” of 1Gi');
  });
});
