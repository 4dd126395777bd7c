import { report } from '../testing/reports';
import { afterEvent } from './healthModel';

const FIRST = { type: 'report', seq: 4, stream: 's-1', report: report() };
const model = afterEvent({}, { ...FIRST, type: 'report' });
const change = (seq: number) =>
  ({ type: 'change', seq, change: { asOf: 'later', podCount: 7 } } as const);

it('takes a report for everything', () => {
  expect(model).toEqual({ report: FIRST.report, cursor: 's-1.4' });
});

it('goes on from it, change by change', () => {
  const next = afterEvent(model, change(5));
  expect(next.report).toMatchObject({ asOf: 'later', podCount: 7 });
  expect(next.report?.pods).toBe(FIRST.report.pods);
  expect(next.cursor).toBe('s-1.5');
});

it('goes on where nothing has happened meanwhile', () => {
  const same = { type: 'change', seq: 4, change: { asOf: 'now' } } as const;
  expect(afterEvent(model, same)).toMatchObject({
    cursor: 's-1.4',
    report: { asOf: 'now' },
  });
});

it.each([
  ['a gap', model, 6],
  ['a step back', model, 3],
  ['nothing known', {}, 5],
  ['no number known', { report: FIRST.report }, 5],
])('refuses a change after %s', (_, known, seq) => {
  expect(() => afterEvent(known, change(seq))).toThrow(
    expect.objectContaining({ code: 'protocol-error' }),
  );
});

it('keeps what is known through heartbeats and errors', () => {
  expect(afterEvent(model, { type: 'heartbeat', seq: 4 })).toBe(model);
  expect(afterEvent(model, { type: 'error', seq: 4 })).toBe(model);
});
