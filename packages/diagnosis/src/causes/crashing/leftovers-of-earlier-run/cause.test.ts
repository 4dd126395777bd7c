import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (
  previous: string,
  ...tweaks: Parameters<typeof crashingPod>[1][]
) =>
  findings(cause, [crashingPod(end, ...tweaks)], {
    logs: { app: { previous } },
  });

describe('leftovers-of-earlier-run', () => {
  it.each([
    [
      'Error: rendered manifests contain a resource that already exists. Unable to continue with install: Service "web" in namespace "shop" exists and cannot be imported into the current release: invalid ownership metadata; annotation validation error: key "meta.helm.sh/release-name" must equal "web": current value is "shop-web"',
      'Service “web” in namespace shop exists already',
      'another Helm release, “shop-web”',
    ],
    [
      'Error: INSTALLATION FAILED: cannot re-use a name that is still in use',
      'exists already',
      'not made by this Helm release',
    ],
    [
      'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress',
      'another Helm operation',
      'pending state',
    ],
    [
      'Error from server (AlreadyExists): secrets "tls" already exists',
      'secrets “tls” exists already',
      'An earlier run',
    ],
    [
      'error: failed to create job: jobs.batch "migrate" already exists',
      'jobs.batch “migrate”',
      'An earlier run',
    ],
    [
      'error: Apply failed with 1 conflict: conflict with "helm" using apps/v1: .spec.replicas',
      'belong to another manager',
      'The manager “helm” set',
    ],
  ])('knows an object of the cluster %#', (previous, what, why) => {
    const pods = [crashingPod({ exitCode: 1, reason: 'Error' })];
    const [found] = findings(cause, pods, { logs: { app: { previous } } });
    expect(found?.what.en).toContain(what);
    expect(found?.why.en).toContain(why);
  });

  it.each([
    ['+ iptables -t nat -N MESH\niptables: Chain already exists.\n+ dump', ''],
    ['iptables v1.8.9 (legacy): Chain already exists.', ''],
    ['RTNETLINK answers: File exists', ''],
    ['/bin/ln: Already exists', ''],
    [
      "ln: failed to create symbolic link '/shared/app': File exists",
      '/shared/app',
    ],
    ["mkdir: can't create directory '/scratch/x': File exists", '/scratch/x'],
    ["mkdir: cannot create directory '/scratch/x': File exists", '/scratch/x'],
    ["Error: EEXIST: file already exists, mkdir '/data/x'", '/data/x'],
    ["FileExistsError: [Errno 17] File exists: '/data/x'", '/data/x'],
    ['java.nio.file.FileAlreadyExistsException: /data/x', '/data/x'],
    ['panic: symlink /a/x /b/x: file exists', '/b/x'],
    ["Error: EEXIST: file already exists, symlink '/a/x' -> '/b/x'", '/b/x'],
    [
      "fatal: destination path '/src/site' already exists and is not an empty directory.",
      '/src/site',
    ],
    [
      'A server is already running. Check /app/tmp/pids/server.pid.',
      '/app/tmp/pids/server.pid',
    ],
    [
      'nginx: [emerg] bind() to unix:/run/app/events.sock failed (98: Address already in use)\nnginx: [emerg] still could not bind()',
      'its socket “/run/app/events.sock”',
    ],
    [
      'panic: listen unix /csi/csi.sock: bind: address already in use',
      'its socket “/csi/csi.sock”',
    ],
    [
      'Error: listen EADDRINUSE: address already in use /tmp/app.sock',
      'its socket “/tmp/app.sock”',
    ],
    [
      "OSError: [Errno 98] Address already in use: '/tmp/app.sock'",
      'its socket “/tmp/app.sock”',
    ],
    [
      "ERROR: unable to bind listening socket for address '/run/php-fpm.sock': Address already in use (98)",
      'its socket “/run/php-fpm.sock”',
    ],
    ['[ERROR] Connection in use: /run/gunicorn.sock', '/run/gunicorn.sock'],
    [
      '[ERROR] Another process with pid 12 is using unix socket file.',
      'the socket it listens on',
    ],
    [
      'level=fatal msg="HOME at /app/keys already initialized, can\'t initialize again."',
      '/app/keys',
    ],
  ])('knows the words %j', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(found?.what.en).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'ERROR: relation "orders" already exists',
    'role "app" already exists',
    "mkdir: can't create directory '/scratch/x': File exists\nERROR no licence",
    'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty',
    'logger already initialized',
    'listen tcp :8080: bind: address already in use',
    'dial unix /var/run/docker.sock: connect: connection refused',
    'Error: listen EADDRINUSE: address already in use :::3000',
  ])('is not told by %j', log => {
    expect(said(log)).toEqual([]);
  });

  const on = (volume: object) =>
    said(
      "mkdir: can't create directory '/scratch/x': File exists",
      [
        'spec.containers.0.volumeMounts',
        [{ name: 'work', mountPath: '/scratch' }],
      ],
      ['spec.volumes', [{ name: 'work', ...volume }]],
    )[0];

  it('deletes the pod only where that takes it away', () => {
    expect(on({ emptyDir: {} })?.steps[1]?.command).toContain('delete pod');
    const kept = on({ persistentVolumeClaim: { claimName: 'work' } });
    expect(kept?.why.en).toContain('outlives container and pod');
    expect(kept?.steps[1]?.command).toBeUndefined();
    expect(kept?.steps[1]?.text.en).toContain('Remove it from the volume');
  });
});
