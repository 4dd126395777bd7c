import type { ContainerView, Quote } from '../../engine';
import {
  containersOf,
  memoLast,
  needed,
  parseImage,
  quoteOf,
} from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { PullAnswer } from './pullAnswers';
import { fullName, pullAnswer } from './pullAnswers';
import { maybeAbsent, saysEither } from './pullEither';
import type { Needs, PullSaid } from './pullEvents';
import { bestAnswer } from './pullTries';
import {
  lostSecrets,
  toldBeforeStatus,
  toldByEvents,
  triesOf,
} from './pullEvents';

/** What kept an image from being pulled, by the answer and by what the pod brings. */
export type PullProblem =
  | PullAnswer
  | 'secret-missing'
  | 'secret-refused'
  | 'unexplained';

/** A container whose image, or the image of a volume of it, is not there. */
export interface PullFailure {
  readonly container: ContainerView;
  /** The image that was not pulled. */
  readonly image: string;
  /** Whether it is the image of a volume, not of the container itself. */
  readonly isVolume: boolean;
  readonly problem: PullProblem;
  /** Empty when nothing says why. */
  readonly message: string;
  /** Failed tries that the events count; 0 when they do not say. */
  readonly tries: number;
  /** Pull secrets that the kubelet did not find. */
  readonly lostSecrets: readonly string[];
  /** Set when the registry's refusal may mean that there is no such image. */
  readonly isEither: boolean;
  readonly quotes: readonly Quote[];
}

type Events = FactValues['events'];

const PULL_WAITING = /^(?:ErrImagePull|ImagePullBackOff|RegistryUnavailable)$/;
const CREATING = /^(?:ContainerCreating|PodInitializing)?$/;
/** Reasons that name the problem themselves. */
const BY_REASON: ReadonlyMap<string, PullAnswer> = new Map([
  ['InvalidImageName', 'name-invalid'],
  ['ErrImageNeverPull', 'never-pulled'],
  ['SignatureValidationFailed', 'policy'],
  ['ImageInspectError', 'service-failed'],
]);
/** Faults of an image's name, which the runtime may find when it looks the image up on the node. */
const OF_NAMES: ReadonlySet<PullAnswer> = new Set([
  'name-ambiguous',
  'name-invalid',
]);
/** A few errors stand in the reason itself, as a sentence. */
const SENTENCE = /\s/;
const ABOUT_IMAGES = /image|pull|base64|JSON|runtimeHandler|credential/i;
/** Says nothing but that it backs off; kubelets before 1.32 say no more. */
const BARE = /^(?:Back-off pulling image "[^"]{0,512}"|ErrImagePull)?$/;

/** What a container needs: the image of its own, and those of the volumes it mounts. */
export function needsOf(pod: Pod, container: ContainerView): Needs {
  const { spec, status } = container;
  const mounted = spec?.volumeMounts?.map(({ name }) => name) ?? [];
  const volumes = pod.spec.volumes.flatMap(({ name, image }) =>
    image?.reference && mounted.includes(name) ? image.reference : [],
  );
  return { container, images: [spec?.image ?? status.image ?? '', ...volumes] };
}

/** The problem a reason names; of an image that cannot be inspected the name may be at fault. */
function byReason(
  reason: string,
  message: string,
  image: string,
): PullAnswer | undefined {
  const known = BY_REASON.get(reason);
  if (known !== 'service-failed') return known;
  const answer = pullAnswer(message, image);
  return answer && OF_NAMES.has(answer) ? answer : known;
}

/** What the status says. */
function toldByStatus(
  pod: Pod,
  { container, images }: Needs,
): PullSaid | undefined {
  const { reason = '', message = '' } = container.status.state?.waiting ?? {};
  const start = message.slice(0, 1024);
  const image =
    images.find(
      one => start.includes(`"${one}"`) || start.includes(`"${fullName(one)}:`),
    ) ??
    images[0] ??
    '';
  const quotes = [
    ...quoteOf('pod', pod, `${container.at}.state.waiting.message`),
    ...quoteOf('pod', pod, `${container.at}.state.waiting.reason`),
  ];
  const known = byReason(reason, message, image);
  if (known) return { image, problem: known, message, quotes };
  if (PULL_WAITING.test(reason)) {
    const fallback =
      reason === 'RegistryUnavailable' ? 'unreachable' : 'unexplained';
    const problem = bestAnswer(message, image) ?? fallback;
    const told = BARE.test(message) ? '' : message;
    return { image, problem, message: told, quotes };
  }
  if (!SENTENCE.test(reason) || !ABOUT_IMAGES.test(reason)) return undefined;
  const problem = pullAnswer(reason, image) ?? 'unexplained';
  return { image, problem, message: reason, quotes };
}

