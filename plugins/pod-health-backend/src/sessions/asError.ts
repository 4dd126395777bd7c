/** Whatever was thrown, as an Error that a logger or an auditor takes. */
export function asError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value));
}
