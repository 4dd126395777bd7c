import * as fc from 'fast-check';
import type { Overview } from './api';
import {
  applyOverviewChange,
  byReference,
  overviewChange,
} from './overviewChange';

const anyOverview: fc.Arbitrary<Overview> = fc
  .record({
    asOf: fc.integer({ min: 0, max: 9 }).map(at => `2026-01-01T00:00:0${at}Z`),
    rows: fc.uniqueArray(
      fc.record({
        entity: fc
          .constantFrom('a', 'b', 'c', 'd')
          .map(n => `component:x/${n}`),
        title: fc.constantFrom('one', 'two'),
      }),
      { selector: ({ entity }) => entity },
    ),
    notFollowed: fc.record({
      count: fc.nat({ max: 1 }),
      more: fc.boolean(),
      entities: fc.constant<string[]>([]),
    }),
  })
  .map(overview => ({ ...overview, rows: overview.rows.sort(byReference) }));

it('leads from any overview to any other', () => {
  fc.assert(
    fc.property(anyOverview, anyOverview, (before, after) => {
      const change = overviewChange(before, after);
      const reached = change ? applyOverviewChange(before, change) : before;
      expect({ ...reached, asOf: '' }).toEqual({ ...after, asOf: '' });
    }),
  );
});

it('says nothing when only time has passed', () => {
  fc.assert(
    fc.property(anyOverview, overview => {
      expect(overviewChange(overview, { ...overview, asOf: 'x' })).toBe(
        undefined,
      );
    }),
  );
});

it('refuses a change that was made for another overview', () => {
  const empty: Overview = {
    asOf: '',
    rows: [],
    notFollowed: { count: 0, more: false, entities: [] },
  };
  expect(() =>
    applyOverviewChange(empty, { asOf: '', removed: ['component:x/a'] }),
  ).toThrow('was not in the list');
});
