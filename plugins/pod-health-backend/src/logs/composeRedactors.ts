import type {
  Redactor,
  RedactorContext,
} from 'backstage-plugin-pod-health-node';
import type { Redact } from '../facts/redactMessages';

/** Stands for a line whose redactor failed: what it would have hidden must not be shown. */
export const HIDDEN_LINE = '«hidden: a redactor failed»';

/** All redactors in turn, for one container's lines. `undefined` when there is none, so that bytes go through untouched. */
export function composeRedactors(
  redactors: readonly Redactor[],
  context: RedactorContext,
): Redact | undefined {
  if (redactors.length === 0) {
    return undefined;
  }
  return line => {
    try {
      return redactors.reduce(
        (left, redactor) => redactor.redact(left, context),
        line,
      );
    } catch {
      return HIDDEN_LINE; // said in the line itself
    }
  };
}
