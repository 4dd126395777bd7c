import {
  ago,
  crashingPod,
  diagnosisBy,
  findings,
  pod,
  type JsonObject,
  type Tweak,
} from '../../../testing';
import cause from './cause';

const SELECTED = { podSelector: { matchLabels: { app: 'web' } } };
const DNS = { ports: [{ protocol: 'UDP', port: 53 }] };

function policy(spec: JsonObject, ...tweaks: string[]): JsonObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: tweaks[0] ?? 'guard',
      namespace: 'shop',
      creationTimestamp: tweaks[1] ?? ago(9000),
    },
    spec: { ...SELECTED, ...spec },
  };
}

const egress = (...rules: JsonObject[]) =>
  policy({ policyTypes: ['Egress'], egress: rules });

const db = (...tweaks: Tweak[]) =>
  pod(
    ['metadata.name', 'db-0'],
    ['metadata.uid', 'db-uid'],
    ['metadata.labels', { app: 'db' }],
    ['spec.containers.0.ports', [{ name: 'sql', containerPort: 6432 }]],
    ['status.podIP', '10.244.1.9'],
    ...tweaks,
  );
const service: JsonObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'db', namespace: 'shop' },
  spec: {
    clusterIP: '10.96.0.7',
    selector: { app: 'db' },
    ports: [{ port: 5432, targetPort: 'sql' }],
  },
};

const OUT = 'FATAL Get "https://x": dial tcp 203.0.113.7:443: i/o timeout';
const NAMED = 'Error: connect ETIMEDOUT rates.example.com:443';
const OF_DB =
  'psycopg2.OperationalError: connection to server at "db" (10.96.0.7), port 5432 failed: Connection timed out';
const DNS_LOST =
  'FATAL dial tcp: lookup db on 10.96.0.10:53: read udp 10.244.1.5:3333->10.96.0.10:53: i/o timeout';

const said = (log: string, ...objects: JsonObject[]) =>
  findings(
    cause,
    [
      crashingPod({ exitCode: 1, reason: 'Error' }, [
        'metadata.labels',
        { app: 'web' },
      ]),
      ...objects,
    ],
    {
      logs: { app: { previous: log } },
      asked: ['networkPolicies', 'services', 'namespacePods'],
      subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
    },
  );

const ALL = { namespaceSelector: {} };
const SHOP = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
};
const OTHER = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ops' } },
};

