import type { Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  findings,
  owner,
  pod,
  replicaSet,
  service,
  waitingPod,
} from '../../../testing';
import cause from './cause';

const waits = (seconds: number, ...tweaks: Tweak[]) =>
  waitingPod(
    'PodInitializing',
    undefined,
    ['spec.initContainers', [{ name: 'wait-for-db' }, { name: 'migrate' }]],
    [
      'status.initContainerStatuses',
      [
        containerStatus(
          ['name', 'wait-for-db'],
          ['ready', false],
          ['state', { running: { startedAt: ago(seconds) } }],
        ),
      ],
    ],
    ...tweaks,
  );

describe('init-container-waits', () => {
  it('names it, its time, who waits, and the end of its log', () => {
    const logs = { 'wait-for-db': { current: 'start\nwaiting for db:5432\n' } };
    const [found] = findings(cause, [waits(240)], { logs });
    expect(found?.container).toBe('wait-for-db');
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toBe(
      'Init container “wait-for-db” (1 of 2) has been running for 4 min; 2 containers after it wait for its end.',
    );
    expect(found?.why.en).toContain('“waiting for db:5432”');
  });

  const LOOKUP =
    "nslookup: can't resolve 'db'\nServer:    10.0.0.10\nAddress 1: 10.0.0.10 kube-dns.kube-system.svc.cluster.local\n\nwaiting for db\n";
  const script = (command: string): Tweak => [
    'spec.initContainers.0',
    { name: 'wait-for-db', command: ['sh', '-c', command] },
  ];
  const NC = 'until nc -z db 5432; do sleep 2; done';
  const db = (...tweaks: Tweak[]) =>
    service(
      ['metadata.name', 'db'],
      ['spec.clusterIP', '10.0.0.9'],
      ['spec.selector', { app: 'db' }],
      ['spec.ports', [{ port: 5432 }]],
      ...tweaks,
    );
  const dbPod = (ready: 'True' | 'False') =>
    pod(
      ['metadata.name', 'db-0'],
      ['metadata.uid', 'db-0'],
      ['metadata.labels', { app: 'db' }],
      ['status.conditions', [{ type: 'Ready', status: ready }]],
    );

  it.each<[string, string, string, string, unknown[]]>([
    [
      'no pod is ready',
      NC,
      'of its 1 pod none is ready',
      'get service,endpoints db',
      [db(), dbPod('False')],
    ],
    [
      'no pod is there',
      NC,
      'no pod is behind it',
      'get service,endpoints db',
      [db()],
    ],
    [
      'pods are ready',
      NC,
      'with 1 ready pod',
      'get service,endpoints db',
      [db(), dbPod('True')],
    ],
    [
      'there is no such Service',
      NC,
      'no Service “db” in namespace “shop”',
      '-n shop',
      [db(['metadata.name', 'cache'])],
    ],
    [
      'the port is another',
      'until nc -z db 3306; do sleep 2; done',
      'not on port 3306: it has 5432',
      '-n shop',
      [db(), dbPod('True')],
    ],
    [
      'it lies elsewhere',
      'until nc -z db.data.svc 3306; do sleep 2; done',
      'waits for “db.data.svc:3306” (nc)',
      '-n data get service,endpoints db',
      [db()],
    ],
  ])('names what it waits for when %s', (_, command, said, step, objects) => {
    const [found] = findings(cause, [waits(240, script(command)), ...objects]);
    expect(found?.why.en).toContain(said);
    expect(found?.steps[0]?.command).toContain(step);
  });

  it('names the pod behind it that does not stay up', () => {
    const crashing = (name: string, restarts: number, code: number) =>
      pod(
        ['metadata.name', name],
        ['metadata.uid', name],
        ['metadata.labels', { app: 'db' }],
        ['status.conditions', [{ type: 'Ready', status: 'False' }]],
        [
          'status.containerStatuses.0',
          containerStatus(
            ['ready', false],
            ['restartCount', restarts],
            ['lastState', { terminated: { exitCode: code } }],
          ),
        ],
      );
    const pods = [crashing('db-0', 260, 1), crashing('db-1', 261, 137)];
    const [found] = findings(cause, [waits(240, script(NC)), db(), ...pods]);
    expect(found?.why.en).toContain(
      'Pod “db-1” does not stay up: it was restarted 261 times, last with exit code 137.',
    );
    expect(found?.quotes).toContainEqual(
      expect.objectContaining({ from: 'namespacePods', value: 261 }),
    );
    expect(found?.steps[1]?.command).toBe('kubectl -n shop describe pod db-1');
    const unready = pod(
      ['metadata.name', 'db-0'],
      ['metadata.labels', { app: 'db' }],
      ['status.phase', 'Pending'],
      ['status.conditions', []],
      [
        'status.containerStatuses.0',
        containerStatus(
          ['ready', false],
          ['state', { waiting: { reason: 'ImagePullBackOff' } }],
        ),
      ],
    );
    const [held] = findings(cause, [waits(240, script(NC)), db(), unready]);
    expect(held?.why.en).toContain(
      'Pod “db-0” does not start: ImagePullBackOff.',
    );
  });

  it('quotes the line of a lookup that failed, not whom it asked', () => {
    const logs = { 'wait-for-db': { current: LOOKUP.repeat(3) } };
    const command = script('until nslookup db; do sleep 1; done');
    const [found] = findings(cause, [waits(240, command), db()], { logs });
    expect(found?.why.en).toContain("“nslookup: can't resolve 'db'”");
    expect(found?.why.en).toContain('does not find the short name');
    expect(found?.steps[0]?.text.en).toContain('db.shop.svc.cluster.local');
    const [gone] = findings(
      cause,
      [waits(240, command), db(['metadata.name', 'cache'])],
      { logs },
    );
    expect(gone?.why.en).toContain('no Service “db”');
  });

  it.each([
    ["nc: bad address 'db'", 'waits for “db”'],
    ['waiting for db:5432', 'waits for “db:5432”'],
    ['db:5432 - no response', 'waits for “db:5432”'],
    [
      'nc: connect to db (10.0.0.9) port 5432 (tcp) failed: Connection refused',
      'waits for “db:5432”',
    ],
    ['Waiting for database tcp://db:5432 ...', 'waits for “db:5432”'],
  ])('reads it from the log where the command hides it: %s', (line, said) => {
    const logs = { 'wait-for-db': { current: `${line}\n` } };
    const [found] = findings(cause, [waits(240), db(), dbPod('False')], {
      logs,
    });
    expect(found?.why.en).toContain(`By its log it ${said}`);
    expect(found?.why.en).toContain('Service “db” is there');
  });

  it.each([
    'waiting for the lock\n12:30:05 migrated 5 of 9',
    '10:30:05 not done yet',
    'run.go:42 not done yet',
    'connection to localhost:5432 failed',
  ])('does not take any word of a log for a far end: %j', line => {
    const logs = { 'wait-for-db': { current: `${line}\n` } };
    const [found] = findings(cause, [waits(240), db()], { logs });
    expect(found?.why.en).toContain('waits for something that does not come');
  });

  it('is critical after ten minutes', () => {
    expect(findings(cause, [waits(1200)])[0]?.severity).toBe('critical');
  });

  it('counts a native sidecar that does not start', () => {
    const sidecar: Tweak = ['spec.initContainers.0.restartPolicy', 'Always'];
    const started = (value: boolean): Tweak => [
      'status.initContainerStatuses.0.started',
      value,
    ];
    expect(findings(cause, [waits(240, sidecar, started(false))])).toHaveLength(
      1,
    );
    expect(findings(cause, [waits(240, sidecar, started(true))])).toEqual([]);
  });

  it.each([
    ['works for a minute', waits(60)],
    [
      'has ended',
      waits(240, [
        'status.initContainerStatuses.0.state',
        { terminated: { exitCode: 0 } },
      ]),
    ],
    [
      'is of a pod on its way out',
      waits(240, ['metadata.deletionTimestamp', ago(5)]),
    ],
  ])('leaves an init container alone that %s', (_, subject) => {
    expect(findings(cause, [subject])).toEqual([]);
  });

  it('sees that a native sidecar of the template has become a plain one', () => {
    const set = replicaSet([
      'spec.template.spec.initContainers',
      [{ name: 'wait-for-db', restartPolicy: 'Always' }],
    ]);
    const owned: Tweak = [
      'metadata.ownerReferences',
      [owner('apps/v1', 'ReplicaSet', 'web-5d')],
    ];
    const [found] = findings(cause, [waits(240, owned), set]);
    expect(found?.why.en).toContain('native sidecar');
  });
});
