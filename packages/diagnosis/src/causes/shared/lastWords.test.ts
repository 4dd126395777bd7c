import { diagnose } from '../../diagnose';
import type { JsonObject } from '../../testing';
import {
  ago,
  containerStatus,
  crashingPod,
  event,
  pod,
  snapshot,
} from '../../testing';
import { lastWordCauses } from './lastWords';
import { understand } from './lastWordsRead';

const REFUSED = 'FATAL dial tcp 10.0.0.7:5432: connect: connection refused';
const CAUSE = 'dependency-refuses-connection';

const judged = (objects: JsonObject[], logs?: Parameters<typeof snapshot>[1]) =>
  diagnose(snapshot(objects, { asked: ['events'], ...logs }));
const ids = (...args: Parameters<typeof judged>) =>
  judged(...args).found.map(({ cause }) => cause);
const previous = (text: string) => ({ logs: { app: { previous: text } } });

describe('whose last words count', () => {
  it('makes the exit code a consequence', () => {
    const { found, contributing } = judged(
      [crashingPod({ exitCode: 1 })],
      previous(REFUSED),
    );
    expect(found.map(({ cause }) => cause)).toEqual([CAUSE]);
    expect(contributing.map(({ cause }) => cause)).toEqual([
      'container-exits-with-error',
    ]);
  });

  it('reads the log of the instance that ended, not of another', () => {
    const logs = { app: { current: REFUSED, previous: 'ready\nbye' } };
    expect(ids([crashingPod({ exitCode: 1 })], { logs })).toEqual([
      'container-exits-with-error',
    ]);
    const ended = pod(
      ['status.conditions.3.status', 'False'],
      [
        'status.containerStatuses.0',
        containerStatus(
          ['ready', false],
          ['state', { terminated: { exitCode: 1, finishedAt: ago(4) } }],
        ),
      ],
    );
    expect(ids([ended], { logs })).toEqual([CAUSE]);
  });

  it('takes the termination message for last words when there is no log', () => {
    const message = `starting\n${REFUSED}\n`;
    const { found, unchecked } = judged([
      crashingPod({ exitCode: 1, message }),
    ]);
    expect(found[0]?.cause).toBe(CAUSE);
    expect(found[0]?.quotes[0]?.value).toBe(message);
    expect(unchecked.filter(({ fact }) => fact === 'logs')).toEqual([]);
  });

  it('is unchecked without any words, and only then', () => {
    const open = (object: JsonObject) =>
      judged([object]).unchecked.filter(({ fact }) => fact === 'logs');
    const causes = open(crashingPod({ exitCode: 1 })).map(one => one.cause);
    expect(causes).toEqual([...lastWordCauses, 'missing-command'].sort());
    expect(open(pod())).toEqual([]);
    expect(open(crashingPod({ exitCode: 137, reason: 'OOMKilled' }))).toEqual(
      [],
    );
  });

  it.each<[string, JsonObject]>([
    ['a killed one', { exitCode: 137, reason: 'OOMKilled' }],
    ['one that never started', { exitCode: 128, reason: 'StartError' }],
  ])('leaves %s to the cluster’s own words', (_, terminated) => {
    expect(ids([crashingPod(terminated)], previous(REFUSED))).not.toContain(
      CAUSE,
    );
  });

  it.each([
    ['evicted', 'status.reason', 'Evicted'],
    ['on its way out', 'metadata.deletionTimestamp', ago(5)],
  ])('leaves a pod that is %s', (_, path, value) => {
    const object = crashingPod({ exitCode: 1 }, [path, value]);
    expect(ids([object], previous(REFUSED))).not.toContain(CAUSE);
  });

  it('gives way to a probe that kills', () => {
    const killed = crashingPod({ exitCode: 137, reason: 'Error' });
    const message = 'Container app failed liveness probe, will be restarted';
    const { found } = judged(
      [
        killed,
        event('Killing', message, [
          'involvedObject.fieldPath',
          'spec.containers{app}',
        ]),
      ],
      previous(REFUSED),
    );
    expect(found.map(({ cause }) => cause)).toEqual(['liveness-probe-kills']);
  });

  it.each([
    [137, 'ERROR dial tcp 10.0.0.7:5432: connect: connection refused', false],
    [143, 'WARN connection refused, retrying', false],
    [143, REFUSED, true],
    [1, 'WARN connection refused', true],
  ])('of exit code %d believes %s: %s', (exitCode, log, is) => {
    const found = ids([crashingPod({ exitCode })], previous(log));
    expect(found.includes(CAUSE)).toBe(is);
  });

  it('explains an end with success that is restarted for ever', () => {
    const ended = crashingPod({ exitCode: 0, reason: 'Completed' });
    expect(
      ids([ended], previous('ERROR connect ECONNREFUSED ::1:5432')),
    ).toEqual([CAUSE]);
    expect(ids([ended], previous('WARN connection refused'))).toEqual([
      'container-exits-cleanly',
    ]);
  });
});

