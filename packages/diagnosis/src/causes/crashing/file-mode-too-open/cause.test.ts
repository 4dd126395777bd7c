import { crashingPod, findings } from '../../../testing';
import type { Tweak } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string, ...tweaks: Tweak[]) =>
  findings(cause, [crashingPod(end, ...tweaks)], {
    logs: { app: { previous } },
  });

describe('file-mode-too-open', () => {
  it.each([
    'ArgumentError: parent directory is world writable but not sticky: /tmp',
    '/usr/lib/ruby/tmpdir.rb:39: warning: could not find a temporary directory: /tmp is world-writable and not sticky',
    'error: sticky bit is not set on /tmp',
  ])('asks for the sticky bit: %s', log => {
    const [found] = said(log);
    expect(found?.what.en).toContain('sticky bit is not set');
    const steps = (found?.steps ?? []).map(({ text }) => text.en).join(' ');
    expect(steps).toContain('1777');
    expect(steps).not.toContain('0600');
  });

  it.each([
    [
      '@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\nPermissions 0644 for \'/ssh/id_rsa\' are too open.\nIt is required that your private key files are NOT accessible by others.\nThis private key will be ignored.\nLoad key "/ssh/id_rsa": bad permissions\ngit@git.shop: Permission denied (publickey).\nfatal: Could not read from remote repository.',
      '/ssh/id_rsa',
    ],
    [
      'Load key "/ssh/id_ed25519": bad permissions\nPermission denied (publickey,password).',
      '/ssh/id_ed25519',
    ],
    [
      'Bad owner or permissions on /home/app/.ssh/config',
      '/home/app/.ssh/config',
    ],
    [
      'error:{badmatch,{error,{{shutdown,{failed_to_start_child,auth,{"Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only",[{auth,init_no_setcookie,0,[{file,"auth.erl"},{line,360}]}]}}}}}\nCrash dump is being written to: erl_crash.dump...done',
      '/var/lib/rabbitmq/.erlang.cookie',
    ],
    [
      'FATAL:  data directory "/pgdata" has group or world access\nDETAIL:  Permissions should be u=rwx (0700).',
      '/pgdata',
    ],
    [
      'FATAL:  data directory "/pgdata" has invalid permissions\nDETAIL:  Permissions should be u=rwx (0700) or u=rwx,g=rx (0750).',
      '/pgdata',
    ],
    [
      'FATAL:  private key file "/tls/tls.key" has group or world access\nDETAIL:  File must have permissions u=rw (0600) or less if owned by the database user, or permissions u=rw,g=r (0640) or less if owned by root.',
      '/tls/tls.key',
    ],
    [
      'psql: error: connection to server at "db" (10.0.0.7), port 5432 failed: private key file "/tls/tls.key" has group or world access; file must have permissions u=rw (0600) or less if owned by the current user',
      '/tls/tls.key',
    ],
    [
      '{"t":{"$date":"2026-01-15T12:00:00.000Z"},"s":"E","c":"ACCESS","msg":"Error reading keyfile","attr":{"error":"permissions on /keys/mongo are too open"}}',
      '/keys/mongo',
    ],
    [
      'Exiting: error loading config file: config file ("filebeat.yml") can only be writable by the owner but the permissions are "-rw-rw-rw-" (to fix the permissions use: \'chmod go-w /usr/share/filebeat/filebeat.yml\')',
      '-rw-rw-rw-',
    ],
    [
      'ERROR: cannot load certificates: problem with node key: key file /certs/node.key has permissions -rw-r--r--, exceeds -rwx------',
      '-rw-r--r--',
    ],
    [
      'Error: Password file read access must be restricted: /jmx/jmxremote.password',
      '/jmx/jmxremote.password',
    ],
    [
      '{"level":"fatal","msg":"cannot access data directory","error":"directory \\"/data/etcd\\",\\"drwxr-xr-x\\" exist without desired file permission \\"-rwx------\\"."}',
      '/data/etcd',
    ],
    [
      "invalid permissions on directory '/run/msg.lock': has 0755 should be 0700",
      '/run/msg.lock',
    ],
    [
      'keystore file permissions are insecure: /k/keystore.p12',
      '/k/keystore.p12',
    ],
    ['sudo: /etc/sudoers is world writable', '/etc/sudoers'],
    [
      "The control file '/etc/monitrc' permission 0644 is wrong, maximum 0700 allowed",
      '/etc/monitrc',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(found?.what.en).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'git@git.shop: Permission denied (publickey).',
    'FATAL:  data directory "/pgdata" has wrong ownership',
    'open /data/x.db: permission denied',
    'sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set',
    'ERROR permissions of role shop are missing',
    'ERROR the report must be readable by everyone',
    'INFO permissions on /keys/mongo are too open\nINFO done\nERROR row 12 has 3 columns, 4 expected',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  const mounted = (volume: object): Tweak[] => [
    ['spec.containers.0.volumeMounts', [{ name: 'keys', mountPath: '/keys' }]],
    ['spec.volumes', [{ name: 'keys', ...volume } as never]], // any volume
  ];
  it.each([
    [{ secret: { secretName: 'k' } }, {}, 'mode 0644', 'defaultMode: 0400'],
    [
      { projected: { sources: [{ secret: { name: 'k' } }] } },
      { fsGroup: 999 },
      'fsGroup 999',
      '(0440)',
    ],
    [
      { persistentVolumeClaim: { claimName: 'k' } },
      { fsGroup: 999 },
      'fsGroup 999',
      'OnRootMismatch',
    ],
    [{ persistentVolumeClaim: { claimName: 'k' } }, {}, '“keys”', 'to 0600'],
  ])('advises by volume %j and group %j', (volume, context, why, step) => {
    const [found] = said(
      "Permissions 0644 for '/keys/id' are too open.",
      ['spec.securityContext', context],
      ...mounted(volume),
    );
    expect(found?.what.en).toContain('mode is 0644');
    expect(found?.why.en).toContain(why);
    expect(found?.steps[1]?.text.en).toContain(step);
  });
});
