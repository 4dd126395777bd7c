import { PodHealthError } from 'backstage-plugin-pod-health-common';
import { waitFor } from '@testing-library/react';
import { FakePace } from '../testing/FakePace';
import {
  EventQueue,
  failing,
  overview,
  row,
  whole,
} from '../testing/overviews';
import { fitting, filtersOf, inStates, isFiltered, queryOf } from './filters';
import { keepOverview, type OverviewState } from './overviewFeed';
import { inOrder, orderOf, worstFirst } from './rowOrder';
import { countStates, needsAttention, stateOfRow } from './rowState';

const asking = row('asking', {}, { health: undefined });
const unplaced = row(
  'unplaced',
  {},
  { health: undefined, problem: { code: 'selector-too-wide', details: {} } },
);
const scaledToZero = row('zero', { verdict: 'no-pods', podCount: 0 });
const cannotStart = row('stuck', {
  verdict: 'no-pods',
  podCount: 0,
  cause: { id: 'quota-exceeded', title: 'The quota is used up' },
});
const unknown = row('blind', { verdict: 'unknown', unseen: ['us'] });
const ALL = [
  row('well'),
  asking,
  scaledToZero,
  unplaced,
  unknown,
  row('limp', { verdict: 'degraded' }),
  cannotStart,
  failing('broken'),
];

const titles = (rows: readonly { readonly title: string }[]) =>
  rows.map(({ title }) => title);

describe('the state of a row', () => {
  it('is never healthy when nothing is known', () => {
    expect([asking, unplaced, unknown, scaledToZero].map(stateOfRow)).toEqual([
      'asking',
      'unplaced',
      'unknown',
      'no-pods',
    ]);
  });

  it('is failing where no pod can be created', () => {
    expect(stateOfRow(cannotStart)).toBe('failing');
  });

  it('is counted, the worst first, what there is none of left out', () => {
    expect(countStates(ALL.slice(3))).toEqual([
      ['failing', 2],
      ['degraded', 1],
      ['unknown', 1],
      ['unplaced', 1],
    ]);
    expect(ALL.filter(needsAttention)).toHaveLength(5);
  });
});

describe('the order of rows', () => {
  it('has the worst first, equals by name, whatever the order before', () => {
    const expected = [
      'broken',
      'stuck',
      'limp',
      'blind',
      'unplaced',
      'asking',
      'zero',
      'well',
    ];
    expect(titles(worstFirst(ALL))).toEqual(expected);
    expect(titles(worstFirst([...ALL].reverse()))).toEqual(expected);
  });

  it('is kept: what changes stays, what is new comes last, what is gone goes', () => {
    const before = worstFirst([row('a'), row('b'), row('c')]);
    const now = [failing('c'), row('b'), failing('d')];
    const { rows, changes } = inOrder(orderOf(before), now, now);
    expect(titles(rows)).toEqual(['b', 'c', 'd']);
    expect(stateOfRow(rows[1])).toBe('failing');
    expect(changes).toBe(2);
  });

  it('keeps a row that the filter leaves out by now, and counts it', () => {
    const order = orderOf([failing('a'), failing('b')]);
    const known = [row('a'), failing('b')];
    const { rows, changes } = inOrder(order, [known[1]], known);
    expect(titles(rows)).toEqual(['a', 'b']);
    expect(changes).toBe(1);
  });

  it('counts nothing when nothing would move', () => {
    const rows = [failing('a'), row('b')];
    expect(inOrder(orderOf(rows), rows, rows).changes).toBe(0);
  });
});

describe('filters in the address', () => {
  it.each([
    '',
    'owner=me&kind=component&q=web&state=failing,degraded',
    'namespace=default&system=system:default/sales',
  ])('%j survives the way there and back', text => {
    const query = new URLSearchParams(text);
    const there = queryOf(filtersOf(query), new URLSearchParams());
    expect(Object.fromEntries(there)).toEqual(Object.fromEntries(query));
  });

  it('leaves out what it does not know, and leaves alone what is not its own', () => {
    const query = new URLSearchParams('state=failing,nonsense&q=%20&theme=x');
    expect(filtersOf(query)).toEqual({ states: ['failing'] });
    expect(queryOf({ states: [] }, query).toString()).toBe('theme=x');
  });

  it('never asks for more text than the backend takes', () => {
    const query = new URLSearchParams({ q: 'x'.repeat(500) });
    expect(filtersOf(query).q).toHaveLength(100);
  });

  it('fit rows by kind, by part of the title or the name, and by state', () => {
    const shown = { states: [] };
    const named = row('ledger', {}, { title: 'Books' });
    const rows = [named, failing('web')];
    expect(titles(fitting(rows, { ...shown, q: 'LEDG' }))).toEqual(['Books']);
    expect(titles(fitting(rows, { ...shown, q: 'boo' }))).toEqual(['Books']);
    expect(fitting(rows, { ...shown, kind: 'api' })).toEqual([]);
    expect(fitting(rows, { ...shown, kind: 'Component' })).toHaveLength(2);
    expect(titles(inStates(rows, { states: ['failing'] }))).toEqual(['web']);
    expect(inStates(rows, shown)).toEqual(rows);
    expect([isFiltered(shown), isFiltered({ ...shown, q: 'a' })]).toEqual([
      false,
      true,
    ]);
  });
});

describe('keepOverview', () => {
  function start(connections: (() => AsyncIterable<never> | EventQueue)[]) {
    const pace = new FakePace();
    const states: OverviewState[] = [];
    const leave = new AbortController();
    let opened = 0;
    const done = keepOverview({
      open: () => connections[Math.min(opened++, connections.length - 1)](),
      pace,
      signal: leave.signal,
      onState: state => states.push(state),
    });
    return { pace, states, leave, done };
  }

  it('puts changes into what is known', async () => {
    const events = new EventQueue();
    const { states } = start([() => events]);
    events.push(whole(overview([row('a'), row('b')])));
    events.push({
      type: 'change',
      seq: 2,
      change: {
        asOf: 'later',
        removed: ['component:default/a'],
        set: [failing('b'), row('c')],
      },
    });
    await waitFor(() => expect(states).toHaveLength(2));
    const [, { connection, overview: now }] = states;
    expect(connection).toBe('live');
    expect(titles(now?.rows ?? [])).toEqual(['b', 'c']);
    expect(now?.rows.map(stateOfRow)).toEqual(['failing', 'healthy']);
  });

  it('keeps what it knew while it reconnects, and begins anew', async () => {
    async function* breaks() {
      yield whole(overview([row('a')])) as never; // the type of a stream that only fails
      throw new PodHealthError('portal-unreachable', 'cut');
    }
    const events = new EventQueue();
    const { pace, states } = start([breaks, () => events]);
    await waitFor(() => expect(states.at(-1)?.connection).toBe('reconnecting'));
    expect(states.at(-1)).toMatchObject({
      overview: { rows: [{ title: 'a' }] },
      problem: { code: 'portal-unreachable' },
    });
    pace.pass(500);
    events.push(whole(overview([row('z')])));
    await waitFor(() => expect(states.at(-1)?.connection).toBe('live'));
    expect(titles(states.at(-1)?.overview?.rows ?? [])).toEqual(['z']);
  });

  it('does not trust a change that does not follow', async () => {
    const events = new EventQueue();
    const { states, done } = start([() => events]);
    events.push(whole(overview([row('a')])));
    events.push({ type: 'change', seq: 3, change: { asOf: 'later' } });
    await done;
    expect(states.at(-1)).toMatchObject({
      connection: 'stopped',
      problem: { code: 'protocol-error' },
    });
  });
});
