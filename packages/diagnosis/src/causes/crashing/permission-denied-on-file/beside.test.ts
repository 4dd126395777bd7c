import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };

describe('a file outside of the volumes', () => {
  const DENO =
    'error: Uncaught (in promise) PermissionDenied: Permission denied (os error 13)\nconst kv = await Deno.openKv();';

  it.each([
    [
      DENO,
      true,
      '/var/cache',
      'most likely writes elsewhere',
      'below /var/cache',
    ],
    [DENO, true, undefined, 'readOnlyRootFilesystem', 'Find the directory'],
    [DENO, false, '/var/cache', 'Every user may write', 'below /var/cache'],
    [
      'open /srv/data/x.db: permission denied',
      true,
      '/var/cache',
      'Outside of volumes nothing can be written',
      'at the directory of “/srv/data/x.db”',
    ],
    [
      'open /var/cache/x.db: permission denied',
      true,
      '/var/cache',
      'lies on volume “cache”',
      'fsGroup',
    ],
    [DENO, false, undefined, 'names no path', 'Give the directory'],
  ])(
    'compares the path with the mounts: %s, read-only %s, emptyDir at %s',
    (previous, readOnlyRootFilesystem, mountPath, why, step) => {
      const mounts = mountPath ? [{ name: 'cache', mountPath }] : [];
      const [found] = findings(
        cause,
        [
          crashingPod(
            end,
            ['spec.containers.0.securityContext', { readOnlyRootFilesystem }],
            ['spec.containers.0.volumeMounts', mounts],
            ['spec.volumes', [{ name: 'cache', emptyDir: {} }]],
          ),
        ],
        { logs: { app: { previous } } },
      );
      expect(found?.why.en).toContain(why);
      expect(found?.steps[0]?.text.en).toContain(step);
      expect(found?.steps[0]?.text.en.includes('fsGroup')).toBe(
        step === 'fsGroup',
      );
    },
  );
});
