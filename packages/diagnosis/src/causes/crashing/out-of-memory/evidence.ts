import type { ContainerView } from '../../../engine';
import { currentFailure } from '../../../engine';
import type { Container } from '../../../facts/objects';

/** runc's words, of several versions, when even the start of the program did not fit into the limit. */
const AT_START =
  /container init was OOM-killed|possibly OOM-killed|memory limit too low/;
/**
 * Path of what shows that the kernel killed the container for memory. Exit code 137 alone is none; that the node as a whole ran out
 * is another cause's.
 */
export function evidenceOf(
  container: ContainerView,
  now: number,
): string | undefined {
  const waiting = container.status.state?.waiting?.message ?? '';
  if (AT_START.test(waiting.slice(0, 8192)))
    return `${container.at}.state.waiting.message`;
  const failure = currentFailure(container, now);
  if (!failure) return undefined;
  const { reason, message = '' } = failure.terminated;
  if (reason === 'OOMKilled') return `${failure.at}.reason`;
  return reason !== 'Error' && AT_START.test(message.slice(0, 8192))
    ? `${failure.at}.message`
    : undefined;
}

/** Programming platforms that size their heap themselves. */
export type Platform = 'java' | 'node' | 'go';

/** The platform a container most likely runs on, by its program, its image's name and the names of its variables. */
export function platformOf(
  container: Container | undefined,
): Platform | undefined {
  const { command = [], image = '', env = [] } = container ?? {};
  const names = env.map(({ name = '' }) => name);
  const text = [...command, image.slice(0, 512)].join(' ');
  if (
    /\b(?:java|jdk|jre|openjdk|temurin|corretto|tomcat|wildfly|kafka|elasticsearch|jenkins)\b/i.test(
      text,
    ) ||
    names.some(name => /^(?:JAVA_|JDK_|JVM_)|_JAVA_OPTS$/.test(name))
  )
    return 'java';
  const isNode =
    /(?:^|\/)node(?:js)?(?:[:@-][\w.-]{1,128})?$/.test(image.slice(0, 512)) ||
    /(?:^|\/)node$/.test(command[0] ?? '');
  if (isNode || names.includes('NODE_OPTIONS')) return 'node';
  return names.some(name => /^GO(?:MEMLIMIT|GC|MAXPROCS)$/.test(name))
    ? 'go'
    : undefined;
}
