import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import type { Session } from 'backstage-plugin-pod-health-common';
import { useCallback, useEffect, useState } from 'react';
import { podHealthApiRef, type EntityName } from '../api/PodHealthApi';
import { Banner } from '../common/Banner';
import { useLoaded } from '../common/useLoaded';
import { useMessages } from '../i18n/useMessages';
import { timeAgo } from '../text/time';
import { visibleText } from '../text/visibleText';

/** Shells the reader left open here: to go back to, or to end. They count against a limit, and they are in a live pod. */
export function OpenSessions(props: {
  readonly entity: EntityName;
  /** Not shown while a shell is on the page; read anew afterwards. */
  readonly hidden: boolean;
  readonly onResume: (session: Session) => void;
}) {
  const { entity, hidden, onResume } = props;
  const { say } = useMessages();
  const { sessions, end } = useOpenSessions(entity, hidden);
  if (hidden || sessions.length === 0) {
    return null;
  }
  return (
    <Banner
      tone="warning"
      role="status"
      title={say('sessions.mine', { count: sessions.length })}
    >
      {sessions.map(session => (
        <SessionLine
          key={session.id}
          session={session}
          onResume={() => onResume(session)}
          onEnd={() => end(session.id)}
        />
      ))}
    </Banner>
  );
}

function SessionLine(props: {
  readonly session: Session;
  readonly onResume: () => void;
  readonly onEnd: () => void;
}) {
  const { session } = props;
  const { say, lang } = useMessages();
  return (
    <div>
      {say('sessions.one', {
        pod: visibleText(session.pod.pod),
        ago: timeAgo(session.createdAt, session.now, lang),
      })}{' '}
      <Button size="small" color="primary" onClick={props.onResume}>
        {say('sessions.resume')}
      </Button>
      <Button size="small" onClick={props.onEnd}>
        {say('sessions.end')}
      </Button>
    </div>
  );
}

function useOpenSessions(entity: EntityName, hidden: boolean) {
  const api = useApi(podHealthApiRef);
  const identity = useApi(identityApiRef);
  const [ended, setEnded] = useState<readonly string[]>([]);
  const read = useCallback(
    async (signal: AbortSignal) => {
      const { userEntityRef } = await identity.getBackstageIdentity();
      const all = await api.listSessions(entity, signal);
      return all.filter(
        ({ user, state }) =>
          user === userEntityRef && state !== 'ended' && state !== 'ending',
      );
    },
    [api, identity, entity],
  );
  // A list that cannot be read is left out: it is a reminder, and the checklist says when there are too many.
  const { value = [], reload } = useLoaded(read);
  useEffect(() => {
    if (!hidden) {
      reload();
    }
  }, [hidden, reload]);
  const end = (id: string) =>
    api.endSession(id).then(
      () => setEnded(ids => [...ids, id]),
      () => reload(),
    );
  return { sessions: value.filter(({ id }) => !ended.includes(id)), end };
}
