import { EVENTS, PODS } from '../kube/kinds';
import { isWatchStuck } from './watchState';

const MINUTE = 60_000;

it.each([
  ['one that follows', 'live', undefined, MINUTE, false],
  ['one that was silent for a moment', 'live', undefined, 2 * MINUTE, false],
  ['one that was silent too long', 'live', undefined, 3 * MINUTE, true],
  ['a first list that never ends', 'loading', undefined, 3 * MINUTE, true],
  ['one that polls', 'polled', 'cluster-forbidden', MINUTE / 2, false],
  ['one that lost its cluster', 'stale', 'cluster-unreachable', 1, true],
  ['one that never got an answer', 'error', 'cluster-timeout', 1, true],
  ['one without room', 'error', 'too-many-namespaces', 1, true],
  ['one of a kind not granted', 'error', 'cluster-forbidden', MINUTE, false],
] as const)('judges %s', (_, status, code, silentMs, stuck) => {
  const problem = code && { code, details: {} };
  const selection = { kind: PODS };
  expect(isWatchStuck({ status, problem, silentMs, selection })).toBe(stuck);
});

it('lets events be silent, which have no bookmarks', () => {
  const events = {
    status: 'live',
    problem: undefined,
    selection: { kind: EVENTS },
  } as const;
  expect(isWatchStuck({ ...events, silentMs: 20 * MINUTE })).toBe(false);
  expect(isWatchStuck({ ...events, silentMs: 32 * MINUTE })).toBe(true);
});
