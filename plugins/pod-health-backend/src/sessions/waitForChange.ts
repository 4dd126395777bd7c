import type { SessionState } from 'backstage-plugin-pod-health-common';
import { pause } from '../time/clock';
import type { SessionDeps } from './deps';
import type { SessionRow } from './types';

const WAIT_MS = 20_000;
/** Changes of this replica wake at once; those of others are looked for this often. */
const LOOK_MS = 2_000;

/**
 * Reads a session; with `wait`, holds until its state is another one, or the reason it waits for has changed, 20 s at most.
 * Answers with what is known by then. `userRef` narrows the query to that user's.
 */
export async function waitForChange(
  { store, clock, changes }: Pick<SessionDeps, 'store' | 'clock' | 'changes'>,
  options: {
    readonly id: string;
    readonly userRef?: string;
    readonly wait?: SessionState;
    readonly signal?: AbortSignal;
  },
): Promise<SessionRow | undefined> {
  const { id, userRef, wait, signal } = options;
  const until = clock.monotonic() + WAIT_MS;
  let first: string | undefined;
  for (;;) {
    const { changed, forget } = changes.next(id);
    try {
      const row = await store.find(id, userRef);
      const waiting = JSON.stringify(row?.waiting ?? null);
      first ??= waiting;
      const left = until - clock.monotonic();
      if (row?.state !== wait || waiting !== first || left <= 0) {
        return row;
      }
      const wake = signal ? AbortSignal.any([changed, signal]) : changed;
      await pause(clock, Math.min(left, LOOK_MS), wake);
      if (signal?.aborted) {
        return row;
      }
    } finally {
      forget();
    }
  }
}
