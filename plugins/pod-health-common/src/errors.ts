/**
 * Every way a call can be refused or fail, with its HTTP status. The page has one sentence for each in each language
 * (plugins/pod-health/src/errors); the table in docs is generated from here.
 */
export const ERROR_CODES = {
  // the caller
  'user-required': 401,
  'not-allowed': 403,
  'permissions-off': 403,
  'debug-disabled': 403,
  'target-not-allowed': 403,
  'not-consented': 403,
  'namespace-denied': 403,
  locked: 403,
  // the request
  'invalid-request': 400,
  'body-too-large': 413,
  'reason-required': 400,
  // what was asked for; "exists but is not yours" answers like "does not exist"
  'entity-not-found': 404,
  'entity-has-no-selector': 404,
  'selector-too-wide': 403,
  'cluster-not-found': 404,
  'pod-not-found': 404,
  'pod-replaced': 409,
  'container-not-found': 404,
  'previous-log-not-found': 404,
  'log-lost': 410,
  'session-not-found': 404,
  // the pod cannot be debugged
  'pod-static': 422,
  'pod-not-scheduled': 422,
  'pod-terminating': 422,
  'pod-finished': 422,
  'pod-windows': 422,
  'target-not-running': 422,
  'admission-denied': 422,
  'image-not-allowed': 422,
  // limits
  'too-many-sessions': 429,
  'too-many-debug-containers': 429,
  'too-many-streams': 429,
  'rate-limited': 429,
  // the session
  'session-ended': 409,
  'session-not-ready': 409,
  'session-taken': 409,
  'start-failed': 502,
  // the socket
  'ticket-invalid': 401,
  'origin-not-allowed': 403,
  'protocol-error': 400,
  // the cluster
  'cluster-unreachable': 502,
  'cluster-timeout': 504,
  'cluster-unauthorized': 502,
  'cluster-forbidden': 502,
  'cluster-rate-limited': 503,
  'cluster-error': 502,
  'cluster-conflict': 409,
  'too-many-namespaces': 503,
  'watch-expired': 410,
  redirected: 502,
  'node-unreachable': 502,
  // our own house
  'audit-unavailable': 503,
  'store-unavailable': 503,
  'shutting-down': 503,
  /** Made by the page, never by the backend: no answer came from the portal, or one that is not the portal's. */
  'portal-unreachable': 503,
  internal: 500,
} as const;

/** One of {@link ERROR_CODES}. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** Values the sentence of a code needs, such as `{ cluster, verb, resource, namespace }`. Never a secret, never a header. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

/** A refusal or failure with a code. `message` is for operators' logs; people see the code's sentence. */
export class PodHealthError extends Error {
  override readonly name = 'PodHealthError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  /** HTTP status of the code. */
  get status(): number {
    return ERROR_CODES[this.code];
  }
}

/** Body of every error answer. `error.name` and `error.message` keep Backstage's own clients working. */
export interface ErrorBody {
  readonly error: {
    readonly name: string;
    readonly message: string;
    readonly code: ErrorCode;
    readonly details: ErrorDetails;
  };
  readonly response: { readonly statusCode: number };
}

/** Whether a value is one of our codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_CODES, value);
}
