import { EVENTS, PODS } from '../kube/kinds';
import { watchTimes } from './watchTimes';

it('asks for hours, and takes the silence of two bookmarks for death', () => {
  expect(watchTimes({ kind: PODS }, () => 1)).toEqual({
    timeoutSeconds: 7200,
    idleMs: 100_000,
  });
  // They do not all end together.
  expect(watchTimes({ kind: PODS }, () => 0).timeoutSeconds).toBe(3600);
});

it('takes no silence of events for death before the server would have ended the watch', () => {
  const { timeoutSeconds, idleMs } = watchTimes({ kind: EVENTS }, () => 1);
  expect(idleMs).toBeGreaterThan(timeoutSeconds * 1000);
});
