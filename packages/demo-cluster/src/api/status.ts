import { qualifiedName } from '../store/resources';

/** A cause inside a Status: one field that is wrong. */
export interface StatusCause {
  readonly reason?: string;
  readonly message: string;
  readonly field?: string;
}

/** A `v1 Status`: what the API answers instead of what was asked. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Record<string, unknown>;
  readonly status: 'Failure' | 'Success';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: Record<string, unknown>;
  readonly code?: number;
}

/** A request's failure, with the Status to send. */
export class ApiError extends Error {
  constructor(
    readonly status: Status,
    readonly headers: Record<string, string> = {},
  ) {
    super(status.message);
  }

  get code(): number {
    return this.status.code ?? 500;
  }
}

/** A failure Status, fields in the API's order. */
export function failure(
  code: number,
  reason: string | undefined,
  message: string,
  details?: Record<string, unknown>,
): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...(reason !== undefined && { reason }),
    ...(details && { details }),
    code,
  };
}

/** 400. */
export function badRequest(message: string): ApiError {
  return new ApiError(failure(400, 'BadRequest', message));
}

/** 401, for a token nobody knows. */
export function unauthorized(): ApiError {
  return new ApiError(failure(401, 'Unauthorized', 'Unauthorized'));
}

/** 404 for an object. */
export function notFound(
  group: string,
  resource: string,
  name: string,
): ApiError {
  return new ApiError(
    failure(
      404,
      'NotFound',
      `${qualifiedName(group, resource)} "${name}" not found`,
      {
        name,
        ...(group && { group }),
        kind: resource,
      },
    ),
  );
}

/** 404 for a resource the API does not have. */
export function noSuchResource(): ApiError {
  return new ApiError(
    failure(
      404,
      'NotFound',
      'the server could not find the requested resource',
      {},
    ),
  );
}

/** 405. */
export function methodNotAllowed(): ApiError {
  return new ApiError(
    failure(
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
      {},
    ),
  );
}

/** 422 with one or more wrong fields; the message joins them as the API does, each once. */
export function invalid(
  kind: string,
  name: string,
  causes: readonly Required<StatusCause>[],
  group = '',
): ApiError {
  const told = [...new Set(causes.map(c => `${c.field}: ${c.message}`))];
  const list = told.length === 1 ? told[0] : `[${told.join(', ')}]`;
  const who = group ? `${kind}.${group}` : kind;
  return new ApiError(
    failure(422, 'Invalid', `${who} "${name}" is invalid: ${list}`, {
      ...(name && { name }),
      ...(group && { group }),
      kind,
      causes,
    }),
  );
}

/** 410 of a watch: the version is older than the history. */
export function tooOld(requested: number, oldest: number): Status {
  return failure(
    410,
    'Expired',
    `too old resource version: ${requested} (${oldest})`,
  );
}
