import * as fc from 'fast-check';
import type {
  CauseCard,
  Example,
  HealthReport,
  PodSummary,
  TimelineEntry,
} from './api';
import {
  applyHealthChange,
  applyListChange,
  healthChange,
  isNews,
  listChange,
} from './healthChange';
import { compareEntries } from './timeline';

const ref = (uid: string) => ({
  cluster: 'demo',
  namespace: 'shop',
  pod: `web-${uid}`,
  uid,
});

const pod = (uid: string, restarts: number): PodSummary => ({
  ref: ref(uid),
  state: 'running',
  ready: 1,
  total: 1,
  restarts,
  createdAt: '2026-01-01T00:00:00Z',
  containers: [],
  defaultContainer: 'app',
  causes: [],
});

const example = (uid: string, value: string): Example => ({
  pod: ref(uid),
  container: 'app',
  quotes: [{ from: 'pod', at: 'status.phase', value }],
  contradictions: [],
});

const card = (cause: string, what: string, examples: Example[]): CauseCard => ({
  cause,
  severity: 'critical',
  title: cause,
  what,
  why: '',
  steps: [],
  root: true,
  podCount: examples.length,
  examples,
});

const entry = (id: string, at: number, count: number): TimelineEntry => ({
  id,
  kind: count % 2 ? 'failed' : 'started',
  at: `2026-01-01T00:00:0${at}Z`,
  count,
  pod: ref(id),
});

const uid = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const small = fc.nat({ max: 2 });
const examples = fc.array(
  fc.tuple(uid, small).map(([id, value]) => example(id, `v${value}`)),
  { maxLength: 6 },
);
const anyReport: fc.Arbitrary<HealthReport> = fc.record({
  entity: fc.constant('component:default/shop'),
  asOf: fc.integer({ min: 0, max: 9 }).map(at => `2026-01-01T00:00:0${at}Z`),
  verdict: fc.constantFrom('healthy', 'degraded', 'failing', 'unknown'),
  clusters: fc.array(
    fc.record({
      name: fc.constantFrom('a', 'b'),
      status: fc.constantFrom('live', 'stale'),
      asOf: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T00:00:05Z'),
    }),
    { maxLength: 2 },
  ),
  causes: fc
    .uniqueArray(fc.tuple(uid, small, examples), {
      selector: ([id]) => id,
      maxLength: 4,
    })
    .map(all => all.map(([id, what, of]) => card(id, `w${what}`, of))),
  pods: fc
    .uniqueArray(fc.tuple(uid, small), { selector: ([id]) => id })
    .map(all => all.map(([id, restarts]) => pod(id, restarts))),
  podCount: small,
  sickCount: small,
  rollouts: fc.constant([]),
  timeline: fc
    .uniqueArray(fc.tuple(uid, small, small), { selector: ([id]) => id })
    .map(all =>
      all.map(([id, at, count]) => entry(id, at, count)).sort(compareEntries),
    ),
  timelineContext: fc.record({
    eventsGone: fc.array(uid, { maxLength: 1 }),
    eventsUnread: fc.constant([]),
  }),
  unchecked: fc.constant([]),
  broken: fc.array(uid, { maxLength: 1 }),
});

/** Of a cluster that is followed the time is that of the report. */
const arbitraryReport = anyReport.map(each => atOneTime(each, each.asOf));

function atOneTime(report: HealthReport, asOf: string): HealthReport {
  const clusters = report.clusters.map(cluster =>
    cluster.status === 'live' ? { ...cluster, asOf } : cluster,
  );
  return { ...report, asOf, clusters };
}

/** As it arrives. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value));

it('leads from any report to any other', () => {
  fc.assert(
    fc.property(arbitraryReport, arbitraryReport, (before, after) => {
      const change = sent(healthChange(before, after));
      expect(applyHealthChange(before, change)).toEqual(after);
    }),
    { numRuns: 1_000 },
  );
});

it('tells nothing but the time when the reports say the same', () => {
  fc.assert(
    fc.property(arbitraryReport, report => {
      const later = atOneTime(sent(report), 'later');
      const change = healthChange(report, later);
      expect(change).toEqual({ asOf: 'later' });
      expect(isNews(change)).toBe(false);
    }),
  );
});

it('tells one pod of five hundred, and where it stands now', () => {
  const before = Array.from({ length: 500 }, (_, i) => pod(`u${i}`, 0));
  const sick = pod('u499', 1);
  const after = [sick, ...before.slice(0, 499)];
  const change = listChange(before, after, each => each.ref.uid);
  expect(change?.set).toEqual([sick]);
  expect(change?.removed).toBeUndefined();
  expect(JSON.stringify(change).length).toBeLessThan(2_500);
});

it('tells one new entry of two hundred, and not where all stand', () => {
  const [base] = fc.sample(arbitraryReport, 1);
  const old = Array.from({ length: 199 }, (_, i) => entry(`u${i}`, 1, 1));
  const fresh = entry('new', 5, 1);
  const change = healthChange(
    { ...base, timeline: [...old].sort(compareEntries) },
    { ...base, timeline: [fresh, ...old].sort(compareEntries) },
  );
  expect(change).toEqual({ asOf: base.asOf, timeline: { set: [fresh] } });
});

it('tells one example of fifty, not the card', () => {
  const many = Array.from({ length: 50 }, (_, i) => example(`u${i}`, 'old'));
  const reportOf = (of: Example[]) => ({
    ...fc.sample(arbitraryReport, 1)[0],
    causes: [card('out-of-memory', 'w', of)],
  });
  const before = reportOf(many);
  const after = {
    ...before,
    causes: [card('out-of-memory', 'w', many.with(7, example('u7', 'new')))],
  };
  expect(healthChange(before, after)).toEqual({
    asOf: after.asOf,
    causes: {
      examples: [{ cause: 'out-of-memory', set: [example('u7', 'new')] }],
    },
  });
});

it.each([[{ removed: ['x'] }], [{ order: [0, 1, 2] }], [{ order: [0, 7] }]])(
  'refuses a change of another list: %j',
  change => {
    const list = ['a', 'b'];
    expect(() => applyListChange(list, change, key => key)).toThrow(
      expect.objectContaining({ code: 'protocol-error' }),
    );
  },
);
