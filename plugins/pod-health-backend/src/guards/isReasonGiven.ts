import { LIMITS } from 'backstage-plugin-pod-health-common';

/** Whether a reason for a shell says something: blanks at its ends do not count toward the least length. */
export function isReasonGiven(reason: string): boolean {
  return reason.trim().length >= LIMITS.reasonMinLength;
}
