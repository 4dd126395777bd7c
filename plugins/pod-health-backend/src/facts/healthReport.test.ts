import type { Diagnosis, Finding, Pod, Rollout } from 'pod-diagnosis';
import type { JudgedPod, JudgedWorkload } from './factIndex';
import type { Judgement } from './entityHealth';
import { healthReport, verdictOf } from './healthReport';

const both = (en: string) => ({ en, zh: `中${en}` });

function finding(cause: string, more: Partial<Finding> = {}): Finding {
  return {
    cause,
    severity: 'critical',
    title: both(`title of ${cause}`),
    what: both('what'),
    why: both('why'),
    steps: [{ text: both('do'), command: 'kubectl get pods' }],
    quotes: [{ from: 'pod', at: 'status.phase', value: 'Running' }],
    contradictions: [],
    data: {},
    ...more,
  };
}

function judged(
  name: string,
  diagnosis: Partial<Diagnosis> = {},
  cluster = 'one',
): JudgedPod {
  const metadata = { name, namespace: 'n', uid: `u-${name}` };
  const pod: Pod = {
    kind: 'Pod',
    metadata,
    spec: {
      containers: [],
      initContainers: [],
      ephemeralContainers: [],
      volumes: [],
    },
    status: {
      conditions: [],
      containerStatuses: [],
      initContainerStatuses: [],
      ephemeralContainerStatuses: [],
    },
  };
  return {
    cluster,
    pod,
    diagnosis: {
      subject: { kind: 'Pod', namespace: 'n', name },
      asOf: '2026-01-01T00:00:00.000Z',
      state: 'running',
      found: [],
      contributing: [],
      unchecked: [],
      broken: [],
      ...diagnosis,
    },
  };
}

const live = {
  name: 'one',
  status: 'live' as const,
  asOf: '2026-01-01T00:00:00.000Z',
};

function judgement(
  pods: readonly JudgedPod[],
  clusters: Judgement['clusters'] = [live],
  workloads: Judgement['workloads'] = [],
  services: Judgement['services'] = [],
): Judgement {
  const entityRef = 'component:default/x';
  return {
    entityRef,
    now: 0,
    clusters,
    pods,
    workloads,
    services,
    histories: [],
  };
}

describe('verdict', () => {
  const refused = [
    { cause: 'c', fact: 'nodes' as const, status: 'forbidden' as const },
  ];
  const expired = [
    { cause: 'c', fact: 'events' as const, status: 'expired' as const },
  ];
  const error = { ...live, status: 'error' as const };
  const stale = { ...live, status: 'stale' as const };

  it.each<[string, Judgement, string]>([
    ['all well', judgement([judged('a')]), 'healthy'],
    [
      'finished well',
      judgement([judged('a', { state: 'completed' })]),
      'healthy',
    ],
    ['starting', judgement([judged('a', { state: 'starting' })]), 'healthy'],
    [
      'a critical cause',
      judgement([judged('a'), judged('b', { found: [finding('c')] })]),
      'failing',
    ],
    [
      'a warning',
      judgement([
        judged('a', { found: [finding('c', { severity: 'warning' })] }),
      ]),
      'degraded',
    ],
    [
      'a remark',
      judgement([judged('a', { found: [finding('c', { severity: 'info' })] })]),
      'healthy',
    ],
    [
      'crashing for no known cause',
      judgement([judged('a', { state: 'crashing' })]),
      'failing',
    ],
    ['not ready', judgement([judged('a', { state: 'not-ready' })]), 'degraded'],
    [
      'a fact refused',
      judgement([judged('a', { unchecked: refused })]),
      'unknown',
    ],
    [
      'old events gone',
      judgement([judged('a', { unchecked: expired })]),
      'healthy',
    ],
    [
      'a cause that broke',
      judgement([judged('a', { broken: [{ cause: 'c', message: 'x' }] })]),
      'unknown',
    ],
    [
      'a fact refused, and worse',
      judgement([judged('a', { unchecked: refused, found: [finding('c')] })]),
      'failing',
    ],
    ['a cluster not seen', judgement([judged('a')], [live, error]), 'unknown'],
    ['a cluster seen before', judgement([judged('a')], [stale]), 'unknown'],
    ['no pods', judgement([]), 'no-pods'],
    ['no pods where we can look', judgement([], [live, error]), 'unknown'],
    ['no cluster', judgement([], []), 'unknown'],
  ])('%s', (_what, given, verdict) => {
    expect(verdictOf(given)).toBe(verdict);
  });
});