describe('network-policy-blocks: the way out', () => {
  it.each<[string, string, JsonObject[]]>([
    ['nothing may leave', OUT, [egress()]],
    ['a rule less list of egress', OUT, [policy({ policyTypes: ['Egress'] })]],
    ['only DNS may leave', OUT, [egress(DNS)]],
    ['egress by default types', OUT, [policy({ egress: [DNS] })]],
    ['a selector of all', OUT, [policy({ podSelector: {}, egress: [DNS] })]],
    ['another port', OUT, [egress({ ports: [{ port: 5432 }] })]],
    ['a range', OUT, [egress({ ports: [{ port: 8000, endPort: 9000 }] })]],
    ['UDP alone', OUT, [egress({ ports: [{ protocol: 'UDP', port: 443 }] })]],
    ['own pods alone', OUT, [egress({ to: [{ podSelector: {} }] })]],
    ['a block', OUT, [egress({ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] })]],
    [
      'an exception of a block',
      OUT,
      [
        egress({
          to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['203.0.113.0/24'] } }],
        }),
      ],
    ],
    ['a name of the internet', NAMED, [egress(DNS)]],
    [
      'a Service elsewhere',
      'dial tcp: connect to db.data.svc:5432: i/o timeout',
      [egress(DNS, { to: [OTHER] })],
    ],
    [
      'the address of a Service elsewhere',
      'dial tcp 10.96.0.1:443: i/o timeout',
      [egress(DNS)],
    ],
    ['two policies together', OUT, [egress(DNS), policy({ egress: [] }, 'b')]],
    [
      'brokers',
      'kafka.errors.NoBrokersAvailable: NoBrokersAvailable',
      [egress(DNS)],
    ],
  ])('is told: %s', (_, log, policies) => {
    const [found] = said(log, ...policies);
    expect(found?.why.en).toContain('“guard”');
    expect(found?.quotes.some(one => one.from === 'networkPolicies')).toBe(
      true,
    );
  });

  it.each<[string, string, JsonObject[]]>([
    ['no policy', OUT, []],
    [
      'another pod',
      OUT,
      [policy({ podSelector: { matchLabels: { app: 'x' } }, egress: [DNS] })],
    ],
    ['ingress alone', OUT, [policy({ ingress: [] })]],
    ['a rule for all', OUT, [egress({})]],
    ['the port', OUT, [egress({ ports: [{ port: 443 }] })]],
    ['a range with it', OUT, [egress({ ports: [{ port: 1, endPort: 1024 }] })]],
    [
      'a named port that is not known',
      OUT,
      [egress({ ports: [{ port: 'https' }] })],
    ],
    ['all TCP', OUT, [egress({ ports: [{}] })]],
    ['the block', OUT, [egress({ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] })]],
    [
      'a block for a name',
      NAMED,
      [egress({ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] })],
    ],
    ['a block of IPv6', OUT, [egress({ to: [{ ipBlock: { cidr: '::/0' } }] })]],
    ['a namespace by its labels', OUT, [egress({ to: [ALL] })]],
    [
      'another policy that allows it',
      OUT,
      [egress(), policy({ egress: [{}] }, 'open')],
    ],
    ['a policy made later', OUT, [policy({ egress: [DNS] }, 'late', ago(1))]],
    [
      'another port behind a Service elsewhere',
      'dial tcp 10.96.0.1:443: i/o timeout',
      [egress({ ports: [{ port: 6443 }] })],
    ],
    [
      'a refused connection',
      'dial tcp 203.0.113.7:443: connect: connection refused',
      [egress()],
    ],
    [
      'no route',
      'dial tcp 203.0.113.7:443: connect: no route to host',
      [egress()],
    ],
    [
      'no far end',
      'HikariPool-1 - Connection is not available, request timed out after 30000ms.',
      [egress()],
    ],
    ['the pod itself', 'dial tcp 127.0.0.1:15021: i/o timeout', [egress()]],
    [
      'a kind of that name of a plugin',
      OUT,
      [{ ...egress(), apiVersion: 'crd.projectcalico.org/v1' }],
    ],
  ])('is not told: %s', (_, log, policies) => {
    expect(said(log, ...policies)).toEqual([]);
  });

  it('is not told of a pod on the network of its node', () => {
    const objects = [
      crashingPod({ exitCode: 1 }, ['spec.hostNetwork', true]),
      policy({ podSelector: {}, egress: [] }),
    ];
    const options = { logs: { app: { previous: OUT } } };
    expect(findings(cause, objects, options)).toEqual([]);
  });

  it('asks for the policies only when a program says so, and claims nothing when they are refused', () => {
    const crashed = [crashingPod({ exitCode: 1 })];
    const of = (log: string) =>
      diagnosisBy(cause, crashed, {
        logs: { app: { previous: log } },
        missing: { networkPolicies: 'forbidden' },
      });
    expect(of('panic: oops').unchecked).toEqual([]);
    expect(of(OUT).found).toEqual([]);
    expect(of(OUT).unchecked).toEqual([
      expect.objectContaining({ fact: 'networkPolicies', status: 'forbidden' }),
    ]);
  });
});

describe('network-policy-blocks: to a Service of the namespace', () => {
  it.each<[string, JsonObject[]]>([
    ['the port of the Service', [egress({ ports: [{ port: 5432 }] })]],
    [
      'other pods',
      [egress({ to: [{ podSelector: { matchLabels: { app: 'x' } } }] })],
    ],
    ['another namespace', [egress({ to: [OTHER] })]],
    [
      'blocks without its addresses',
      [
        egress({
          to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }],
        }),
      ],
    ],
    [
      'the way in of its pods',
      [
        egress({}),
        policy(
          {
            podSelector: { matchLabels: { app: 'db' } },
            ingress: [
              { from: [{ podSelector: { matchLabels: { app: 'api' } } }] },
            ],
          },
          'guard',
        ),
      ],
    ],
  ])('is told: %s', (_, policies) => {
    const [found] = said(OF_DB, db(), service, ...policies);
    expect(found?.why.en).toContain('TCP port 6432');
    expect(found?.why.en).toContain('service “db”');
  });

  it.each<[string, JsonObject[]]>([
    ['the port of its pods', [egress({ ports: [{ port: 6432 }] })]],
    ['that port by name', [egress({ ports: [{ port: 'sql' }] })]],
    [
      'its pods',
      [egress({ to: [{ podSelector: { matchLabels: { app: 'db' } } }] })],
    ],
    ['its namespace by name', [egress({ to: [SHOP] })]],
    ['its address', [egress({ to: [{ ipBlock: { cidr: '10.96.0.0/12' } }] })]],
    [
      'this pod may enter',
      [
        policy({
          podSelector: { matchLabels: { app: 'db' } },
          ingress: [
            { from: [{ podSelector: { matchLabels: { app: 'web' } } }] },
          ],
        }),
      ],
    ],
  ])('is not told: %s', (_, policies) => {
    expect(said(OF_DB, db(), service, ...policies)).toEqual([]);
  });

  it('is not told while none of its pods is ready, or one can be reached', () => {
    const down = db(['status.conditions', []]);
    expect(said(OF_DB, down, service, egress())).toEqual([]);
    const open = db(
      ['metadata.name', 'db-1'],
      ['metadata.uid', 'db-uid-1'],
      ['metadata.labels', { app: 'db', open: 'yes' }],
    );
    const some = egress({
      to: [{ podSelector: { matchLabels: { open: 'yes' } } }],
    });
    expect(said(OF_DB, db(), open, service, some)).toEqual([]);
  });
});

