import {
  PodHealthError,
  type ErrorCode,
} from 'backstage-plugin-pod-health-common';
import { scopeDetails, scopeText, type RequestScope } from './requestScope';

/** Text of the cluster kept in an error; longer is cut. A Pod Security refusal of five containers has about 900. */
const MESSAGE_LENGTH = 1_000;

/** The parts of a Kubernetes Status we judge by. */
interface StatusText {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  /** Whether it really was a Status. Other texts are judged but never passed on: nobody knows whose page they are. */
  readonly genuine: boolean;
}

/** One way an answer is known, tried in order; the first that fits names the code. */
interface Rule {
  readonly code: ErrorCode;
  readonly when: (status: StatusText, scope: RequestScope) => boolean;
}

const onPod = (scope: RequestScope) => scope.resource.startsWith('pods');

const SUBRESOURCE = /^pods\/(log|attach)$/;

/** https://kubernetes.io/docs/reference/access-authn-authz/authorization/: every authoriser's refusal names the verb so. */
const RBAC_TEXT = /User ".*" cannot \S+ resource/;

const RULES: readonly Rule[] = [
  {
    // Any code: a webhook chooses its own.
    code: 'admission-denied',
    when: ({ message }) =>
      /admission webhook ".*" denied the request/.test(message),
  },
  { code: 'cluster-unauthorized', when: ({ code }) => code === 401 },
  {
    code: 'admission-denied',
    when: ({ code, message }, { verb }) =>
      code === 403 && verb === 'patch' && !RBAC_TEXT.test(message),
  },
  { code: 'cluster-forbidden', when: ({ code }) => code === 403 },
  {
    code: 'previous-log-not-found',
    when: ({ code, message }) =>
      code === 400 && /^previous terminated container /.test(message),
  },
  {
    code: 'container-not-found',
    when: ({ code, message }) =>
      code === 400 &&
      /^container \S+ is not valid for pod |^container .+ not found in pod /.test(
        message,
      ),
  },
  {
    code: 'target-not-running',
    when: ({ code, message }) =>
      code === 400 &&
      /is waiting to start|trying and failing to pull image/.test(message),
  },
  {
    code: 'pod-not-scheduled',
    when: ({ code, message }) =>
      code === 400 && /does not have a host assigned/.test(message),
  },
  {
    code: 'pod-replaced',
    when: ({ code, message }) =>
      (code === 422 && /metadata\.uid.*field is immutable/.test(message)) ||
      (code === 409 && /UID in precondition/.test(message)),
  },
  {
    code: 'pod-static',
    when: ({ code, message }) =>
      code === 422 && /static pods do not support ephemeral/.test(message),
  },
  {
    code: 'container-not-found',
    when: ({ code, message }) =>
      code === 422 && /targetContainerName.*Not found/.test(message),
  },
  {
    code: 'cluster-conflict',
    when: ({ code, message }) =>
      code === 409 ||
      (code === 422 && /existing ephemeral containers/.test(message)),
  },
  {
    code: 'watch-expired',
    when: ({ code, reason }) =>
      code === 410 || reason === 'Expired' || reason === 'Gone',
  },
  {
    // The API server reached out to the kubelet and failed; its own answers never name a kubelet address.
    code: 'node-unreachable',
    when: ({ code, message }, scope) =>
      code >= 500 &&
      onPod(scope) &&
      /\bdial tcp\b|error dialing backend|TLS handshake timeout|no route to host|:10250\b|no preferred addresses found/.test(
        message,
      ),
  },
  {
    // A node that has left while the pod is still bound to it: the server says `pods "NODE" not found` (seen on 1.35).
    code: 'node-unreachable',
    when: ({ code, message }, scope) =>
      code === 404 &&
      SUBRESOURCE.test(scope.resource) &&
      /^(pods|nodes) "/.test(message) &&
      !message.startsWith(`pods "${scope.name}"`),
  },
  {
    // The kubelet's own words, passed on as an internal error, about a container that is not running (seen on 1.35).
    code: 'target-not-running',
    when: ({ code, message }) =>
      code === 500 && /container \S+ not found in pod/.test(message),
  },
  {
    code: 'pod-not-found',
    when: ({ code }, scope) =>
      code === 404 && onPod(scope) && scope.name !== undefined,
  },
  { code: 'cluster-rate-limited', when: ({ code }) => code === 429 },
  { code: 'cluster-unreachable', when: ({ code }) => code === 503 },
  { code: 'cluster-timeout', when: ({ code }) => code === 504 },
];

