import { END_REASONS } from 'backstage-plugin-pod-health-common';
import {
  acceptsTickets,
  canMove,
  LIVE,
  mayStillRun,
  STATES,
  statesBefore,
} from './machine';

/** Written by hand from security.md: every other pair is forbidden. */
const ALLOWED = [
  'requested>creating',
  'requested>ended',
  'creating>starting',
  'creating>ending',
  'creating>ended',
  'starting>ready',
  'starting>ending',
  'starting>ended',
  'ready>attached',
  'ready>ending',
  'attached>ready',
  'attached>ending',
  'ending>ended',
];

const pairs = STATES.flatMap(from => STATES.map(to => [from, to] as const));

it.each(pairs)('%s to %s is as written', (from, to) => {
  expect(canMove(from, to)).toBe(ALLOWED.includes(`${from}>${to}`));
});

it('never leaves ended', () => {
  expect(STATES.filter(to => canMove('ended', to))).toEqual([]);
});

it('names the states before one', () => {
  expect(statesBefore('ended')).toEqual([
    'requested',
    'creating',
    'starting',
    'ending',
  ]);
  expect(statesBefore('requested')).toEqual([]);
});

it('accepts tickets only when a shell runs', () => {
  expect(STATES.filter(acceptsTickets)).toEqual(['ready', 'attached']);
});

it('calls every state live until its end is decided', () => {
  expect(STATES.filter(state => !LIVE.includes(state))).toEqual([
    'ending',
    'ended',
  ]);
});

it('knows for which reasons the shell is gone already', () => {
  expect(END_REASONS.filter(reason => !mayStillRun(reason))).toEqual([
    'user-exit',
    'pod-replaced',
    'start-failed',
  ]);
});