describe('network-policy-blocks: names', () => {
  it.each<[string, JsonObject]>([
    [DNS_LOST, egress()],
    [DNS_LOST, egress({ ports: [{ port: 443 }] })],
    ['Error: getaddrinfo EAI_AGAIN db', egress({ to: [{ podSelector: {} }] })],
    [
      'psycopg2.OperationalError: could not translate host name "db" to address: Temporary failure in name resolution',
      egress(),
    ],
    ["wget: bad address 'db:8080'", egress()],
    ['Caused by: java.net.UnknownHostException: db', egress()],
  ])('is told: %s', (log, one) => {
    const [found] = said(log, one);
    expect(found?.why.en).toContain('UDP port 53');
    expect(found?.steps[1]?.text.en).toContain('port 53 over UDP and TCP');
  });

  it('says that a port without a protocol means TCP', () => {
    const [found] = said(DNS_LOST, egress({ ports: [{ port: 53 }] }));
    expect(found?.why.en).toContain('means TCP');
  });

  it.each<[string, JsonObject]>([
    [DNS_LOST, egress(DNS)],
    [DNS_LOST, egress({ ports: [{ protocol: 'UDP', port: 5353 }] })],
    [DNS_LOST, egress({ to: [{ namespaceSelector: {} }] })],
    ['FATAL dial tcp: lookup db on 10.96.0.10:53: no such host', egress()],
    [
      'FATAL dial tcp: lookup db on 10.96.0.10:53: server misbehaving',
      egress(),
    ],
    [
      'FATAL dial tcp: lookup db on 169.254.20.10:53: read udp 10.244.1.5:3->169.254.20.10:53: i/o timeout',
      egress(),
    ],
    ['Error: getaddrinfo ENOTFOUND db', egress()],
    ['socket.gaierror: [Errno -2] Name or service not known', egress()],
  ])('is not told: %s', (log, one) => {
    expect(said(log, one)).toEqual([]);
  });
});

describe('network-policy-blocks: an init container that waits', () => {
  const waiting = (command: string, current: string, ...more: JsonObject[]) =>
    findings(
      cause,
      [
        pod(
          ['status.phase', 'Pending'],
          ['status.conditions', []],
          [
            'spec.initContainers',
            [
              {
                name: 'wait',
                image: 'busybox',
                command: ['sh', '-c', command],
              },
            ],
          ],
          [
            'status.initContainerStatuses',
            [{ name: 'wait', state: { running: { startedAt: ago(600) } } }],
          ],
          [
            'status.containerStatuses',
            [
              {
                name: 'app',
                state: { waiting: { reason: 'PodInitializing' } },
              },
            ],
          ],
        ),
        ...more,
      ],
      {
        logs: { wait: { current } },
        asked: ['networkPolicies', 'services', 'namespacePods'],
        subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
      },
    );

  it.each([
    [
      'until nc -z db 5432; do sleep 2; done',
      'waiting',
      [db(), service, egress(DNS)],
    ],
    [
      'until nc -zv -w 2 db 5432; do sleep 2; done',
      'nc: db (10.96.0.7:5432): Connection timed out',
      [db(), service, egress(DNS)],
    ],
    [
      'until nslookup db; do sleep 2; done',
      ';; connection timed out; no servers could be reached',
      [egress()],
    ],
    [
      'until curl -s https://rates.example.com; do sleep 2; done',
      'curl: (28) Failed to connect to rates.example.com port 443: Connection timed out',
      [egress(DNS)],
    ],
  ])('is told: %s', (command, log, more) => {
    const [found] = waiting(command, log, ...more);
    expect(found?.what.en).toContain('has waited for 10 min');
    expect(found?.container).toBe('wait');
  });

  it.each([
    [
      'until nc -z db 5432; do sleep 2; done',
      'nc: db (10.96.0.7:5432): Connection refused',
      [db(), service, egress(DNS)],
    ],
    [
      'until nc -z db 5432; do sleep 2; done',
      'waiting',
      [service, egress(DNS)],
    ],
    [
      'until nslookup db; do sleep 2; done',
      "** server can't find db.shop.svc.cluster.local: NXDOMAIN",
      [egress()],
    ],
    ['./migrate', 'working', [egress()]],
  ])('is not told: %s', (command, log, more) => {
    expect(waiting(command, log, ...more)).toEqual([]);
  });
});
