import type { TimelineDetails } from 'backstage-plugin-pod-health-common';
import type { Say } from '../i18n/message';
import { visibleText } from '../text/visibleText';

type TemplateChange = NonNullable<TimelineDetails['changes']>[number];

/** Written by `kubectl rollout restart`. */
const RESTART = 'metadata.annotations.kubectl.kubernetes.io/restartedAt';

/** What a rollout changed, `most` differences at most, and how many more there are. */
export function changeWords(
  { changes = [], changeCount = changes.length }: TimelineDetails,
  most: number,
  say: Say,
): string[] {
  const shown = changes.slice(0, most).map(change => wordsOf(change, say));
  const more = changeCount - shown.length;
  return more > 0 && shown.length > 0
    ? [...shown, say('timeline.change.more', { count: more })]
    : shown;
}

function wordsOf(change: TemplateChange, say: Say): string {
  if (change.path === RESTART) {
    return say('timeline.change.restart');
  }
  const path = visibleText(change.path);
  const before = change.before && visibleText(change.before);
  const after = change.after && visibleText(change.after);
  if (before && after) {
    return /\.image$/.test(path)
      ? say('timeline.change.image', imageParts(before, after))
      : say('timeline.change', { path, before, after });
  }
  if (change.after === undefined) {
    return say('timeline.change.removed', { path });
  }
  return after
    ? say('timeline.change.set', { path, after })
    : say('timeline.change.added', { path });
}

/** Of two images of one repository their tags: "1.8.2 → 1.9.0". */
function imageParts(before: string, after: string) {
  const [old, oldTag] = splitImage(before);
  const [now, nowTag] = splitImage(after);
  return old === now && oldTag && nowTag
    ? { before: oldTag, after: nowTag }
    : { before, after };
}

/** An image's repository, and its tag or digest. A colon before the last slash is that of a port. */
function splitImage(image: string): [string, string] {
  const digest = image.indexOf('@');
  const colon = image.lastIndexOf(':');
  const at = digest >= 0 ? digest : colon;
  return at > image.lastIndexOf('/')
    ? [image.slice(0, at), image.slice(at + 1)]
    : [image, ''];
}