describe('causes', () => {
  it('are one card each, root causes first, then the severe, then the frequent', () => {
    const { causes } = healthReport(
      judgement([
        judged('a', {
          found: [finding('rare')],
          contributing: [finding('follows')],
        }),
        judged('b', {
          found: [finding('often'), finding('mild', { severity: 'warning' })],
        }),
        judged('c', { found: [finding('often')] }),
      ]),
      'en',
    );
    expect(
      causes.map(({ cause, podCount, root }) => [cause, podCount, root]),
    ).toEqual([
      ['often', 2, true],
      ['rare', 1, true],
      ['mild', 1, true],
      ['follows', 1, false],
    ]);
  });

  it('count a pod once, whatever its containers', () => {
    const twice = [
      finding('c', { container: 'x' }),
      finding('c', { container: 'y' }),
    ];
    const [card] = healthReport(
      judgement([judged('a', { found: twice })]),
      'en',
    ).causes;
    expect(card.podCount).toBe(1);
    expect(card.examples.map(({ container }) => container)).toEqual(['x', 'y']);
  });

  it('speak one language', () => {
    const given = judgement([judged('a', { found: [finding('c')] })]);
    expect(healthReport(given, 'zh').causes[0]).toMatchObject({
      title: '中title of c',
      steps: [{ text: '中do', command: 'kubectl get pods' }],
    });
  });

  it('stay small for ten thousand pods with a megabyte each to say', () => {
    const quotes = [
      {
        from: 'pod' as const,
        at: 'status.message',
        value: 'x'.repeat(1_000_000),
      },
    ];
    const pods = Array.from({ length: 10_000 }, (_, index) =>
      judged(`p${index}`, { found: [finding('c', { quotes })] }),
    );
    const report = healthReport(judgement(pods), 'en');
    expect(report.podCount).toBe(10_000);
    expect(report.pods).toHaveLength(60);
    expect(healthReport(judgement(pods), 'en', 'all').pods).toHaveLength(500);
    expect(report.causes[0]).toMatchObject({ podCount: 10_000 });
    expect(report.causes[0].examples).toHaveLength(50);
    expect(JSON.stringify(report).length).toBeLessThan(1_000_000);
  });
});

it('shows the sick first', () => {
  const { pods } = healthReport(
    judgement([
      judged('a'),
      judged('b', { state: 'not-ready' }),
      judged('c', { found: [finding('x')] }),
    ]),
    'en',
  );
  expect(pods.map(({ ref }) => ref.pod)).toEqual(['c', 'b', 'a']);
});

it('names what was not checked: of a sick pod all, of a well one only what was refused', () => {
  const unchecked = [
    { cause: 'c1', fact: 'nodes' as const, status: 'notAsked' as const },
    { cause: 'c2', fact: 'events' as const, status: 'forbidden' as const },
    { cause: 'c3', fact: 'events' as const, status: 'forbidden' as const },
  ];
  const well = healthReport(judgement([judged('a', { unchecked })]), 'en');
  const sick = healthReport(
    judgement([judged('a', { unchecked, state: 'crashing' })]),
    'en',
  );
  const events = {
    cluster: 'one',
    fact: 'events',
    status: 'forbidden',
    causes: ['c2', 'c3'],
  };
  expect(well.unchecked).toEqual([events]);
  expect(sick.unchecked).toEqual([
    events,
    { cluster: 'one', fact: 'nodes', status: 'notAsked', causes: ['c1'] },
  ]);
});

describe('workloads', () => {
  const workload = (diagnosis: Partial<Diagnosis> = {}): JudgedWorkload => ({
    cluster: 'one',
    workload: {
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'n', uid: 'd' },
      spec: {},
      status: { conditions: [] },
    },
    diagnosis: { ...judged('web').diagnosis, state: 'pending', ...diagnosis },
  });
  const quota = { found: [finding('quota-exceeded')] };

  it('say why there are no pods', () => {
    const report = healthReport(judgement([], [live], [workload(quota)]), 'en');
    expect(report).toMatchObject({ verdict: 'no-pods', podCount: 0 });
    expect(report.causes).toEqual([
      expect.objectContaining({
        cause: 'quota-exceeded',
        podCount: 0,
        examples: [
          expect.objectContaining({
            workload: {
              cluster: 'one',
              kind: 'Deployment',
              namespace: 'n',
              name: 'web',
            },
          }),
        ],
      }),
    ]);
  });

  it('do not repeat what their pod at fault tells itself', () => {
    const ofPod = { ...finding('image-not-found'), pod: 'a' };
    const generic = finding('workload-pods-not-ready');
    const sick = judged('a', { found: [finding('image-not-found')] });
    const short = workload({ found: [ofPod], contributing: [generic] });
    const cards = (...pods: JudgedPod[]) =>
      healthReport(judgement(pods, [live], [short]), 'en').causes.map(
        ({ cause, root, examples }) => [cause, root, examples.length],
      );
    expect(cards(sick)).toEqual([
      ['image-not-found', true, 1],
      ['workload-pods-not-ready', false, 1],
    ]);
    // Of a pod that is not the entity's the workload alone can tell.
    expect(cards(judged('b'))).toEqual(cards(sick));
  });

  it('make a service with healthy pods fail by what is found, not by their state', () => {
    const verdict = (one: JudgedWorkload) =>
      verdictOf(judgement([judged('a')], [live], [one]));
    expect(verdict(workload(quota))).toBe('failing');
    expect(verdict(workload())).toBe('healthy');
  });

  it('tell a rollout that is not done, and what changed', () => {
    const rollout = {
      kind: 'Deployment',
      name: 'web',
      wanted: 3,
      current: { name: 'web-2', revision: '2', wanted: 1, ready: 0 },
      previous: { name: 'web-1', revision: '1', wanted: 3, ready: 3 },
      changes: [{ path: 'containers.app.image', before: 'a:1', after: 'a:2' }],
      stage: 'old-serves' as const,
    };
    const rollouts = (changes: Partial<Rollout>) =>
      healthReport(
        judgement(
          [],
          [live],
          [workload({ rollout: { ...rollout, ...changes } })],
        ),
        'en',
      ).rollouts;
    expect(rollouts({})).toEqual([
      {
        workload: expect.objectContaining({ name: 'web' }),
        stage: 'old-serves',
        summary: expect.stringContaining('still serves with 3 of 3'),
        changes: ['containers.app.image: a:1 → a:2'],
      },
    ]);
    expect(rollouts({ stage: 'done' })).toEqual([]);
    // The first revision: nothing was changed.
    expect(rollouts({ stage: 'none-serves', previous: undefined })).toEqual([]);
  });
});
