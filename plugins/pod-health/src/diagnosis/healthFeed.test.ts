import {
  PodHealthError,
  type HealthEvent,
} from 'backstage-plugin-pod-health-common';
import { waitFor } from '@testing-library/react';
import { FakePace } from '../testing/FakePace';
import { report } from '../testing/reports';
import { keepHealth, type HealthState } from './healthFeed';

type Connection = (signal: AbortSignal) => AsyncIterable<HealthEvent>;

const REPORT = report();
const FIRST = {
  type: 'report',
  seq: 1,
  stream: 's',
  report: REPORT,
} as const;

function until(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

function setUp(connections: Connection[]) {
  const pace = new FakePace();
  const states: HealthState[] = [];
  const leave = new AbortController();
  const opened: AbortSignal[] = [];
  const asked: (string | undefined)[] = [];
  const done = keepHealth({
    open: (signal, after) => {
      opened.push(signal);
      asked.push(after);
      return connections[Math.min(opened.length, connections.length) - 1](
        signal,
      );
    },
    pace,
    signal: leave.signal,
    onState: state => states.push(state),
  });
  return { pace, states, leave, opened, asked, done };
}

const stays: Connection = async function* stay(signal) {
  yield FIRST;
  await until(signal);
};

const breaks: Connection = async function* broken() {
  yield FIRST;
  throw new PodHealthError('portal-unreachable', 'cut');
};

const refuses: Connection = async function* refused() {
  throw new PodHealthError('entity-not-found', 'no');
};

const fails: Connection = async function* failed() {
  throw new PodHealthError('shutting-down', 'restart');
};

describe('keepHealth', () => {
  it('goes live with the first report', async () => {
    const { states, leave, done } = setUp([stays]);
    await waitFor(() =>
      expect(states).toEqual([{ connection: 'live', report: REPORT }]),
    );
    leave.abort();
    await done;
  });

  it('keeps the last report while it reconnects', async () => {
    const { pace, states, leave, opened, done } = setUp([breaks, stays]);
    await waitFor(() => expect(states.at(-1)?.connection).toBe('reconnecting'));
    expect(states.at(-1)).toEqual({
      connection: 'reconnecting',
      report: REPORT,
      problem: { code: 'portal-unreachable', details: {} },
    });
    pace.pass(500);
    await waitFor(() => expect(states.at(-1)?.connection).toBe('live'));
    expect(opened).toHaveLength(2);
    leave.abort();
    await done;
  });

  it('goes on where it was', async () => {
    const goesOn: Connection = async function* on(signal) {
      yield { type: 'change', seq: 2, change: { asOf: 'x', podCount: 9 } };
      await until(signal);
    };
    const { pace, states, leave, asked, done } = setUp([breaks, goesOn]);
    await waitFor(() => expect(pace.waiting).toHaveLength(1));
    pace.pass(500);
    await waitFor(() => expect(states.at(-1)?.report?.podCount).toBe(9));
    expect(asked).toEqual([undefined, 's.1']);
    leave.abort();
    await done;
  });

  it('begins anew after a change that does not follow', async () => {
    const jumps: Connection = async function* jump() {
      yield { type: 'change', seq: 7, change: { asOf: 'x' } };
    };
    const { pace, states, leave, asked, done } = setUp([breaks, jumps, stays]);
    for (let round = 0; round < 2; round += 1) {
      await waitFor(() => expect(pace.waiting).toHaveLength(1));
      pace.pass(30_000);
      await waitFor(() => expect(asked).toHaveLength(round + 2));
    }
    await waitFor(() => expect(states.at(-1)?.connection).toBe('live'));
    expect(asked).toEqual([undefined, 's.1', undefined]);
    leave.abort();
    await done;
  });

  it('waits longer after each failure in a row', async () => {
    const { pace, leave, opened, done } = setUp([fails]);
    const pauses: number[] = [];
    for (let round = 1; round <= 4; round += 1) {
      await waitFor(() => expect(opened).toHaveLength(round));
      await waitFor(() => expect(pace.waiting).toHaveLength(1));
      pauses.push(pace.waiting[0].milliseconds);
      pace.pass(30_000);
    }
    expect(pauses).toEqual([250, 500, 1000, 2000]);
    leave.abort();
    await done;
  });

  it('comes back with a renewed credential when that of the connection is over', async () => {
    const expires: Connection = async function* expired() {
      yield FIRST;
      const problem = { code: 'user-required', details: {} };
      yield { type: 'error', seq: 1, problem };
    };
    const { pace, states, leave, opened, done } = setUp([expires, stays]);
    await waitFor(() => expect(states.at(-1)?.connection).toBe('reconnecting'));
    pace.pass(500);
    await waitFor(() => expect(opened).toHaveLength(2));
    leave.abort();
    await done;
  });

  it('stops at a refusal', async () => {
    const { states, opened, done } = setUp([refuses]);
    await done;
    expect(opened).toHaveLength(1);
    expect(states).toEqual([
      {
        connection: 'stopped',
        report: undefined,
        problem: { code: 'entity-not-found', details: {} },
      },
    ]);
  });

  it('takes 45 seconds of silence for a dead connection', async () => {
    const { pace, states, leave, opened, done } = setUp([stays]);
    await waitFor(() => expect(states).toHaveLength(1));
    pace.pass(44_999);
    expect(opened[0].aborted).toBe(false);
    pace.pass(45_000);
    await waitFor(() => expect(states.at(-1)?.connection).toBe('reconnecting'));
    expect(opened[0].aborted).toBe(true);
    leave.abort();
    await done;
  });

  it('closes the connection when the page leaves, and says nothing more', async () => {
    const { pace, states, leave, opened, done } = setUp([stays]);
    await waitFor(() => expect(states).toHaveLength(1));
    leave.abort();
    await done;
    expect(opened[0].aborted).toBe(true);
    expect(states).toHaveLength(1);
    expect(pace.waiting).toHaveLength(0);
  });
});
