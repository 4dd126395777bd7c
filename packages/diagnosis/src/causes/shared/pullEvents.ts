import type { ContainerView, Quote } from '../../engine';
import { newestEvent, parseTime, quoteOf } from '../../engine';
import type { KubeEvent } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { PullAnswer } from './pullAnswers';
import { bestAnswer } from './pullTries';

type Events = FactValues['events'];

/** What is said of an image that was not pulled. */
export interface PullSaid {
  readonly image: string;
  readonly problem: PullAnswer | 'unexplained';
  /** Empty when nothing says why. */
  readonly message: string;
  readonly quotes: readonly Quote[];
}

/** A container and the images it needs: its own first, then those of the volumes it mounts. */
export interface Needs {
  readonly container: ContainerView;
  readonly images: readonly string[];
}

const COMBINED = '^(?:\\(combined from similar events\\): )?';
const NAMED = new RegExp(
  `${COMBINED}[^"]{0,80} image (?:tag )?"([^"]{1,512})"`,
);
const FAILED = new RegExp(`${COMBINED}Failed to pull image "`);
const STOPPED = new RegExp(
  `${COMBINED}(?:Failed to (?:pull|inspect) image|Failed to apply default image tag|Back-off pulling image|Container image "[^"]{1,512}" is not present)`,
);
const STARTED =
  /^(?:Pulling image|Successfully pulled image|Container image "[^"]{1,512}" already present)/;
const LOST = /image pull secrets \(([^)]{1,2048})\)/;
/** A secret that was last missed so much longer ago than an image was tried, in milliseconds, has come meanwhile. */
const STALE = 900_000;

/** The image's name in the words of the kubelet; `''` when it does not name one. */
function named({ message = '' }: KubeEvent): string {
  return NAMED.exec(message.slice(0, 1024))?.[1] ?? '';
}

/** Whether an event is about this container: by its own word, or by the image where it does not say (image volumes). */
function isAbout(event: KubeEvent, { container, images }: Needs): boolean {
  const { fieldPath = '' } = event.involvedObject;
  const isOther =
    fieldPath.includes('{') && !fieldPath.endsWith(`{${container.name}}`);
  return !isOther && images.includes(named(event));
}

function newest(
  events: Events,
  needs: Needs,
  words: RegExp,
  test: (event: KubeEvent) => boolean = () => true,
): number | undefined {
  return newestEvent(
    events,
    event =>
      words.test(event.message ?? '') && isAbout(event, needs) && test(event),
  );
}

function answerOf(event: KubeEvent): PullSaid['problem'] {
  if (event.reason === 'ErrImageNeverPull') return 'never-pulled';
  return bestAnswer(event.message ?? '', named(event)) ?? 'unexplained';
}

function said(events: Events, i: number | undefined): PullSaid | undefined {
  const event = i === undefined ? undefined : events[i];
  return (
    event && {
      image: named(event),
      problem: answerOf(event),
      message: event.message ?? '',
      quotes: quoteOf('events', events, `${i}.message`),
    }
  );
}

/** What the newest event that says why tells; "Error: ErrImagePull" says nothing. */
export function toldByEvents(
  events: Events,
  needs: Needs,
): PullSaid | undefined {
  const i =
    newest(events, needs, FAILED, one => answerOf(one) !== 'unexplained') ??
    newest(events, needs, FAILED);
  return said(events, i);
}

/** For a container whose status says nothing yet: what the events tell, if the last of them is of a failure. */
export function toldBeforeStatus(
  events: Events,
  needs: Needs,
): PullSaid | undefined {
  const stopped = newest(events, needs, STOPPED);
  if (stopped === undefined) return undefined;
  const started = newest(events, needs, STARTED);
  const time = (i: number) => parseTime(events[i]?.lastSeen) ?? 0;
  if (started !== undefined && time(started) > time(stopped)) return undefined;
  const last = said(events, stopped);
  return last?.problem === 'unexplained'
    ? toldByEvents(events, needs) ?? last
    : last;
}

/** Pull secrets the kubelet did not find when it last pulled, with the evidence. */
export function lostSecrets(events: Events): {
  readonly names: readonly string[];
  readonly quotes: readonly Quote[];
} {
  const i = newestEvent(
    events,
    ({ reason }) => reason === 'FailedToRetrieveImagePullSecret',
  );
  const tried = newestEvent(events, ({ message = '' }) => FAILED.test(message));
  const time = (at: number | undefined) =>
    parseTime(events[at ?? -1]?.lastSeen) ?? 0;
  const [, list = ''] = LOST.exec(events[i ?? -1]?.message ?? '') ?? [];
  return i === undefined || list === '' || time(tried) - time(i) > STALE
    ? { names: [], quotes: [] }
    : {
        names: list.split(/, ?/),
        quotes: quoteOf('events', events, `${i}.message`),
      };
}

/** How often the pull of an image failed, by the events, of which each wording has one of its own; 0 when they do not say. */
export function triesOf(events: Events, needs: Needs): number {
  return events
    .filter(one => FAILED.test(one.message ?? '') && isAbout(one, needs))
    .reduce((sum, { count }) => sum + count, 0);
}

/** The pull that is going on: the index of its event, if none of a success or a failure is as new. */
export function pullGoingOn(events: Events, needs: Needs): number | undefined {
  const i = newest(events, needs, STARTED);
  const isPulling = events[i ?? -1]?.message?.startsWith('Pulling image');
  const stopped = newest(events, needs, STOPPED);
  const time = (at: number | undefined) =>
    parseTime(events[at ?? -1]?.lastSeen) ?? 0;
  return isPulling && time(stopped) < time(i) ? i : undefined;
}
