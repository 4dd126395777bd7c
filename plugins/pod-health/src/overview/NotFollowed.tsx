import type { Overview } from 'backstage-plugin-pod-health-common';
import { Banner } from '../common/Banner';
import { useMessages } from '../i18n/useMessages';
import { numberText } from '../text/numbers';
import { visibleText } from '../text/visibleText';

/** Says how many entities are not followed, and names some: nobody shall take them for healthy. */
export function NotFollowed(props: {
  readonly notFollowed: Overview['notFollowed'];
}) {
  const { count, more, entities } = props.notFollowed;
  const { say, lang } = useMessages();
  if (count === 0 && !more) {
    return null;
  }
  const number = numberText(count, lang);
  return (
    <Banner
      role="status"
      tone="unknown"
      title={say(more ? 'overview.moreAtLeast' : 'overview.more', {
        count,
        number,
      })}
    >
      {entities.length > 0 && (
        <details>
          <summary>
            {say('overview.moreNames', { count: entities.length })}
          </summary>
          {visibleText(entities.join(', '))}
        </details>
      )}
    </Banner>
  );
}