/**
 * The cluster's refusal as a typed error. `body` is the answer's text: a Status, or whatever a proxy in between wrote.
 * `details.status` is the HTTP status, `details.message` a Status's own words, cut at 1,000 characters.
 */
export function refusalError(
  scope: RequestScope,
  httpStatus: number,
  body: string,
  more: Readonly<Record<string, number>> = {},
): PodHealthError {
  const status = readStatus(httpStatus, body);
  const rule = RULES.find(({ when }) => when(status, scope));
  const message = status.genuine ? status.message : '';
  return new PodHealthError(
    rule?.code ?? 'cluster-error',
    `${scopeText(scope)}: ${status.code} ${message || 'without a reason'}`,
    {
      ...scopeDetails(scope),
      status: status.code,
      ...(message && { message }),
      ...more,
    },
  );
}

/** An error of one of our codes about a request that got no answer, or none that can be used. */
export function requestError(
  code: ErrorCode,
  scope: RequestScope,
  why: string,
  more: Readonly<Record<string, string | number>> = {},
): PodHealthError {
  return new PodHealthError(code, `${scopeText(scope)}: ${why}`, {
    ...scopeDetails(scope),
    ...more,
  });
}

/** A redirect: followed, it would carry the credential, or somebody's internal page, elsewhere (security.md T20). */
export function redirectError(
  scope: RequestScope,
  httpStatus: number,
): PodHealthError {
  return requestError(
    'redirected',
    scope,
    `answered ${httpStatus}, a redirect, which is never followed`,
    { status: httpStatus },
  );
}

/** Whether a status is a redirect of any kind. */
export function isRedirect(httpStatus: number): boolean {
  return httpStatus >= 300 && httpStatus < 400;
}

/**
 * A failure of the connection as a typed error. An error that is one already passes through. Only the failure's code is
 * kept: messages and causes of HTTP libraries can hold headers.
 */
export function connectionError(
  scope: RequestScope,
  error: unknown,
): PodHealthError {
  if (error instanceof PodHealthError) {
    return error;
  }
  const reason = failureCode(error);
  return /TIMEOUT|TIMEDOUT/.test(reason)
    ? requestError('cluster-timeout', scope, reason, { reason })
    : requestError('cluster-unreachable', scope, reason, { reason });
}

/** `ECONNREFUSED`, `DEPTH_ZERO_SELF_SIGNED_CERT`, `UND_ERR_SOCKET`: says what happened and cannot hold a secret. */
function failureCode(error: unknown): string {
  for (let at = error, depth = 0; depth < 5; depth++) {
    if (!isRecord(at)) {
      break;
    }
    if (typeof at.code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(at.code)) {
      return at.code;
    }
    at = Array.isArray(at.errors) ? at.errors[0] : at.cause;
  }
  return 'connection failed';
}

/** Reads a Status; a body that is none still gives the HTTP status and the body's beginning. */
function readStatus(httpStatus: number, body: string): StatusText {
  const parsed = parseJson(body);
  if (isRecord(parsed) && parsed.kind === 'Status') {
    return {
      // An error inside a stream has no HTTP status of its own.
      code: typeof parsed.code === 'number' ? parsed.code : httpStatus,
      reason: typeof parsed.reason === 'string' ? parsed.reason : '',
      message: cut(typeof parsed.message === 'string' ? parsed.message : ''),
      genuine: true,
    };
  }
  return {
    code: httpStatus,
    reason: '',
    message: cut(body.trim()),
    genuine: false,
  };
}

function cut(text: string): string {
  return text.length > MESSAGE_LENGTH
    ? `${text.slice(0, MESSAGE_LENGTH)}…`
    : text;
}

/** Parses JSON; `undefined` when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is a JSON object, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
