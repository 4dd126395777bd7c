import type { JsonObject, Tweak } from '../../../testing';
import {
  claim,
  crashingPod,
  failedReadiness,
  findings,
  unreadyPod,
} from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const WORKS_IN_B: Tweak[] = [['spec.containers.0.workingDir', '/b/']];
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

  const claimed = (claimName: string) => ({
    name: claimName,
    persistentVolumeClaim: { claimName },
  });
  const config = { name: 'config', configMap: { name: 'config' } };
  const temporary = { name: 'tmp', emptyDir: {} };
  const MYSQL =
    '2026-01-15T12:00:00.5Z 1 [ERROR] [MY-012639] [InnoDB] Write to file ./ibtmp1 failed at offset 0, 1048576 bytes should have been written, only 720896 were written. Operating system error number 28.';
  it.each<[string, Tweak[], JsonObject[], string]>([
    [
      'the only claim',
      [],
      [claimed('data'), config, temporary],
      'claim “data” of',
    ],
    ['the only volume', [], [temporary, config], 'volume “tmp”'],
    [
      'the working directory',
      WORKS_IN_B,
      [claimed('a'), claimed('b')],
      'at /b.',
    ],
    [
      'none of two claims',
      [],
      [claimed('a'), claimed('b')],
      'Nothing tells where',
    ],
    ['none that is only read', [], [config], 'Nothing tells where'],
  ])(
    'takes a path that begins nowhere for one of %s',
    (_, tweaks, volumes, words) => {
      const mounts = volumes.map(({ name = '' }) => ({
        name,
        mountPath: `/${String(name)}`,
      }));
      const objects = [
        crashingPod(
          end,
          ['spec.volumes', volumes],
          ['spec.containers.0.volumeMounts', mounts],
          ...tweaks,
        ),
        claim(['status.capacity', { storage: '5Gi' }]),
      ];
      const [found] = findings(cause, objects, {
        logs: { app: { previous: MYSQL } },
      });
      expect(found?.what.en).toContain('for “./ibtmp1”');
      expect(found?.why.en).toContain(words);
    },
  );

  const unready = (words: string) =>
    findings(
      cause,
      [
        unreadyPod(
          { exec: { command: ['check'] } },
          [
            'spec.volumes',
            [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }],
          ],
          [
            'spec.containers.0.volumeMounts',
            [{ name: 'd', mountPath: '/data' }],
          ],
        ),
        claim(
          ['metadata.name', 'data'],
          ['status.capacity', { storage: '1Gi' }],
        ),
        failedReadiness(words),
      ],
      { logs: { app: { current: '' } } },
    );

  it.each([
    "MISCONF Errors writing to the AOF file: No space left on device\nWarning: Using a password with '-a' or '-u' option on the command line interface may not be safe.",
    'sh: write error: Disk quota exceeded',
    "touch: cannot touch '/data/.alive': No space left on device",
  ])('takes the answer of a probe for it: %s', words => {
    const [found] = unready(words);
    expect(found?.what.en).toContain('does not pass its probe because');
    expect(found?.why.en).toContain('claim “data” of 1Gi');
  });

  it.each(['no response', 'MISCONF Redis is configured to save snapshots'])(
    'does not take another answer for it: %s',
    words => expect(unready(words)).toEqual([]),
  );

  it('does not take shared memory for the program’s own files', () => {
    const [found] = said(
      'ERROR:  could not resize shared memory segment "/PostgreSQL.1863" to 8388608 bytes: No space left on device',
    );
    expect(found?.why.en).toContain('64 MiB');
  });
});
