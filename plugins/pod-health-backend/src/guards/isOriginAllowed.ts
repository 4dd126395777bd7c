/**
 * Whether a page may open a terminal: its origin is exactly one of the portal's. An absent origin and `null` (sandboxed
 * frames, files) are refused. Browsers write origins in lower case, so another case is no browser's (security.md T1).
 */
export function isOriginAllowed(
  origin: string | undefined,
  allowed: readonly string[],
): boolean {
  return origin !== undefined && origin !== 'null' && allowed.includes(origin);
}
