/** Whether debug is enabled, and enabled by a portal that can guard it (security.md T5). */
export function isDebugEnabled(debug: {
  readonly enabled: boolean;
  readonly refusedBecause?: unknown;
}): boolean {
  return debug.enabled && debug.refusedBecause === undefined;
}
