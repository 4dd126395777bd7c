import {
  PodHealthError,
  type LogRecord,
} from 'backstage-plugin-pod-health-common';
import { waitFor } from '@testing-library/react';
import fc from 'fast-check';
import type { LogQuery } from '../api/PodHealthApi';
import { FakePace } from '../testing/FakePace';
import { marker } from '../testing/logs';
import { keepLog, type LogConnection } from './logFeed';

const QUERY: LogQuery = {
  pod: { cluster: 'c', namespace: 'n', pod: 'p', uid: 'u' },
  container: 'app',
  follow: true,
  tailLines: 1000,
};

/** Line number `n`; several lines share a second, some a whole time, as kubelets write them. */
function numbered(n: number): LogRecord {
  const at = new Date(
    Date.parse('2026-03-02T10:00:00Z') + Math.floor(n / 5) * 250,
  );
  const time = at.toISOString().replace(/\.?0*Z$/, 'Z');
  return { type: 'line', time, text: String(n) };
}

/** What the backend gives for a query: whole seconds, as the cluster does it. */
function answer(lines: readonly LogRecord[], query: LogQuery) {
  const since = Date.parse(query.sinceTime ?? '1970-01-01T00:00:00Z');
  return lines.filter(
    record => record.type === 'line' && Date.parse(record.time) >= since,
  );
}

const END = marker({ marker: 'ended', why: 'container-ended' });

function setUp(
  open: (query: LogQuery, round: number) => AsyncIterable<readonly LogRecord[]>,
  query = QUERY,
) {
  const pace = new FakePace();
  const leave = new AbortController();
  const records: LogRecord[] = [];
  const connections: LogConnection[] = [];
  const queries: LogQuery[] = [];
  const done = keepLog({
    query,
    open: resumed => {
      queries.push(resumed);
      return open(resumed, queries.length);
    },
    pace,
    signal: leave.signal,
    onRecords: batch => records.push(...batch),
    onConnection: connection => connections.push(connection),
  });
  return { pace, leave, records, connections, queries, done };
}

describe('keepLog', () => {
  it('loses nothing and shows nothing twice over random breaks', async () => {
    const lines = Array.from({ length: 200 }, (_, n) => numbered(n));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }),
        async breaks => {
          const { pace, records, done } = setUp(async function* serve(
            query,
            round,
          ) {
            const rest = answer(lines, query);
            const until = breaks[round - 1];
            yield rest.slice(0, until);
            if (until === undefined) {
              yield [END];
            }
          });
          let over = false;
          done.then(() => {
            over = true;
          });
          await waitFor(
            () => {
              pace.pass(60_000);
              expect(over).toBe(true);
            },
            { interval: 1, timeout: 4000 },
          );
          const seen = records.flatMap(record =>
            record.type === 'line' ? [Number(record.text)] : [],
          );
          expect(seen).toEqual(lines.map((_, n) => n));
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  it('resumes by whole seconds, without the tail limit', async () => {
    const { pace, queries, done } = setUp(async function* serve(_, round) {
      yield [
        { type: 'line', time: '2026-03-02T12:00:07.25+02:00', text: 'x' },
        ...(round === 2 ? [END] : []),
      ];
    });
    await waitFor(() => expect(pace.waiting).toHaveLength(1));
    pace.pass(60_000);
    await done;
    expect(queries[1]).toEqual({
      pod: QUERY.pod,
      container: 'app',
      follow: true,
      sinceTime: '2026-03-02T10:00:07Z',
    });
  });

  it('ends when the log has ended', async () => {
    const { connections, done } = setUp(async function* serve() {
      yield [numbered(1), END];
    });
    await done;
    expect(connections.at(-1)).toEqual({ status: 'done' });
  });

  it('is done at the end of the stream when it does not follow', async () => {
    const { connections, done } = setUp(
      async function* serve() {
        yield [numbered(1)];
      },
      { ...QUERY, follow: false },
    );
    await done;
    expect(connections.at(-1)).toEqual({ status: 'done' });
  });

  it('goes on after the access ended', async () => {
    const { pace, queries, done } = setUp(async function* serve(_, round) {
      yield round === 1
        ? [numbered(1), marker({ marker: 'ended', why: 'access-ended' })]
        : [END];
    });
    await waitFor(() => expect(pace.waiting).toHaveLength(1));
    pace.pass(60_000);
    await done;
    expect(queries).toHaveLength(2);
  });

  it('stops at a refusal and says why', async () => {
    // eslint-disable-next-line require-yield -- a stream that is refused yields nothing
    const { connections, done } = setUp(async function* serve() {
      throw new PodHealthError('not-allowed', 'no');
    });
    await done;
    expect(connections).toEqual([
      { status: 'stopped', problem: { code: 'not-allowed', details: {} } },
    ]);
  });
});
