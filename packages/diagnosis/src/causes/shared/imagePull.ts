import type { ContainerView, Quote } from '../../engine';
import {
  containersOf,
  editDistance,
  nearest,
  needed,
  newestEvent,
  parseImage,
  quoteOf,
} from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';

/** What kept an image from being pulled, by the registry's or the network's own answer. */
export type PullProblem =
  | 'rate-limited'
  | 'platform'
  | 'unreachable'
  | 'private'
  | 'not-found'
  | 'server-error';

/**
 * Asked in this order: a network error quotes addresses and a refusal quotes "does not exist", so the more certain come
 * first. Wordings of containerd 1 and 2, CRI-O, Docker and the registries' own codes (distribution-spec).
 */
const ANSWERS: readonly (readonly [PullProblem, RegExp])[] = [
  ['rate-limited', /\b429\b|toomanyrequests|too many requests|rate limit/i],
  [
    'platform',
    /no match(?:ing manifest)? for |no image found in .{0,40}(?:index|manifest list) for/i,
  ],
  [
    'unreachable',
    /no such host|server misbehaving|i\/o timeout|TLS handshake timeout|connection (?:refused|reset)|network is unreachable|no route to host|x509:|HTTP response to HTTPS client|deadline exceeded|Client\.Timeout|dial tcp|RegistryUnavailable|\bEOF\b/i,
  ],
  [
    'private',
    /\b40[13]\b|unauthorized|denied|forbidden|authentication required|no basic auth credentials|insufficient_scope|authorization failed/i,
  ],
  [
    'not-found',
    /manifest[ _]unknown|name[ _]unknown|\b404\b|not ?found|does not exist/i,
  ],
  ['server-error', /\b50\d\b/],
];

const PULL_WAITING = /^(?:ErrImagePull|ImagePullBackOff|RegistryUnavailable)$/;

/** A container whose image cannot be pulled. */
export interface PullFailure {
  readonly container: ContainerView;
  readonly image: string;
  readonly problem: PullProblem;
  readonly message: string;
  readonly quotes: readonly Quote[];
}

/** What a message says, apart from the image's own name, which may hold any word. */
export function pullProblem(
  message: string,
  image: string,
): PullProblem | undefined {
  const answer = message.slice(0, 8192);
  const bare = image === '' ? answer : answer.split(image).join(' ');
  return ANSWERS.find(([, pattern]) => pattern.test(bare))?.[0];
}

/** The newest event that says why this image was not pulled; "Error: ErrImagePull" says nothing. */
function fromEvents(
  events: FactValues['events'],
  image: string,
): { message: string; quotes: Quote[] } | undefined {
  const i = newestEvent(events, ({ message = '' }) =>
    message.startsWith(`Failed to pull image "${image}": `),
  );
  return i === undefined
    ? undefined
    : {
        message: events[i]?.message ?? '',
        quotes: quoteOf('events', events, `${i}.message`),
      };
}

/** Says nothing but that it backs off; kubelets before 1.32 say no more. */
const BACKING_OFF = /^(?:Back-off pulling image "[^"]{0,512}")?$/;

/** What kept one container's image from being pulled; `unknown` when only events that are missing could tell. */
function failureOf(
  pod: Pod,
  container: ContainerView,
  events: Fact<FactValues['events']>,
): PullFailure | 'unknown' | undefined {
  const { reason = '', message = '' } = container.status.state?.waiting ?? {};
  if (!PULL_WAITING.test(reason)) return undefined;
  const image = container.spec?.image ?? container.status.image ?? '';
  const at = `${container.at}.state.waiting`;
  const ofReason = quoteOf('pod', pod, `${at}.reason`);
  const said = pullProblem(message, image);
  if (said) {
    const quotes = [...quoteOf('pod', pod, `${at}.message`), ...ofReason];
    return { container, image, problem: said, message, quotes };
  }
  if (events.status !== 'ok')
    return BACKING_OFF.test(message) ? 'unknown' : undefined;
  const told = fromEvents(events.value, image);
  const problem = told && pullProblem(told.message, image);
  const quotes = [...(told?.quotes ?? []), ...ofReason];
  return (
    told &&
    problem && { container, image, problem, message: told.message, quotes }
  );
}

/**
 * Containers that wait for an image because of `problem`. Since 1.32 the status repeats the reason while backing off; before
 * that only the events hold it, and without them the cause ends unchecked.
 */
export function pullFailures(
  pod: Pod,
  events: Fact<FactValues['events']>,
  problem: PullProblem,
): PullFailure[] {
  if (pod.metadata.deletionTimestamp) return [];
  const judged = containersOf(pod).map(one => failureOf(pod, one, events));
  const failures = judged.filter(
    one => one !== undefined && one !== 'unknown' && one.problem === problem,
  ) as PullFailure[]; // the filter leaves nothing else
  if (failures.length === 0 && judged.includes('unknown')) {
    needed('events', events);
  }
  return failures;
}

/** How many letters two texts begin with in common. */
function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** The entry whose name is nearest to `name`, however far; of equals the one that begins alike, then the newest by name. */
function closest<T>(name: string, entries: Map<string, T>): T | undefined {
  const [first] = [...entries].sort(
    ([a], [b]) =>
      editDistance(name, a) - editDistance(name, b) ||
      commonStart(name, b) - commonStart(name, a) ||
      (a < b ? 1 : -1),
  );
  return first?.[1];
}

/**
 * The image most like the wanted one among those the nodes hold: another version of the same repository first, else a
 * repository of the same registry with a like name. With its evidence.
 */
export function nearestImage(
  image: string,
  nodes: Fact<FactValues['nodes']>,
): { image: string; quotes: Quote[] } | undefined {
  if (nodes.status !== 'ok') return undefined;
  const { registry, repository, version } = parseImage(image);
  const versions = new Map<string, string>();
  const repositories = new Map<string, string>();
  nodes.value.forEach((node, n) =>
    node.status.images?.forEach((held, i) => {
      const other = parseImage(held);
      if (held.includes('@') || other.registry !== registry) return;
      const at = `${n}.status.images.${i}`;
      if (other.repository === repository) versions.set(other.version, at);
      else if (other.version === version || !repositories.has(other.repository))
        repositories.set(other.repository, at);
    }),
  );
  const at =
    closest(version, versions) ??
    repositories.get(nearest(repository, repositories.keys()) ?? '');
  const quotes = at === undefined ? [] : quoteOf('nodes', nodes.value, at);
  return quotes[0] && { image: String(quotes[0].value), quotes };
}
