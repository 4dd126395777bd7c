import { claim, crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('permission-denied-on-file', () => {
  it.each([
    [
      '[2020-02-12T19:51:03,101][WARN ][o.e.b.ElasticsearchUncaughtExceptionHandler] [unknown] uncaught exception in thread [main]\norg.shop.StartupException: java.lang.IllegalStateException: Failed to create node environment\n\tat org.shop.Main.init(Main.java:163)\nCaused by: java.nio.file.AccessDeniedException: /srv/data/nodes\n\tat sun.nio.fs.UnixException.translateToIOException(UnixException.java:90)\n\tat org.shop.Env.lambda$new$0(Env.java:273)',
      '/srv/data/nodes',
    ],
    [
      'Jan 15, 2026 4:55:37 PM org.shop.Server load\nWARNING: Unable to load server configuration from [/srv/conf/server.xml]\nJan 15, 2026 4:55:38 PM org.shop.Server load\nWARNING: Permissions incorrect, read permission is not allowed on the file.\nJan 15, 2026 4:55:38 PM org.shop.Server start\nSEVERE: Cannot start server.',
      '/srv/conf/server.xml',
    ],
  ])('is the reason of what is graver behind it %#', (previous, path) => {
    for (const exitCode of [0, 1]) {
      const [found] = findings(cause, [crashingPod({ exitCode })], {
        logs: { app: { previous } },
      });
      expect(found?.what.en).toContain(path);
    }
  });

  it('leaves a warning alone after which the program ended well', () => {
    const previous =
      'WARN open /data/x: permission denied\nINFO goes on\nERROR odd';
    const pods = [crashingPod({ exitCode: 0, reason: 'Completed' })];
    expect(findings(cause, pods, { logs: { app: { previous } } })).toEqual([]);
  });

  it.each([
    '[20-May-2021 17:16:15] ERROR: failed to open error_log (/proc/self/fd/2): Permission denied (13)\n[20-May-2021 17:16:15] ERROR: FPM initialization failed',
    'nginx: [emerg] open() "/dev/stdout" failed (13: Permission denied)',
    "sh: can't create /dev/stderr: Permission denied",
    "PermissionError: [Errno 13] Permission denied: '/dev/stdout'",
    '(13)Permission denied: AH00091: httpd: could not open error log file /proc/self/fd/2.',
  ])('knows the container’s own output: %s', log => {
    const [found] = said(log);
    expect(found?.why.en).toContain('the container’s own output');
    const steps = (found?.steps ?? []).map(({ text }) => text.en).join(' ');
    expect(steps).not.toMatch(/chmod|fsGroup/);
  });

  it.each([
    [
      '2026/01/15 12:00:00 open /data/shop.db: permission denied',
      '/data/shop.db',
    ],
    [
      "Error: EACCES: permission denied, mkdir '/data/uploads'\n    at Object.mkdirSync (node:fs:1398:3) {\n  code: 'EACCES'\n}",
      '/data/uploads',
    ],
    [
      "PermissionError: [Errno 13] Permission denied: '/data/out.csv'",
      '/data/out.csv',
    ],
    [
      'java.io.FileNotFoundException: /data/app.log (Permission denied)\n\tat java.base/java.io.FileOutputStream.open0(Native Method)',
      '/data/app.log',
    ],
    [
      'Caused by: java.nio.file.AccessDeniedException: /usr/share/elasticsearch/data/nodes',
      '/usr/share/elasticsearch/data/nodes',
    ],
    [
      "mkdir: cannot create directory '/bitnami/postgresql/data': Permission denied",
      '/bitnami/postgresql/data',
    ],
    [
      'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)',
      '/var/cache/nginx/client_temp',
    ],
    [
      'FATAL:  data directory "/var/lib/postgresql/data" has wrong ownership\nHINT:  The server must be started by the user that owns the data directory.',
      '/var/lib/postgresql/data',
    ],
    [
      "Unhandled exception. System.UnauthorizedAccessException: Access to the path '/keys/key.xml' is denied.",
      '/keys/key.xml',
    ],
    [
      'level=error err="opening storage failed: lock DB directory: open /prometheus/lock: permission denied"',
      '',
    ],
    [
      '/conf/apply.sh: 4: /conf/apply.sh: cannot create /home/x/state: Permission denied',
      '“/home/x/state”',
    ],
    [
      '/conf/apply.sh: line 4: /home/x/state: Permission denied',
      '“/home/x/state”',
    ],
    [
      "/bin/mkdir: cannot create directory '/data/x': Permission denied",
      '“/data/x”',
    ],
    [
      "GF_PATHS_DATA='/var/lib/grafana' is not writable.\nYou may have issues with file permissions",
      '/var/lib/grafana',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    "Error: EACCES: permission denied, copyfile '/app/settings.js' -> '/data/s.js'",
    "Error: EACCES: permission denied, rename '/app/a.tmp' -> '/data/s.js'",
    "PermissionError: [Errno 13] Permission denied: '/app/a' -> '/data/s.js'",
    'java.nio.file.AccessDeniedException: /app/a -> /data/s.js',
    "mv: cannot move '/app/a' to '/data/s.js': Permission denied",
    "ln: failed to create hard link '/data/s.js' => '/app/a': Permission denied",
    'rename /app/a /data/s.js: permission denied',
    'FATAL: could not rename file "/app/a" to "/data/s.js": Permission denied',
    'nginx: [emerg] rename() "/app/a" to "/data/s.js" failed (13: Permission denied)',
    'Errno::EACCES: Permission denied @ rb_file_s_rename - (/app/a, /data/s.js)',
    'PHP Warning:  rename(/app/a,/data/s.js): Permission denied in /app/x.php',
  ])('judges where it was brought to: %s', log => {
    expect(said(log)[0]?.what.en).toContain('“/data/s.js”');
  });

  it.each([
    "cp: cannot open '/data/s.js' for reading: Permission denied",
    "cp: cannot create regular file '/data/s.js': Permission denied",
    'open /data/s.js: permission denied (asked by /app/a)',
  ])('of one path judges that: %s', log => {
    expect(said(log)[0]?.what.en).toContain('“/data/s.js”');
  });

  it('knows that a share over NFS heeds no fsGroup', () => {
    const mounted = crashingPod(
      end,
      [
        'spec.containers.0.volumeMounts',
        [{ name: 'data', mountPath: '/data' }],
      ],
      [
        'spec.volumes',
        [{ name: 'data', persistentVolumeClaim: { claimName: 'web' } }],
      ],
    );
    const claimed = claim(
      ['metadata.name', 'web'],
      ['spec.storageClassName', 'nfs-client'],
    );
    const logs = { app: { previous: 'open /data/x.db: permission denied' } };
    const [found] = findings(cause, [mounted, claimed], { logs });
    expect(found?.steps[0]?.text.en).toContain('on the NFS server');
  });

  it.each(['INFO skipped /lost+found: permission denied\nINFO done'])(
    'is not told by the words %#',
    log => {
      expect(said(log)).toEqual([]);
    },
  );

  it.each([
    [undefined, 'Set securityContext.fsGroup'],
    [2000, 'honours fsGroup'],
  ])('advises by volume and fsGroup %s', (fsGroup, advice) => {
    const mounted = crashingPod(
      end,
      ['spec.securityContext', fsGroup === undefined ? {} : { fsGroup }],
      [
        'spec.containers.0.volumeMounts',
        [{ name: 'data', mountPath: '/data' }],
      ],
      [
        'spec.volumes',
        [{ name: 'data', persistentVolumeClaim: { claimName: 'web' } }],
      ],
    );
    const [found] = findings(cause, [mounted], {
      logs: { app: { previous: 'open /data/x.db: permission denied' } },
    });
    expect(found?.why.en).toContain('volume claim “web”');
    expect(found?.steps[0]?.text.en).toContain(advice);
  });

  it.each([
    ['open ./x.db: permission denied', 'Most likely it lies on volume “data”'],
    ['open /app/x.db: permission denied', 'nothing is mounted there'],
  ])('looks for the volume of %s', (previous, words) => {
    const mounted = crashingPod(
      end,
      [
        'spec.containers.0.volumeMounts',
        [{ name: 'data', mountPath: '/data' }],
      ],
      [
        'spec.volumes',
        [{ name: 'data', persistentVolumeClaim: { claimName: 'web' } }],
      ],
    );
    const logs = { app: { previous } };
    expect(findings(cause, [mounted], { logs })[0]?.why.en).toContain(words);
  });

  it.each([
    [
      'FATAL:  data directory "/pgdata" has wrong ownership\nHINT:  The server must be started by the user that owns the data directory.',
      '/pgdata',
    ],
    [
      'Exiting: error loading config file: config file ("/beat/beat.yml") must be owned by the user identifier (uid=0) or root',
      '/beat/beat.yml',
    ],
    [
      'munged: Error: Keyfile is insecure: "/munge/munge.key" should be owned by UID 998 instead of UID 0',
      '/munge/munge.key',
    ],
    [
      "fatal: detected dubious ownership in repository at '/data/repo'",
      '/data/repo',
    ],
  ])('tells a wrong owner: %s', (log, path) => {
    const [found] = said(log);
    expect(found?.what.en).toContain(`“${path}” belongs to another`);
    expect(found?.steps[0]?.text.en).toContain('changes the group only');
  });

  it.each([
    [
      'Caused by: java.lang.IllegalStateException: The state  could not be created. state=/opt/ibm/wlp/output/defaultServer/logs/state',
      '/opt/ibm/wlp/output/defaultServer/logs/state',
    ],
    [
      'ERROR: could not create directory "/var/lib/app/cache"',
      '/var/lib/app/cache',
    ],
    ['fatal: Unable to create the log directory: /logs/app', '/logs/app'],
    ['Error: directory /data/tmp could not be created', '/data/tmp'],
    [
      'nginx: failed to create temp directory /tmp/client_body',
      '/tmp/client_body',
    ],
  ])('knows a path that could not be made: %s', (log, path) => {
    const [found] = said(log);
    expect(found?.what.en).toContain(`could not create “${path}”`);
    expect(found?.why.en).toContain('The log does not say why');
  });

  it.each([
    'ERROR: could not create directory "/srv/x/y": No such file or directory',
    'ERROR: could not create directory "/srv/x": No space left on device',
    'ERROR: could not create file at https://api.example.com/files',
    'ERROR: the order could not be created',
    'ERROR: could not create directory "/srv/x": Input/output error',
  ])(
    'is not told by a path that another reason kept from being made: %s',
    log => {
      expect(said(log)).toEqual([]);
    },
  );
});
