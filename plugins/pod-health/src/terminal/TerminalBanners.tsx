import Button from '@material-ui/core/Button';
import { Banner } from '../common/Banner';
import { ProblemBanner } from '../common/ProblemBanner';
import { useSteadyNow } from '../common/steadyClock';
import { useMessages } from '../i18n/useMessages';
import { countdown } from '../text/time';
import { endSentence } from './endWords';
import { millisecondsUntil, type TerminalState } from './terminalState';

interface TerminalBannersProps {
  readonly state: TerminalState;
  readonly onTakeOver: () => void;
  readonly onConnect: () => void;
  readonly onAgain?: () => void;
}

/** What has to be said above the screen: how it ended, that the connection is lost, that time runs out. */
export function TerminalBanners(props: TerminalBannersProps) {
  const { state, onTakeOver, onConnect, onAgain } = props;
  const { say } = useMessages();
  if (state.phase === 'ended') {
    return (
      <Banner
        role="alert"
        tone="unknown"
        title={say('ended.title')}
        actions={onAgain && <Action label="terminal.again" onClick={onAgain} />}
      >
        {endSentence(state, say)}
      </Banner>
    );
  }
  if (state.problem?.code === 'session-taken') {
    return (
      <Banner
        role="alert"
        tone="warning"
        actions={<Action label="terminal.takeOver" onClick={onTakeOver} />}
      >
        {say('terminal.takeOverText')}
      </Banner>
    );
  }
  if (state.phase === 'lost') {
    return <LostBanner state={state} onConnect={onConnect} />;
  }
  if (state.phase === 'connecting') {
    return (
      <Banner tone="unknown" role="status">
        {say('terminal.connecting')}
      </Banner>
    );
  }
  return <NoticeBanner state={state} />;
}

function LostBanner(props: {
  readonly state: TerminalState;
  readonly onConnect: () => void;
}) {
  const { state, onConnect } = props;
  const { say } = useMessages();
  if (state.problem) {
    return (
      <ProblemBanner
        problem={state.problem}
        title={say('terminal.lost')}
        onRetry={onConnect}
        retryLabel={say('terminal.reconnect')}
      />
    );
  }
  return (
    <Banner
      role="alert"
      tone="warning"
      title={say('terminal.lost')}
      actions={<Action label="terminal.reconnect" onClick={onConnect} />}
    >
      {say('terminal.lostText')}
    </Banner>
  );
}

function NoticeBanner({ state }: { readonly state: TerminalState }) {
  const { say } = useMessages();
  const now = useSteadyNow(1000);
  const { notice, deadlines } = state;
  if (!notice || !deadlines) {
    return null;
  }
  const left = (moment: string) =>
    countdown(millisecondsUntil(moment, deadlines, now));
  switch (notice) {
    case 'idle-soon':
      return (
        <Banner tone="warning" role="status">
          {say('terminal.idle', {
            time: left(deadlines.idleEndsAt ?? deadlines.endsAt),
          })}
        </Banner>
      );
    case 'ending-soon':
      return (
        <Banner tone="warning" role="status">
          {say('terminal.endingSoon', { time: left(deadlines.endsAt) })}
        </Banner>
      );
    default:
      return (
        <Banner tone="warning" role="status">
          {say(`notice.${notice}`)}
        </Banner>
      );
  }
}

function Action(props: {
  readonly label: 'terminal.again' | 'terminal.takeOver' | 'terminal.reconnect';
  readonly onClick: () => void;
}) {
  const { say } = useMessages();
  return (
    <Button size="small" variant="outlined" onClick={props.onClick}>
      {say(props.label)}
    </Button>
  );
}