/** What is said of a container, by its status and then the events. */
function saidOf(pod: Pod, needs: Needs, events: Events): PullSaid | undefined {
  const { waiting, running, terminated } = needs.container.status.state ?? {};
  if (running || terminated) return undefined;
  if (CREATING.test(waiting?.reason ?? ''))
    return toldBeforeStatus(events, needs);
  const said = toldByStatus(pod, needs);
  // The kubelet's own brake hides what the registry said before.
  const isWeak =
    said?.problem === 'throttled' ||
    (said?.problem === 'unexplained' && said.message === '');
  const told = isWeak ? toldByEvents(events, needs) : undefined;
  return told
    ? { ...told, quotes: [...told.quotes, ...(said?.quotes.slice(-1) ?? [])] }
    : said;
}

/** Docker Hub's own images are public, so what it denies of them does not exist. */
function isOfficial(image: string): boolean {
  const { registry, repository } = parseImage(image);
  return registry === 'docker.io' && !repository.includes('/');
}

/** Tells apart why access was refused, by what the pod brings. */
function withSecrets(
  pod: Pod,
  { problem, message, image }: PullSaid,
  lost: readonly string[],
): PullProblem {
  const isMute = problem === 'unexplained' && message === '';
  if (problem !== 'private' && !isMute) return problem;
  if (saysEither(message) && isOfficial(image)) return 'not-found';
  if (lost.length > 0) return 'secret-missing';
  if (isMute) return problem;
  const isGiven = (pod.spec.imagePullSecrets ?? []).length > 0;
  return isGiven ? 'secret-refused' : 'private';
}

function failureOf(
  pod: Pod,
  container: ContainerView,
  known: Fact<Events>,
): PullFailure | undefined {
  const events = known.status === 'ok' ? known.value : [];
  const needs = needsOf(pod, container);
  const said = saidOf(pod, needs, events);
  if (!said) return undefined;
  const { image, message, quotes } = said;
  const lost = lostSecrets(events);
  const problem = withSecrets(pod, said, lost.names);
  const isLost = problem === 'secret-missing';
  return {
    container,
    image,
    isVolume: image !== needs.images[0],
    problem,
    message,
    tries: triesOf(events, { container, images: [image] }),
    lostSecrets: isLost ? lost.names : [],
    isEither: maybeAbsent(message, image),
    quotes: isLost ? [...quotes, ...lost.quotes] : quotes,
  };
}

/** Containers with a status, and those of a pod on a node that have none yet. */
function viewsOf(pod: Pod): readonly ContainerView[] {
  const known = containersOf(pod);
  if (known.length > 0 || !pod.spec.nodeName) return known;
  return pod.spec.containers.map(spec => ({
    name: spec.name ?? '',
    kind: 'app',
    spec,
    status: {},
    at: 'status',
    restartPolicy: 'Always',
    podStarted: pod.status.startTime,
  }));
}

/** Every cause of a pull asks for the same. */
const allFailures = memoLast(
  (events: Fact<Events>, pod: Pod): readonly PullFailure[] => {
    const isOver =
      pod.metadata.deletionTimestamp !== undefined ||
      pod.status.phase === 'Succeeded';
    return isOver
      ? []
      : viewsOf(pod).flatMap(one => failureOf(pod, one, events) ?? []);
  },
);

/**
 * Containers that wait for an image because of `problem`. Since 1.32 the status repeats the reason while backing off; before
 * that only the events hold it, and without them the cause ends unchecked.
 */
export function pullFailures(
  pod: Pod,
  events: Fact<Events>,
  problem: PullProblem,
): readonly PullFailure[] {
  const failures = allFailures(events, pod);
  const asked = failures.filter(one => one.problem === problem);
  const isMute = failures.some(
    one => one.problem === 'unexplained' && one.message === '',
  );
  if (asked.length === 0 && isMute) needed('events', events);
  return asked;
}
