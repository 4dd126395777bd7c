/**
 * Whether a permission decision is a plain yes. A condition nobody evaluated, an unknown word, no answer in time and an
 * error (both `undefined`) are a no (security.md T9).
 */
export function isDefinitelyAllowed(result: unknown): boolean {
  return result === 'ALLOW';
}
