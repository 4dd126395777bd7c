import type { Quote } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Container, Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';

const NEEDED = ['NET_ADMIN', 'NET_RAW'] as const;
/** What a runtime gives without being asked. */
const GIVEN: ReadonlySet<string> = new Set(['NET_RAW']);
/** The kernel answered and lacks something: who may ask plays no part. */
const OF_KERNEL =
  /insmod|modprobe|does not exist|no chain|load (?:match|target)|protocol (?:not|wrong)/i;
const REFUSED = /permission denied|not permitted|must be root/i;
/** Characters of a log that are read. */
const TAIL = 8192;
const RULES = /ip6?tables|\bnft\b|nf_tables|rule set/i;

const plain = (names: readonly string[] = []) =>
  names.map(name => name.toUpperCase().replace(/^CAP_/, ''));

/** Whether network rules were refused for want of rights. */
function isRefused(
  { name = '' }: Container,
  quotes: readonly Quote[],
  logs: Fact<FactValues['logs']>,
): boolean {
  const log = logs.status === 'ok' ? logs.value[name] : undefined;
  const said = [
    ...quotes.map(({ value }) => String(value)),
    log?.previous?.slice(-TAIL) ?? log?.current?.slice(-TAIL) ?? '',
  ].join('\n');
  return RULES.test(said) && REFUSED.test(said) && !OF_KERNEL.test(said);
}

/**
 * The user other than root as whom network rules were refused, by the manifest. Capabilities that a container adds reach no such user:
 * Kubernetes sets none as ambient.
 * Source: https://man7.org/linux/man-pages/man7/capabilities.7.html (transformation of capabilities during execve)
 */
export function networkUser(
  pod: Pod,
  spec: Container | undefined,
  quotes: readonly Quote[],
  logs: Fact<FactValues['logs']>,
): number | undefined {
  const own = spec?.securityContext;
  const user = own?.runAsUser ?? pod.spec.securityContext?.runAsUser;
  if (!spec || !user || own?.privileged === true) return undefined;
  return isRefused(spec, quotes, logs) ? user : undefined;
}

/**
 * Capabilities for network rules that a container whose rules were refused does not have, by its manifest alone.
 * Source: https://man7.org/linux/man-pages/man7/capabilities.7.html
 */
export function networkRightsLacking(
  spec: Container | undefined,
  quotes: readonly Quote[],
  logs: Fact<FactValues['logs']>,
): string[] {
  if (!spec || !isRefused(spec, quotes, logs)) return [];
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
