import type { Quote } from '../../engine';
import type { Container } from '../../facts/objects';

const NEEDED = ['NET_ADMIN', 'NET_RAW'] as const;
/** What a runtime gives without being asked. */
const GIVEN: ReadonlySet<string> = new Set(['NET_RAW']);
/** The kernel answered and lacks something: who may ask plays no part. */
const OF_KERNEL =
  /insmod|modprobe|does not exist|no chain|load (?:match|target)|protocol (?:not|wrong)/i;
const RULES = /ip6?tables|\bnft\b|nf_tables|rule set/i;

const plain = (names: readonly string[] = []) =>
  names.map(name => name.toUpperCase().replace(/^CAP_/, ''));

/**
 * Capabilities for network rules that a container whose rules were refused does not have, by its manifest alone.
 * Source: https://man7.org/linux/man-pages/man7/capabilities.7.html
 */
export function networkRightsLacking(
  spec: Container | undefined,
  quotes: readonly Quote[],
): string[] {
  const said = quotes.map(({ value }) => String(value)).join('\n');
  if (!spec || !RULES.test(said) || OF_KERNEL.test(said)) return [];
  const { privileged, capabilities } = spec.securityContext ?? {};
  if (privileged === true) return [];
  const added = plain(capabilities?.add);
  const dropped = plain(capabilities?.drop);
  const has = (one: string) =>
    !dropped.includes(one) &&
    (added.includes(one) ||
      added.includes('ALL') ||
      (GIVEN.has(one) && !dropped.includes('ALL')));
  return NEEDED.filter(one => !has(one));
}
