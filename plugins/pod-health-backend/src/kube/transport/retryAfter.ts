import type { Dispatcher } from 'undici';

/** Longest wait that is worth a person's time; beyond it the refusal is passed on, with the wait in it. */
const LONGEST_WAIT_MS = 10_000;
const DEFAULT_WAIT_MS = 1_000;

/**
 * How long a 429 asks to wait, in milliseconds; `undefined` when the answer is no 429 or asks for more than 10 s. Only
 * the form in seconds is read: it is the one the API server sends.
 */
export function retryAfterMs(
  response: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'>,
): number | undefined {
  if (response.statusCode !== 429) {
    return undefined;
  }
  const seconds = retryAfterSeconds(response.headers['retry-after']);
  const wait = seconds === undefined ? DEFAULT_WAIT_MS : seconds * 1000;
  return wait > LONGEST_WAIT_MS ? undefined : wait;
}

/** The header's seconds; `undefined` when it is missing or a date. */
export function retryAfterSeconds(
  header: string | string[] | undefined,
): number | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  return text !== undefined && /^\d{1,9}$/.test(text)
    ? Number(text)
    : undefined;
}
