import type { ContainerView } from '../../../engine';
import { currentFailure, newestEvent, parseTime } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Container, KubeEvent } from '../../../facts/objects';

/** runc's words, of several versions, when even the start of the program did not fit into the limit. */
const AT_START =
  /container init was OOM-killed|possibly OOM-killed|memory limit too low/;
/** The kernel's kill and the kubelet's word about it come this near to each other, in milliseconds. */
const NEAR_MS = 120_000;
const KILLED = 137;

/** What shows that the kernel killed the container for memory. */
export interface Evidence {
  readonly from: 'pod' | 'nodeEvents';
  readonly at: string;
  /** The node as a whole ran out, not the container's limit. */
  readonly isNode: boolean;
}

/** The node's own report of a kill for lack of memory, at the time the container was killed. */
function systemKill(
  nodeEvents: Fact<readonly KubeEvent[]>,
  finishedAt: string | undefined,
): Evidence | undefined {
  const end = parseTime(finishedAt);
  if (nodeEvents.status !== 'ok' || end === undefined) return undefined;
  const i = newestEvent(nodeEvents.value, ({ reason, lastSeen }) => {
    const seen = parseTime(lastSeen);
    return (
      reason === 'SystemOOM' &&
      seen !== undefined &&
      Math.abs(seen - end) < NEAR_MS
    );
  });
  return i === undefined
    ? undefined
    : { from: 'nodeEvents', at: `${i}.message`, isNode: true };
}

/** Evidence that the kernel killed the container for memory; exit code 137 alone is none. */
export function evidenceOf(
  container: ContainerView,
  nodeEvents: Fact<readonly KubeEvent[]>,
  now: number,
): Evidence | undefined {
  const inPod = (at: string) => ({ from: 'pod' as const, at, isNode: false }); // literal type
  const waiting = container.status.state?.waiting?.message ?? '';
  if (AT_START.test(waiting.slice(0, 8192)))
    return inPod(`${container.at}.state.waiting.message`);
  const failure = currentFailure(container, now);
  if (!failure) return undefined;
  const { reason, message = '', exitCode, finishedAt } = failure.terminated;
  if (reason === 'OOMKilled') return inPod(`${failure.at}.reason`);
  if (reason !== 'Error' && AT_START.test(message.slice(0, 8192)))
    return inPod(`${failure.at}.message`);
  return exitCode === KILLED ? systemKill(nodeEvents, finishedAt) : undefined;
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
