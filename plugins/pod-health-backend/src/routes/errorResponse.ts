import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  AuthenticationError,
  InputError,
  NotAllowedError,
} from '@backstage/errors';
import {
  PodHealthError,
  type ErrorBody,
} from 'backstage-plugin-pod-health-common';
import type { ErrorRequestHandler } from 'express';

/**
 * Any error as one of ours. Those of Backstage's router and sign-in checks get their code; everything else is `internal` and
 * tells the caller nothing: its message may hold anything.
 */
export function asPodHealthError(error: unknown): PodHealthError {
  if (error instanceof PodHealthError) {
    return error;
  }
  if (isNamed(error, InputError)) {
    return new PodHealthError('invalid-request', error.message, {
      reason: error.message,
    });
  }
  if (isNamed(error, AuthenticationError) || isNamed(error, NotAllowedError)) {
    return new PodHealthError('user-required', 'the caller is not a user');
  }
  const type = bodyParserType(error);
  if (type === 'entity.too.large') {
    return new PodHealthError('body-too-large', 'the body is too large');
  }
  if (type !== undefined) {
    return new PodHealthError('invalid-request', `the body: ${type}`, {
      reason: type,
    });
  }
  return new PodHealthError(
    'internal',
    'unexpected failure',
    {},
    { cause: error },
  );
}

/** The body of an error answer. */
export function errorBody(error: PodHealthError): ErrorBody {
  const { code, message, details, status, name } = error;
  return {
    error: {
      name,
      message: code === 'internal' ? 'internal error' : message,
      code,
      details,
    },
    response: { statusCode: status },
  };
}

/** The one place where an error becomes an answer. Failures of ours are logged with their cause, refusals are not. */
export function errorMiddleware(
  logger: Pick<LoggerService, 'error' | 'debug'>,
): ErrorRequestHandler {
  return (thrown, _request, response, next) => {
    const error = asPodHealthError(thrown);
    if (error.code === 'internal') {
      logger.error('A request failed', asError(error.cause ?? error));
    } else {
      logger.debug(`Refused: ${error.code}: ${error.message}`);
    }
    if (response.headersSent) {
      next(thrown); // ends the connection: a half-sent answer cannot become an error
      return;
    }
    response.status(error.status).json(errorBody(error));
  };
}

function asError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value));
}

function isNamed(error: unknown, type: { name: string }): error is Error {
  // Two copies of @backstage/errors in one backend have different classes of one name.
  return error instanceof Error && error.name === type.name;
}

/** What body-parser calls its failure, such as `entity.parse.failed`. */
function bodyParserType(error: unknown): string | undefined {
  return error instanceof Error &&
    'type' in error &&
    typeof error.type === 'string'
    ? error.type
    : undefined;
}
