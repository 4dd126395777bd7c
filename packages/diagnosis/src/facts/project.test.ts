import fc from 'fast-check';
import {
  configMap,
  containerStatus,
  deployment,
  event,
  node,
  pod,
  tweak,
} from '../testing';
import type { Json, JsonObject } from '../testing';
import * as projections from './project';
import {
  projectConfigMap,
  projectEvent,
  projectPod,
  projectWorkload,
} from './project';

const SECRET = 'hunter2-s3cr3t';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** A container that carries a secret wherever one may stand. */
const leaky: JsonObject = {
  name: 'app',
  image: 'registry.example/web:1.0',
  command: ['server', `--password=${SECRET}`],
  args: ['--token', SECRET],
  env: [
    { name: 'PASSWORD', value: SECRET },
    { name: 'FROM', valueFrom: { secretKeyRef: { name: 'db', key: 'url' } } },
  ],
  livenessProbe: {
    exec: { command: ['check', SECRET] },
    httpGet: {
      path: '/',
      port: 80,
      httpHeaders: [{ name: 'Authorization', value: SECRET }],
    },
  },
  lifecycle: { preStop: { exec: { command: ['sh', '-c', SECRET] } } },
};

const leakyPod = pod(
  ['spec.containers.0', leaky],
  ['spec.initContainers', [leaky]],
  ['spec.ephemeralContainers', [leaky]],
  ['metadata.annotations', { 'my/token': SECRET }],
  ['metadata.managedFields', [{ manager: SECRET }]],
);

const withApplied = tweak(leakyPod, 'metadata.annotations', {
  [LAST_APPLIED]: JSON.stringify(leakyPod),
});

describe('projection keeps secrets out', () => {
  it.each([
    ['a pod', projectPod(withApplied)],
    [
      'a workload',
      projectWorkload(
        deployment(
          ['spec.template.spec.containers.0', leaky],
          [
            'metadata.annotations',
            { [LAST_APPLIED]: JSON.stringify(leakyPod) },
          ],
        ),
      ),
    ],
    [
      'a cron job',
      projectWorkload({
        kind: 'CronJob',
        spec: { jobTemplate: { spec: { template: leakyPod } } },
      }),
    ],
    [
      'a network policy',
      projections.projectNetworkPolicy({
        metadata: {
          name: 'guard',
          annotations: { [LAST_APPLIED]: SECRET, 'my/token': SECRET },
          labels: { team: SECRET },
        },
        spec: {
          podSelector: { matchLabels: { app: 'web' } },
          egress: [{ to: [{ password: SECRET }], ports: [{ token: SECRET }] }],
        },
      }),
    ],
    [
      'a config map',
      projectConfigMap(tweak(configMap('settings', 'url'), 'data.url', SECRET)),
    ],
  ])('of %s', (_, projected) => {
    expect(JSON.stringify(projected)).not.toContain(SECRET);
  });

  it('but keeps what a diagnosis needs', () => {
    const [container] = projectPod(leakyPod).spec.containers;
    expect(container).toMatchObject({
      command: ['server'],
      argsCount: 2,
      env: [
        { name: 'PASSWORD' },
        { name: 'FROM', valueFrom: { secretKeyRef: { name: 'db' } } },
      ],
      livenessProbe: { exec: { command: ['check'] }, httpGet: { port: 80 } },
      lifecycle: { preStop: true },
    });
  });

  it('and of arguments the port that the program listens on', () => {
    const once = projectPod(
      pod([
        'spec.containers.0.args',
        [`--port=8443`, '--web.listen-address', ':9090', `--token=${SECRET}`],
      ]),
    );
    const listens = [
      { option: '--port', port: 8443 },
      { option: '--web.listen-address', role: 'web', port: 9090 },
    ];
    expect(once.spec.containers[0]).toMatchObject({ argsCount: 4, listens });
    expect(projectPod(once)).toEqual(once);
    expect(JSON.stringify(once)).not.toContain(SECRET);
  });

  it('and of a command the far end that it waits for', () => {
    const once = projectPod(
      pod([
        'spec.containers.0.args',
        [
          '-c',
          `until curl -u a:${SECRET} http://db:5432/${SECRET}; do :; done`,
        ],
      ]),
    );
    const awaits = [{ tool: 'curl', host: 'db', port: 5432 }];
    expect(once.spec.containers[0]).toMatchObject({ argsCount: 2, awaits });
    expect(projectPod(once)).toEqual(once);
    expect(JSON.stringify(once)).not.toContain(SECRET);
  });

  it.each<[JsonObject, string | undefined]>([
    [{ env: [{ name: 'X', value: '-Xms1g -Xmx8g' }] }, undefined],
    [{ args: [`-Dp=${SECRET}`, '-Xmx512M', '-jar', 'x.jar'] }, '512M'],
    [{ command: ['sh', '-c', `P=${SECRET} java "-Xmx1024m" -jar x`] }, '1024m'],
    [{ args: ['-Xmx1g', '-Xmx2g'] }, '2g'],
    [{ args: [`-Xmx${SECRET}`, 'a-Xmx8g', 3] }, undefined],
  ])('and the largest heap of a Java program: %#', (more, maxHeap) => {
    const once = projectPod(
      pod(['spec.containers.0', { name: 'app', ...more }]),
    );
    expect(once.spec.containers[0]?.maxHeap).toBe(maxHeap);
    expect(projectPod(once)).toEqual(once);
    expect(JSON.stringify(once)).not.toContain(SECRET);
  });

  it('and names the applied fields without their values', () => {
    const { appliedFields } = projectPod(withApplied);
    expect(appliedFields).toEqual(
      expect.arrayContaining([
        'spec',
        'spec.containers[]',
        'spec.containers[].env[].value',
      ]),
    );
  });
});

