import {
  ERROR_CODES,
  isErrorCode,
  LIMITS,
  PodHealthError,
  type ErrorCode,
  type Problem,
} from 'backstage-plugin-pod-health-common';
import type { MessageKey, MessageValues, Say } from '../i18n/message';
import { visibleText } from '../text/visibleText';

/** Who can put a problem right. */
export type Fixer = 'you' | 'owner' | 'platform' | 'nobody';

/**
 * Who can put each error right; the page says so under its sentence. Typed over all codes, so that a new code does not
 * compile before somebody has answered this question for it.
 */
export const FIXED_BY: Readonly<Record<ErrorCode, Fixer>> = {
  'user-required': 'you',
  'not-allowed': 'owner',
  'permissions-off': 'platform',
  'debug-disabled': 'platform',
  'target-not-allowed': 'platform',
  'not-consented': 'platform',
  'namespace-denied': 'platform',
  locked: 'platform',
  'invalid-request': 'you',
  'body-too-large': 'you',
  'reason-required': 'you',
  'entity-not-found': 'you',
  'entity-has-no-selector': 'owner',
  'selector-too-wide': 'owner',
  'cluster-not-found': 'platform',
  'pod-not-found': 'you',
  'pod-replaced': 'you',
  'container-not-found': 'you',
  'previous-log-not-found': 'nobody',
  'log-lost': 'nobody',
  'session-not-found': 'you',
  'pod-static': 'nobody',
  'pod-not-scheduled': 'owner',
  'pod-terminating': 'nobody',
  'pod-finished': 'nobody',
  'pod-windows': 'nobody',
  'target-not-running': 'owner',
  'admission-denied': 'platform',
  'image-not-allowed': 'platform',
  'too-many-sessions': 'you',
  'too-many-debug-containers': 'owner',
  'too-many-streams': 'you',
  'rate-limited': 'you',
  'session-ended': 'you',
  'session-not-ready': 'nobody',
  'session-taken': 'you',
  'start-failed': 'platform',
  'ticket-invalid': 'you',
  'origin-not-allowed': 'platform',
  'protocol-error': 'you',
  'cluster-unreachable': 'platform',
  'cluster-timeout': 'platform',
  'cluster-unauthorized': 'platform',
  'cluster-forbidden': 'platform',
  'cluster-rate-limited': 'nobody',
  'cluster-error': 'platform',
  'cluster-conflict': 'you',
  'too-many-namespaces': 'platform',
  'watch-expired': 'nobody',
  redirected: 'platform',
  'node-unreachable': 'platform',
  'audit-unavailable': 'platform',
  'store-unavailable': 'platform',
  'shutting-down': 'nobody',
  'portal-unreachable': 'you',
  internal: 'platform',
};

/** What a sentence says in place of a detail that the server did not send. */
const FALLBACKS = {
  cluster: 'detail.cluster',
  entity: 'detail.entity',
  namespace: 'detail.namespace',
  message: 'detail.message',
  verb: 'detail.verb',
  resource: 'detail.resource',
} as const satisfies Record<string, MessageKey>;

/** A problem of the wire, an error thrown by the client, or anything else, as a code with details. */
export function problemOf(error: unknown): Problem {
  if (error instanceof PodHealthError) {
    return { code: error.code, details: { ...error.details } };
  }
  return { code: 'internal', details: {} };
}

/** A code as it came over the wire; one this page does not know is shown as `internal`, never left out. */
export function codeOf(problem: Problem): ErrorCode {
  return isErrorCode(problem.code) ? problem.code : 'internal';
}

/** The sentence of a problem, with its details filled in. */
export function sentenceOf(problem: Problem, say: Say): string {
  return say(`error.${codeOf(problem)}`, valuesOf(problem, say));
}

/**
 * Whether asking again by itself can help. Server errors and limits pass; a refusal or a bad request stays what it is until a
 * person does something.
 */
export function isPassing(problem: Problem): boolean {
  const code = codeOf(problem);
  const status = ERROR_CODES[code];
  return (
    status >= 500 ||
    status === 429 ||
    code === 'watch-expired' ||
    code === 'internal'
  );
}

/** Who can fix a problem, as a sentence. */
export function fixerSentence(problem: Problem, say: Say): string {
  return say(`fixedBy.${FIXED_BY[codeOf(problem)]}`);
}

function valuesOf(problem: Problem, say: Say): MessageValues {
  const values: Record<string, string | number> = {
    min: LIMITS.reasonMinLength,
    max: LIMITS.reasonMaxLength,
  };
  for (const [name, key] of Object.entries(FALLBACKS)) {
    values[name] = say(key);
  }
  for (const [name, value] of Object.entries(problem.details)) {
    if (typeof value === 'string' || typeof value === 'number') {
      values[name] = visibleText(String(value));
    }
  }
  return values;
}
