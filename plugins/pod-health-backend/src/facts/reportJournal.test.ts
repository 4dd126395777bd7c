import {
  applyHealthChange,
  type HealthReport,
} from 'backstage-plugin-pod-health-common';
import { settle } from '../testing/fakeClock';
import { ReportJournal, type JournalEvent } from './reportJournal';

function report(podCount: number, asOf = `t${podCount}`): HealthReport {
  return {
    entity: 'component:default/shop',
    asOf,
    verdict: 'healthy',
    clusters: [],
    causes: [],
    pods: [],
    podCount,
    sickCount: 0,
    rollouts: [],
    timeline: [],
    timelineContext: { eventsGone: [], eventsUnread: [] },
    unchecked: [],
    broken: [],
  };
}

/** Reads a journal into a list until told to leave. */
function reader(journal: ReportJournal, after?: string) {
  const leave = new AbortController();
  const events: JournalEvent[] = [];
  const done = (async () => {
    for await (const event of journal.read(after, leave.signal)) {
      events.push(event);
    }
  })();
  return { events, done, leave: () => leave.abort() };
}

it('tells the report, then only what changes', async () => {
  const journal = new ReportJournal('j');
  const { events, done, leave } = reader(journal);
  await settle();
  expect(events).toEqual([]);
  journal.put(report(1));
  await settle();
  journal.put(report(1, 'later'));
  journal.put(report(2));
  await settle();
  expect(events).toEqual([
    { type: 'report', seq: 1, stream: 'j', report: report(1) },
    { type: 'change', seq: 2, change: { asOf: 't2', podCount: 2 } },
  ]);
  leave();
  await done;
});

it('tells who comes back what was missed, and who missed nothing that it is so', async () => {
  const journal = new ReportJournal('j');
  [1, 2, 3].forEach(count => journal.put(report(count)));
  const late = reader(journal, 'j.1');
  const same = reader(journal, 'j.3');
  await settle();
  expect(late.events.map(({ type, seq }) => [type, seq])).toEqual([
    ['change', 2],
    ['change', 3],
  ]);
  expect(same.events).toEqual([
    { type: 'change', seq: 3, change: { asOf: 't3' } },
  ]);
  journal.put(report(4));
  await settle();
  expect(same.events.at(-1)).toMatchObject({ type: 'change', seq: 4 });
  late.leave();
  same.leave();
});

it('tells nothing old to the first who comes after a time without readers', async () => {
  const journal = new ReportJournal('j');
  journal.put(report(1));
  const first = reader(journal);
  await settle();
  first.leave();
  await first.done;
  const next = reader(journal, 'j.1');
  await settle();
  expect(next.events).toEqual([]);
  journal.put(report(1, 'now'));
  await settle();
  expect(next.events).toEqual([
    { type: 'change', seq: 1, change: { asOf: 'now' } },
  ]);
  next.leave();
});

it.each([
  ['another journal', 'k.2'],
  ['a number that has not been', 'j.9'],
  ['no number', 'j'],
  ['words', 'j.x'],
])('tells all to who knows %s', async (_, after) => {
  const journal = new ReportJournal('j');
  [1, 2].forEach(count => journal.put(report(count)));
  const { events, leave } = reader(journal, after);
  await settle();
  expect(events).toEqual([
    { type: 'report', seq: 2, stream: 'j', report: report(2) },
  ]);
  leave();
});

it('tells all to who has missed more than that', async () => {
  const journal = new ReportJournal('j');
  for (let count = 1; count <= 600; count += 1) {
    journal.put(report(count));
  }
  const { events, leave } = reader(journal, 'j.1');
  await settle();
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ type: 'report', seq: 600 });
  leave();
});

it('leads a slow reader to the newest, whatever it missed', async () => {
  const journal = new ReportJournal('j');
  journal.put(report(1));
  const leave = new AbortController();
  const events = journal.read(undefined, leave.signal);
  let known = (await events.next()).value?.report;
  [2, 3, 4].forEach(count => journal.put(report(count)));
  for (let at = 0; at < 3 && known?.podCount !== 4; at += 1) {
    const { value } = await events.next();
    const { report: whole, change } = value ?? {};
    known = whole ?? (change && known && applyHealthChange(known, change));
  }
  expect(known).toEqual(report(4));
  leave.abort();
  expect((await events.next()).done).toBe(true);
});