const { ANNOTATIONS_KEPT, ...PROJECTIONS } = projections;

it('keeps only annotations that Kubernetes or this plugin writes, and hooks of deployment tools', () => {
  const own =
    /^(.+\.)?(kubernetes\.io|pod-health\.io)\/|^(helm\.sh|argocd\.argoproj\.io)\/hook$/;
  expect(ANNOTATIONS_KEPT.filter(name => !own.test(name))).toEqual([]);
});

it.each([
  ['pre-install,pre-upgrade', true],
  ['pre-install, post-upgrade', true],
  ['test', true],
  ['password', false],
  ['pre-install,s3cret', false],
  [7, false],
])('of a hook keeps only when it runs: %s', (value, isKept) => {
  const annotations = { 'helm.sh/hook': value };
  const projected = projectPod({ metadata: { name: 'a', annotations } });
  const own = projected.metadata.annotations ?? {};
  expect('helm.sh/hook' in own).toBe(isKept);
});

it('reads what is left of a spoilt selector as it reads it again', () => {
  const spoilt = tweak(deployment(), 'spec.selector.matchLabels', false);
  const once = projectWorkload(spoilt);
  expect(once.spec.selector).toEqual({});
  expect(projectWorkload(once)).toEqual(once);
});

/** The same runs each time; a change of the seed tries others. */
const seeded = { seed: 20260106, numRuns: 1_000 };

/** Real objects, as seeds to be spoilt. */
const SEEDS: readonly JsonObject[] = [
  withApplied,
  pod(['status.containerStatuses', [containerStatus()]]),
  deployment(),
  event('BackOff', 'Back-off restarting'),
  node(['status.images', [{ names: ['a', 'b'] }]]),
  configMap('settings', 'a', 'b'),
];

describe.each(Object.entries(PROJECTIONS))('%s', (_, project) => {
  it('never throws and is idempotent, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), value => {
        const once = project(value);
        expect(project(once)).toEqual(once);
      }),
      seeded,
    );
  });

  it('never throws and is idempotent on real objects with a spoilt field', () => {
    const paths = SEEDS.flatMap(seed =>
      leafPaths(seed).map(path => [seed, path] as const),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.jsonValue(),
        ([seed, path], value) => {
          const once = project(tweak(seed, path, value as Json)); // jsonValue gives JSON
          expect(project(once)).toEqual(once);
        },
      ),
      seeded,
    );
  });

  it('takes no name from a prototype', () => {
    const object: unknown = JSON.parse(
      '{"__proto__":{"kind":"Pod"},"metadata":{"labels":{"__proto__":"x","constructor":"y"}}}',
    );
    expect(JSON.stringify(project(object))).not.toContain('"kind":"Pod","__');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

/** Paths of dots of all values, through names without dots. */
function leafPaths(value: Json, before = ''): string[] {
  if (typeof value !== 'object' || value === null) return [before];
  return Object.entries(value)
    .filter(([name]) => !name.includes('.'))
    .flatMap(([name, inner]) => {
      const path = before === '' ? name : `${before}.${name}`;
      return [path, ...leafPaths(inner, path)];
    });
}

describe('projectEvent', () => {
  it('reads events.k8s.io/v1 in the names of core/v1', () => {
    expect(
      projectEvent({
        kind: 'Event',
        apiVersion: 'events.k8s.io/v1',
        metadata: { name: 'e' },
        regarding: { kind: 'Pod', name: 'web-1', uid: 'u' },
        reason: 'FailedScheduling',
        note: '0/3 nodes',
        eventTime: '2026-01-15T11:00:00.000001Z',
        series: { count: 7, lastObservedTime: '2026-01-15T11:30:00.000000Z' },
        reportingController: 'default-scheduler',
      }),
    ).toEqual({
      kind: 'Event',
      metadata: { name: 'e' },
      involvedObject: { kind: 'Pod', name: 'web-1', uid: 'u' },
      reason: 'FailedScheduling',
      message: '0/3 nodes',
      count: 7,
      firstSeen: '2026-01-15T11:00:00.000001Z',
      lastSeen: '2026-01-15T11:30:00.000000Z',
      source: 'default-scheduler',
    });
  });
});

it('keeps the index of what follows a broken list element', () => {
  const broken = pod([
    'status.containerStatuses',
    [42, containerStatus(['name', 'second'])],
  ]);
  expect(projectPod(broken).status.containerStatuses[1]?.name).toBe('second');
});
