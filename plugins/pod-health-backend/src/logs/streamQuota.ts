import { LIMITS, PodHealthError } from 'backstage-plugin-pod-health-common';
import { isWithinStreamLimits } from '../guards/isWithinStreamLimits';

/** Counts open log streams of this replica, by user. */
export class StreamQuota {
  readonly #open = new Map<string, number>();

  /** Streams that are open, of all users. */
  get size(): number {
    return [...this.#open.values()].reduce((sum, n) => sum + n, 0);
  }

  /** Takes one place; answers what gives it back. Throws `too-many-streams`. */
  take(userRef: string): () => void {
    const ofUser = this.#open.get(userRef) ?? 0;
    const all = this.size;
    if (!isWithinStreamLimits({ ofUser, all })) {
      throw new PodHealthError(
        'too-many-streams',
        `${userRef} has ${ofUser} log streams open, this replica ${all}`,
        { limit: LIMITS.streamsPerUser },
      );
    }
    this.#open.set(userRef, ofUser + 1);
    let taken = true;
    return () => {
      if (taken) {
        taken = false;
        const left = (this.#open.get(userRef) ?? 1) - 1;
        if (left === 0) {
          this.#open.delete(userRef);
        } else {
          this.#open.set(userRef, left);
        }
      }
    };
  }
}
