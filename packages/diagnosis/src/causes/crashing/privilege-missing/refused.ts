import type { ContainerView, Quote } from '../../../engine';
import { quoteLog } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { mountOf } from '../../shared/lastWordsMount';
import type { StorageFacts } from '../../shared/shareOfClaim';
import { storageBehind } from '../../shared/shareOfClaim';

/** What chown, chgrp and chmod say of each path, in the words of GNU and of BusyBox. */
const REFUSED =
  /\bch(?:own|grp|mod): (?:(?:changing|cannot change|fchown(?:at)?|fchmod(?:at)?)[^\n/'"‘“]{0,40})?['"‘“]?(\/[^\n:'"’”]{1,300})['"’”]?: Operation not permitted/gi;
/** So much of a log is looked through, from its end, in characters; and so many paths of it. */
const MOST = 65_536;
const MOST_PATHS = 200;

/**
 * Of many paths whose owner could not be changed, the last that lies on storage which is known to keep the owners itself: a recursive
 * change names them one after the other, and goes on to those of the image.
 */
export function onShare(
  pod: Pod,
  container: ContainerView,
  logs: Fact<FactValues['logs']>,
  { action, ...facts }: StorageFacts & { action: 'logs' | 'previous-logs' },
): { readonly path: string; readonly quotes: readonly Quote[] } | undefined {
  if (logs.status !== 'ok') return undefined;
  const { name } = container;
  const which = action === 'logs' ? 'current' : 'previous';
  const log = logs.value[name]?.[which] ?? '';
  const lines = new Map(
    [...log.slice(-MOST).matchAll(REFUSED)]
      .slice(-MOST_PATHS)
      .map(([line, path = '']) => [path, line]),
  );
  const path = [...lines.keys()].findLast(one => {
    const { share } = storageBehind(pod, mountOf(pod, container, one), facts);
    return share !== undefined && share !== 'node';
  });
  return path === undefined
    ? undefined
    : {
        path,
        quotes: quoteLog(logs.value, name, which, lines.get(path) ?? ''),
      };
}
