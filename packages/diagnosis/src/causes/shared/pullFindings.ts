import type { Detected } from '../../engine';
import { parseImage } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { ImageName } from '../../facts/imageName';
import type { Pod } from '../../facts/objects';
import type { FactValues, Subject } from '../../facts/snapshot';
import type { PullFailure, PullProblem } from './imagePull';
import { pullFailures } from './imagePull';
import type { Place } from './kubectl';
import { placeOf } from './kubectl';
import { isAlsoRefused, isFromCache } from './pullTries';

/** What every explanation of a failed pull needs: where, and what of. */
export interface PullFacts extends Place, ImageName {
  readonly container: string;
  readonly image: string;
  /** Whether it is the image of a volume. */
  readonly isVolume: boolean;
  readonly node: string;
  /** Failed tries that the events count; 0 when they do not say. */
  readonly tries: number;
  /** Whether another login of the same pull was refused. */
  readonly isAlsoRefused: boolean;
  /** Whether the image is most likely passed on from another registry by a cache. */
  readonly isCache: boolean;
}

/** What a cause of a failed pull is given. */
export interface PullReading {
  readonly pod: Pod;
  readonly events: Fact<FactValues['events']>;
  readonly subject: Subject;
}

/** The facts of one failure. */
export function pullFacts(
  pod: Pod,
  subject: Subject,
  { container, image, isVolume, message, tries }: PullFailure,
): PullFacts {
  const name = parseImage(image);
  return {
    ...placeOf(subject),
    ...name,
    isAlsoRefused: isAlsoRefused(message, image),
    isCache: isFromCache(name.registry, name.repository),
    container: container.name,
    image,
    isVolume,
    node: pod.spec.nodeName ?? '?',
    tries,
  };
}

/** The failures of one problem as findings, each with what more a cause makes of it. */
export function pullFindings<M extends object>(
  { pod, events, subject }: PullReading,
  problem: PullProblem,
  more: (failure: PullFailure) => M,
): Detected<PullFacts & M>[] {
  return pullFailures(pod, events, problem).map(failure => ({
    container: failure.container.name,
    data: { ...pullFacts(pod, subject, failure), ...more(failure) },
    quotes: failure.quotes,
  }));
}

/** Where in the pod the name of the image stands that was not pulled. */
export function imagePath(
  pod: Pod,
  { container, image, isVolume }: PullFailure,
): string {
  if (isVolume) {
    const i = pod.spec.volumes.findIndex(one => one.image?.reference === image);
    return `spec.volumes.${i}.image.reference`;
  }
  const list = container.kind === 'app' ? 'containers' : 'initContainers';
  const i = pod.spec[list].findIndex(one => one === container.spec);
  return `spec.${list}.${i}.image`;
}
