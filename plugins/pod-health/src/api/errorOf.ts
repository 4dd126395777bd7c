import {
  isErrorCode,
  PodHealthError,
  type ErrorCode,
  type ErrorDetails,
} from 'backstage-plugin-pod-health-common';

/** Codes for answers that did not come from our backend but from something on the way, such as a proxy. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'user-required',
  403: 'not-allowed',
  413: 'body-too-large',
  429: 'rate-limited',
  502: 'portal-unreachable',
  503: 'portal-unreachable',
  504: 'portal-unreachable',
};

/** The error in an answer that is not 2xx. Total: a body that is not ours gives a code by its status. */
export async function errorOf(response: Response): Promise<PodHealthError> {
  const body: unknown = await response.json().catch(() => undefined);
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  if (isErrorCode(error.code)) {
    return new PodHealthError(
      error.code,
      String(error.message ?? error.code),
      detailsOf(error.details),
    );
  }
  const code = CODE_OF_STATUS[response.status] ?? 'internal';
  return new PodHealthError(code, `HTTP ${response.status}`);
}

/** Details as the wire may carry them: plain values only. */
export function detailsOf(value: unknown): ErrorDetails {
  const details: Record<string, string | number | boolean> = {};
  for (const [name, detail] of Object.entries(isRecord(value) ? value : {})) {
    if (
      typeof detail === 'string' ||
      typeof detail === 'number' ||
      typeof detail === 'boolean'
    ) {
      details[name] = detail;
    }
  }
  return details;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
