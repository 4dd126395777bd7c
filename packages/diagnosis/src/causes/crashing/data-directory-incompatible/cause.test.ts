import type { JsonObject } from '../../../testing';
import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('data-directory-incompatible', () => {
  it.each([
    [
      '2026-01-15 12:00:00.000 UTC [1] FATAL:  database files are incompatible with server\n2026-01-15 12:00:00.000 UTC [1] DETAIL:  The data directory was initialized by PostgreSQL version 12, which is not compatible with this version 13.3.',
      '13.3',
    ],
    [
      'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty\nIt contains a lost+found directory, perhaps due to it being a mount point.',
      '/var/lib/postgresql/data',
    ],
    [
      '2026-01-15T12:00:00Z 1 [ERROR] [MY-014061] [Server] Invalid MySQL server downgrade: Cannot downgrade from 80300 to 80200.',
      '80300',
    ],
    [
      '{"t":{"$date":"2026-01-15T12:00:00Z"},"s":"F","c":"CONTROL","id":20573,"ctx":"initandlisten","msg":"Wrong mongod version","attr":{"error":"UPGRADE PROBLEM: Found an invalid featureCompatibilityVersion document"}}',
      '',
    ],
    [
      "# Can't handle RDB format version 12\n# Fatal error loading the DB, check server logs. Exiting.",
      '',
    ],
    [
      'java.lang.IllegalStateException: cannot upgrade a node from version [6.8.0] directly to version [8.0.0]',
      '6.8.0',
    ],
    [
      '1 [ERROR] [MY-012526] [InnoDB] Upgrade is not supported after a crash or shutdown with innodb_fast_shutdown = 2. This redo log was created with MySQL 5.7.37, and it appears logically non empty.',
      'MySQL 5.7.37',
    ],
    [
      '[ERROR] InnoDB: Upgrade after a crash is not supported. This redo log was created with MariaDB 10.3.14.',
      'MariaDB 10.3.14',
    ],
    ['[ERROR] InnoDB: The redo log is not empty, cannot upgrade', 'redo log'],
    ['PANIC:  could not locate a valid checkpoint record', ''],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'WARN index was created with version 6, rebuilding\nINFO server is ready\nINFO bye',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  const LOST = [
    '{"level":"fatal","msg":"discovery failed","error":"member 21cdb8e5d2d72088 has already been bootstrapped"}',
    'Exception (java.lang.RuntimeException) encountered during startup: A node with address /10.0.0.7 already exists, cancelling join. Use cassandra.replace_address if you want to replace this node.',
    '[ERROR] agent: failed to sync: Node name web-1 is reserved by node 1b2c with name web-1',
  ];
  const onVolume = (log: string, volume: JsonObject | undefined) =>
    findings(
      cause,
      [
        crashingPod(
          end,
          [
            'spec.containers.0.volumeMounts',
            volume ? [{ name: 'data', mountPath: '/data' }] : [],
          ],
          ['spec.volumes', volume ? [{ name: 'data', ...volume }] : []],
        ),
      ],
      { logs: { app: { previous: log } } },
    )[0];

  it.each(LOST)('knows a member that lost its data: %s', log => {
    const found = onVolume(log, { emptyDir: {} });
    expect(found?.what.en).toContain('has lost the data');
    expect(found?.why.en).toContain('Volume “data” is an emptyDir');
    expect(found?.steps.map(({ text }) => text.en).join()).not.toContain(
      'Save a copy',
    );
  });

  it.each<[JsonObject | undefined, string]>([
    [undefined, 'No volume for data is mounted'],
    [
      { persistentVolumeClaim: { claimName: 'web' } },
      'claim “web” was made anew',
    ],
    [{ hostPath: { path: '/x' } }, 'Its volume was made anew'],
  ])('tells how it was lost: %j', (volume, words) => {
    expect(onVolume(LOST[0] ?? '', volume)?.why.en).toContain(words);
  });

  it.each([
    [
      'java.lang.RuntimeException: No `meta.properties` found in /data/kafka (have you run `kafka-storage.sh` to format the directory?)',
      'who the member is',
    ],
    [
      'Caused by: java.lang.IllegalArgumentException: /data/myid file is missing',
      'who the member is',
    ],
    [
      'FATAL: the member has been permanently removed from the cluster',
      'removed this member',
    ],
    [
      "{error,inconsistent_cluster,\"Node 'rabbit@web-1' thinks it's clustered with node 'rabbit@web-0', but 'rabbit@web-0' disagrees\"}",
      'removed this member',
    ],
    [
      '[ERROR] WSREP: It may not be safe to bootstrap the cluster from this node. It was not the last one to leave the cluster',
      'safe_to_bootstrap',
    ],
    [
      "ERROR Fatal error during KafkaServer startup. kafka.common.InconsistentClusterIdException: The Cluster ID abc doesn't match stored clusterId Some(def) in meta.properties.",
      'lost its data',
    ],
    [
      "ERROR Configured broker.id 2 doesn't match stored broker.id 0 in meta.properties",
      'another member',
    ],
    [
      'FATAL: system ID mismatch, node web-0 belongs to a different cluster: 123 != 456',
      'another member',
    ],
    [
      'ERROR: Saved cluster name Test Cluster != configured name prod',
      'another member',
    ],
    [
      'fatal: rejecting join: cluster state with a different cluster uuid x than local cluster uuid y',
      'another member',
    ],
  ])('knows who it is not: %s', (log, words) => {
    expect(said(log)[0]?.why.en).toContain(words);
  });

  it.each([
    `[error]: config error file="/etc/fluent/fluent.conf" error_class=Fluent::ConfigError error="Unexpected error: failed to read data from plugin storage file: '/var/log/a.pos/worker0/storage.json'"`,
    'level=error msg="error creating promtail" error="invalid yaml positions file [/run/promtail/positions.yaml]: yaml: unmarshal errors"',
    'Exiting: Could not start registrar: Error loading state: Error decoding states: registry file /usr/share/filebeat/data/registry is corrupt: unexpected end of JSON',
    'fatal: failed to parse checkpoint file /var/lib/agent/checkpoint: invalid character',
  ])('knows a file that the program keeps for itself: %s', log => {
    const path = /\/(?:var|run|usr)\/[^\s'\]:]+/.exec(log)?.[0] ?? '';
    const [found] = said(log);
    expect(found?.what.en).toContain(path);
    expect(found?.what.en).not.toContain('fluent.conf');
    expect(found?.why.en).toContain('no setting');
    expect(found?.steps[1]?.text.en).toContain('Move that file away');
  });

  it('tells on which node such a file lies', () => {
    const mounted = crashingPod(
      end,
      ['spec.volumes', [{ name: 'varlog', hostPath: { path: '/var/log' } }]],
      [
        'spec.containers.0.volumeMounts',
        [{ name: 'varlog', mountPath: '/var/log' }],
      ],
    );
    const previous =
      'Error: failed to load state file /var/log/agent/state.json: unexpected end of JSON input';
    const [found] = findings(cause, [mounted], { logs: { app: { previous } } });
    expect(found?.why.en).toContain('only the pod on node “worker”');
  });

  it.each([
    'Error: failed to read state file /data/state: permission denied',
    'Error: failed to read the state of the far end',
    'Error: failed to load state file /data/state.db: connection closed',
  ])('leaves to others: %s', log => {
    expect(said(log)).toEqual([]);
  });
});