describe('what is understood', () => {
  it.each([
    ['lookup db: no such host\nconnection established\n', undefined],
    [
      'ERROR open /a/b.yaml: no such file or directory\nINFO listening on :80\n',
      undefined,
    ],
    [
      `ERROR open /a/b: permission denied\n${'INFO served\n'.repeat(16)}`,
      undefined,
    ],
    ['INFO connection refused\n', undefined],
    ['{"level":30,"msg":"connect ECONNREFUSED 10.0.0.1:80"}', undefined],
    ['{"level":50,"msg":"connect ECONNREFUSED 10.0.0.1:80"}', CAUSE],
    ['level=info msg="connection refused"', undefined],
    ['I0115 12:00:00.000000 1 a.go:1] connection refused', undefined],
    ['F0115 12:00:00.000000 1 a.go:1] connection refused', CAUSE],
    ['connection refused, retrying in 5s\nuser "x" unknown\n', CAUSE],
    [
      'FATAL open /a/b.yaml: no such file or directory\nERROR push metrics: connection refused\n',
      'file-missing',
    ],
    [
      'ERROR connection refused\nINFO going on\npanic: nil map\n\ngoroutine 1 [running]:\n',
      'unhandled-exception',
    ],
    ['Usage: tool [flags]\n  -p port\n', 'arguments-invalid'],
    [
      `{"level":"error","msg":"no","stack_trace":"a.B: x\\n\\tat a.B.c(B.java:1)\\nCaused by: java.net.UnknownHostException: db"}`,
      'dependency-name-not-resolved',
    ],
    ['\u001b[31merror: unknown flag: --prt\u001b[0m', 'arguments-invalid'],
    ['all fine', undefined],
    // Demands on settings, and near misses.
    ['ERROR data_dir.path cannot be empty', 'settings-invalid'],
    [
      'You provided an invalid option for the environment variable "SSL_MODE".',
      'settings-invalid',
    ],
    [
      'Caused by: a.b.DuplicateKeyException: while constructing a mapping\n in reader, line 1\nfound duplicate key a.b.c',
      'settings-invalid',
    ],
    [
      '{"level":"info","msg":"record","record":{"error_severity":"FATAL","message":"could not open directory \\"pg_tblspc\\": No such file or directory"}}\n{"level":"error","msg":"process exited with errors","error":"exit status 1"}',
      'file-missing',
    ],
    ['the secret key must be at least 32 characters', 'settings-invalid'],
    ['Modes a and b are mutually exclusive', 'settings-invalid'],
    ['Unknown configuration variable "listner".', 'settings-invalid'],
    ["Configuration property 'a.b' was not used", 'settings-invalid'],
    ['a.conf:3: unrecognized directive: proxyy', 'settings-invalid'],
    ['the key was sent; rows must be read', undefined],
    // Offered, not missing.
    [
      'version 1 is not enough (this can be overridden with the env var "MIN_VERSION")',
      undefined,
    ],
    ['required key API_TOKEN missing value', 'environment-variable-missing'],
    [
      "Missing encryption key. Put it in the ENV['APP_KEY'].",
      'environment-variable-missing',
    ],
    // No names of hosts.
    ['Unable to resolve plugin dependencies', undefined],
    ["Unable to resolve service for type 'Shop.Clock'", undefined],
    ['failed to resolve service-a', 'dependency-name-not-resolved'],
    [
      'Error connecting to Redis on redis:6379 (SocketError)',
      'dependency-name-not-resolved',
    ],
    ['Timeout contacting cluster nodes: [a@b].', 'dependency-times-out'],
    // Data and files.
    ['Downgrade is not supported', 'data-directory-incompatible'],
    ['You have to upgrade to 14.0 first', 'data-directory-incompatible'],
    ["ERROR Can't lock aria control file 'x'", 'data-directory-locked'],
    ['permissions 660 for /data/acme.json are too open', 'file-mode-too-open'],
    ['Please initialize the database.', undefined],
    ['You need to initialize the database.', 'database-not-migrated'],
    // Parts of programs.
    ['there is no package called ‘shiny’', 'program-part-missing'],
    ["lua: a.lua:1: module 'cjson' not found:", 'program-part-missing'],
    ['Cannot find package "express" from "/app/a.ts"', 'program-part-missing'],
    ['Error loading psycopg2 or psycopg module', 'program-part-missing'],
    ["unknown long flag '--x'", 'arguments-invalid'],
    // A summary gives way to what it sums up.
    [
      'Error processing /conf/zoo.cfg\n/data/myid file is missing\nInvalid config, exiting abnormally',
      'data-directory-incompatible',
    ],
  ])('%j', (log, problem) => {
    expect(understand(log)?.problem).toBe(problem);
  });

  it('reads the end of a long log alone', () => {
    const log = `FATAL connection refused\n${'row\n'.repeat(9000)}`;
    expect(understand(log)).toBeUndefined();
  });
});
