import { FakeClock } from '../testing/fakeClock';
import { SessionMonitor } from './SessionMonitor';

const MINUTE = 60_000;
const limits = {
  idleMs: 10 * MINUTE,
  reauthorizeMs: MINUTE,
  graceAfterDetachMs: 30_000,
  startTimeoutMs: MINUTE,
};

function start({ remainingMs = 60 * MINUTE, credential = true } = {}) {
  const clock = new FakeClock();
  const events = {
    beat: jest.fn(async (): Promise<'ours' | 'lost' | 'failed'> => 'ours'),
    authorize: jest.fn(
      async (): Promise<'allowed' | 'refused' | 'unknown'> => 'allowed',
    ),
    end: jest.fn(),
    lost: jest.fn(),
    notice: jest.fn(),
  };
  const monitor = new SessionMonitor({ clock, limits, remainingMs, events });
  if (credential) {
    monitor.credential(undefined);
  }
  monitor.start();
  return { clock, events, monitor };
}

/** Keeps the person typing, so that only other deadlines matter. */
async function type(
  { clock, monitor }: ReturnType<typeof start>,
  minutes: number,
) {
  for (let at = 0; at < minutes; at += 1) {
    await clock.advance(MINUTE);
    monitor.input();
  }
}

it('ends a start that takes too long', async () => {
  const { clock, events } = start();
  await clock.advance(MINUTE - 1);
  expect(events.end).not.toHaveBeenCalled();
  await clock.advance(1);
  expect(events.end.mock.calls).toEqual([['start-failed']]);
  expect(clock.timers).toBe(0);
});

it('warns of idleness at nine minutes and ends it at ten, output or not', async () => {
  const { clock, events, monitor } = start();
  monitor.ready();
  monitor.attached();
  await clock.advance(9 * MINUTE - 1);
  expect(events.notice).not.toHaveBeenCalled();
  await clock.advance(1);
  expect(events.notice.mock.calls).toEqual([['idle-soon']]);
  await clock.advance(MINUTE - 1);
  expect(events.end).not.toHaveBeenCalled();
  await clock.advance(1);
  expect(events.end.mock.calls).toEqual([['idle']]);
});

it('counts idleness from the last input', async () => {
  const monitored = start();
  monitored.monitor.ready();
  await type(monitored, 30);
  expect(monitored.events.end).not.toHaveBeenCalled();
  expect(monitored.events.notice).not.toHaveBeenCalled();
});

it('warns at 55 minutes and ends at 60, however much is typed', async () => {
  const monitored = start();
  const { events, monitor } = monitored;
  monitor.ready();
  await type(monitored, 54);
  expect(events.notice).not.toHaveBeenCalled();
  await type(monitored, 1);
  expect(events.notice.mock.calls).toEqual([['ending-soon']]);
  await type(monitored, 4);
  expect(events.end).not.toHaveBeenCalled();
  await type(monitored, 1);
  expect(events.end.mock.calls).toEqual([['max-duration']]);
});

it('ends with the credential, and later with a fresh one', async () => {
  const monitored = start();
  const { clock, events, monitor } = monitored;
  monitor.ready();
  monitor.credential(new Date(clock.now() + 5 * MINUTE));
  await type(monitored, 4);
  monitor.credential(new Date(clock.now() + 5 * MINUTE));
  expect(monitor.deadlines().endsAt).toBe(clock.now() + 5 * MINUTE);
  await type(monitored, 4);
  expect(events.end).not.toHaveBeenCalled();
  await type(monitored, 1);
  expect(events.end.mock.calls).toEqual([['credential-expired']]);
});

it('waits ten seconds for the token of a session it took over', async () => {
  const { clock, events, monitor } = start({ credential: false });
  monitor.ready();
  await clock.advance(10_000);
  expect(events.end.mock.calls).toEqual([['credential-expired']]);
});

it('holds a session for a page that has gone, for the grace', async () => {
  const { clock, events, monitor } = start();
  monitor.ready();
  monitor.attached();
  monitor.detached();
  await clock.advance(29_999);
  monitor.attached();
  await clock.advance(MINUTE);
  expect(events.end).not.toHaveBeenCalled();
  monitor.detached();
  await clock.advance(30_000);
  expect(events.end.mock.calls).toEqual([['user-closed']]);
});

it('closes within a minute of a revoked right', async () => {
  const { clock, events, monitor } = start();
  monitor.ready();
  events.authorize.mockResolvedValue('refused');
  await clock.advance(59_999);
  expect(events.end).not.toHaveBeenCalled();
  await clock.advance(1);
  expect(events.end.mock.calls).toEqual([['permission-revoked']]);
  expect(events.authorize).toHaveBeenCalledTimes(2);
});

it('forgives one failed check, and a cluster that does not answer', async () => {
  const { clock, events, monitor } = start();
  monitor.ready();
  events.authorize
    .mockResolvedValueOnce('refused')
    .mockResolvedValueOnce('allowed')
    .mockResolvedValueOnce('refused')
    .mockResolvedValueOnce('unknown')
    .mockResolvedValueOnce('refused');
  await clock.advance(3 * MINUTE);
  expect(events.authorize.mock.calls.length).toBeGreaterThanOrEqual(5);
  expect(events.end).not.toHaveBeenCalled();
});

it('gives a sign of life every ten seconds', async () => {
  const { clock, events, monitor } = start();
  monitor.ready();
  await clock.advance(40_000);
  expect(events.beat).toHaveBeenCalledTimes(4);
});

it('lets go at once of what another replica has', async () => {
  const { clock, events, monitor } = start();
  monitor.ready();
  events.beat.mockResolvedValue('lost');
  await clock.advance(10_000);
  expect(events.lost).toHaveBeenCalledTimes(1);
  expect(events.end).not.toHaveBeenCalled();
  expect(clock.timers).toBe(0);
});

it('ends when the store has not answered for a minute', async () => {
  const { clock, events, monitor } = start();
  monitor.ready();
  events.beat.mockResolvedValueOnce('ours').mockResolvedValue('failed');
  await clock.advance(69_999);
  expect(events.end).not.toHaveBeenCalled();
  await clock.advance(1);
  expect(events.end.mock.calls).toEqual([['audit-failed']]);
});

it('calls nothing once it is stopped, whatever was on its way', async () => {
  const { clock, events, monitor } = start();
  monitor.ready();
  let answer = (_: 'lost') => {};
  events.beat.mockReturnValue(
    new Promise(resolve => {
      answer = resolve;
    }),
  );
  await clock.advance(10_000);
  monitor.stop();
  answer('lost');
  await clock.advance(60 * MINUTE);
  expect(events.lost).not.toHaveBeenCalled();
  expect(events.end).not.toHaveBeenCalled();
  expect(clock.timers).toBe(0);
});
