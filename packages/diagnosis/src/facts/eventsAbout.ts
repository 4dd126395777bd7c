import type { Fact } from './fact';
import { missing, ok } from './fact';
import type { ObjectIndex } from './indexObjects';
import { nameKey } from './indexObjects';
import type { KubeEvent, ObjectMeta } from './objects';
import { secondsSince } from './time';

/** How long the API server keeps events unless told otherwise (`--event-ttl`), in seconds. */
export const EVENT_TTL_SECONDS = 3600;

/** What events are wanted about. */
export interface About {
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

function eventsOf(index: ObjectIndex, { kind, metadata }: About) {
  const { uid, name = '', namespace = '', annotations } = metadata;
  // The kubelet files events of a static pod under its config hash, and those of its node under the node's name.
  const hash = annotations?.['kubernetes.io/config.hash'];
  const other = kind === 'Node' ? name : hash;
  const { eventsByUid, eventsByName, eventsByAnyName } = index;
  const key = () => nameKey(kind, namespace, name);
  if (!uid && kind !== 'Node') return eventsByAnyName.get(key()) ?? [];
  const own = (uid && eventsByUid.get(uid)) || [];
  const more = (other && other !== uid && eventsByUid.get(other)) || [];
  // Seldom any: a key is made only where it may open something.
  const nameless = eventsByName.size > 0 ? eventsByName.get(key()) ?? [] : [];
  if (more.length === 0 && nameless.length === 0) return own;
  return [...own, ...more, ...nameless];
}

/**
 * Events about some objects, oldest first of each. None at all about objects older than events live means that they are gone;
 * about nothing, that nothing can be said.
 */
export function eventsAbout(
  index: ObjectIndex,
  about: readonly About[],
  { asked, now }: { readonly asked: boolean; readonly now: number },
): Fact<readonly KubeEvent[]> {
  if (!index.kinds.has('Event') && !asked) return missing('notAsked');
  const [only, ...others] = about.map(one => eventsOf(index, one));
  const events =
    others.length > 0 ? [only ?? [], ...others].flat() : only ?? [];
  if (events.length > 0) return ok(events);
  const young = about.some(({ metadata }) => {
    const age = secondsSince(metadata.creationTimestamp, now);
    return age !== undefined && age <= EVENT_TTL_SECONDS;
  });
  return young || about.length === 0 ? ok([]) : missing('expired');
}
